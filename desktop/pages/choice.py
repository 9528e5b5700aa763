"""A list to choose from."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.glyphs import glyph_pixmap
from desktop.theme import Theme
from desktop.words import translate


class Choice(QComboBox):
    """A list to choose from, with a drawn arrow (the style sheet draws none)."""

    def __init__(self, theme: Theme, entries: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self._theme = theme
        for value, text in entries:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setMinimumWidth(theme.px(200))
        self.view().setAccessibleName(translate("Settings", "Choices"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then its arrow."""
        super().paintEvent(event)
        size = self._theme.px(16)
        arrow = glyph_pixmap("down", self._theme.colour("mute"), size, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - size - 12, (self.height() - size) // 2, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a choice."""
        event.ignore()

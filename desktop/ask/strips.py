"""The strips of the Ask window: the policy's banner, what keeps a question from being sent, keys and gateway."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.glyphs import Button, glyph_pixmap
from desktop.label import Label
from desktop.theme import Theme
from desktop.words import fill, translate


class Strip(QFrame):
    """A line of words on a quiet ground, with a sign before it."""

    def __init__(
        self,
        theme: Theme,
        *,
        surface: str = "warn",
        ink: str = "warn",
        glyph: str = "warn",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._ink, self._glyph = theme, ink, glyph
        self.setProperty("surface", surface)
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sign.setAccessibleName(translate("Ask", "Please note"))
        self._words = Label("", "caption", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self._draw()
        theme.changed.connect(self._draw)

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words.words

    def say(self, text: str) -> None:
        """Show these words, or nothing."""
        self._words.say(text)
        self.setVisible(bool(text))

    def _draw(self) -> None:
        size = self._theme.px(16)
        self._sign.setPixmap(glyph_pixmap(self._glyph, self._theme.colour(self._ink), size, self.devicePixelRatioF()))


def agent_is_away() -> tuple[str, str, str]:
    """What a status card says while no agent runs: title, words, action."""
    return (
        translate("Ask", "Protection is not running"),
        translate("Ask", "Nothing can be sent now. What you write is kept."),
        translate("Ask", "Start protection"),
    )


class Footer(QWidget):
    """The keys, and where a question goes. Where there is little room the keys go first; a long name is shortened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints = Label(
            translate("Ask", "Enter sends · Shift+Enter new line · Esc hides"), "caption", wrap=False, parent=self
        )
        self.via = Label("", "caption", wrap=False, parent=self)
        self.via.setMinimumWidth(1)
        self._gateway = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self.hints)
        row.addStretch(1)
        row.addWidget(self.via)

    def say(self, gateway: str) -> None:
        """Name the gateway, or none."""
        self._gateway = fill(translate("Ask", "via %1"), gateway) if gateway else ""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Any width: it shortens its words."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 32
        metrics, keys = self.via.fontMetrics(), self.hints.sizeHint().width() + 24
        self.hints.setVisible(keys + min(metrics.horizontalAdvance(self._gateway), room // 2) <= room)
        left = room - keys if not self.hints.isHidden() else room
        self.via.say(metrics.elidedText(self._gateway, Qt.TextElideMode.ElideRight, left))
        self.via.setAccessibleName(self._gateway)
        self.via.setToolTip(self._gateway if self.via.words != self._gateway else "")


class StatusCard(QFrame):
    """Why nothing can be sent now, and the one thing to do about it."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._title = Label("", "strong", parent=self)
        self._words = Label("", "mute", parent=self)
        self._button = Button(theme, "primary", "…", parent=self)
        self._button.clicked.connect(self.pressed)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(self._title)
        text.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(text, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, title: str, words: str, action: str = "") -> None:
        """Show this, with one action or none."""
        self._title.say(title)
        self._words.say(words)
        self._words.setVisible(bool(words))
        self._button.rename(action or "…")
        self._button.setVisible(bool(action))
        self.setVisible(bool(title))

    @property
    def button(self) -> Button:
        """The one action."""
        return self._button

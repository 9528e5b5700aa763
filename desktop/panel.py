"""A floating panel: round corners, one painted shadow (a nine-slice picture: a blur effect costs 11 ms a token).

Where nothing composes translucent windows, the panel is plain: square corners and a line around it.
"""

import math

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QMenu

from desktop.focus import FocusRing, move_focus
from desktop.theme import Theme

BLUR = 40
DROP = 12
STRENGTH = 0.35
MARGINS = QMargins(BLUR, BLUR - DROP, BLUR, BLUR + DROP)
_CORNER = 2 * BLUR


def round_menu(menu: QMenu, *, floating: bool) -> QMenu:
    """Round corners, where translucent windows are composed; marks stand before the words, whatever button opens it."""
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if floating:
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        menu.setWindowFlags(
            menu.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        menu.setProperty("rounded", "true")
    return menu


def with_key(words: str, key: str) -> str:
    """The words of an entry, its key at the right (Qt's own way to write one that something else binds)."""
    return f"{words}\t{key}"


def shadow_picture(radius: int) -> QImage:
    """A soft black frame, three slices wide: corners of 80 px around a middle of one pixel."""
    side = 2 * _CORNER + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    sigma = BLUR / 2
    profile = [0.5 * (1 + math.erf((place + 0.5 - BLUR) / (sigma * math.sqrt(2)))) for place in range(_CORNER + 1)]
    for y in range(_CORNER + 1):
        for x in range(_CORNER + 1):
            alpha = round(255 * STRENGTH * profile[x] * profile[y])
            colour = QColor(0, 0, 0, alpha)
            for px, py in ((x, y), (side - 1 - x, y), (x, side - 1 - y), (side - 1 - x, side - 1 - y)):
                image.setPixelColor(px, py, colour)
    return image


class Panel(QDialog):
    """A window without a frame. Its contents go inside `contentsMargins`; it is moved by its empty parts."""

    def __init__(self, theme: Theme, *, floating: bool, flags: Qt.WindowType = Qt.WindowType.Window) -> None:
        super().__init__(None, flags | (Qt.WindowType.FramelessWindowHint if floating else Qt.WindowType(0)))
        self._theme = theme
        self._floating = floating
        self._shadow: QPixmap | None = None
        if floating:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
            self.setContentsMargins(MARGINS)
        theme.changed.connect(self.update)
        FocusRing(theme, self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves the focus in reading order; the ring shows where it went."""
        return move_focus(self, forward=forward)

    @property
    def shadow_margins(self) -> QMargins:
        """How much of the window is shadow."""
        return MARGINS if self._floating else QMargins()

    def panel_rect(self) -> QRect:
        """The visible panel, in the coordinates of the window."""
        return self.rect().marginsRemoved(self.shadow_margins)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shadow, then the panel."""
        if not self._floating:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.panel_rect())
        self._draw_shadow(painter)
        dark = self._theme.name == "dark"
        painter.setPen(QPen(self._theme.colour("line"), 1) if dark else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bg"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5) if dark else panel, 16, 16)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the panel by its empty parts."""
        handle = self.windowHandle()
        if self._floating and event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def _draw_shadow(self, painter: QPainter) -> None:
        if self._shadow is None:
            self._shadow = QPixmap.fromImage(shadow_picture(16))
        outer = self.panel_rect().adjusted(-BLUR, -BLUR + DROP, BLUR, BLUR + DROP)
        c, w, h = _CORNER, outer.width(), outer.height()
        xs, ys = (0, c, w - c, w), (0, c, h - c, h)
        cuts = (0, c, c + 1, 2 * c + 1)
        for row in range(3):
            for col in range(3):
                target = QRect(outer.x() + xs[col], outer.y() + ys[row], xs[col + 1] - xs[col], ys[row + 1] - ys[row])
                source = QRect(cuts[col], cuts[row], cuts[col + 1] - cuts[col], cuts[row + 1] - cuts[row])
                painter.drawPixmap(target, self._shadow, source)

"""Small line icons, drawn in the colour of a token, crisp at any scale."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.theme import Theme


def _line(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _send(path: QPainterPath) -> None:
    _line(path, (10, 16), (10, 4.5))
    _line(path, (5, 9.5), (10, 4.5), (15, 9.5))


def _stop(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(6, 6, 8, 8), 1.5, 1.5)


def _plus(path: QPainterPath) -> None:
    _line(path, (10, 4.5), (10, 15.5))
    _line(path, (4.5, 10), (15.5, 10))


def _close(path: QPainterPath) -> None:
    _line(path, (5.5, 5.5), (14.5, 14.5))
    _line(path, (14.5, 5.5), (5.5, 14.5))


def _more(path: QPainterPath) -> None:
    for x in (4.5, 10.0, 15.5):
        path.addEllipse(QPointF(x, 10), 0.7, 0.7)


def _copy(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(7.5, 7.5, 9, 9), 2, 2)
    path.moveTo(4.8, 12.5)
    path.arcTo(QRectF(3.5, 9.5, 3, 3), 240, -60)
    path.lineTo(3.5, 5.5)
    path.arcTo(QRectF(3.5, 3.5, 4, 4), 180, -90)
    path.lineTo(11, 3.5)
    path.arcTo(QRectF(9.5, 3.5, 3, 3), 90, -60)


def _retry(path: QPainterPath) -> None:
    path.arcMoveTo(QRectF(4, 4, 12, 12), 30)
    path.arcTo(QRectF(4, 4, 12, 12), 30, 290)
    _line(path, (15.8, 3.6), (15.6, 7.2), (12, 7.2))


def _check(path: QPainterPath) -> None:
    _line(path, (4.5, 10.5), (8.3, 14.2), (15.5, 6))


def _mask(path: QPainterPath) -> None:
    path.moveTo(10, 3)
    path.cubicTo(12, 4.6, 14, 5, 16, 5)
    path.cubicTo(16, 11, 14.6, 15, 10, 17)
    path.cubicTo(5.4, 15, 4, 11, 4, 5)
    path.cubicTo(6, 5, 8, 4.6, 10, 3)
    _line(path, (7.3, 10), (9.3, 12), (12.9, 8))


def _down(path: QPainterPath) -> None:
    _line(path, (6, 8.2), (10, 12.2), (14, 8.2))


def _up(path: QPainterPath) -> None:
    _line(path, (6, 11.8), (10, 7.8), (14, 11.8))


def _activity(path: QPainterPath) -> None:
    path.addEllipse(QPointF(10, 10), 6.5, 6.5)
    _line(path, (10, 6.2), (10, 10), (12.6, 11.6))


def _talks(path: QPainterPath) -> None:
    path.moveTo(5.5, 3.8)
    path.lineTo(14.5, 3.8)
    path.quadTo(16.6, 3.8, 16.6, 5.9)
    path.lineTo(16.6, 11)
    path.quadTo(16.6, 13.1, 14.5, 13.1)
    path.lineTo(9, 13.1)
    path.lineTo(5.6, 16.2)
    path.lineTo(5.6, 13.1)
    path.quadTo(3.4, 13.1, 3.4, 11)
    path.lineTo(3.4, 5.9)
    path.quadTo(3.4, 3.8, 5.5, 3.8)


def _found(path: QPainterPath) -> None:
    path.addEllipse(QPointF(8.8, 8.8), 5, 5)
    _line(path, (12.6, 12.6), (16, 16))


def _eye(path: QPainterPath) -> None:
    path.moveTo(2.8, 10)
    path.cubicTo(5.5, 3.6, 14.5, 3.6, 17.2, 10)
    path.cubicTo(14.5, 16.4, 5.5, 16.4, 2.8, 10)
    path.addEllipse(QPointF(10, 10), 2.4, 2.4)


def _settings(path: QPainterPath) -> None:
    for y, x in ((5.5, 12.5), (10.0, 7.0), (14.5, 12.0)):
        _line(path, (3.5, y), (x - 1.8, y))
        _line(path, (x + 1.8, y), (16.5, y))
        path.addEllipse(QPointF(x, y), 1.8, 1.8)


def _warn(path: QPainterPath) -> None:
    path.moveTo(10, 3.6)
    path.lineTo(17, 15.8)
    path.lineTo(3, 15.8)
    path.closeSubpath()
    _line(path, (10, 8.2), (10, 11.4))
    path.addEllipse(QPointF(10, 13.6), 0.3, 0.3)


def _file(path: QPainterPath) -> None:
    _line(path, (11.5, 3.5), (5.5, 3.5), (5.5, 16.5), (14.5, 16.5), (14.5, 6.5), (11.5, 3.5), (11.5, 6.5), (14.5, 6.5))


def _bin(path: QPainterPath) -> None:
    _line(path, (4, 6), (16, 6))
    _line(path, (8, 6), (8, 3.8), (12, 3.8), (12, 6))
    _line(path, (5.4, 6), (6, 16.2), (14, 16.2), (14.6, 6))


def _case(path: QPainterPath) -> None:
    _line(path, (5.5, 3.5), (14.5, 3.5), (14.5, 16.5), (10, 13), (5.5, 16.5), (5.5, 3.5))


DRAWINGS: dict[str, Callable[[QPainterPath], None]] = {
    "send": _send, "stop": _stop, "plus": _plus, "close": _close, "more": _more, "copy": _copy, "retry": _retry,
    "check": _check, "mask": _mask, "down": _down, "up": _up, "activity": _activity, "found": _found, "eye": _eye,
    "settings": _settings, "talks": _talks, "warn": _warn, "file": _file, "bin": _bin,
    "case": _case,
}  # fmt: skip


def glyph_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """A drawing, `size` logical pixels square."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    DRAWINGS[name](path)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 20, size / 20)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if name == "stop":
        painter.setBrush(colour)
    painter.drawPath(path)
    painter.end()
    return pixmap


class PressButton(QPushButton):
    """A button that has the focus is pressed by Enter too, not by Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; a key that is held down presses once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class Button(PressButton):
    """A button of the house: a kind from the style sheet, an optional drawing, and always a name for screen readers."""

    def __init__(
        self,
        theme: Theme,
        kind: str,
        text: str = "",
        *,
        glyph: str = "",
        name: str = "",
        ink: str = "mute",
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._glyph, self._ink = theme, glyph, ink
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(name or text)
        if name and not text:
            self.setToolTip(name)
        if trailing:  # the drawing stands after the words
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._draw()
        theme.changed.connect(self._draw)

    def rename(self, text: str, *, name: str = "") -> None:
        """Show other words."""
        self.setText(text)
        self.setAccessibleName(name or text)

    def shorten(self, width: int) -> None:
        """Take no more room than this: the words end in an ellipsis, the tooltip and a screen reader have them all."""
        self.ensurePolished()
        whole = self.accessibleName()
        self.setText(whole)
        beside = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(whole)
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(0, width - beside))
        self.setText(shown)
        self.setToolTip(whole if shown != whole else "")

    def draw(self, glyph: str, *, ink: str = "") -> None:
        """Show another drawing."""
        self._glyph = glyph
        self._ink = ink or self._ink
        self._draw()

    def _draw(self) -> None:
        if not self._glyph:
            return
        size = self._theme.px(20 if not self.text() else 16)
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(glyph_pixmap(self._glyph, self._theme.colour(self._ink), size, ratio))
            icon.addPixmap(glyph_pixmap(self._glyph, self._theme.colour("mute"), size, ratio), QIcon.Mode.Disabled)
        self.setIcon(icon)
        self.setIconSize(QSize(size, size))

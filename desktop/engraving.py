"""Draws the mark of Gnomon: a sundial's dial, its ring and the gnomon that casts the shadow.

Five states that differ by shape, not by colour alone (drawn, so that they are crisp at any size).
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.dial import Dial

TILE_TOP = QColor("#5b78ff")
TILE_BOTTOM = QColor("#2b46d8")
INK = QColor("#ffffff")
BADGE = QColor("#ffb02e")
SHADOW = QColor(255, 255, 255, 115)
CENTRE = QPointF(32, 46)
PLATE = QRectF(11, 25, 42, 42)
AWAY = QColor("#7f859c")  # 3.4 : 1 on light panels, 4.6 : 1 on dark ones


def dial_pixmap(state: Dial, size: int, ratio: float = 1.0) -> QPixmap:
    """The mark, `size` logical pixels square."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 64, size / 64)
    _draw(painter, state, fine=size >= 40)
    painter.end()
    return pixmap


def _draw(painter: QPainter, state: Dial, *, fine: bool) -> None:
    """Draw on a square of 64 units; `fine` where there is room for the shadow and thin lines."""
    if state is Dial.AWAY:
        _draw_away(painter)
        return
    _draw_tile(painter)
    width = 4.0 if fine else 5.5
    _draw_plate(painter, width, opened=state is Dial.STARTING)
    if state is Dial.PAUSED:
        _draw_bars(painter)
    elif state is not Dial.STARTING:
        _draw_gnomon(painter, fine=fine)
    if state is Dial.ATTENTION:
        _draw_badge(painter)


def _draw_tile(painter: QPainter) -> None:
    gradient = QLinearGradient(0, 0, 0, 64)
    gradient.setColorAt(0, TILE_TOP)
    gradient.setColorAt(1, TILE_BOTTOM)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(QRectF(1, 1, 62, 62), 17, 17)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _draw_plate(painter: QPainter, width: float, *, opened: bool) -> None:
    """The plate: a half circle on its base; open at the top while protection starts."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(INK, width))
    painter.drawLine(QPointF(11, 46), QPointF(53, 46))
    if opened:
        painter.drawArc(PLATE, 0, 55 * 16)
        painter.drawArc(PLATE, 125 * 16, 55 * 16)
    else:
        painter.drawArc(PLATE, 0, 180 * 16)


def _draw_gnomon(painter: QPainter, *, fine: bool) -> None:
    """The gnomon stands on the plate; its shadow tells the hour."""
    if fine:
        shadow = QPainterPath(CENTRE)
        shadow.arcTo(PLATE.adjusted(2, 2, -2, -2), 24, 30)
        shadow.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADOW)
        painter.drawPath(shadow)
    painter.setPen(_pen(INK, 2.5))
    painter.setBrush(INK)
    left = 25.0 if fine else 23.5
    painter.drawPolygon(QPolygonF([QPointF(left, 46), QPointF(32.5, 46), QPointF(32.5, 15)]))


def _draw_bars(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    painter.drawRoundedRect(QRectF(24.5, 31, 5.5, 11), 1.5, 1.5)
    painter.drawRoundedRect(QRectF(34, 31, 5.5, 11), 1.5, 1.5)


def _draw_badge(painter: QPainter) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    painter.drawEllipse(QPointF(50, 50), 17, 17)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(BADGE)
    painter.drawEllipse(QPointF(50, 50), 13, 13)


def _draw_away(painter: QPainter) -> None:
    """A hollow dial with a slash: nobody keeps the time."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(AWAY, 5))
    painter.drawArc(QRectF(8, 18, 48, 48), 0, 180 * 16)
    painter.drawLine(QPointF(8, 42), QPointF(56, 42))
    slash = QPainterPath(QPointF(14, 56))
    slash.lineTo(50, 10)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(_pen(AWAY, 15))
    painter.drawPath(slash)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(_pen(AWAY, 5.5))
    painter.drawPath(slash)

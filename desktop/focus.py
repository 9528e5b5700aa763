"""The keyboard's way through a window: Tab goes in reading order, and a ring shows where it is.

The ring is 2 px, 2 px outside what has the focus. It appears after Tab, never after the mouse.
"""

from functools import cmp_to_key
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from desktop.theme import Theme

OUTSIDE = 4  # 2 px away, 2 px thick
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide)


def reading_order(widget: QWidget) -> list[QWidget]:
    """All that the keyboard can reach inside a widget, as a reader meets it: line by line, area by area."""
    found = [widget] if _takes_focus(widget) else []
    inside = [child for child in widget.children() if isinstance(child, QWidget)]
    seen = [child for child in inside if child.isVisible() and not child.isWindow()]
    for child in sorted(seen, key=cmp_to_key(_compare_places)):
        found += reading_order(child)
    return found


def _takes_focus(widget: QWidget) -> bool:
    """Whether Tab stops here. What hands its focus on to another (focus proxy) would hold the keyboard for ever."""
    proxy: QWidget | None = widget.focusProxy()
    return proxy is None and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Go to the next (or the last) control of a window in reading order. False where there is none."""
    order = [widget for widget in reading_order(window) if widget is not window]
    if not order:
        return False
    current = window.focusWidget()
    step = 1 if forward else -1
    place = (order.index(current) + step if current in order else 0) % len(order)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    focus_by_key(order[place], reason)
    return True


def focus_by_key(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
    """Give the focus to a widget in answer to a key: it is scrolled into sight, and the ring shows it."""
    for ring in cast("list[FocusRing]", widget.window().findChildren(FocusRing)):
        ring.expect_key()
    widget.setFocus(reason)
    _bring_into_sight(widget)


def scroll_page(area: QScrollArea, *, down: bool) -> None:
    """Go on by what is in sight, as Page Down does."""
    bar = area.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd if down else bar.SliderAction.SliderPageStepSub)


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever the widget lies in, so that the ring is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 2 * OUTSIDE)
        above = above.parentWidget()


def _compare_places(one: QWidget, other: QWidget) -> int:
    """Whether one stands before another: in the same line the left one, else the upper one."""
    a, b = one.geometry(), other.geometry()
    shared = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
    if shared * 2 > min(a.height(), b.height()):
        return a.x() - b.x()
    return a.y() - b.y()


class FocusRing(QWidget):
    """The ring of one window. It follows the widget that it surrounds, and all that the widget lies in."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._by_key = False
        self._around: QWidget | None = None
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def expect_key(self) -> None:
        """The next change of focus comes from the keyboard."""
        self._by_key = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it moves."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.end()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_key, self._by_key = self._by_key, False
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._followed.clear()
        self._around = None
        if by_key and new is not None and new.window() is self._window and new.property("ring") != "own":
            self._around = new
            self._follow(new)
        self._place()

    def _follow(self, widget: QWidget) -> None:
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            above.installEventFilter(self)
            self._followed.append(above)
            above = above.parentWidget()

    def _place(self) -> None:
        around = self._around
        if around is None or not isValid(around) or around.visibleRegion().isEmpty():
            self.hide()
            return
        place = QRect(around.mapTo(self._window, QPoint(0, 0)), around.size())
        self.setGeometry(place.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE))
        self.raise_()
        self.show()

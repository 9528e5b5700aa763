"""A column of rows under each other, placed by hand: when the last row grows, no other row is touched.

(A box layout asks every row again at each token; this keeps a frame flat at any length.)
Text can be selected across rows with the mouse and copied.
"""

from collections import deque
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.markdown.paragraph import Paragraph

AWAKE = 64  # paragraphs whose text stays laid out: more than a screen shows
OUTDENT = 8  # pixels at the left, into which the ground of a quiet button reaches


@runtime_checkable
class Sized(Protocol):
    """A row that knows its height."""

    def height_for(self, width: int) -> int: ...


@dataclass(slots=True)
class Row:
    """A widget in the column and the space above it, in pixels."""

    widget: QWidget
    gap: int
    top: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in the text of the column: which row, which position in it."""

    row: int
    position: int


class Column(QWidget):
    """Rows of text, code and buttons."""

    grew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._awake: deque[Paragraph] = deque()
        self._anchor: Spot | None = None
        self._caret: Spot | None = None
        self._pressed_link = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def add(self, widget: QWidget, gap: int) -> None:
        """Put a row under the others."""
        widget.setParent(self)
        widget.show()
        if isinstance(widget, Paragraph):
            widget.woke.connect(self._keep_awake)
            self._keep_awake(widget)
        self._rows.append(Row(widget, gap))
        self._place(len(self._rows) - 1)

    def add_hidden(self, widget: QWidget, gap: int) -> None:
        """Put a row under the others that takes no room until it is shown (then call `changed`)."""
        widget.setParent(self)
        widget.hide()
        self._rows.append(Row(widget, gap))
        self._place(len(self._rows) - 1)

    def remove(self, widget: QWidget) -> None:
        """Take a row out."""
        index = self._index(widget)
        if index is None:
            return
        self._rows.pop(index)
        if isinstance(widget, Paragraph) and widget in self._awake:
            self._awake.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._place(index)

    def changed(self, widget: QWidget) -> None:
        """The height of a row may have changed."""
        index = self._index(widget)
        if index is not None:
            self._place(index)

    def clear(self) -> None:
        """Take all rows out."""
        for row in self._rows:
            row.widget.hide()
            row.widget.deleteLater()
        self._rows.clear()
        self._awake.clear()
        self._anchor = self._caret = None
        self.setFixedHeight(0)

    def selected_text(self) -> str:
        """What is selected, rows parted by a blank line."""
        texts = [row.widget.selected_text() for row in self._rows if isinstance(row.widget, Paragraph)]
        return "\n\n".join(text for text in texts if text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out again for another width."""
        if event.size().width() != event.oldSize().width():
            self._place(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._anchor = self._caret = self._spot(event.position())
        self._pressed_link = self._link(event.position())
        self._show_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to here."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            self._caret = self._spot(event.position())
            self._show_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link opens it; otherwise the selection stays."""
        if self._pressed_link and self._anchor == self._caret and self._link(event.position()) == self._pressed_link:
            QDesktopServices.openUrl(QUrl(self._pressed_link))
        self._pressed_link = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.selected_text():
            QGuiApplication.clipboard().setText(self.selected_text())
            return
        super().keyPressEvent(event)

    def _keep_awake(self, paragraph: Paragraph) -> None:
        """The one that was last laid out longest ago rests instead."""
        if paragraph in self._awake:
            self._awake.remove(paragraph)
        self._awake.append(paragraph)
        if len(self._awake) > AWAKE:
            self._awake.popleft().rest()

    def _index(self, widget: QWidget) -> int | None:
        for index in range(len(self._rows) - 1, -1, -1):  # the row that changes is nearly always the last
            if self._rows[index].widget is widget:
                return index
        return None

    def _place(self, first: int) -> None:
        """Place the rows from `first` on."""
        width = self.width() - OUTDENT
        top = 0
        if first > 0:
            top = self._rows[first - 1].bottom
        for index in range(first, len(self._rows)):
            row = self._rows[index]
            if row.widget.isHidden():
                row.top = row.bottom = top
                continue
            row.top = top + (row.gap if index else 0)
            height = (
                row.widget.height_for(width) if isinstance(row.widget, Sized) else _natural_height(row.widget, width)
            )
            left = 0 if getattr(row.widget, "outdented", False) else OUTDENT
            row.widget.setGeometry(left, row.top, width, height)
            top = row.bottom = row.top + height
        if top != self.height():
            self.setFixedHeight(top)
            self.grew.emit()

    def _spot(self, point: QPointF) -> Spot | None:
        nearest: Spot | None = None
        for index, row in enumerate(self._rows):
            if not isinstance(row.widget, Paragraph):
                continue
            paragraph = row.widget
            if point.y() >= row.top or nearest is None:
                nearest = Spot(index, paragraph.place_at(point - QPointF(OUTDENT, row.top)))
        return nearest

    def _link(self, point: QPointF) -> str:
        child = self.childAt(point.toPoint())
        return child.link_at(point - QPointF(child.pos())) if isinstance(child, Paragraph) else ""

    def _show_selection(self) -> None:
        if self._anchor is None or self._caret is None:
            return
        start, end = sorted((self._anchor, self._caret))
        for index, row in enumerate(self._rows):
            if not isinstance(row.widget, Paragraph):
                continue
            paragraph = row.widget
            first = start.position if index == start.row else 0
            last = end.position if index == end.row else paragraph.length()
            paragraph.select(*((first, last) if start.row <= index <= end.row else (0, 0)))


def _natural_height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.heightForWidth(width)
    return max(widget.sizeHint().height(), widget.minimumHeight())

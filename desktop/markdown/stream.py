"""An answer as it arrives: shown at most every 33 ms, and finished blocks are never touched again.

A table stays whole, so a long one is laid out anew as it grows: the more that takes, the longer the window rests.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.markdown.blocks import Block, Blocks
from desktop.markdown.code import CodeBlock
from desktop.markdown.column import Column
from desktop.markdown.paragraph import Paragraph
from desktop.theme import Theme

FLUSH_MS = 33
REST = 4  # times as long as the last flush took: an answer keeps the window busy a fifth of the time at most
LONGEST_REST_MS = 1000  # also when the machine was busy with something else
GAP = 12  # between blocks, in pixels
GAP_HEADING = 16
GAP_AFTER_HEADING = 6


class Rule(QFrame):
    """A line between two parts of an answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "line")

    def height_for(self, width: int) -> int:
        """One pixel at any width."""
        return 1


class AnswerStream(QObject):
    """Writes one answer into a column."""

    shown = Signal()

    def __init__(self, theme: Theme, column: Column, first_gap: int) -> None:
        super().__init__(column)
        self._theme, self._column = theme, column
        self._blocks = Blocks()
        self._waiting = ""
        self._tail: Paragraph | CodeBlock | Rule | None = None
        self._tail_kind = ""
        self._before = ""  # kind of the block above the tail
        self._first_gap = first_gap
        self.text = ""
        self.widgets: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)

    def feed(self, piece: str) -> None:
        """A piece of the answer; shown with the next flush."""
        self.text += piece
        self._waiting += piece
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Show what has arrived."""
        began = time.perf_counter()
        piece, self._waiting = self._waiting, ""
        for block in self._blocks.feed(piece):
            self._freeze(block)
        self._show_tail(self._blocks.tail)
        self._timer.setInterval(pause_after(time.perf_counter() - began))
        self.shown.emit()

    def finish(self) -> None:
        """The answer is over: freeze what is left."""
        self._timer.stop()
        piece, self._waiting = self._waiting, ""
        for block in [*self._blocks.feed(piece), *self._blocks.finish()]:
            self._freeze(block)
        self._show_tail(None)
        self.shown.emit()

    def remove(self) -> None:
        """Take the answer out of the column."""
        self._timer.stop()
        for widget in self.widgets:
            self._column.remove(widget)
        self.widgets.clear()
        self._tail = None

    def _freeze(self, block: Block) -> None:
        self._show_tail(block)
        self._before, self._tail, self._tail_kind = block.kind, None, ""

    def _show_tail(self, block: Block | None) -> None:
        if block is None:
            if self._tail is not None:
                self.widgets.remove(self._tail)
                self._column.remove(self._tail)
                self._tail, self._tail_kind = None, ""
            return
        if self._tail is not None and _family(self._tail_kind) != _family(block.kind):
            self._show_tail(None)
        if self._tail is None:
            self._add(block)
        elif isinstance(self._tail, Paragraph | CodeBlock):
            self._tail.show_block(block)
            self._column.changed(self._tail)
        self._tail_kind = block.kind

    def _add(self, block: Block) -> None:
        widget: Paragraph | CodeBlock | Rule
        if block.kind == "rule":
            widget = Rule(self._column)
        else:
            widget = (
                CodeBlock(self._theme, self._column) if block.kind == "code" else Paragraph(self._theme, self._column)
            )
            widget.show_block(block)
        self._tail = widget
        self._column.add(widget, self._gap(block))
        self.widgets.append(widget)

    def _gap(self, block: Block) -> int:
        if not self.widgets:
            return self._first_gap
        if self._before == "heading":
            return GAP_AFTER_HEADING
        return GAP_HEADING if block.kind in ("heading", "rule") else GAP


def pause_after(seconds: float) -> int:
    """Milliseconds until the next flush, after one that took so long."""
    return min(LONGEST_REST_MS, max(FLUSH_MS, round(1000 * REST * seconds)))


def _family(kind: str) -> str:
    """Text and headings are shown by one kind of widget, code and rules by their own."""
    return "text" if kind == "heading" else kind

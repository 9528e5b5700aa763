"""What was masked: a button that says how much, and a card that shows each value beside its spoken label."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from agent.messages import MaskedItem
from desktop.glyphs import Button
from desktop.label import Label
from desktop.theme import Theme
from desktop.words import language, translate

SHOWN_AT_ONCE = 6  # rows; more are scrolled


class MaskedButton(Button):
    """ "3 items masked": opens and closes the card."""

    def __init__(self, theme: Theme, *, before: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, "masked", "…", glyph="mask", ink="ok", parent=parent)
        self._before = before
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def count(self, items: int) -> None:
        """Say how many items."""
        if self._before:
            text = self.tr("%n item(s) will be masked", "", items)
        else:
            text = self.tr("%n item(s) masked", "", items)
        self.rename(text, name=text)
        self.setAccessibleDescription(translate("Masked", "Shows what is masked"))


def text_as_sent(text: str, items: Sequence[MaskedItem]) -> str:
    """The text with spoken labels in the place of the values: what a person may read of what leaves."""
    result, done = [], 0
    for item in sorted(items, key=lambda item: item.start):
        if item.start < done:
            continue
        result += [text[done : item.start], item.label.to(language())]
        done = item.end
    return "".join([*result, text[done:]])


class MaskedCard(QFrame):
    """Rows of label, value and kind, and the text as it leaves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(8)
        self._contents: QWidget | None = None
        self._shown: tuple[str, tuple[MaskedItem, ...]] = ("", ())

    def show_items(self, text: str, items: Sequence[MaskedItem]) -> None:
        """Show these items of this text."""
        if self._shown == (text, tuple(items)):
            return
        self._shown = (text, tuple(items))
        if self._contents is not None:
            self._contents.hide()
            self._contents.deleteLater()
        self._contents = self._build(text, items)
        self._layout.addWidget(self._contents)
        self._contents.show()

    def height_for(self, width: int) -> int:
        """Height in pixels at this width."""
        return self._layout.heightForWidth(width) if self._layout.hasHeightForWidth() else self.sizeHint().height()

    def _build(self, text: str, items: Sequence[MaskedItem]) -> QWidget:
        contents = QWidget(self)
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(translate("Masked", "These values stay on this computer:"), "caption", parent=contents))
        column.addWidget(self._table(items, contents))
        column.addSpacing(4)
        column.addWidget(Label(translate("Masked", "This is what the model reads:"), "caption", parent=contents))
        column.addWidget(self._sent_text(text_as_sent(text, items), contents))
        return contents

    def _table(self, items: Sequence[MaskedItem], parent: QWidget) -> QWidget:
        table = QWidget(parent)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (label, value, kind) in enumerate(_unique(items)):
            name = Label(label, "pillOk", wrap=False, parent=table)
            shown = Label(value, selectable=True, parent=table)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
            grid.addWidget(
                Label(kind, "caption", wrap=False, parent=table),
                row,
                2,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            )
        if grid.rowCount() <= SHOWN_AT_ONCE:
            return table
        return _scrolled(table, self._theme.px(28) * SHOWN_AT_ONCE, parent)

    def _sent_text(self, text: str, parent: QWidget) -> QWidget:
        label = Label(text, selectable=True, parent=parent)
        long = len(text) > 400 or text.count("\n") > 5
        return _scrolled(label, self._theme.px(20) * 6, parent) if long else label


def _unique(items: Sequence[MaskedItem]) -> list[tuple[str, str, str]]:
    """One row a label: a value that comes twice has one label."""
    rows: dict[str, tuple[str, str, str]] = {}
    for item in items:
        label = item.label.to(language())
        rows.setdefault(label, (label, item.value, item.kind.to(language())))
    return list(rows.values())


def _scrolled(widget: QWidget, height: int, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.setFixedHeight(height)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    area.setAccessibleName(translate("Masked", "What is masked"))
    return area

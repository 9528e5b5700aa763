"""What was masked: a button that says how much, and a card that shows each value beside its spoken label."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from agent.messages import MaskedItem
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import Sheet
from desktop.theme import Theme
from desktop.words import language, translate

SIDE, TOP = 16, 12  # space inside the card, in pixels
LEAST, MOST = 84, 360  # pixels at 100 % text: what it gives way to under a question, what it takes in a conversation


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
    """Rows of label, value and kind, and the text as it leaves; what does not fit is scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(translate("Masked", "What is masked"))
        self._area.viewport().setAutoFillBackground(False)
        self._shown: tuple[str, tuple[MaskedItem, ...]] = ("", ())

    def show_items(self, text: str, items: Sequence[MaskedItem]) -> None:
        """Show these items of this text."""
        if self._shown == (text, tuple(items)):
            return
        self._shown = (text, tuple(items))
        contents = self._build(text, items)
        self._area.setWidget(contents)
        contents.setAutoFillBackground(False)
        self._fit()

    def height_for(self, width: int) -> int:
        """Height in pixels at this width, as a row of a conversation."""
        return min(self._whole(width), self._theme.px(MOST))

    def sizeHint(self) -> QSize:
        """As high as its contents."""
        return QSize(super().sizeHint().width(), self._whole(self.width()))

    def minimumSizeHint(self) -> QSize:
        """It gives way to the question; the rest is scrolled."""
        return QSize(0, min(self._whole(self.width()), self._theme.px(LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        self._area.setGeometry(self.rect())  # last: a card that appears is made lower by the line above, unheard

    def _fit(self) -> None:
        self.setMaximumHeight(self._whole(self.width()))
        self.updateGeometry()

    def _whole(self, width: int) -> int:
        contents: QWidget | None = self._area.widget()
        layout = contents.layout() if contents is not None else None
        return layout.totalHeightForWidth(width) if layout is not None else 2 * TOP

    def _build(self, text: str, items: Sequence[MaskedItem]) -> QWidget:
        contents = Sheet(self)
        column = QVBoxLayout(contents)
        column.setContentsMargins(SIDE, TOP, SIDE, TOP)
        column.setSpacing(8)
        column.addWidget(Label(translate("Masked", "These values stay on this computer:"), "caption", parent=contents))
        column.addWidget(_table(items, contents))
        column.addSpacing(4)
        column.addWidget(Label(translate("Masked", "This is what the model reads:"), "caption", parent=contents))
        column.addWidget(Label(text_as_sent(text, items), selectable=True, parent=contents))
        return contents


def _table(items: Sequence[MaskedItem], parent: QWidget) -> QWidget:
    table = QWidget(parent)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    for row, (label, value, kind) in enumerate(_unique(items)):
        name = Label(label, "pillOk", wrap=False, parent=table)
        grid.addWidget(name, row, 0, left | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, selectable=True, parent=table), row, 1)
        told = Label(kind, "caption", wrap=False, parent=table)
        grid.addWidget(told, row, 2, right | Qt.AlignmentFlag.AlignTop)
    return table


def _unique(items: Sequence[MaskedItem]) -> list[tuple[str, str, str]]:
    """One row a label: a value that comes twice has one label."""
    rows: dict[str, tuple[str, str, str]] = {}
    for item in items:
        label = item.label.to(language())
        rows.setdefault(label, (label, item.value, item.kind.to(language())))
    return list(rows.values())

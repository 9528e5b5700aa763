"""The empty conversation: one sentence and three examples to press."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent.messages import Example
from desktop.card import CardButton
from desktop.dial import Dial
from desktop.engraving import dial_pixmap
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import clear
from desktop.theme import Theme
from desktop.words import language, translate

MOST = 3
LINES, LONGEST = 4, 140  # lines and letters of an example that its card shows; the field gets all of it


class EmptyState(QWidget):
    """Shown until the first question."""

    chosen = Signal(str, str)  # a draft, and the id of its assistant
    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = QLabel(self)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._mark.setAccessibleName("Gnomon")
        self._title = Label(translate("Ask", "What are you working on?"), "title", parent=self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence = Label("", "mute", parent=self)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._cards = QWidget(self)
        self._row = QHBoxLayout(self._cards)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 16)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self._mark)
        layout.addSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        layout.addSpacing(16)
        layout.addWidget(self._cards)
        self._all = Button(theme, "quiet", translate("Ask", "All worked cases"), parent=self)
        self._all.clicked.connect(self.all_wanted)
        layout.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._shown: tuple[tuple[str, Example], ...] = ()
        self._dial = Dial.PROTECTED
        self._draw()
        theme.changed.connect(self._draw)

    def show_state(self, sentence: str, dial: Dial) -> None:
        """Say how things are."""
        self._sentence.say(sentence)
        self._dial = dial
        self._draw()
        self._fit()

    def offer(self, examples: Sequence[Example], names: Mapping[str, str]) -> None:
        """Offer the first of these examples. names: what each assistant is called, by its id."""
        shown = tuple((names.get(example.assistant, ""), example) for example in examples[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._row)
        for name, example in shown:
            text = example.text.to(language())
            lines = (("caption", name), ("body", shortened(text)))
            card = CardButton(lines, f"{name}: {text}" if name else text, self._cards)
            card.clicked.connect(lambda _=False, text=text, to=example.assistant: self.chosen.emit(text, to))
            self._row.addWidget(card, 1)
            card.show()  # Qt would do so a turn later, and until then it counts for nothing in `_fit`
        self._cards.updateGeometry()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It gives way to what is being written."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the mark goes first, then the examples, the words last: nothing is clipped."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        parts: tuple[QWidget, ...] = (self._mark, self._all, self._cards, self._sentence, self._title)
        for part in parts:
            part.setVisible(part not in (self._cards, self._all) or bool(self._shown))
        for part in parts:
            if layout.totalHeightForWidth(self.width()) <= self.height():
                return
            part.hide()

    def _draw(self) -> None:
        self._mark.setPixmap(dial_pixmap(self._dial, self._theme.px(48), self.devicePixelRatioF()))


def shortened(text: str) -> str:
    """The beginning of a text, as much as a card has room for."""
    beginning = "\n".join(text.strip().splitlines()[:LINES])[:LONGEST]
    return beginning if beginning == text.strip() else f"{beginning.rstrip()}…"

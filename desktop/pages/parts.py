"""Small parts that every page is made of."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.glyphs import Button
from desktop.label import Label
from desktop.link import Trouble
from desktop.theme import Theme
from desktop.words import translate


def card(surface: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A card and the column inside it."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(4)
    return frame, column


def line() -> QFrame:
    """A thin line between two areas."""
    frame = QFrame()
    frame.setProperty("surface", "line")
    frame.setFixedHeight(1)
    return frame


def search_line(hint: str, name: str) -> QLineEdit:
    """A line for words that a page is searched by."""
    words = QLineEdit()
    words.setPlaceholderText(hint)
    words.setAccessibleName(name)
    words.setProperty("ring", "own")
    return words


def hanging(sentences: Sequence[str]) -> QWidget:
    """A list with a hanging indent; the mark is drawn, not typed."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for sentence in sentences:
        entry = QHBoxLayout()
        entry.setSpacing(12)
        dash = QFrame()
        dash.setProperty("surface", "dash")
        words = Label(sentence)
        words.ensurePolished()
        size = words.font().pixelSize()
        dash.setFixedSize(size // 2, max(2, size // 7))
        holder = QVBoxLayout()
        holder.setContentsMargins(0, round(0.65 * size), 0, 0)  # the middle of a line of 1.4 of the type size
        holder.addWidget(dash)
        holder.addStretch(1)
        entry.addLayout(holder)
        entry.addWidget(words, 1)
        column.addLayout(entry)
    return box


def trouble_words(trouble: Trouble) -> str:
    """Why a page is empty; of an agent that is away the window tells the rest, with its one action."""
    if trouble.clause == "away":
        return translate("Pages", "Protection is not running, so there is nothing to show now.")
    return trouble.sentence


class Fold(QWidget):
    """A quiet button that opens what is behind it."""

    def __init__(
        self, theme: Theme, closed: str, opened: str, contents: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._closed, self._opened, self._contents = closed, opened, contents
        self.button = Button(theme, "fold", closed, glyph="down", trailing=True, parent=self)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line_of_button = QHBoxLayout()
        line_of_button.setContentsMargins(0, 0, 0, 0)
        line_of_button.addWidget(self.button)
        line_of_button.addStretch(1)
        column.addLayout(line_of_button)
        column.addWidget(contents)
        contents.hide()

    def _toggle(self) -> None:
        opened = self._contents.isHidden()
        self._contents.setVisible(opened)
        self.button.rename(self._opened if opened else self._closed)
        self.button.draw("up" if opened else "down")


class Page(QWidget):
    """A page: a title, a sentence under it, and its contents."""

    def __init__(self, theme: Theme, title: str, sentence: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 24, 32, 32)
        self.column.setSpacing(16)
        self.head = QVBoxLayout()
        self.head.setSpacing(4)
        self.title = Label(title, "title")
        self.sentence = Label(sentence, "mute")
        self.sentence.setVisible(bool(sentence))
        self.head.addWidget(self.title)
        self.head.addWidget(self.sentence)
        self.column.addLayout(self.head)

    def say(self, sentence: str) -> None:
        """Put a sentence under the title."""
        self.sentence.say(sentence)
        self.sentence.setVisible(bool(sentence))

    def refresh(self) -> None:
        """Fetch what the page shows; called each time it is opened."""

"""Files that are dropped on the Ask window: their text is read and masked by the agent, nothing else is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent import messages
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import FlowLayout, clear
from desktop.link import Link, Trouble
from desktop.theme import Theme
from desktop.words import fill, language, translate

LARGEST = 10 * 1024 * 1024  # bytes of one file
NAME_WIDTH = 320  # pixels at 100 % text: a longer name loses its middle, its end tells the kind of file


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file whose text goes with the next question."""

    name: str
    text: str
    masked: int


def original_text(preview: messages.Preview, speak: str) -> str:
    """The text of a file, from its masked form and the values that only this window gets.

    The agent masks the whole question again when it is sent.
    """
    pieces: list[str] = []
    place = shown = 0
    for item in sorted(preview.items, key=lambda item: item.start):
        if item.start < place:
            continue
        plain = item.start - place
        pieces += [preview.text[shown : shown + plain], item.value]
        shown += plain + len(item.label.to(speak))
        place = item.end
    return "".join([*pieces, preview.text[shown:]])


def with_files(question: str, files: Sequence[Attachment]) -> str:
    """The question and, under it, the text of each file."""
    title = translate("Files", "File “%1”:")
    parts = [f"{fill(title, file.name)}\n{file.text.strip()}" for file in files]
    return "\n\n".join([question.strip(), *parts])


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and Path(url.toLocalFile()).is_file()]


class FileRow(QWidget):
    """The files of the next question, each with what is masked in it."""

    changed = Signal()
    told = Signal(str)  # a sentence for the person

    def __init__(self, theme: Theme, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._link = theme, link
        self._files: list[Attachment] = []
        self._row = FlowLayout(self)
        self.hide()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files as they stand."""
        return tuple(self._files)

    def take(self, paths: Sequence[Path]) -> None:
        """Have the agent read these files."""
        for path in paths:
            try:
                data = path.read_bytes() if path.stat().st_size <= LARGEST else None
            except OSError:
                self.told.emit(fill(translate("Files", "“%1” cannot be read."), path.name))
                continue
            if data is None:
                self.told.emit(
                    fill(translate("Files", "“%1” is larger than 10 MB. Paste the part you need."), path.name)
                )
                continue
            body = messages.DocumentRequest(name=path.name, data=data)
            self._link.post("/document", body, messages.Preview, partial(self.add, path.name), self._fail)

    def add(self, name: str, preview: messages.Preview) -> None:
        """Take a file as the agent has read it."""
        labels = {item.label.en for item in preview.items}
        self._files.append(Attachment(name, original_text(preview, language()), len(labels)))
        self._draw()

    def remove(self, file: Attachment) -> None:
        """Take a file away again."""
        self._files.remove(file)
        self._draw()

    def clear(self) -> None:
        """The files went with their question."""
        self._files.clear()
        self._draw()

    def _fail(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence)

    def _draw(self) -> None:
        clear(self._row)
        for file in self._files:
            chip = self._chip(file)
            self._row.addWidget(chip)
            chip.show()
        self.setVisible(bool(self._files))
        self.updateGeometry()
        self.changed.emit()

    def _chip(self, file: Attachment) -> QFrame:
        chip = QFrame(self)
        chip.setProperty("surface", "file")
        masked = self.tr("%n item(s) masked", "", file.masked) if file.masked else translate("Files", "nothing to mask")
        remove = Button(self._theme, "icon", glyph="close", name=fill(translate("Files", "Remove “%1”"), file.name))
        remove.clicked.connect(lambda: self.remove(file))
        row = QHBoxLayout(chip)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._name(file.name))
        row.addWidget(Label(masked, "ok" if file.masked else "caption", wrap=False))
        row.addWidget(remove)
        return chip

    def _name(self, name: str) -> Label:
        metrics = QFontMetrics(self._theme.font(strong=True))
        label = Label(
            metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._theme.px(NAME_WIDTH)), "strong", wrap=False
        )
        label.setAccessibleName(name)
        label.setToolTip(name if label.words != name else "")
        return label


class DropArea(QFrame):
    """Covers the window while a file is dragged over it, and says what will happen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = Label("", "row", parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(self._words)
        self.hide()

    def cover(self, words: str) -> None:
        """Cover the window with these words."""
        self._words.say(words)
        self.raise_()
        self.show()

"""What a person keeps and may remove: a card to press, and the question before something goes for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.card import CardButton
from desktop.focus import focus_by_key
from desktop.glyphs import Button
from desktop.label import Label
from desktop.theme import Theme
from desktop.words import fill, translate


class Sure(QFrame):
    """Asks once, in the place where removing was wanted: Enter removes, Esc keeps."""

    agreed = Signal()
    declined = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "warn")
        self.setAccessibleName(words)
        self.remove = Button(theme, "secondary", translate("Kept", "Remove"), name=words, parent=self)
        self.remove.clicked.connect(self.agreed)
        keep = Button(theme, "secondary", translate("Kept", "Keep"), parent=self)
        keep.clicked.connect(self.decline)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remove, keep):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(Label(words, parent=self))
        column.addLayout(buttons)
        self.hide()

    def ask(self, *, by_key: bool) -> None:
        """Show the question, the focus on its answer."""
        self.show()
        if by_key:
            focus_by_key(self.remove)
        else:
            self.remove.setFocus()

    def decline(self) -> None:
        """Nothing is removed."""
        self.hide()
        self.declined.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps."""
        if event.key() == Qt.Key.Key_Escape:
            self.decline()
        else:
            super().keyPressEvent(event)


class KeptRow(QWidget):
    """A card to press, and a bin beside it; Delete does what the bin does."""

    opened = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, lines: Sequence[tuple[str, str]], question: str) -> None:
        super().__init__()
        name = ". ".join(words for _kind, words in lines if words)
        self.card = CardButton(lines, name, self)
        self.card.setAccessibleDescription(translate("Kept", "The Delete key removes it"))
        self.card.clicked.connect(self.opened)
        self._sure = Sure(theme, question, self)
        self._sure.agreed.connect(self.removed)
        self._sure.declined.connect(lambda: focus_by_key(self.card))
        remove = Button(
            theme, "icon", glyph="bin", name=fill(translate("Kept", "Remove: %1"), lines[0][1]), parent=self
        )
        remove.setToolTip(translate("Kept", "Remove"))
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard it is Delete: one stop a card
        remove.clicked.connect(lambda: self._sure.ask(by_key=False))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.card, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(row)
        self.column.addWidget(self._sure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks whether it is to go."""
        if event.key() == Qt.Key.Key_Delete:
            self._sure.ask(by_key=True)
        else:
            super().keyPressEvent(event)

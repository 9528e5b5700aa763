"""What stands above the question field: an answer is followed to its end unless its reader has gone up."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from desktop.markdown.column import OUTDENT, Column
from desktop.words import translate

INDENT = 16 - OUTDENT  # so that the words of the conversation stand over the words of the field
NEAR_END = 24  # pixels from the end that still count as "at the end"


class LeftRoom(QStackedWidget):
    """Takes the room that is left: what is being written comes first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """No: the words inside would ask for their full height."""
        return False


class ConversationArea(QScrollArea):
    """Holds the column of questions and answers."""

    def __init__(self, column: Column, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._column = column
        self._at_end = True
        self._text_width = 640
        self.setWidgetResizable(False)
        self.setViewportMargins(INDENT, 0, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Ask", "Conversation"))
        column.setAccessibleName(translate("Ask", "Conversation"))
        self.viewport().setAutoFillBackground(False)
        self.setWidget(column)
        column.grew.connect(self.follow)
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.verticalScrollBar().setAccessibleName(translate("Ask", "Scroll the conversation"))

    def set_text_width(self, width: int) -> None:
        """The widest that a line of text may be, in pixels."""
        self._text_width = width
        self._fit()

    def follow(self) -> None:
        """Go to the end, where the reader is there already."""
        if self._at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def go_to_end(self) -> None:
        """Go to the end: a new question was asked."""
        self._at_end = True
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column is never wider than the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._column.setFixedWidth(max(200, min(self._text_width + OUTDENT, self.viewport().width() - INDENT)))

    def _note_place(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - NEAR_END

"""The question field: grows with the text, sends on Enter, and underlines what will be masked."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from agent.messages import MaskedItem
from desktop.theme import Theme
from desktop.words import translate

MOST_LINES = 8  # high; more are scrolled
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def utf16_offset(text: str, code_points: int) -> int:
    """Qt counts UTF-16 units, the agent code points: the same place in the other count."""
    return len(text[:code_points].encode("utf-16-le")) // 2


class QuestionEdit(QTextEdit):
    """Plain text only. Enter sends (never while an input method composes), Shift+Enter is a new line."""

    sent = Signal()
    recalled = Signal()
    paged = Signal(bool)  # Page Down (True) or Page Up: the conversation scrolls, the field stays
    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._composing = False
        self._least = 2
        self._items: tuple[MaskedItem, ...] = ()
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.ask_for("")
        self.setAccessibleName(translate("Ask", "Your question"))
        self.setProperty("ring", "own")
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._restyle()
        theme.changed.connect(self._restyle)

    def ask_for(self, hint: str) -> None:
        """What an empty field says, and a screen reader after its name."""
        self.setPlaceholderText(hint or translate("Ask", "Ask anything"))
        self.setAccessibleDescription(hint)

    def set_least_lines(self, lines: int) -> None:
        """How high the field is at least."""
        self._least = lines
        self.updateGeometry()

    def show_masked(self, items: Sequence[MaskedItem]) -> None:
        """Mark the parts that will be masked."""
        self._items = tuple(items)
        text = self.toPlainText()
        style = QTextCharFormat()
        style.setBackground(self._theme.colour("okBg"))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        style.setUnderlineColor(self._theme.colour("ok"))
        marks = []
        for item in items:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            last = self.document().characterCount() - 1
            cursor.setPosition(min(last, utf16_offset(text, item.start)))
            cursor.setPosition(min(last, utf16_offset(text, item.end)), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, style  # type: ignore[attr-defined]  # the stubs miss both fields
            marks.append(mark)
        self.setExtraSelections(marks)

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds."""
        line = self.fontMetrics().lineSpacing()
        height = round(self.document().size().height())
        return QSize(super().sizeHint().width(), max(self._least * line, min(MOST_LINES * line, height)) + 2)

    def minimumSizeHint(self) -> QSize:
        """The same height; any width."""
        return QSize(120, self.sizeHint().height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method holds unfinished text: its Enter must not send."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Shift+Enter breaks the line, Up in an empty field brings the last question back."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and not shift and not self._composing:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.recalled.emit()
        elif event.key() in _PAGES and not shift:
            self.paged.emit(event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        if source.hasText():
            self.insertPlainText(source.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame around the field shows the focus."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame around the field shows that the focus left."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _grow(self) -> None:
        self.updateGeometry()

    def _restyle(self) -> None:
        self.setFont(self._theme.font("row"))
        self.document().setDefaultFont(self._theme.font("row"))
        self.show_masked(self._items)

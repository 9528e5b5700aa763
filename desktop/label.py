"""Words on a window, in the types of the style sheet, with the line height of the house (1.4)."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from desktop.words import translate

_LINE_PERCENT = 116  # of the font's own line, which is 1.21 of the type size in Inter: together 1.4
_LONG_WORD = re.compile(r"\S{25,}")  # no word of a language; an address, a key, a path
_JOINT = re.compile(r"(?<=[@./\\_?&=:;,+-])(?=\S)")  # where a reader would break an address, a path, a host
_PIECE = re.compile(r"\S{6}(?=\S)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # `html` loads a table of 2,000 names
_BREAK = "\u200b"  # ZERO WIDTH SPACE: a line may end here (UAX #14, class ZW)


def breakable(text: str) -> str:
    """The text with places inside its very long words where a line may end (QLabel breaks between words only)."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(map(_broken, _JOINT.split(word[0]))), text)


def _broken(part: str) -> str:
    return _LONG_WORD.sub(lambda word: _PIECE.sub(lambda piece: piece[0] + _BREAK, word[0]), part)


class Label(QLabel):
    """Plain words. They may wrap, they may be selectable, and a screen reader reads them as they are."""

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        wrap: bool = True,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = ""
        self.setProperty("type", kind)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Show these words."""
        self.words = text
        self.setAccessibleName(text)
        if self.wordWrap():
            lines = breakable(text).translate(_ESCAPES).replace("\n", "<br>")
            self.setText(f'<p style="line-height:{_LINE_PERCENT}%; white-space:pre-wrap">{lines}</p>' if text else "")
        else:
            self.setText(text)

    def copied_text(self) -> str:
        """What is selected, as it was written."""
        return self.selectedText().replace(_BREAK, "").replace("\u2028", "\n").replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes the words as they were written, without the places where lines may end."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.copied_text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is selected can be pasted with the middle button, where the desktop has that."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self.hasSelectedText() and clipboard.supportsSelection():
            clipboard.setText(self.copied_text(), QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, for the mouse."""
        if not self.hasSelectedText():
            event.ignore()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self.copied_text()
        menu.addAction(translate("Ask", "Copy"), lambda: QGuiApplication.clipboard().setText(text))
        menu.popup(event.globalPos())

"""A code block: its language, a Copy button, and code that scrolls sideways instead of wrapping."""

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.glyphs import Button
from desktop.label import Label
from desktop.markdown.blocks import Block
from desktop.theme import Theme
from desktop.words import fill, translate

_WORDS = (
    "and as assert async await break case catch class const continue def default del delete do elif else "
    "enum except export extends false finally fn for from func function global go if implements import in "
    "interface is lambda let match mod mut new nil None not null or package pass private protected pub "
    "public raise return self static struct super switch this throw trait True False true try type typeof "
    "union use var void where while with yield select insert update create table join left right inner on "
    "group by order having limit values into set SELECT FROM WHERE INSERT UPDATE DELETE CREATE TABLE JOIN "
    "LEFT RIGHT INNER ON GROUP BY ORDER HAVING LIMIT VALUES INTO SET AND OR NOT NULL AS "
)
_PARTS = (
    ("codeNumber", re.compile(r"\b\d[\d_.]*\b")),
    ("codeWord", re.compile(rf"\b(?:{'|'.join(_WORDS.split())})\b")),
    ("codeString", re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`[^`]*`')),
    ("codeComment", re.compile(r"(?:^|\s)(?:#|//|--\s).*$")),
)
_PLAIN = {"", "text", "txt", "plain", "plaintext", "markdown", "md", "csv", "log"}


class Highlighter(QSyntaxHighlighter):
    """Words, strings, numbers and comments of a line, whatever the language."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        """Colour one line; what comes later in the table wins."""
        for token, pattern in _PARTS:
            style = QTextCharFormat()
            style.setForeground(self._theme.colour(token))
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), style)


class CodeBlock(QFrame):
    """Code in an answer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._label = Label("", "caption", wrap=False, parent=self)
        self._highlighter: Highlighter | None = None
        self.setProperty("surface", "code")
        self.copy_button = Button(
            theme, "quiet", translate("Code", "Copy"), glyph="copy", name=translate("Code", "Copy this code")
        )
        self.copy_button.clicked.connect(self._copy_all)
        self._editor = QPlainTextEdit(self)
        self._editor.setProperty("code", "true")
        self._editor.setReadOnly(True)
        self._editor.setTabChangesFocus(True)
        self._editor.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self._editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._editor.setAccessibleName(translate("Code", "Code"))
        self._editor.document().setDocumentMargin(0)
        self._editor.setFont(theme.font(mono=True))
        self._arrange()
        theme.changed.connect(self._restyle)

    def show_block(self, block: Block) -> None:
        """Show this code; what only grew is appended, not set again."""
        name = block.language.strip().lower()
        self._label.say(block.language or translate("Code", "Code"))
        self._editor.setAccessibleName(
            fill(translate("Code", "Code, %1"), block.language) if block.language else translate("Code", "Code")
        )
        if self._highlighter is None and name not in _PLAIN:
            self._highlighter = Highlighter(self._editor.document(), self._theme)
        if self._text and block.text.startswith(self._text):
            cursor = QTextCursor(self._editor.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(block.text[len(self._text) :])
        elif block.text != self._text:
            self._editor.setPlainText(block.text)
        self._text = block.text

    def height_for(self, width: int) -> int:
        """Height in pixels at this width: header, all lines, and a scroll bar where a line is longer than the width."""
        metrics = QFontMetricsF(self._editor.font())
        lines = max(1, self._editor.blockCount())
        longest = max((metrics.horizontalAdvance(line) for line in self._text.split("\n")), default=0.0)
        bar = 10 if longest > width - 32 else 0
        return round(self._theme.px(36) + lines * metrics.lineSpacing() + bar + 16)

    def _arrange(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(16, 4, 4, 4)
        header.addWidget(self._label, 1)
        header.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(0)
        layout.addLayout(header)
        body = QHBoxLayout()
        body.setContentsMargins(16, 0, 16, 0)
        body.addWidget(self._editor)
        layout.addLayout(body, 1)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy_button.rename(translate("Code", "Copied"))
        self.copy_button.draw("check")
        QTimer.singleShot(1500, self.copy_button, self._offer_copy)

    def _offer_copy(self) -> None:
        self.copy_button.rename(translate("Code", "Copy"), name=translate("Code", "Copy this code"))
        self.copy_button.draw("copy")

    def _restyle(self) -> None:
        self._editor.setFont(self._theme.font(mono=True))
        if self._highlighter is not None:
            self._highlighter.rehighlight()

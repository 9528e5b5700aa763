"""Words on a window, in the types of the style sheet, with the line height of the house (1.4)."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LINE_PERCENT = 116  # of the font's own line, which is 1.21 of the type size in Inter: together 1.4


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
            lines = escape(text).replace("\n", "<br>")
            self.setText(f'<p style="line-height:{_LINE_PERCENT}%; white-space:pre-wrap">{lines}</p>' if text else "")
        else:
            self.setText(text)

"""A card to press: lines of words, each in its own type; as high as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.glyphs import PressButton
from desktop.label import Label

SIDE, TOP, GAP = 16, 12, 2  # space inside, in pixels


class CardButton(PressButton):
    """Lines of (type of the style sheet, words); those without words are left out."""

    def __init__(self, lines: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, TOP, SIDE, TOP)
        layout.setSpacing(GAP)
        self._labels = [Label(words, kind, parent=self) for kind, words in lines if words]
        for label in self._labels:
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addStretch(1)

    def hasHeightForWidth(self) -> bool:
        """Words are never clipped: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words need at this width."""
        words = sum(label.heightForWidth(width - 2 * SIDE) for label in self._labels)
        return words + GAP * len(self._labels) + 2 * TOP

    def sizeHint(self) -> QSize:
        """As high as its words need now."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

"""One finished (or still growing) block of text, laid out once and painted.

A label for screen readers; its own document, so that nothing is parsed twice; selection comes from the column.
"""

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QLabel, QWidget

from desktop.markdown.blocks import Block, without_images
from desktop.theme import Theme

SAFE_SCHEMES = ("https", "http", "mailto")
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_HEADINGS = {1: "title", 2: "row", 3: "body"}


class SealedDocument(QTextDocument):
    """A document that fetches nothing: no file, no picture, no style from outside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)  # nobody writes in it

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Every resource is empty."""
        return ""


def layout_markdown(document: QTextDocument, block: Block, theme: Theme) -> None:
    """Fill a document with a block in the type of the house."""
    document.setDefaultFont(theme.font())
    document.setDocumentMargin(0)
    document.setIndentWidth(theme.px(24))
    document.setMarkdown(without_images(block.text), _FEATURES)
    whole = QTextCursor(document)
    whole.beginEditBlock()  # one change: else a table is laid out anew for each of its cells
    _style_blocks(document, theme)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(frame, theme)
    whole.endEditBlock()


def _style_blocks(document: QTextDocument, theme: Theme) -> None:
    body = theme.font()
    cursor = QTextCursor(document)
    text_block = document.begin()
    while text_block.isValid():
        shape = text_block.blockFormat()
        level = shape.headingLevel()
        shape.setLineHeight(theme.line_percent(body, 1.4), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(4 if text_block.textList() is not None and text_block != document.begin() else 0)
        shape.setBottomMargin(0)
        if shape.intProperty(QTextFormat.Property.BlockQuoteLevel.value):
            shape.setLeftMargin(theme.px(16) * shape.intProperty(QTextFormat.Property.BlockQuoteLevel.value))
            shape.setRightMargin(0)
        if text_block.textList() is None and not level and text_block.next().isValid():
            shape.setBottomMargin(8)
        cursor.setPosition(text_block.position())
        cursor.setBlockFormat(shape)
        _style_runs(cursor, text_block, level, theme)
        text_block = text_block.next()


def _style_runs(cursor: QTextCursor, text_block: QTextBlock, level: int, theme: Theme) -> None:
    runs = []
    for fragment in cast("Iterable[QTextBlock.iterator]", text_block):
        piece = fragment.fragment()
        runs.append((piece.position(), piece.length(), piece.charFormat()))
    for start, length, style in runs:
        new = QTextCharFormat(style)
        if level:
            new.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            new.setProperty(QTextFormat.Property.FontPixelSize.value, theme.size(_HEADINGS.get(level, "body")))
            new.setFontWeight(QFont.Weight.DemiBold)
        elif style.fontWeight() > QFont.Weight.Medium:
            new.setFontWeight(QFont.Weight.DemiBold)
        if style.fontFixedPitch():
            new.setFontFamilies(theme.font(mono=True).families())
            new.setProperty(QTextFormat.Property.FontPixelSize.value, theme.px(13))
            new.setBackground(theme.colour("code"))
        if style.isAnchor():
            new.setForeground(theme.colour("accent"))
            new.setFontUnderline(True)
        if new != style:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(new)


def _style_table(table: QTextTable, theme: Theme) -> None:
    """Lines between the rows only, and a quiet ground under the first."""
    shape = table.format()
    shape.setBorder(0)
    shape.setBorderCollapse(True)
    shape.setCellPadding(8)
    shape.setCellSpacing(0)
    shape.setTopMargin(4)
    shape.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            style = cell.format().toTableCellFormat()
            style.setBottomBorder(1)
            style.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            style.setBottomBorderBrush(theme.colour("line"))
            style.setRightPadding(24)
            if row == 0:
                style.setBackground(theme.colour("card"))
            cell.setFormat(style)


class Paragraph(QLabel):
    """A block of text in an answer. One that rests keeps its words and height, not its laid-out document (50 KB)."""

    woke = Signal(object)  # itself: it has laid its text out

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document: SealedDocument | None = None
        self._block = Block("text", "")
        self._width, self._high = -1, 0
        self._selected = (0, 0)
        self.setMouseTracking(True)
        theme.changed.connect(self._restyle)

    @property
    def document(self) -> QTextDocument:
        """The laid-out text; laid out anew where it rested."""
        if self._document is None:
            self._document = SealedDocument(self)
            layout_markdown(self._document, self._block, self._theme)
            self._document.setTextWidth(self._width)
            self.woke.emit(self)
        return self._document

    @property
    def is_laid_out(self) -> bool:
        """Whether it does not rest."""
        return self._document is not None

    def rest(self) -> None:
        """Let go of the laid-out text until it is looked at again."""
        if self._document is not None:
            self._document.deleteLater()
            self._document = None

    def show_block(self, block: Block) -> None:
        """Show this block in place of the one before."""
        self._block = block
        self._width = -1
        self.rest()  # one that was laid out would be so again at each step of its filling
        self.setAccessibleName(self.document.toPlainText())
        self.update()

    def height_for(self, width: int) -> int:
        """Height in pixels at this width."""
        if width != self._width:
            self.document.setTextWidth(width)
            self._width, self._high = width, round(self.document.size().height() + 0.49)
        return self._high

    def place_at(self, point: QPointF) -> int:
        """Position in the text nearest to a point of this widget."""
        return max(0, self.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def select(self, start: int, end: int) -> None:
        """Show a part as selected."""
        if (start, end) != self._selected:
            self._selected = (start, end)
            self.update()

    def selected_text(self) -> str:
        """The text that is selected here. Qt counts UTF-16 units: an emoji has two."""
        start, end = self._selected
        units = self.accessibleName().encode("utf-16-le")
        return units[2 * start : 2 * end].decode("utf-16-le", "replace")

    def length(self) -> int:
        """Number of positions in the text."""
        return len(self.accessibleName().encode("utf-16-le")) // 2

    def link_at(self, point: QPointF) -> str:
        """The address under a point, where it is one that may be opened."""
        address = self.document.documentLayout().anchorAt(point)
        return address if QUrl(address).scheme() in SAFE_SCHEMES else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and what is selected of it."""
        painter = QPainter(self)
        context: Any = QAbstractTextDocumentLayout.PaintContext()  # the stubs miss its fields
        context.palette.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        context.clip = QRectF(event.rect())
        start, end = self._selected
        if start < end:
            context.selections = [self._selection(start, end)]
        painter.setClipRect(event.rect())
        self._paint_quotes(painter)
        self.document.documentLayout().draw(painter, context)
        painter.end()

    def _paint_quotes(self, painter: QPainter) -> None:
        """A line at the left of what is quoted."""
        text_block = self.document.begin()
        while text_block.isValid():
            if text_block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel.value):
                place = self.document.documentLayout().blockBoundingRect(text_block)
                painter.fillRect(QRectF(0, place.top(), 3, place.height()), self._theme.colour("line"))
            text_block = text_block.next()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a link leads before it is opened."""
        address = self.link_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.IBeamCursor)
        self.setToolTip(address)
        event.ignore()

    def _selection(self, start: int, end: int) -> object:
        selection: Any = QAbstractTextDocumentLayout.Selection()
        cursor = QTextCursor(self.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setBackground(self._theme.colour("accent"))
        style.setForeground(self._theme.colour("onAccent"))
        selection.cursor, selection.format = cursor, style
        return selection

    def _restyle(self) -> None:
        width = self._width
        self.show_block(self._block)
        if width >= 0:
            self.height_for(width)

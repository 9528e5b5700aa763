"""An answer in the window: frozen blocks, safe links, selection across blocks, copy."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.markdown.blocks import Block
from desktop.markdown.code import CodeBlock
from desktop.markdown.column import AWAKE, OUTDENT, Column
from desktop.markdown.paragraph import Paragraph, SealedDocument, layout_markdown
from desktop.markdown.stream import AnswerStream, pause_after
from desktop.theme import Theme

TEXT = "First **bold** paragraph.\n\n## Heading\n\nSecond paragraph.\n\n```python\nx = 1\n```\n\nEnd.\n"


def make(theme: Theme, qtbot: QtBot) -> tuple[Column, AnswerStream]:
    """An empty column with a stream into it."""
    column = Column()
    qtbot.addWidget(column)
    column.setFixedWidth(500)
    column.show()
    return column, AnswerStream(theme, column, 0)


def test_an_answer_becomes_one_widget_a_block(theme: Theme, qtbot: QtBot) -> None:
    _column, stream = make(theme, qtbot)
    stream.feed(TEXT)
    stream.finish()
    assert [type(widget) for widget in stream.widgets] == [Paragraph, Paragraph, Paragraph, CodeBlock, Paragraph]


def test_finished_blocks_are_never_touched_again(theme: Theme, qtbot: QtBot) -> None:
    _column, stream = make(theme, qtbot)
    stream.feed("First.\n\nSecond")
    stream.flush()
    first = stream.widgets[0]
    assert isinstance(first, Paragraph)
    revision = first.document.revision()
    for word in ["goes", "on", "and", "on.", "Third"]:
        stream.feed(word + " ")
        stream.flush()
    assert stream.widgets[0] is first
    assert first.document.revision() == revision


def test_of_a_long_answer_only_some_blocks_stay_laid_out_and_the_rest_are_as_they_were(
    theme: Theme, qtbot: QtBot
) -> None:
    _column, stream = make(theme, qtbot)
    stream.feed(
        "".join(
            f"Paragraph {number} with **words** enough for two lines of text. " * 2 + "\n\n" for number in range(90)
        )
    )
    stream.finish()
    first, last = stream.widgets[0], stream.widgets[-1]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert [part.is_laid_out for part in stream.widgets if isinstance(part, Paragraph)].count(True) == AWAKE
    assert [one.is_laid_out for one in (first, last)] == [False, True]
    high = first.height_for(500 - OUTDENT)
    assert [one.is_laid_out for one in (first, last)] == [False, True], "its height is known"
    picture = first.grab().toImage()
    assert [one.is_laid_out for one in (first,)] == [True]
    assert first.document.size().height() <= high
    first.select(0, first.length())
    assert first.selected_text() == first.accessibleName()
    first.select(0, 0)
    first.rest()
    assert first.grab().toImage() == picture


def test_pieces_wait_for_the_next_flush(theme: Theme, qtbot: QtBot) -> None:
    _column, stream = make(theme, qtbot)
    flushes: list[int] = []
    stream.shown.connect(lambda: flushes.append(1))
    for _ in range(200):
        stream.feed("word ")
    assert flushes == []
    qtbot.waitUntil(lambda: len(flushes) == 1)


def test_a_table_is_not_laid_out_while_it_is_filled(theme: Theme, qtbot: QtBot) -> None:
    """However often it grows: only when its height is asked for."""
    column, _stream = make(theme, qtbot)  # kept: it owns the paragraph
    paragraph = Paragraph(theme, column)
    for rows in (2, 40):
        before = paragraph.document
        paragraph.show_block(Block("text", "|a|b|\n|---|---|\n" + "|one|two|\n" * rows))
        assert paragraph.document is not before
        assert paragraph.document.textWidth() == -1
        assert paragraph.height_for(400) > 20 * rows


def test_a_table_is_changed_as_often_whatever_its_length(theme: Theme, qtbot: QtBot) -> None:
    changes = []
    for rows in (2, 40):
        document, told = SealedDocument(), list[int]()
        document.contentsChange.connect(lambda *_, told=told: told.append(1))
        layout_markdown(document, Block("text", "|a|b|\n|---|---|\n" + "|one|two|\n" * rows), theme)
        changes.append(len(told))
    assert changes[0] == changes[1]


def test_the_longer_a_flush_takes_the_longer_the_window_rests_but_never_for_long() -> None:
    assert [pause_after(seconds) for seconds in (0.0, 0.005, 0.05, 30.0)] == [33, 33, 200, 1000]


def test_rows_lie_under_each_other_and_do_not_overlap(theme: Theme, qtbot: QtBot) -> None:
    column, stream = make(theme, qtbot)
    stream.feed(TEXT)
    stream.finish()
    tops = [(widget.y(), widget.y() + widget.height()) for widget in stream.widgets]
    assert all(before[1] < after[0] for before, after in pairwise(tops))
    assert column.height() == tops[-1][1]
    assert {widget.x() for widget in stream.widgets} == {OUTDENT}


def test_a_code_block_copies_its_code(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    block = CodeBlock(theme, column)
    block.show_block(Block("code", "x = 1", "python"))
    block.show_block(Block("code", "x = 1\ny = 2", "python"))
    block.copy_button.click()
    assert QGuiApplication.clipboard().text() == "x = 1\ny = 2"
    assert block.copy_button.text() == "Copied"


def test_text_is_selected_across_blocks_and_copied(theme: Theme, qtbot: QtBot) -> None:
    column, stream = make(theme, qtbot)
    stream.feed("First line.\n\nSecond line.")
    stream.finish()
    last = stream.widgets[-1]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(column, left, Qt.KeyboardModifier.NoModifier, QPoint(OUTDENT, 2))
    end = QPointF(499, last.y() + last.height() - 2)
    move = make_move(column, end)
    QApplication.sendEvent(column, move)
    QTest.mouseRelease(column, left, Qt.KeyboardModifier.NoModifier, end.toPoint())
    QTest.keyClick(column, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "First line.\n\nSecond line."


def make_move(column: Column, place: QPointF) -> QMouseEvent:
    """The mouse moved with its left button held."""
    return QMouseEvent(
        QEvent.Type.MouseMove, place, column.mapToGlobal(place), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_only_web_and_mail_links_open(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    for address, opens in (
        ("https://example.com/a", True), ("mailto:a@example.com", True), ("file:///etc/passwd", False),
        ("javascript:alert(1)", False), ("smb://host/x", False),
    ):  # fmt: skip
        paragraph = Paragraph(theme, column)
        paragraph.show_block(Block("text", f"[link]({address})"))
        paragraph.height_for(400)
        assert bool(paragraph.link_at(QPointF(8, 8))) is opens, address


def test_an_answer_cannot_load_a_picture_from_this_computer(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    QImage(300, 300, QImage.Format.Format_RGB32).save(str(path))
    column = Column()
    qtbot.addWidget(column)
    paragraph = Paragraph(theme, column)
    paragraph.show_block(Block("text", f"![x](file://{path}) <img src='file://{path}'>"))
    assert paragraph.height_for(400) < 100
    assert not any("￼" in part for part in paragraph.document.toPlainText())


def test_html_in_an_answer_is_shown_as_text(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    paragraph = Paragraph(theme, column)
    paragraph.show_block(Block("text", "a <b>bold</b> <script>x</script>"))
    assert "<b>" in paragraph.document.toPlainText()


def test_a_list_after_a_code_block_keeps_its_number(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    paragraph = Paragraph(theme, column)
    layout_markdown(paragraph.document, Block("text", "3. Third"), theme)
    first = paragraph.document.begin()
    assert first.textList().itemText(first) == "3."


def test_a_screen_reader_reads_the_text_of_a_block(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    paragraph = Paragraph(theme, column)
    paragraph.show_block(Block("text", "Some **bold** text"))
    assert paragraph.accessibleName() == "Some bold text"


def test_another_theme_draws_the_answer_again(theme: Theme, qtbot: QtBot) -> None:
    column, stream = make(theme, qtbot)
    stream.feed("Some `code` here.")
    stream.finish()
    before = column.grab().toImage()
    theme.choose("dark", 100)
    assert column.grab().toImage() != before


def test_what_is_selected_behind_an_emoji_is_what_is_copied(theme: Theme, qtbot: QtBot) -> None:
    column, _stream = make(theme, qtbot)  # kept: it owns the paragraph
    paragraph = Paragraph(theme, column)
    paragraph.show_block(Block("text", "👍🏽 one two"))
    paragraph.select(paragraph.length() - 7, paragraph.length() - 4)
    assert paragraph.selected_text() == "one"

"""Earlier conversations are found again by their words, and no more of them is read than must be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.history import TITLE, look_up, stem
from agent.messages import Conversation, History, HistoryRequest, Turn
from agent.notebook import Notebook


def talk(name: str, *texts: str) -> Conversation:
    roles = ("user", "assistant")
    return Conversation(id=name, turns=tuple(Turn(role=roles[i % 2], text=text) for i, text in enumerate(texts)))


KEPT = (
    talk("c", "Перенеси отгрузку по договору 7.2", "Готово: **новый срок**. Счёт приложен.", "Короче", "12 марта."),
    talk("b", "Write to the supplier", "Dear Maria, we would like to move the deliveries."),
    talk("a", "Составь договоры для Ольги Ёлкиной", "Вот образец. " + "слово " * 60 + "приёмка товара" + " конец" * 60),
)  # fmt: skip


def found(words: str = "", limit: int = 30, kept: tuple[Conversation, ...] = KEPT) -> History:
    dated = ((f"2026-11-2{9 - place}T10:00:00+00:00", one) for place, one in enumerate(kept))
    return asyncio.run(look_up(dated, HistoryRequest(words=words, limit=limit)))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", "cba"), ("договор", "ca"), ("ДОГОВОРА", "ca"), ("договорами", "ca"), ("договор отгрузка", "c"),
        ("елкина", "a"), ("Ёлкиной", "a"), ("счета", "c"), ("delivery", ""), ("deliver", "b"),
        ("deliveries Maria", "b"), ("7.2", "c"), ("акт", ""), ("   ", "cba"), ("%", ""), ("_", ""),
    ],
)  # fmt: skip
def test_every_word_must_stand_somewhere_in_whatever_form(words: str, names: str) -> None:
    assert "".join(row.id for row in found(words).rows) == names


def test_a_row_says_when_what_and_where_the_word_stands() -> None:
    (row,) = found("приемка").rows
    assert (row.at[:10], row.title, row.questions) == ("2026-11-27", "Составь договоры для Ольги Ёлкиной", 1)
    assert row.excerpt.startswith("…слово")
    assert row.excerpt.endswith("конец…")
    assert "приёмка товара" in row.excerpt
    assert len(row.excerpt) < 140


def test_without_words_a_row_shows_how_the_last_answer_begins() -> None:
    assert [row.excerpt for row in found().rows][:2] == [
        "12 марта.",
        "Dear Maria, we would like to move the deliveries.",
    ]


def test_a_line_of_an_answer_is_shown_without_its_markdown() -> None:
    answer = "## Title\n\n**Bold** and `code`:\n\n- one\n> two\n\n| a | b |\n|---|:--|\n| 1 | 2 |\n\nsnake_case * 3"
    (row,) = found(kept=(talk("x", "question", answer),)).rows
    assert row.excerpt == "Title Bold and code: one two a b 1 2 snake_case * 3"


def test_a_long_question_is_shortened_and_one_without_an_answer_is_shown() -> None:
    (row,) = found(kept=(talk("x", "вопрос\n" * 90),)).rows
    assert len(row.title) <= TITLE + 1
    assert row.title.endswith("вопрос…")
    assert (row.excerpt, row.questions) == ("", 1)


def test_older_ones_are_promised_where_there_are_some() -> None:
    assert [(len(one.rows), one.more) for one in (found(limit=2), found(limit=3), found("договор", limit=1))] == [
        (2, True), (3, False), (1, True),
    ]  # fmt: skip


def test_no_more_is_decrypted_than_the_list_shows() -> None:
    read = []

    def pages() -> Iterator[tuple[str, Conversation]]:
        for number in range(100):
            read.append(number)
            yield "2026-11-20T10:00:00+00:00", talk(str(number), "question")

    asyncio.run(look_up(pages(), HistoryRequest(limit=5)))
    assert len(read) == 6


def test_a_long_search_leaves_the_loop_to_others() -> None:
    async def both() -> int:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(other())
        await look_up((("2026-11-20", talk(str(n), "question")) for n in range(320)), HistoryRequest(words="absent"))
        beside.cancel()
        return turns

    assert asyncio.run(both()) >= 20


def test_the_notebook_gives_conversations_newest_first_and_passes_over_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    notebook = Notebook(path, bytes(32))
    for name in "ab":
        notebook.keep_conversation(talk(name, f"question {name}"))
    Notebook(path, b"another key, of 32 bytes, is it!").keep_conversation(talk("x", "of another key"))
    notebook.keep_conversation(talk("a", "question a", "answer"))
    assert [one.id for _, one in notebook.conversations()] == ["a", "b"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("договорами", "договор"), ("книга", "книг"), ("акты", "акты"), ("letters", "letter"), ("yes", "yes"), ("7", "7")],
)
def test_a_word_loses_its_ending_where_enough_of_it_stays(word: str, expected: str) -> None:
    assert stem(word) == expected

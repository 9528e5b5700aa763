"""What a person writes survives, and only they can read it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from agent.messages import Conversation, Draft, KeptCase, SightingCard, Turn
from agent.notebook import Notebook, kept_until

KEY = bytes(range(32))
SECRET = "Ольга Кузнецова, карта 4276"


def card(day: str = "2026-11-20") -> SightingCard:
    return SightingCard(
        tool="chatgpt", name="ChatGPT", vendor="OpenAI", surface="web", confidence="likely", state="used",
        evidence=(), verdict="coach", rule="r", first_day=day, last_day=day, count=1,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notebook.db"


def test_a_draft_survives_a_restart(path: Path) -> None:
    first = Notebook(path, KEY)
    first.keep_draft(Draft(text=SECRET))
    first.close()
    assert Notebook(path, KEY).draft().text == SECRET


def test_a_draft_survives_a_kill_because_nothing_waits_for_an_orderly_end(path: Path) -> None:
    Notebook(path, KEY).keep_draft(Draft(text=SECRET))
    assert Notebook(path, KEY).draft().text == SECRET


def test_nothing_written_stands_readable_in_the_file(path: Path) -> None:
    notebook = Notebook(path, KEY)
    notebook.keep_draft(Draft(text=SECRET))
    notebook.keep_conversation(Conversation(id="c", turns=(Turn(role="user", text=SECRET),)))
    notebook.close()
    data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert SECRET.encode() not in data
    assert "Кузнецова".encode() not in data


def test_another_key_reads_nothing(path: Path) -> None:
    Notebook(path, KEY).keep_draft(Draft(text=SECRET))
    assert Notebook(path, bytes(32)).draft().text == ""


def test_a_page_moved_to_another_name_is_not_read(path: Path) -> None:
    notebook = Notebook(path, KEY)
    notebook.keep_conversation(Conversation(id="a", turns=(Turn(role="user", text=SECRET),)))
    notebook.close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE page SET name = 'conversation/b'")
    database.close()
    assert Notebook(path, KEY).conversation("b") is None


def test_conversations_past_their_time_are_removed(path: Path) -> None:
    notebook = Notebook(path, KEY)
    notebook.keep_conversation(Conversation(id="a", turns=()))
    now = datetime.now(UTC)
    assert notebook.forget_old(before=kept_until(now, 30)) == 0
    assert notebook.forget_old(before=kept_until(now + timedelta(days=31), 30)) == 1
    assert notebook.conversation("a") is None


def test_what_is_removed_by_hand_is_gone_from_every_file_and_the_rest_stays(path: Path) -> None:
    notebook = Notebook(path, KEY)
    turns = (Turn(role="user", text=SECRET * 900),)
    sealed = []
    for name in "abc":
        notebook.keep_conversation(Conversation(id=name, turns=turns))
        with closing(sqlite3.connect(path)) as other:
            sealed += other.execute("SELECT sealed FROM page WHERE name = ?", (f"conversation/{name}",)).fetchone()
    notebook.keep_case(KeptCase(id="k", text="question", answer="answer"))
    notebook.keep_draft(Draft(text=SECRET))
    notebook.forget_conversation("b")
    assert [one.id for _, one in notebook.conversations()] == ["c", "a"]
    assert notebook.forget_conversations() == 2
    files = b"".join(file.read_bytes() for file in path.parent.iterdir())  # while it is open: the write-ahead log too
    assert [page[at : at + 64] in files for page in sealed for at in range(0, len(page), 1000)].count(True) == 0
    assert notebook.draft().text == SECRET
    assert [case.id for case in notebook.cases()] == ["k"]
    notebook.forget_case("k")
    assert notebook.cases() == ()


def test_one_notice_a_tool_and_day(path: Path) -> None:
    notebook, today = Notebook(path, KEY), datetime(2026, 11, 20, tzinfo=UTC).date()
    assert notebook.notice_once("chatgpt", today)
    assert not notebook.notice_once("chatgpt", today)
    assert notebook.notice_once("claude", today)
    assert notebook.notice_once("chatgpt", today + timedelta(days=1))


def test_silence_ends_by_itself(path: Path) -> None:
    notebook, now = Notebook(path, KEY), datetime(2026, 11, 20, tzinfo=UTC)
    notebook.silence("chatgpt", now + timedelta(days=30))
    assert notebook.silenced("chatgpt", now)
    assert not notebook.silenced("chatgpt", now + timedelta(days=31))
    assert not notebook.silenced("claude", now)


def test_a_sighting_is_new_once_a_day(path: Path) -> None:
    notebook = Notebook(path, KEY)
    assert notebook.new_sighting(card())
    notebook.keep_sighting(card())
    assert not notebook.new_sighting(card())
    assert notebook.new_sighting(card("2026-11-21"))


def test_a_damaged_notebook_is_set_aside_and_a_new_one_begun(path: Path) -> None:
    damage = b"this is not a database, not at all, it is a text" * 100
    path.write_bytes(damage)
    notebook = Notebook(path, KEY)
    assert notebook.begun_anew
    notebook.keep_draft(Draft(text=SECRET))
    assert notebook.draft().text == SECRET
    assert path.with_name(path.name + ".damaged").read_bytes() == damage


def test_a_notebook_that_is_held_by_another_program_is_told_as_an_os_error(path: Path) -> None:
    notebook = Notebook(path, KEY)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OSError, match="notebook"):
            notebook.keep_draft(Draft(text=SECRET))


def test_what_another_version_wrote_in_another_form_counts_as_nothing(path: Path) -> None:
    notebook = Notebook(path, KEY)
    notebook.keep_sighting(card())
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE sighting SET card = ?", (b'{"tool": 7}',))
        other.commit()
    assert notebook.sightings() == ()
    assert notebook.new_sighting(card())


def test_a_tool_keeps_the_day_on_which_it_was_first_seen(path: Path) -> None:
    notebook = Notebook(path, KEY)
    notebook.keep_sighting(msgspec.structs.replace(card(), first_day="2026-11-01", count=9))
    later = notebook.since_first_seen(msgspec.structs.replace(card("2026-11-21"), first_day="2026-11-21", count=1))
    assert (later.first_day, later.last_day, later.count) == ("2026-11-01", "2026-11-21", 9)

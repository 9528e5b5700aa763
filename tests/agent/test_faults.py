"""What fails inside the agent costs as little as it can: never protection, never the answer on the screen."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent.assembly import StartRefused, assemble
from agent.control.ask import Answer, Asker
from agent.loops import keep_going
from agent.messages import AskEvent, AskRequest, Done, Endpoint, Failed, Masked, encode, read_endpoint
from agent.notebook import Notebook
from agent.policy_source import policy_of
from agent.recorder import LOG_TROUBLE, AuditRecorder
from agent.settings import Settings
from audit.chain import AuditEvent, Entry
from audit.log import AuditError, AuditLog, read
from policy.format import parse_policy
from policy.model import Caller
from proxy.exchange import Exchange
from redactor.finding import Finding
from tests.agent.spans.test_fact import STARTED, exchange
from tests.agent.test_watch import DEMO, NOW, Room, sighting


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path, parse_policy(DEMO.read_bytes(), file="demo.yaml"))


async def test_a_sighting_that_cannot_be_kept_is_warned_of_and_recorded_once_with_the_next_one(room: Room) -> None:
    with closing(sqlite3.connect(room.path.with_name("notebook.db"), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await room.watch.take_or_keep(sighting(), NOW)
        assert "sightings" in room.hub.warnings
    await room.watch.take_or_keep(sighting(tool="claude"), NOW)
    assert "sightings" not in room.hub.warnings
    assert room.kinds().count("tool.seen") == 2
    assert {card.tool for card in room.notebook.sightings()} == {"chatgpt", "claude"}


async def test_the_end_of_an_exchange_that_a_full_disk_refused_is_recorded_before_the_next_begins(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exchange] = []
    recorder = AuditRecorder(room.log, room.hub, told=told.append)
    earlier = STARTED - timedelta(hours=1)  # somebody set the clock back meanwhile
    first, second, third = (exchange(id=name * 24, caller=Caller(), counts={}, ended=earlier) for name in "abc")
    await recorder.opened(first)
    await recorder.opened(second)

    async def full(event: AuditEvent) -> Entry:
        raise AuditError(LOG_TROUBLE)

    with monkeypatch.context() as patch:
        patch.setattr(AuditLog, "append_async", lambda log, event: full(event))
        for refused in (recorder.closed(first), recorder.closed(second), recorder.opened(third)):
            with pytest.raises(AuditError):
                await refused
        assert "log" in room.hub.warnings
    await recorder.opened(third)
    await recorder.closed(third)
    entries = [(entry.event.kind, str(entry.event.facts["exchange"])[0]) for entry in read(room.path)]
    assert sorted(entries[2:4]) == [("prompt.closed", "a"), ("prompt.closed", "b")]
    assert entries[4:] == [("prompt.opened", "c"), ("prompt.closed", "c")]
    assert sorted(one.id[0] for one in told) == ["a", "b", "c"]
    assert {entry.event.facts.get("milliseconds", 0) for entry in read(room.path)} == {0}


async def test_a_log_that_refuses_does_not_end_the_watch(room: Room) -> None:
    room.log.close()
    await room.watch.take_or_keep(sighting(), NOW)
    assert "sightings" in room.hub.warnings
    await room.watch.scan_now()


async def test_the_same_tool_seen_by_a_scan_and_by_the_watcher_at_once_is_recorded_once(room: Room) -> None:
    await asyncio.gather(*(room.watch.take_or_keep(sighting(), NOW) for _ in range(5)))
    assert room.kinds() == ["tool.seen", "notice.shown"]


async def test_another_policy_changes_what_is_watched_though_nothing_new_is_seen(room: Room) -> None:
    watching = asyncio.create_task(room.watch.run())
    try:
        await asyncio.sleep(0)
        assert room.watch.saw_connection("chatgpt.com", "")
        assert not room.watch.saw_connection("chatgpt.com", ""), "the same watcher tells it once"
        assert room.policy is not None
        room.policy = replace(room.policy, version=2)
        room.watch.policy_changed()
        for _ in range(600):
            if room.watch.saw_connection("chatgpt.com", ""):
                break
            await asyncio.sleep(0.1)
        else:
            pytest.fail("the watcher of the old policy goes on")
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def test_a_loop_that_fails_starts_anew_and_says_so(room: Room) -> None:
    runs = 0
    again = asyncio.Event()

    async def fails() -> None:
        nonlocal runs
        runs += 1
        if runs > 2:
            again.set()
            await asyncio.Event().wait()
        assert ("loop-x" in room.hub.warnings) is False
        raise OSError("a disk that is full")

    going = asyncio.create_task(keep_going("x", fails, room.hub, pause=0))
    await asyncio.wait_for(again.wait(), 30)
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    assert runs == 3


class NothingFound:
    """A finder that finds nothing."""

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        return [[] for _ in texts]


class NeverDone:
    """A finder that is still looking."""

    def __init__(self) -> None:
        self.looking = asyncio.Event()

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        self.looking.set()
        await asyncio.Event().wait()
        return []


def asker(notebook: Notebook, finder: NothingFound | NeverDone) -> Asker:
    return Asker(
        base_url=lambda: "http://127.0.0.1:9", token="t", finder=finder, notebook=notebook, policy=lambda: None
    )


async def all_of(answer: Answer) -> list[AskEvent]:
    async with asyncio.timeout(20):
        return [event async for event in answer.follow()]


async def test_windows_that_listen_are_sent_away_when_the_agent_ends(room: Room) -> None:
    with room.hub.listen() as early:
        room.hub.end()
        assert await early.get() is not None, "the state"
        assert await early.get() is None
    with room.hub.listen() as late:
        assert await late.get() is not None
        assert await late.get() is None


async def test_a_question_stopped_while_it_is_still_examined_ends_for_everyone_who_waits(tmp_path: Path) -> None:
    finder = NeverDone()
    asking = asker(Notebook(tmp_path / "n.db", bytes(32)), finder)
    answer = asking.ask(AskRequest(text="x", conversation="c"), "en")
    following = asyncio.create_task(all_of(answer))
    await asyncio.wait_for(finder.looking.wait(), 30)
    assert asking.stop("c")
    masked, done = await following
    assert isinstance(masked, Masked)
    assert isinstance(done, Done)
    assert done.stopped


async def test_a_question_stopped_before_it_began_ends_too(tmp_path: Path) -> None:
    asking = asker(Notebook(tmp_path / "n.db", bytes(32)), NeverDone())
    answer = asking.ask(AskRequest(text="x", conversation="c"), "en")
    asking.stop("c")
    assert isinstance((await all_of(answer))[-1], Done)


async def test_a_notebook_that_is_gone_costs_the_memory_of_a_question_and_not_its_answer(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "n.db", bytes(32))
    asking = asker(notebook, NothingFound())
    notebook.close()
    (*_, last) = await all_of(asking.ask(AskRequest(text="x"), "en"))
    assert isinstance(last, Failed)
    assert last.clause == "gateway-away", "the question went on to the proxy, which is not there in this test"


async def test_an_agent_that_ends_tells_those_who_wait_for_an_answer(tmp_path: Path) -> None:
    finder = NeverDone()
    asking = asker(Notebook(tmp_path / "n.db", bytes(32)), finder)
    answer = asking.ask(AskRequest(text="x"), "en")
    following = asyncio.create_task(all_of(answer))
    await asyncio.wait_for(finder.looking.wait(), 30)
    await asking.close()
    assert isinstance((await following)[-1], Failed)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put_foreign_file(folder: Path) -> None:
    (folder / "letter.txt").write_text("not ours", "utf-8")
    folder.chmod(0o755)


async def start(state: Path) -> None:
    async with AsyncExitStack() as stack:
        settings = Settings(state=state, policy=None, port=0, watch=False)
        await assemble(settings, policy_of(settings), stack, asyncio.Event())


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
async def test_a_state_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    state = tmp_path / "состояние с пробелом"
    state.mkdir(mode=0o755)
    await start(state)
    assert mode_of(state) == 0o700
    assert not [file for file in state.rglob("*") if file.name != "agent.lock" and mode_of(file) & 0o077]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
async def test_a_folder_with_files_of_others_keeps_its_mode(tmp_path: Path) -> None:
    put_foreign_file(tmp_path)
    await start(tmp_path)
    assert mode_of(tmp_path) == 0o755


async def test_a_state_folder_may_be_a_link_but_not_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    await start(tmp_path / "link")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere" / "at all")
    with pytest.raises(StartRefused, match="Name another one"):
        await start(tmp_path / "dangling")


async def test_a_state_folder_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StartRefused, match="cannot be used"):
        await start(tmp_path / "file")


def test_the_token_is_not_sent_to_whoever_took_the_port_of_a_killed_agent(tmp_path: Path) -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    (tmp_path / "token").write_text("gn-x", "ascii")
    path = tmp_path / "endpoint.json"
    path.write_bytes(encode(Endpoint(base_url="http://127.0.0.1:9", pid=process.pid, version="0")))
    assert read_endpoint(tmp_path) is None
    path.write_bytes(encode(Endpoint(base_url="http://127.0.0.1:9", pid=os.getpid(), version="0")))
    assert read_endpoint(tmp_path) is not None

"""The worker refuses whenever its process does not answer rightly and in time, and replaces the process."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from redactor.finding import Finding, RedactionError
from redactor.worker import CHILD_FLAG, Worker, child_command, serve_if_asked

BAD = (sys.executable, "-m", "tests.redactor.bad_child")
FOUND = [Finding("EMAIL", 0, 1, 0.9, "own")]


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker(command=BAD, deadline=30, memory_limit_mb=200)
    await worker.start()
    await worker.wait_ready(30)
    yield worker
    await worker.stop()


async def _replaced(worker: Worker) -> float:
    """Seconds until another process answers."""
    started = time.monotonic()
    await worker.wait_ready(30)
    assert await worker.find(["hello"], deadline=20) == [FOUND]
    return time.monotonic() - started


async def test_every_text_gets_its_own_findings(worker: Worker) -> None:
    assert await worker.find(["a", "", "b"]) == [FOUND, [], FOUND]


async def test_texts_that_are_no_text_travel_whole(worker: Worker) -> None:
    assert await worker.find(["\ud800\x00\U0010ffff", "\u202e" * 10]) == [FOUND, FOUND]


async def test_no_texts_need_no_process() -> None:
    worker = Worker(command=("/nonexistent",))
    await worker.start()
    assert await worker.find([]) == []
    await worker.stop()


@pytest.mark.parametrize("fault", ["crash", "eat"])
async def test_a_process_that_dies_refuses_its_prompt_and_is_replaced(worker: Worker, fault: str) -> None:
    with pytest.raises(RedactionError):
        await worker.find([fault], deadline=20)
    await _replaced(worker)
    assert worker.replaced == 1


@pytest.mark.parametrize("fault", ["hang", "spin"])
async def test_a_process_that_hangs_is_killed_at_the_deadline(worker: Worker, fault: str) -> None:
    with pytest.raises(RedactionError):
        await worker.find([fault], deadline=0.3)
    await _replaced(worker)


async def test_a_late_prompt_that_is_sent_again_finds_the_work_that_was_begun(worker: Worker, tmp_path: Path) -> None:
    prompt = [f"wait {tmp_path / 'go'}"]
    with pytest.raises(RedactionError):
        await worker.find(prompt, deadline=0.1)
    again = asyncio.create_task(worker.find(prompt, deadline=20))
    await asyncio.sleep(0)
    (tmp_path / "go").touch()
    assert await again == [FOUND]
    assert worker.replaced == 0


async def test_a_late_prompt_makes_room_for_another_one(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(RedactionError):
        await worker.find([f"wait {tmp_path / 'never'}"], deadline=0.1)
    assert await worker.find(["hello"], deadline=20) == [FOUND]
    assert worker.replaced == 1


@pytest.mark.parametrize("fault", ["raise secret text", "recurse"])
async def test_an_error_in_the_engine_refuses_the_prompt_and_tells_nothing_of_it(worker: Worker, fault: str) -> None:
    with pytest.raises(RedactionError) as raised:
        await worker.find([fault])
    assert "secret" not in str(raised.value)
    assert await worker.find(["hello"]) == [FOUND]
    assert worker.replaced == 0


async def test_one_bad_text_refuses_the_whole_prompt(worker: Worker) -> None:
    with pytest.raises(RedactionError):
        await worker.find(["good", "raise x", "good"])


async def test_the_process_may_open_no_socket(worker: Worker) -> None:
    with pytest.raises(RedactionError):
        await worker.find(["connect"])
    assert await worker.find(["hello"]) == [FOUND]


@pytest.mark.parametrize(
    "kind",
    ["garbage", "huge", "text", "empty", "other-number", "too-few", "outside", "backwards", "overlapping", "half"],
)
async def test_an_answer_that_cannot_be_right_is_a_refusal(kind: str) -> None:
    worker = Worker(command=(*BAD, kind), spare=False)
    await worker.start()
    try:
        await worker.wait_ready(30)
        with pytest.raises(RedactionError):
            await worker.find(["hello"], deadline=30)
    finally:
        await worker.stop()


async def test_silence_is_a_refusal_at_the_deadline() -> None:
    worker = Worker(command=(*BAD, "silence"), spare=False)
    await worker.start()
    try:
        await worker.wait_ready(30)
        with pytest.raises(RedactionError):
            await worker.find(["hello"], deadline=0.3)
    finally:
        await worker.stop()


@pytest.mark.parametrize("command", [("/nonexistent/worker",), (*BAD, "dies")])
async def test_a_process_that_never_starts_lets_nothing_pass(command: tuple[str, ...]) -> None:
    worker = Worker(command=command)
    await worker.start()
    try:
        assert not worker.ready
        with pytest.raises(RedactionError):
            await worker.find(["hello"], deadline=0.5)
        with pytest.raises(RedactionError):
            await worker.wait_ready(0.1)
    finally:
        await worker.stop()


async def test_a_process_killed_while_idle_is_replaced_before_it_is_asked(worker: Worker) -> None:
    for pid in _children():
        os.kill(pid, signal.SIGKILL)
    while worker.ready:  # noqa: ASYNC110 (the worker tells of its end by this property alone)
        await asyncio.sleep(0.01)
    await _replaced(worker)


async def test_a_prompt_that_hangs_does_not_hold_up_another_process() -> None:
    worker = Worker(command=BAD, processes=2)
    await worker.start()
    try:
        await worker.wait_ready(30)
        slow = asyncio.create_task(worker.find(["hang"], deadline=60))
        await asyncio.sleep(0.05)
        assert await asyncio.gather(*(worker.find([f"quick {i}"], deadline=30) for i in range(20))) == [[FOUND]] * 20
        assert not slow.done()
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
    finally:
        await worker.stop()


async def test_a_caller_that_goes_away_leaves_the_others_their_turn(worker: Worker) -> None:
    gone = asyncio.create_task(worker.find(["slow 0.3"]))
    waiting = asyncio.create_task(worker.find(["hello"]))
    await asyncio.sleep(0.05)
    gone.cancel()
    assert await waiting == [FOUND]


async def test_a_stopped_worker_refuses() -> None:
    worker = Worker(command=BAD)
    with pytest.raises(RedactionError):
        await worker.find(["hello"])
    await worker.start()
    waiting = asyncio.create_task(worker.find(["slow 30"]))
    await worker.wait_ready(30)
    await worker.stop()
    with pytest.raises(RedactionError):
        await waiting
    with pytest.raises(RedactionError):
        await worker.find(["hello"])


async def test_after_stop_no_process_is_left() -> None:
    worker = Worker(command=BAD)
    await worker.start()
    await worker.wait_ready(30)
    assert _children()
    await worker.stop()
    async with asyncio.timeout(30):
        while _children():  # noqa: ASYNC110 (a killed process takes a moment to go)
            await asyncio.sleep(0.02)


async def test_the_agent_side_loads_no_model() -> None:
    code = (
        "import sys, redactor.worker; print([m for m in ('presidio_analyzer', 'numpy', 'slovnet') if m in sys.modules])"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert out.strip() == b"[]"


def test_a_frozen_program_starts_itself_as_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command() == (sys.executable, "-m", "redactor.child")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == (sys.executable, CHILD_FLAG)
    assert not serve_if_asked(["gnomon", "status"])


def _children() -> list[int]:
    """Processes that this one started, by /proc (the tests run on Linux)."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if int(fields[1]) == os.getpid() and b"bad_child" in command and fields[0] != "Z":
                found.append(int(folder.name))
    return found

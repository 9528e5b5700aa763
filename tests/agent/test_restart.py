"""Sixty-four answers under way while the policy changes, the agent is told to end, or is killed."""

from __future__ import annotations

import asyncio
import json
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from audit.log import read, verify
from tests.agent.running import POLICY, Agent, agent, current_state, wait_until

STREAMS = 64
PACE = 0.05
"""Seconds between two pieces of an answer."""
LIMITS = "limits: {connections_per_program: 200}\n"
COMPANY = "recognizers:\n  - {name: ours, supported_entity: CONTRACT_NUMBER, deny_list: [Сокол-17]}\n"
PHONE = "+7 912 345-67-{:02d}"


@dataclass(slots=True)
class Upstream:
    """A gateway that streams until it is told to end. ``endless``: prompts whose answer never ends by itself."""

    url: str = ""
    pieces: Counter[str] = field(default_factory=Counter)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    endless: Callable[[int], bool] = lambda number: False


@asynccontextmanager
async def upstream() -> AsyncIterator[Upstream]:
    state = Upstream()

    async def answer(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        words = body["messages"][-1]["content"]
        number = int(words.split()[1])
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        write = write_anthropic if request.path.endswith("/messages") else write_openai
        await write(stream, "begin")
        while not state.may_end.is_set() or state.endless(number):
            await write(stream, "piece ")
            state.pieces[words] += 1
            await asyncio.sleep(PACE)
        await write(stream, words)
        await write(stream, "end")
        return stream

    app = web.Application()
    app.router.add_post("/v1/chat/completions", answer)
    app.router.add_post("/v1/messages", answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    state.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield state
    finally:
        await runner.cleanup()


async def write_openai(stream: web.StreamResponse, text: str) -> None:
    if text == "end":
        await stream.write(b"data: [DONE]\n\n")
    elif text != "begin":
        await stream.write(sse({"id": "c", "choices": [{"index": 0, "delta": {"content": text}}]}))


async def write_anthropic(stream: web.StreamResponse, text: str) -> None:
    if text == "begin":
        await stream.write(sse({"type": "message_start", "message": {"id": "m", "content": []}}))
        block = {"type": "text", "text": ""}
        await stream.write(sse({"type": "content_block_start", "index": 0, "content_block": block}))
    elif text == "end":
        await stream.write(sse({"type": "content_block_stop", "index": 0}) + sse({"type": "message_stop"}))
    else:
        delta = {"type": "text_delta", "text": text}
        await stream.write(sse({"type": "content_block_delta", "index": 0, "delta": delta}))


def sse(event: dict[str, object]) -> bytes:
    kind = f"event: {event['type']}\n" if "type" in event else ""
    return f"{kind}data: {json.dumps(event)}\n\n".encode()


@dataclass(slots=True)
class Heard:
    """What one client got. Even numbers speak OpenAI's dialect, odd ones Anthropic's."""

    number: int
    status: int = 0
    text: str = ""
    ended: bool = False
    error: object = None
    broken: bool = False


@asynccontextmanager
async def streams(one: Agent, gate: Upstream) -> AsyncIterator[list[Heard]]:
    """Clients that listen until their answer ends; entered when each has heard something."""
    heard = [Heard(number) for number in range(STREAMS)]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(None)) as session:
        listening = [asyncio.create_task(listen(session, one, each)) for each in heard]
        async with asyncio.timeout(60):
            while not all(each.text for each in heard):
                assert not [each for each in heard if each.status not in (0, 200)], heard
                await asyncio.sleep(0.02)
        yield heard
        async with asyncio.timeout(60):
            await asyncio.gather(*listening)


async def listen(session: aiohttp.ClientSession, one: Agent, heard: Heard) -> None:
    path = "/v1/messages" if heard.number % 2 else "/v1/chat/completions"
    body = {"model": "m", "stream": True, "max_tokens": 9, "messages": [{"role": "user", "content": words(heard)}]}
    headers = {"Authorization": one.http.headers["Authorization"]}
    try:
        async with session.post(str(one.http.base_url).rstrip("/") + path, json=body, headers=headers) as answer:
            heard.status = answer.status
            async for line in answer.content:
                if line.startswith(b"data:"):
                    take(heard, line[5:].strip().decode())
    except aiohttp.ClientError:
        heard.broken = True


def take(heard: Heard, data: str) -> None:
    if data == "[DONE]":
        heard.ended = True
        return
    event = json.loads(data)
    if "error" in event:
        heard.error = event
    elif event.get("type") == "message_stop":
        heard.ended = True
    elif event.get("type") == "content_block_delta":
        heard.text += event["delta"]["text"]
    elif "choices" in event:
        heard.text += event["choices"][0]["delta"].get("content", "")


def words(heard: Heard) -> str:
    return f"Вопрос {heard.number} телефон {PHONE.format(heard.number)} и снова"


def outcomes(state: Path) -> dict[str, list[str]]:
    """Each exchange with its records in order: "opened", then outcomes."""
    found: dict[str, list[str]] = {}
    for entry in read(state / "audit.db"):
        if entry.event.kind in ("prompt.opened", "prompt.closed"):
            records = found.setdefault(str(entry.event.facts["exchange"]), [])
            records.append(str(entry.event.facts.get("outcome", "opened")))
    return found


def version_of(one: Agent) -> int:
    policy = current_state(one).policy
    return policy.version if policy is not None else 0


@contextmanager
def started(folder: Path, url: str) -> Iterator[Agent]:
    with agent(folder, policy=POLICY.format(url=url, more=LIMITS)) as one:
        yield one


async def test_a_changed_policy_breaks_no_answer_under_way(tmp_path: Path) -> None:
    async with upstream() as gate, in_thread(started(tmp_path, gate.url)) as one:
        async with streams(one, gate) as heard:
            newer = POLICY.format(url=gate.url, more=LIMITS + COMPANY).replace("version: 1", "version: 2")
            (tmp_path / "policy.yaml").write_text(newer, "utf-8")
            await asyncio.to_thread(
                wait_until, lambda: (policy := current_state(one).policy) is not None and policy.version == 2
            )
            gate.may_end.set()
        assert [each.number for each in heard if not each.ended or each.error or each.broken] == []
        assert [each.number for each in heard if not each.text.endswith(words(each))] == [], "each its own phone"
        await asyncio.to_thread(wait_until, lambda: all(len(records) == 2 for records in outcomes(one.state).values()))
        assert list(outcomes(one.state).values()) == [["opened", "ok"]] * STREAMS


async def test_an_agent_that_is_told_to_end_lets_answers_end_and_tells_those_that_do_not(tmp_path: Path) -> None:
    async with upstream() as gate, in_thread(started(tmp_path, gate.url)) as one:
        gate.endless = lambda number: number >= STREAMS // 2
        async with streams(one, gate) as heard:
            one.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(1)
            gate.may_end.set()
        assert await asyncio.to_thread(one.process.wait, 30) == 0
        patient, cut = heard[: STREAMS // 2], heard[STREAMS // 2 :]
        assert [each.number for each in patient if not each.ended or each.error] == []
        assert [each.number for each in patient if not each.text.endswith(words(each))] == []
        assert [each.number for each in cut if each.ended or not each.error] == [], "an error, and no clean end"
        assert {json.dumps(each.error) for each in cut if each.number % 2} != set()
        for each in cut:
            assert_in_dialect(each)
        found = outcomes(one.state)
        assert Counter(map(tuple, found.values())) == {
            ("opened", "ok"): STREAMS // 2, ("opened", "truncated"): STREAMS // 2,
        }  # fmt: skip
        kinds = [entry.event.kind for entry in read(one.state / "audit.db")]
        assert kinds[-1] == "agent.stopped", "nothing follows the record of the end"
        assert verify(one.state / "audit.db").ok


async def test_after_kill_9_every_exchange_has_one_beginning_and_one_end(tmp_path: Path) -> None:
    async with upstream() as gate:
        async with in_thread(started(tmp_path, gate.url)) as one, streams(one, gate) as heard:
            one.kill()
        assert [each.number for each in heard if each.ended] == [], "no clean end where there was none"
        assert Counter(map(tuple, outcomes(one.state).values())) == {("opened",): STREAMS}
        async with in_thread(started(tmp_path, gate.url)) as again:
            gate.may_end.set()
            answer = await asyncio.to_thread(again.chat, "Вопрос 99 телефон", stream=True)
            assert answer.status_code == 200
            await asyncio.to_thread(wait_until, lambda: len(list(outcomes(again.state).values())[-1]) == 2)
            found = Counter(map(tuple, outcomes(again.state).values()))
            assert found == {("opened", "interrupted"): STREAMS, ("opened", "ok"): 1}
        assert verify(again.state / "audit.db").ok


def assert_in_dialect(heard: Heard) -> None:
    """The error event has the shape that the client's SDK reads."""
    assert isinstance(heard.error, dict)
    if heard.number % 2:
        assert heard.error["type"] == "error"
        assert {"type", "message"} <= set(heard.error["error"])
    else:
        assert {"message", "type", "code"} <= set(heard.error["error"])


@asynccontextmanager
async def in_thread(running: AbstractContextManager[Agent]) -> AsyncIterator[Agent]:
    """A running agent, started and ended beside the loop that its gateway needs."""
    one = await asyncio.to_thread(running.__enter__)
    try:
        yield one
    finally:
        await asyncio.to_thread(running.__exit__, None, None, None)

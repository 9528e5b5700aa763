"""The world outside the proxy: a gateway that says what a test tells it, a finder, a recorder."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from policy.model import Content, ContentRule, Gateway, Mode, ModelGrant, Policy
from policy.words import Text
from proxy.exchange import Exchange, Outcome
from redactor.finding import Finding, RedactionError

TOKEN = "gn-" + "a1b2c3d4" * 8
UPSTREAM_KEY = "sk-upstream-only"
KEY = bytes(range(32))
EMAIL = re.compile("[A-Za-z0-9._%+-]+\u200b?@[A-Za-z0-9-]+(?:\\.[a-z]{2,})+")
NAME = re.compile('Анна Каренина|Алексей Вронский|O\'Neil "Jim" Brown')
CARD = re.compile(r"(?<!\d)4\d{15}(?!\d)")
SECRET = re.compile(r"sk-live-[A-Za-z0-9]{16}")


def find_in(text: str) -> list[Finding]:
    """What the fake finder knows: e-mail addresses, three names, card numbers, one kind of key."""
    kinds = ((EMAIL, "EMAIL", "email"), (NAME, "PERSON", "name"), (CARD, "CREDIT_CARD", "card"))
    found = [
        Finding(entity, *match.span(), 0.9, rule) for pattern, entity, rule in kinds for match in pattern.finditer(text)
    ]
    found += [Finding("SECRET", *match.span(), 1.0, "test-key") for match in SECRET.finditer(text)]
    return sorted(found, key=lambda finding: finding.start)


@dataclass(slots=True)
class FakeFinder:
    """Finds by regular expression; can be told to fail or to wait."""

    failure: Text | None = None
    gate: asyncio.Event | None = None
    asked: list[str] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        self.asked.extend(texts)
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.failure is not None:
            raise RedactionError(self.failure)
        return [find_in(text) for text in texts]


@dataclass(slots=True)
class FakeRecorder:
    """Keeps exchanges in memory; can be told to fail."""

    opened_ones: list[Exchange] = field(default_factory=list)
    closed_ones: list[Exchange] = field(default_factory=list)
    failure: Exception | None = None
    gate: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def opened(self, exchange: Exchange) -> None:
        try:
            self.reached.set()
            if self.gate is not None:
                await self.gate.wait()
            if self.failure is not None:
                raise self.failure
        except asyncio.CancelledError:
            self.opened_ones.append(exchange)
            raise
        self.opened_ones.append(exchange)

    async def closed(self, exchange: Exchange) -> None:
        self.closed_ones.append(exchange)
        async with self.changed:
            self.changed.notify_all()

    async def until_closed(self, count: int = 1) -> list[Outcome]:
        """Wait until so many exchanges are closed; the outcomes of all."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: len(self.closed_ones) >= count), 30)
        return [one.outcome for one in self.closed_ones]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived at the gateway."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


Script = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


class FakeGateway:
    """An HTTP/1.1 server on loopback whose every byte a test decides."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.script: Script = answer_json({"id": "x", "choices": [{"index": 0, "message": {"content": "ok"}}]})
        self.gone = asyncio.Event()
        self.arrived = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=1 << 20)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._server.wait_closed(), 2)

    def text_seen(self) -> str:
        """All that ever arrived, as one text."""
        return "\n".join(f"{one.target}\n{one.headers}\n{one.body.decode('utf-8', 'replace')}" for one in self.seen)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while not writer.is_closing():
                seen = await _read_request(reader)
                if seen is None:
                    break
                self.seen.append(seen)
                self.arrived.set()
                await self._answer(seen, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.gone.set()
        finally:
            writer.close()

    async def _answer(self, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Run the script; notice when the client leaves meanwhile."""
        script = asyncio.ensure_future(self.script(seen, writer))
        closed = asyncio.ensure_future(_until_closed(reader))
        await asyncio.wait([script, closed], return_when=asyncio.FIRST_COMPLETED)
        if not script.done():
            self.gone.set()
            script.cancel()
        closed.cancel()
        await asyncio.gather(script, closed, return_exceptions=True)
        if script.done() and not script.cancelled():
            script.result()


async def _until_closed(reader: asyncio.StreamReader) -> None:
    while not reader.at_eof():  # noqa: ASYNC110 (a StreamReader has no event for its end)
        await asyncio.sleep(0.002)


async def _read_request(reader: asyncio.StreamReader) -> Seen | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, target, _ = lines[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, target, headers, body)


def head(status: int = 200, *lines: str, kind: str = "application/json") -> bytes:
    """The head of an answer."""
    return ("\r\n".join([f"HTTP/1.1 {status} X", f"content-type: {kind}", *lines]) + "\r\n\r\n").encode()


def chunk(data: bytes) -> bytes:
    """One HTTP chunk."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def answer_json(value: object, status: int = 200, *lines: str) -> Script:
    """A script that answers with a JSON document."""
    return answer_raw(json.dumps(value, ensure_ascii=False).encode(), status, *lines)


def answer_raw(body: bytes, status: int = 200, *lines: str, kind: str = "application/json") -> Script:
    """A script that answers with a body."""

    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head(status, f"content-length: {len(body)}", *lines, kind=kind) + body)
        await writer.drain()

    return script


def answer_pieces(pieces: Sequence[bytes], *, kind: str = "text/event-stream", cut: bool = False) -> Script:
    """A script that streams pieces as chunks; `cut` closes without an end."""

    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, "transfer-encoding: chunked", kind=kind))
        for piece in pieces:
            writer.write(chunk(piece))
            await writer.drain()
            await asyncio.sleep(0)
        if cut:
            writer.close()
        else:
            writer.write(b"0\r\n\r\n")
            await writer.drain()

    return script


def echo_chat(step: int = 5) -> Script:
    """Answers a chat request with the text of its last message, plain or streamed in pieces of `step` characters."""

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        body = json.loads(seen.body)
        text = last_text(body)
        if not body.get("stream"):
            message = {"role": "assistant", "content": text}
            done = {"id": "c1", "object": "chat.completion", "model": body["model"], "created": 1,
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}  # fmt: skip
            return await answer_json(done)(seen, writer)
        events = [chat_delta({"role": "assistant", "content": ""})]
        events += [chat_delta({"content": text[at : at + step]}) for at in range(0, len(text), step)]
        events += [chat_delta({}, "stop"), b"data: [DONE]\n\n"]
        return await answer_pieces(events)(seen, writer)

    return script


def last_text(body: dict[str, object]) -> str:
    """The text of the last message of a chat request."""
    messages = body["messages"]
    assert isinstance(messages, list)
    content = messages[-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def chat_delta(delta: dict[str, object], finish: str | None = None) -> bytes:
    """One event of a chat stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


def chat_text(stream: bytes) -> str:
    """The text that a chat client reads from a stream."""
    text = ""
    for event in sse_data(stream):
        for choice in event.get("choices", ()):
            text += choice["delta"].get("content") or ""
    return text


def sse_data(stream: bytes) -> list[dict[str, Any]]:
    """The JSON data of the events of a stream."""
    events = []
    for block in re.split(r"\r\n\r\n|\n\n|\r\r", stream.decode("utf-8")):
        data = "\n".join(
            line[5:].removeprefix(" ") for line in re.split("\r\n|\n|\r", block) if line.startswith("data:")
        )
        if data and data != "[DONE]":
            events.append(json.loads(data))
    return events


def sample_policy(url: str, **changes: object) -> Policy:
    """A policy with one gateway that serves every model."""
    name = Text(ru="Шлюз", en="Gateway")
    policy = Policy(
        name=name,
        version=7,
        file="policy.yaml",
        mode=Mode.ENFORCE,
        gateways=(Gateway(id="corp", name=name, base_url=url, models=("*",)),),
        models=(ModelGrant("*"),),
        content=Content(audio=ContentRule.ALLOW, files=ContentRule.EXTRACT),
    )
    return replace(policy, **changes)  # type: ignore[arg-type]

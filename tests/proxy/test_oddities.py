"""Gateways that answer oddly: every answer reaches the client whole and restored, or an error in words does."""

# ruff: noqa: E501 (tables: one answer a line)

import asyncio
import base64
import gzip
import json
import random
import zlib
from collections.abc import Callable

import aiohttp
import pytest

from proxy.exchange import Outcome
from tests.proxy.conftest import House
from tests.proxy.fakes import Script, Seen, chat_delta, chat_text, chunk, head, last_text

MAIL = "anna.k@example.org"
SAID = f"Пишу на {MAIL} 🙂"
PICTURE = base64.b64encode(random.Random(1).randbytes(1_600_000))
Pieces = Callable[[str], list[bytes]]


def ask(stream: bool = True) -> dict[str, object]:
    return {"model": "m", "stream": stream, "messages": [{"role": "user", "content": SAID}]}


def events(text: str) -> list[bytes]:
    """A chat stream that says the text in pieces of three characters."""
    deltas = [chat_delta({"content": text[at : at + 3]}) for at in range(0, len(text), 3)]
    return [chat_delta({"role": "assistant", "content": ""}), *deltas, chat_delta({}, "stop"), b"data: [DONE]\n\n"]


def whole(text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    return json.dumps({"id": "c", "choices": [{"index": 0, "message": message}]}, ensure_ascii=False).encode()


async def closed_once(house: House, outcome: Outcome) -> None:
    assert await house.recorder.until_closed() == [outcome]
    assert len(house.recorder.opened_ones) == len(house.recorder.closed_ones) == 1


def in_two_lines(event: bytes) -> bytes:
    return event.replace(b'"choices"', b'\ndata: "choices"', 1)


STREAMS: dict[str, Pieces] = {
    "as usual": events,
    "in one piece": lambda text: [b"".join(events(text))],
    "byte by byte": lambda text: [bytes([byte]) for byte in b"".join(events(text))],
    "a byte-order mark": lambda text: [b"\xef", b"\xbb\xbf" + events(text)[0], *events(text)[1:]],
    "CRLF": lambda text: [b"".join(events(text)).replace(b"\n", b"\r\n")],
    "CRLF byte by byte": lambda text: [bytes([byte]) for byte in b"".join(events(text)).replace(b"\n", b"\r\n")],
    "CR": lambda text: [event.replace(b"\n", b"\r") for event in events(text)],
    "CR byte by byte": lambda text: [bytes([byte]) for byte in b"".join(events(text)).replace(b"\n", b"\r")],
    "comments": lambda text: [part for event in events(text) for part in (b": OPENROUTER PROCESSING\n\n", event, b":\n\n")],
    "comments in events": lambda text: [b": x\n" + event for event in events(text)],
    "no space behind the colon": lambda text: [event.replace(b"data: ", b"data:", 1) for event in events(text)],
    "two lines of data": lambda text: [in_two_lines(event) for event in events(text)],
    "names, ids and retries": lambda text: [b"event: message\nid: 7\nretry: 3000\n" + event for event in events(text)],
    "empty events": lambda text: [part for event in events(text) for part in (b"data: \n\n", b"\n", b"data\n\n", event)],
    "unknown lines": lambda text: [b"foo: bar\nnocolon\n" + event for event in events(text)],
    "no end of the last event": lambda text: [*events(text)[:-1], b"data: [DONE]"],
    "one line end at the end": lambda text: [*events(text)[:-1], b"data: [DONE]\n"],
    "no [DONE]": lambda text: events(text)[:-1],
    "usage behind the end": lambda text: [*events(text)[:-1], b'data: {"choices":[],"usage":{"prompt_tokens":1}}\n\n',
                                         b"data: [DONE]\n\n"],
    "null choices": lambda text: [*events(text)[:-1], b'data: {"choices":null}\n\n', b"data: [DONE]\n\n"],
    "a picture of two megabytes": lambda text: [*events(text)[:3], b'data: {"type":"x","b64":"' + PICTURE + b'"}\n\n',
                                                *events(text)[3:]],
}  # fmt: skip


def streamed(pieces: Pieces, kind: str = "text/event-stream", end: bytes = b"0\r\n\r\n") -> Script:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, "transfer-encoding: chunked", kind=kind))
        for piece in pieces(last_text(seen.json)):
            writer.write(chunk(piece))
            await writer.drain()
            await asyncio.sleep(0)
        writer.write(end)
        await writer.drain()

    return script


@pytest.mark.parametrize("pieces", STREAMS.values(), ids=STREAMS)
async def test_a_legal_stream_is_read_however_it_is_written(house: House, pieces: Pieces) -> None:
    house.gateway.script = streamed(pieces)
    status, body = await house.post("/v1/chat/completions", ask())
    assert status == 200
    plain = body.removeprefix(b"\xef\xbb\xbf").replace(b'"choices":null', b'"choices":[]')
    assert chat_text(plain) == SAID
    assert MAIL not in house.gateway.text_seen()
    await closed_once(house, Outcome.OK)


KINDS = ["text/event-stream;charset=UTF-8", "Text/Event-Stream", "text/plain", "application/octet-stream",
         "application/json", "application/stream+json"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
async def test_a_stream_under_another_name_is_a_stream(house: House, kind: str) -> None:
    house.gateway.script = streamed(events, kind)
    status, body = await house.post("/v1/chat/completions", ask())
    assert (status, chat_text(body)) == (200, SAID)
    await closed_once(house, Outcome.OK)


ENDS = {
    "trailers": b"0\r\nx-checksum: abc\r\nserver-timing: a\r\n\r\n",
    "an extension of the last chunk": b"0;x=y\r\n\r\n",
    "zeros": b"000\r\n\r\n",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
async def test_an_end_in_other_words_is_an_end(house: House, end: bytes) -> None:
    house.gateway.script = streamed(events, end=end)
    status, body = await house.post("/v1/chat/completions", ask())
    assert (status, chat_text(body)) == (200, SAID)
    await closed_once(house, Outcome.OK)


def raw_deflate(data: bytes) -> bytes:
    made = zlib.compressobj(wbits=-15)
    return made.compress(data) + made.flush()


CODINGS = {
    "gzip": ("gzip", gzip.compress),
    "capitals": ("GZIP", gzip.compress),
    "gzip in two members": ("gzip", lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:])),
    "deflate": ("deflate", zlib.compress),
    "deflate without a head": ("deflate", raw_deflate),
    "identity": ("identity", bytes),
}


@pytest.mark.parametrize(("coding", "pack"), CODINGS.values(), ids=CODINGS)
async def test_an_answer_that_is_compressed_all_the_same_is_read(
    house: House, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        body = pack(whole(last_text(seen.json)))
        writer.write(head(200, f"content-length: {len(body)}", f"content-encoding: {coding}") + body)
        await writer.drain()

    house.gateway.script = script
    status, body = await house.post("/v1/chat/completions", ask(stream=False))
    assert (status, json.loads(body)["choices"][0]["message"]["content"]) == (200, SAID)
    assert house.gateway.seen[0].headers["accept-encoding"] == "identity"
    await closed_once(house, Outcome.OK)


async def test_a_compressed_stream_is_read_piece_by_piece(house: House) -> None:
    go_on = asyncio.Event()

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        packer = zlib.compressobj(wbits=31)
        parts = events(last_text(seen.json))
        writer.write(head(200, "transfer-encoding: chunked", "content-encoding: gzip", kind="text/event-stream"))
        writer.write(chunk(packer.compress(parts[0] + parts[1]) + packer.flush(zlib.Z_SYNC_FLUSH)))
        await go_on.wait()
        writer.write(chunk(packer.compress(b"".join(parts[2:])) + packer.flush()) + b"0\r\n\r\n")

    house.gateway.script = script
    url = house.origin + "/v1/chat/completions"
    async with house.session.post(url, json=ask(), headers=house.headers()) as answer:
        first = await asyncio.wait_for(answer.content.readany(), 30)
        go_on.set()
        body = first + await answer.read()
    assert chat_text(body) == SAID
    await closed_once(house, Outcome.OK)


STRANGE = {
    "no content": (head(204) + b"", 502, "gateway-malformed"),
    "not modified": (head(304, "etag: x"), 502, "gateway-malformed"),
    "moved": (head(301, "location: https://evil.example/", "content-length: 2") + b"{}", 502, "gateway-malformed"),
    "found elsewhere": (head(302, "location: /login", "content-length: 0"), 502, "gateway-malformed"),
    "ask there": (head(307, "location: http://127.0.0.1:1/", "content-length: 0"), 502, "gateway-malformed"),
    "an empty answer": (head(200, "content-length: 0"), 502, "gateway-malformed"),
    "a page instead of an answer": (head(200, "content-length: 13", kind="text/html") + b"<html></html>", 502, "gateway-malformed"),
    "a number": (head(200, "content-length: 2") + b"17", 200, ""),
    "a mark of Unicode's before it": (head(200, "content-length: 5") + b"\xef\xbb\xbf{}", 200, ""),
    "a page of an error": (head(503, "content-length: 6", "retry-after: 60", kind="text/html") + b"<html>", 503, "gateway-error"),
    "an error without words": (head(500, "content-length: 0"), 500, "gateway-error"),
    "brotli": (head(200, "content-encoding: br", "content-length: 2") + b"{}", 502, "gateway-malformed"),
    "zstd": (head(200, "content-encoding: zstd", "content-length: 2") + b"{}", 502, "gateway-malformed"),
    "what is no gzip": (head(200, "content-encoding: gzip", "content-length: 2") + b"{}", 502, "gateway-malformed"),
    "half of gzip": (head(200, "content-encoding: gzip", "content-length: 20") + gzip.compress(b"{}" * 99)[:20], 502, "gateway-cut"),
    "hints first": (b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + head(200, "content-length: 2") + b"{}", 200, ""),
    "continue first": (b"HTTP/1.1 100 Continue\r\n\r\n" + head(200, "content-length: 2") + b"{}", 200, ""),
    "not UTF-8": (head(200, "content-length: 6") + b'{"\xff":1}'[:6], 502, "gateway-malformed"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", 502, "gateway-malformed"),
    "a head of another version": (b"HTTP/3.0 200 OK\r\ncontent-length: 2\r\n\r\n{}", None, None),
    "a broken chunk": (head(200, "transfer-encoding: chunked") + b"zz\r\n{}\r\n0\r\n\r\n", 502, None),
    "a negative length": (head(200, "content-length: -2") + b"{}", 502, "gateway-malformed"),
    "two lengths": (head(200, "content-length: 2", "content-length: 3") + b"{}", 502, "gateway-malformed"),
    "length and chunks": (head(200, "content-length: 2", "transfer-encoding: chunked") + b"2\r\n{}\r\n0\r\n\r\n", 502, "gateway-malformed"),
}  # fmt: skip


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "streamed"])
@pytest.mark.parametrize(("answer", "status", "code"), STRANGE.values(), ids=STRANGE)
async def test_a_strange_answer_is_an_error_in_words(
    house: House, answer: bytes, status: int | None, code: str | None, stream: bool
) -> None:
    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    house.gateway.script = script
    got, body = await house.post("/v1/chat/completions", ask(stream))
    assert status in (None, got)
    assert got < 600
    if code:
        assert json.loads(body)["error"]["code"] == code
        assert json.loads(body)["error"]["gnomon"]["ru"]
    await closed_once(house, Outcome.OK if got == 200 else Outcome.UPSTREAM_ERROR)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 408, 409, 413, 415, 418, 422, 429, 451, 500, 501, 529])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/messages", "/api/chat"])
async def test_an_error_that_repeats_the_prompt_is_restored(house: House, status: int, path: str) -> None:
    wait = "Wed, 21 Oct 2099 07:28:00 GMT"

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        body = json.dumps({"error": {"message": f"cannot say: {last_text(seen.json)}"}}).encode()
        writer.write(head(status, f"content-length: {len(body)}", f"retry-after: {wait}") + body)

    house.gateway.script = script
    async with house.session.post(house.origin + path, json=ask(), headers=house.headers()) as answer:
        assert answer.status == status
        assert answer.headers["retry-after"] == wait
        assert json.loads(await answer.read())["error"]["message"] == f"cannot say: {SAID}"
    await closed_once(house, Outcome.UPSTREAM_ERROR)


PHASES = [
    "before the head",
    "in the head",
    "behind the head",
    "in a chunk's size",
    "in a chunk",
    "in an event",
    "between events",
    "without an event",
    "between events, with a chunk that has no size",
]


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("phase", PHASES)
async def test_a_connection_that_breaks_is_told_in_words_and_never_a_clean_end(
    house: House, phase: str, reset: bool
) -> None:
    start = head(200, "transfer-encoding: chunked", kind="text/event-stream")
    event = chat_delta({"content": "half"})
    sent = {
        "before the head": b"", "in the head": start[:30], "behind the head": start, "in a chunk's size": start + b"4",
        "in a chunk": start + b"ffff\r\n" + event, "in an event": start + chunk(event + event[:20]),
        "between events": start + chunk(event), "without an event": start + chunk(b""), PHASES[-1]: start + chunk(event),
    }[phase]  # fmt: skip

    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await writer.drain()
        await asyncio.sleep(0.02)
        if phase == PHASES[-1]:
            writer.write(b"size\r\n")
            await asyncio.sleep(0.02)
        if reset:
            writer.transport.abort()
        else:
            writer.close()

    house.gateway.script = script
    got = b""
    broken = False
    async with house.session.post(house.origin + "/v1/chat/completions", json=ask(), headers=house.headers()) as answer:
        try:
            async for piece in answer.content.iter_any():
                got += piece
        except aiohttp.ClientPayloadError:
            broken = True
    if answer.status == 200:
        assert broken
        assert b'"gateway-cut"' in got
        assert b"[DONE]" not in got
    else:
        assert answer.status == 502
        assert json.loads(got)["error"]["code"].startswith("gateway-")
    assert len(house.gateway.seen) <= 2
    await closed_once(house, Outcome.TRUNCATED if answer.status == 200 else Outcome.UPSTREAM_ERROR)


async def test_a_value_in_an_event_too_long_to_wait_for_is_restored(house: House) -> None:
    def pieces(text: str) -> list[bytes]:
        data = json.dumps({"type": "response.completed", "picture": PICTURE.decode(), "text": text}).encode()
        event = b"data: " + data + b"\n\n"
        parts = [event[at : at + 65_521] for at in range(0, len(event), 65_521)]
        return [*parts[:-1], parts[-1] + b"".join(events(text))]

    house.gateway.script = streamed(pieces)
    status, body = await house.post("/v1/chat/completions", ask())
    assert status == 200
    first = json.loads(body[: body.index(b"\n\n")].removeprefix(b"data: "))
    assert first["text"] == SAID
    assert chat_text(body[body.index(b"\n\n") + 2 :]) == SAID
    await closed_once(house, Outcome.OK)

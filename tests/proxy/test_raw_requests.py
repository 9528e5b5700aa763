"""Requests as hostile or broken clients write them: what two readers may read differently goes no further."""

import asyncio
import json
import re

import pytest

from tests.proxy.conftest import House
from tests.proxy.fakes import TOKEN

BODY = b'{"model":"m","messages":[{"role":"user","content":"mail anna.k@example.org"}]}'
CHAT = b"POST /v1/chat/completions HTTP/1.1"
LENGTH = b"Content-Length: %d" % len(BODY)
CHUNKS = b"Transfer-Encoding: chunked"


def request(*lines: bytes, first: bytes = CHAT, body: bytes = b"", host: bytes = b"Host: HERE") -> bytes:
    head = [
        first,
        *([host] if host else []),
        b"Authorization: Bearer " + TOKEN.encode(),
        b"Content-Type: application/json",
    ]
    return b"\r\n".join([*head, *lines, b"", b""]) + body


def chunked(extension: bytes = b"", end: bytes = b"0\r\n\r\n") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(BODY), extension, BODY) + end


REFUSED = {
    "a line end in an extension": (request(CHUNKS, body=chunked(b";a\nb")), 400),
    "blanks behind a size": (request(CHUNKS, body=chunked(b"  ")), 400),
    "a size with 0x": (request(CHUNKS, body=b"0x" + chunked()), 400),
    "a negative size": (request(CHUNKS, body=b"-1\r\n\r\n"), 400),
    "a size beyond 64 bits": (request(CHUNKS, body=b"f" * 17 + b"\r\n"), 400),
    "bare line feeds in chunks": (request(CHUNKS, body=chunked().replace(b"\r\n", b"\n")), 400),
    "no line end behind a chunk": (request(CHUNKS, body=b"%x\r\n%s0\r\n\r\n" % (len(BODY), BODY)), 400),
    "another length in the trailers": (request(CHUNKS, body=chunked(end=b"0\r\nContent-Length: 5\r\n\r\n")), 400),
    "endless trailers": (request(CHUNKS, body=chunked(end=b"0\r\n" + b"X-A: bar\r\n" * 20_000 + b"\r\n")), 431),
    "gzip in the transfer coding": (request(b"Transfer-Encoding: gzip, chunked", body=chunked()), 400),
    "chunked twice": (request(CHUNKS, CHUNKS, body=chunked()), 400),
    "identity and a length": (request(b"Transfer-Encoding: identity", LENGTH, body=BODY), 400),
    "chunks in HTTP/1.0": (request(CHUNKS, first=CHAT[:-1] + b"0", body=chunked()), 400),
    "the same length twice": (request(LENGTH, LENGTH, body=BODY), 400),
    "no length": (request(body=BODY), 400),
    "an empty length": (request(b"Content-Length:", body=BODY), 400),
    "an underscore in the length": (request(b"Content-Length: 7_8", body=BODY), 400),
    "a folded header": (request(b"X-A: b\r\n c", LENGTH, body=BODY), 400),
    "a folded Host": (request(LENGTH, host=b"Host: HERE\r\n evil", body=BODY), 400),
    "no Host": (request(LENGTH, host=b"", body=BODY), 400),
    "two Hosts": (request(b"Host: HERE", LENGTH, body=BODY), 400),
    "a list of Hosts": (request(LENGTH, host=b"Host: HERE, evil.example", body=BODY), 421),
    "a name before the Host": (request(LENGTH, host=b"Host: a@HERE", body=BODY), 421),
    "bare line feeds in the head": (request(LENGTH).replace(b"\r\n", b"\n") + BODY, 400),
    "a bare CR in a header": (request(b"X-A: b\rContent-Length: 3", LENGTH, body=BODY), 400),
    "a NUL in a header": (request(b"X-A: b\0", LENGTH, body=BODY), 400),
    "a blank in a header's name": (request(b"X A: x", LENGTH, body=BODY), 400),
    "another host in the target": (request(LENGTH, first=CHAT.replace(b" /", b" http://a.example/"), body=BODY), 404),
    "our host with another port in the target": (
        request(LENGTH, first=CHAT.replace(b" /", b" http://127.0.0.1:1/"), body=BODY), 404),
    "our host behind a name in the target": (
        request(LENGTH, first=CHAT.replace(b" /", b" http://a@HERE/"), body=BODY), 404),
    "our host in the target and another one in Host": (
        request(LENGTH, first=CHAT.replace(b" /", b" http://HERE/"), host=b"Host: a.example", body=BODY), 421),
    "two slashes": (request(LENGTH, first=CHAT.replace(b" /", b" //evil.example/"), body=BODY), 404),
    "an escape in the path": (request(LENGTH, first=CHAT.replace(b"chat/", b"chat%2F"), body=BODY), 404),
    "dots in the path": (request(LENGTH, first=CHAT.replace(b"chat/", b"../v1/chat/"), body=BODY), 404),
    "a parameter of the path": (request(LENGTH, first=CHAT.replace(b"ions ", b"ions;a=b "), body=BODY), 404),
    "a fragment": (request(LENGTH, first=CHAT.replace(b"ions ", b"ions#a "), body=BODY), 404),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "HTTP/0.9": (b"GET /v1/models\r\n\r\n", 400),
    "HTTP/1.2": (request(LENGTH, first=CHAT[:-1] + b"2", body=BODY), 400),
    "HEAD": (request(first=b"HEAD /v1/models HTTP/1.1"), 405),
    "TRACE": (request(first=b"TRACE /v1/models HTTP/1.1"), 405),
    "OPTIONS of everything": (request(first=b"OPTIONS * HTTP/1.1"), 403),
    "an empty Origin": (request(LENGTH, b"Origin:", body=BODY), 403),
    "a cross site in capitals": (request(LENGTH, b"Sec-Fetch-Site: CROSS-SITE", body=BODY), 403),
}  # fmt: skip
TAKEN = {
    "chunks": (request(CHUNKS, body=chunked()), 1),
    "an extension of a chunk": (request(CHUNKS, body=chunked(b';a=b;c="d"')), 1),
    "trailers": (request(CHUNKS, body=chunked(end=b"0\r\nX-A: anna.k@example.org\r\n\r\n")), 1),
    "capitals": (request(b"transfer-encoding: CHUNKED", body=chunked()), 1),
    "HTTP/1.0": (request(LENGTH, first=CHAT[:-1] + b"0", body=BODY), 1),
    "an upgrade to h2c": (request(LENGTH, b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c",
                                  b"HTTP2-Settings: AAMAAABk", body=BODY), 1),
    "an upgrade to a web socket": (request(b"Connection: Upgrade", b"Upgrade: websocket",
                                           first=b"GET /v1/models HTTP/1.1"), 1),
    "our own host in the target": (request(LENGTH, first=CHAT.replace(b" /", b" http://HERE/"), body=BODY), 1),
    "two in one go": (request(LENGTH, body=BODY) * 2, 2),
    "empty lines first": (b"\r\n\r\n" + request(LENGTH, body=BODY), 1),
}  # fmt: skip


async def answers(house: House, raw: bytes, count: int = 1) -> list[int]:
    """The statuses of so many answers, or of those that came before the connection was closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port)
    writer.write(raw.replace(b"HERE", b"127.0.0.1:%d" % house.proxy.port))
    got = b""
    async with asyncio.timeout(30):
        while len(found := re.findall(rb"HTTP/\d\.\d (\d{3}) ", got)) < count and (piece := await reader.read(65536)):
            got += piece
    writer.close()
    return [int(status) for status in found]


@pytest.mark.parametrize(("raw", "status"), REFUSED.values(), ids=REFUSED)
async def test_what_is_doubtful_or_not_for_us_is_refused(house: House, raw: bytes, status: int) -> None:
    assert await answers(house, raw) == [status]
    assert not house.gateway.seen


@pytest.mark.parametrize(("raw", "count"), TAKEN.values(), ids=TAKEN)
async def test_what_is_odd_and_clear_is_taken(house: House, raw: bytes, count: int) -> None:
    assert await answers(house, raw, count) == [200] * count
    assert len(house.gateway.seen) == count
    assert "anna.k" not in house.gateway.text_seen()


async def test_a_tunnel_that_is_asked_for_behind_a_prompt_is_none(house: House) -> None:
    raw = request(LENGTH, body=BODY) + b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n"
    assert await answers(house, raw, 2) == [200, 421]


HEADERS = {
    "Accept": "text/event-stream, application/json; q=0.9",
    "anthropic-version": "2023-06-01",
    "anthropic-beta": "claude-code-20250219,interleaved-thinking-2025-05-14",
    "OpenAI-Beta": "assistants=v2",
}
PRIVATE = {
    "Accept": "Anna Karenina",
    "anthropic-version": "79161234567",
    "anthropic-beta": "Anna Karenina, 79161234567",
    "OpenAI-Beta": "79161234567",
    "Idempotency-Key": "Anna Karenina 79161234567",
    "Referer": "https://a.example/Karenina",
    "Cookie": "name=Karenina",
    "X-Forwarded-For": "79161234567",
    "User-Agent": "Karenina/79161234567",
}


async def test_headers_that_gateways_need_go_on_in_their_shape_only(house: House) -> None:
    prompt = json.loads(BODY)
    assert (await house.post("/v1/messages", prompt, **HEADERS))[0] == 200
    assert {name: house.gateway.seen[0].headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert (await house.post("/v1/messages", prompt, **PRIVATE))[0] == 200
    seen = str(house.gateway.seen[1].headers)
    assert "Karenina" not in seen
    assert "79161234567" not in seen


async def test_an_idempotency_key_goes_on_as_a_pseudonym_that_stays(house: House) -> None:
    keys = [{"Idempotency-Key": key} for key in ("try-1", "try-1", "try-2")]
    for key in keys:
        await house.post("/v1/chat/completions", json.loads(BODY), **key)
    first, again, other = (seen.headers["idempotency-key"] for seen in house.gateway.seen)
    assert first == again != other
    assert "try" not in first

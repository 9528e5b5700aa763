"""Sockets, bounds and the life of the proxy."""

import asyncio
import json
import os
import socket

import aiohttp
import pytest

from policy.model import Limits
from proxy.exchange import Outcome
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import TOKEN, FakeGateway, Seen, answer_pieces, chat_delta, sample_policy

CHAT = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}


def head(port: int, *lines: str, path: str = "/v1/chat/completions") -> bytes:
    first = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {TOKEN}"]
    return "\r\n".join([*first, "Content-Type: application/json", *lines]).encode() + b"\r\n\r\n"


async def exchange(port: int, data: bytes) -> bytes:
    """Send bytes and read until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    try:
        return await asyncio.wait_for(reader.read(), 30)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def clause(answer: bytes) -> object:
    error = json.loads(answer.split(b"\r\n\r\n", 1)[1])["error"]
    return error["code"]


async def test_a_body_over_the_limit_is_refused_before_it_is_read(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, limits=Limits(body_mb=1)))
    answer = await exchange(house.proxy.port, head(house.proxy.port, "Content-Length: 9999999"))
    assert answer.startswith(b"HTTP/1.1 413")
    assert clause(answer) == "body-large"


async def test_a_body_of_unknown_length_is_cut_off_at_the_limit(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, limits=Limits(body_mb=1)))
    chunks = b"".join(b"%x\r\n%s\r\n" % (65536, b"a" * 65536) for _ in range(20))
    answer = await exchange(house.proxy.port, head(house.proxy.port, "Transfer-Encoding: chunked") + chunks)
    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_slow_body_is_refused_and_a_slow_head_is_cut(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, limits=Limits(body_seconds=1)), head_seconds=0.5)
    port = house.proxy.port
    answer = await exchange(port, head(port, "Content-Length: 10") + b"{")
    assert answer.startswith(b"HTTP/1.1 408")
    assert await exchange(port, b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127") == b""
    assert await exchange(port, b"") == b""
    assert gateway.seen == []


async def test_a_slow_head_is_cut_on_a_kept_connection_too(open_house: Opened) -> None:
    house = await open_house(head_seconds=0.5)
    port = house.proxy.port
    body = json.dumps(CHAT).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head(port, f"Content-Length: {len(body)}") + body)
    first = await reader.readuntil(b'ok"}}]}')
    assert b" 200 " in first
    writer.write(b"POST /v1/chat")
    assert await asyncio.wait_for(reader.read(), 30) == b""
    writer.close()


async def test_a_body_slower_than_the_head_may_be_passes(open_house: Opened) -> None:
    house = await open_house(head_seconds=1)
    port = house.proxy.port
    body = json.dumps(CHAT).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head(port, f"Content-Length: {len(body)}", "Connection: close") + body[:10])
    await asyncio.sleep(1.2)
    writer.write(body[10:])
    assert b" 200 " in await asyncio.wait_for(reader.read(), 30)
    writer.close()


@pytest.mark.parametrize("size", [400_000, 900_000])
async def test_a_long_prompt_may_be_answered_later_than_a_head_may_take(
    open_house: Opened, gateway: FakeGateway, size: int
) -> None:
    at_once = gateway.script

    async def late(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1.2)
        await at_once(seen, writer)

    gateway.script = late
    house = await open_house(head_seconds=1)
    message = {"role": "user", "content": "word " * (size // 5)}  # in many pieces
    assert (await house.post("/v1/chat/completions", {**CHAT, "messages": [message]}))[0] == 200


async def test_more_connections_than_the_bound_are_not_served(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, limits=Limits(connections=3)))
    port = house.proxy.port
    held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
    await asyncio.sleep(0.05)
    assert await exchange(port, head(port, "Content-Length: 2") + b"{}") == b""
    for _, writer in held:
        writer.close()


async def test_a_program_with_too_many_connections_is_told_so(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, limits=Limits(connections_per_program=2)))
    port = house.proxy.port
    body = json.dumps(CHAT).encode()
    held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
    reader, writer = held[-1]
    async with asyncio.timeout(30):
        while house.proxy._callers.connections_of(os.getpid()) < 3:  # noqa: ASYNC110 (callers are found in a thread)
            await asyncio.sleep(0.01)
    writer.write(head(port, f"Content-Length: {len(body)}", "Connection: close") + body)
    assert clause(await asyncio.wait_for(reader.read(), 30)) == "connections-many"
    for _, other in held:
        other.close()


async def test_a_body_whose_chunks_break_is_refused_at_once(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port)
    writer.write(head(house.proxy.port, "Transfer-Encoding: chunked") + b'5\r\n{"a":\r\n')
    await asyncio.sleep(0.05)
    writer.write(b"size\r\n")
    answer = await asyncio.wait_for(reader.read(), 30)
    assert answer[9:12] == b"400"
    assert clause(answer) == "head-unreadable"
    writer.close()


BAD_HEADS = {
    "two lengths": ["Content-Length: 2", "Content-Length: 3"],
    "a length and chunks": ["Content-Length: 2", "Transfer-Encoding: chunked"],
    "an unknown coding": ["Transfer-Encoding: xchunked"],
    "a space before the colon": ["Content-Length : 2"],
    "a negative length": ["Content-Length: -2"],
    "a plus before the length": ["Content-Length: +2"],
}


@pytest.mark.parametrize("lines", BAD_HEADS.values(), ids=BAD_HEADS)
async def test_a_head_that_two_readers_may_read_differently_is_refused(house: House, lines: list[str]) -> None:
    answer = await exchange(house.proxy.port, head(house.proxy.port, *lines) + b"{}")
    assert answer[9:12] == b"400"
    assert clause(answer) == "head-unreadable"
    assert house.gateway.seen == []


async def test_heads_that_are_too_long_are_refused_without_their_bytes(house: House) -> None:
    port = house.proxy.port
    many = await exchange(port, head(port, *[f"X-{number}: a" for number in range(300)]))
    long = await exchange(port, head(port, "X-Secret: " + "hunter2" * 9999))
    assert (many[9:12], long[9:12]) == (b"431", b"431")
    assert b"hunter2" not in long


BAD_BODIES = {
    "no JSON": b'{"model": "x", "mess',
    "not UTF-8": b'{"model":"\xff\xfe"}',
    "a byte order mark": b'\xef\xbb\xbf{"model":"m"}',
    "no object": b"[1]",
    "nested 100,000 deep": b"[" * 100_000,
    "nested 200 deep": b'{"model":"m","a":' + b"[" * 200 + b"]" * 200 + b"}",
    "a key twice": b'{"model":"a","model":"b"}',
    "a key twice, deep": b'{"model":"a","messages":[{"content":"x","content":"y"}]}',
    "no number": b'{"model":"a","x":NaN}',
    "two documents": b'{"model":"a"}{"model":"b"}',
    "a model that is no name": b'{"model":["a"]}',
    "nothing": b"",
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/messages", "/api/chat"])
async def test_a_body_that_cannot_be_read_without_doubt_is_refused(house: House, body: bytes, path: str) -> None:
    headers = house.headers(Content_Type="application/json")
    async with house.session.post(house.origin + path, data=body, headers=headers) as answer:
        assert answer.status == 400
        error = await answer.json()
    assert error.get("gnomon", error.get("error", {}).get("gnomon") if isinstance(error["error"], dict) else None)
    assert house.gateway.seen == []


async def test_a_compressed_body_is_refused(house: House) -> None:
    headers = house.headers(Content_Type="application/json", Content_Encoding="gzip")
    async with house.session.post(house.origin + "/v1/responses", data=b"\x1f\x8b", headers=headers) as answer:
        assert answer.status == 415


async def test_curl_may_send_json_under_its_form_type(house: House) -> None:
    headers = house.headers(Content_Type="application/x-www-form-urlencoded")
    async with house.session.post(
        house.origin + "/v1/chat/completions", data=json.dumps(CHAT).encode(), headers=headers
    ) as answer:
        assert answer.status == 200


async def test_a_client_that_waits_for_a_continue_gets_one(house: House) -> None:
    port = house.proxy.port
    body = json.dumps(CHAT).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head(port, f"Content-Length: {len(body)}", "Expect: 100-continue", "Connection: close"))
    assert await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30) == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(body)
    assert b"HTTP/1.1 200" in await asyncio.wait_for(reader.read(), 30)
    writer.close()


async def test_a_preferred_port_that_somebody_holds_is_noticed_and_another_one_used(open_house: Opened) -> None:
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        port = squatter.getsockname()[1]
        house = await open_house(port=port)
        assert house.proxy.squatted
        assert house.proxy.port != port
        assert (await house.post("/v1/chat/completions", CHAT))[0] == 200


async def test_only_loopback_is_listened_on(house: House) -> None:
    addresses = {name[0] for one in house.proxy.sockets for name in [one.getsockname()]}
    assert addresses <= {"127.0.0.1", "::1"}


async def test_a_second_listener_on_our_port_is_refused(house: House) -> None:
    with pytest.raises(OSError):  # noqa: PT011 (any reason will do)
        socket.create_server(("127.0.0.1", house.proxy.port)).close()


async def test_stopping_lets_an_answer_end_and_writes_its_record(open_house: Opened) -> None:
    house = await open_house()
    go_on = asyncio.Event()

    async def script(seen: object, writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        await answer_pieces([chat_delta({"content": "end"}), b"data: [DONE]\n\n"])(seen, writer)  # type: ignore[arg-type]

    house.gateway.script = script
    asking = asyncio.ensure_future(house.post("/v1/chat/completions", {**CHAT, "stream": True}))
    await asyncio.wait_for(house.gateway.arrived.wait(), 30)
    stopping = asyncio.ensure_future(house.proxy.stop(drain=30))
    await asyncio.sleep(0.05)
    go_on.set()
    _, body = await asking
    await stopping
    assert b"[DONE]" in body
    assert await house.recorder.until_closed() == [Outcome.OK]
    with pytest.raises(aiohttp.ClientConnectionError):
        await house.post("/v1/chat/completions", CHAT)


async def test_stopping_in_the_middle_of_a_stream_ends_it_in_words_and_not_as_if_it_were_whole(
    open_house: Opened,
) -> None:
    house = await open_house()
    house.gateway.script = hanging_stream
    got = b""
    async with house.session.post(
        house.origin + "/v1/chat/completions", json={**CHAT, "stream": True}, headers=house.headers()
    ) as answer:
        got += await answer.content.readany()
        stopping = asyncio.ensure_future(house.proxy.stop(drain=0.1))
        with pytest.raises(aiohttp.ClientPayloadError):  # noqa: PT012 (what came before is looked at)
            while piece := await answer.content.readany():
                got += piece
        await stopping
    assert b"agent-stopping" in got
    assert b"[DONE]" not in got
    assert await house.recorder.until_closed() == [Outcome.TRUNCATED]


async def hanging_stream(_: object, writer: asyncio.StreamWriter) -> None:
    event = chat_delta({"content": "half"})
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    writer.write(b"%x\r\n%s\r\n" % (len(event), event))
    await writer.drain()
    await asyncio.sleep(60)


async def test_a_silent_stream_is_kept_awake_between_events(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.reply.PING_SECONDS", 0.05)

    async def script(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        await asyncio.sleep(0.6)
        event = b'event: message_stop\ndata: {"type":"message_stop"}\n\n'
        writer.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(event), event))

    house.gateway.script = script
    _, openai = await house.post("/v1/chat/completions", {**CHAT, "stream": True})
    assert openai.startswith(b": gnomon\n\n")
    _, anthropic = await house.post("/v1/messages", {**CHAT, "stream": True})
    assert anthropic.startswith(b'event: ping\ndata: {"type": "ping"}\n\n')
    assert anthropic.endswith(b'data: {"type":"message_stop"}\n\n')

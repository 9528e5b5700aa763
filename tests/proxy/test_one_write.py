"""Short answers as they stand on the wire: what of them says whether the connection goes on, and what is never said."""

import asyncio
import json

import pytest

from tests.proxy.conftest import House
from tests.proxy.fakes import TOKEN, answer_json, answer_raw

BODY = b'{"model":"m","messages":[{"role":"user","content":"hi"}]}'


def prompt(house: House, version: bytes, *lines: bytes) -> bytes:
    host = b"Host: 127.0.0.1:%d" % house.proxy.port
    length = b"Content-Length: %d" % len(BODY)
    head = [b"POST /v1/chat/completions HTTP/" + version, host, b"Authorization: Bearer " + TOKEN.encode(), length]
    return b"\r\n".join([*head, *lines, b"", BODY])


async def answer(reader: asyncio.StreamReader) -> tuple[bytes, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    fields = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    assert len(fields) == len(lines)
    return first.encode(), fields, await reader.readexactly(int(fields["content-length"]))


KEPT = {
    "HTTP/1.1": (b"1.1", (), None),
    "HTTP/1.1 that is to be closed": (b"1.1", (b"Connection: close",), "close"),
    "HTTP/1.0": (b"1.0", (), None),
    "HTTP/1.0 that is to be kept": (b"1.0", (b"Connection: keep-alive",), "keep-alive"),
}


@pytest.mark.parametrize(("version", "lines", "said"), KEPT.values(), ids=KEPT)
async def test_a_connection_goes_on_as_its_client_asked(
    house: House, version: bytes, lines: tuple[bytes, ...], said: str | None
) -> None:
    house.gateway.script = answer_json({"choices": []}, 200, "x-request-id: r-1")
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port)
    async with asyncio.timeout(30):
        writer.write(prompt(house, version, *lines))
        first, fields, body = await answer(reader)
        assert first == b"HTTP/%s 200 OK" % version
        assert json.loads(body) == {"choices": []}
        assert (fields.get("connection"), fields["x-request-id"], fields["server"]) == (said, "r-1", "gnomon")
        assert fields["date"].endswith(" GMT")
        if said == "keep-alive" or (version == b"1.1" and said is None):
            writer.write(prompt(house, b"1.1"))
            assert (await answer(reader))[0] == b"HTTP/1.1 200 OK"
        else:
            assert await reader.read() == b""
    writer.close()


@pytest.mark.parametrize("field", ["retry-after: 1\x1b[2J", "x-request-id: a\x7fb"], ids=["an escape", "a delete"])
async def test_control_characters_of_a_gateway_reach_no_client(house: House, field: str) -> None:
    house.gateway.script = answer_raw(b'{"choices":[]}', 200, field)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port)
    async with asyncio.timeout(30):
        writer.write(prompt(house, b"1.1", b"Connection: close"))
        got = await reader.read()
    writer.close()
    assert b"\x1b" not in got
    assert b"\x7f" not in got

"""One opening and one closing record for every exchange, whatever the gateway and the client do to each other."""

import asyncio
import json
import random
from collections import Counter

from tests.proxy.conftest import House
from tests.proxy.fakes import TOKEN, Script, Seen, chat_delta, chunk, head, last_text

MAIL = "anna.k@example.org"
BODY = json.dumps(
    {"model": "m", "stream": True, "messages": [{"role": "user", "content": f"write to {MAIL} " * 4}]}
).encode()


def unreliable(chance: random.Random) -> Script:
    """A gateway that is late, hangs up, resets, sends nonsense, or answers."""

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        mood = chance.randint(0, 6)
        if mood == 0:
            await asyncio.sleep(0.05)
            return writer.close()
        if mood == 1:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{]}")
            return writer.close()
        if mood == 2:
            return writer.transport.abort()
        if mood == 3:
            await asyncio.sleep(0.2)
        writer.write(head(200, "transfer-encoding: chunked", kind="text/event-stream"))
        text = last_text(seen.json)
        for at in range(0, len(text), 5):
            writer.write(chunk(chat_delta({"content": text[at : at + 5]})))
            await writer.drain()
            await asyncio.sleep(chance.choice([0, 0, 0.005]))
            if mood == 4 and chance.random() < 0.2:
                return writer.transport.abort()
        writer.write(chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")
        return None

    return script


async def ask_impatiently(port: int, chance: random.Random) -> None:
    """A client that leaves early, late, or stays; now and then before it has said everything."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {TOKEN}", "Content-Type: application/json"]
    start = "\r\n".join(["POST /v1/chat/completions HTTP/1.1", *lines, f"Content-Length: {len(BODY)}", "", ""])
    writer.write(start.encode() + BODY[: chance.choice([len(BODY), len(BODY), 10])])
    try:
        async with asyncio.timeout(chance.choice([0.02, 0.1, 1])):
            while await reader.read(4096):
                pass
    except (OSError, TimeoutError):
        pass
    if chance.random() < 0.5:
        writer.transport.abort()
    writer.close()


async def test_every_exchange_is_opened_once_and_closed_once(house: House) -> None:
    chance = random.Random(7)
    house.gateway.script = unreliable(chance)
    for _ in range(8):
        await asyncio.gather(*(ask_impatiently(house.proxy.port, chance) for _ in range(12)))
    await house.proxy.stop(drain=1)
    opened = Counter(one.id for one in house.recorder.opened_ones)
    closed = Counter(one.id for one in house.recorder.closed_ones)
    assert opened == closed
    assert set(opened.values()) == {1}
    assert len({one.outcome for one in house.recorder.closed_ones}) >= 3
    assert MAIL not in house.gateway.text_seen()

"""A model server for the bench: answers at once, plain or with 200 streamed tokens. `python model_server.py PORT`.

Model "bomb": 300 MB of JSON in 300 KB of gzip; "bomb-stream": the same said to be events; "long": 50 MB of JSON.
"""

import asyncio
import json
import sys
import zlib
from functools import cache

TOKENS = 200
MB = 1 << 20
_USAGE = {"prompt_tokens": 200, "completion_tokens": TOKENS, "total_tokens": 200 + TOKENS}
_MESSAGE = {"role": "assistant", "content": "token " * 16}


def _chunk(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "bench", "choices": [choice]}
    data = b"data: " + json.dumps(event, separators=(",", ":")).encode() + b"\n\n"
    return b"%x\r\n%s\r\n" % (len(data), data)


_CHOICE = {"index": 0, "message": _MESSAGE, "finish_reason": "stop"}
_BODY = json.dumps(
    {"id": "c1", "object": "chat.completion", "created": 1, "model": "bench", "choices": [_CHOICE], "usage": _USAGE}
).encode()
_PLAIN = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
_DONE = b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"


@cache
def bomb() -> bytes:
    """300 MB of JSON, compressed."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(b'{"pad":"')] + [packer.compress(b" " * MB) for _ in range(300)]) + packer.flush()


async def _send_long(writer: asyncio.StreamWriter, body: bytes) -> None:
    kind = b"text/event-stream" if b"-stream" in body else b"application/json"
    if b'"bomb' in body:
        head = b"content-encoding: gzip\r\ncontent-length: %d" % len(bomb())
        pieces = [bomb()]
    else:
        head = b"content-length: %d" % (50 * MB + 10)
        pieces = [b'{"pad":"', *[b"a" * MB] * 50, b'"}']
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: %s\r\n%s\r\n\r\n" % (kind, head))
    for piece in pieces:
        writer.write(piece)
        await writer.drain()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            body = await reader.readexactly(length)
            if b'"bomb' in body or b'"long"' in body:
                await _send_long(writer, body)
                continue
            if b'"stream":true' not in body.replace(b" ", b""):
                writer.write(_PLAIN)
                continue
            writer.write(_HEAD)
            for number in range(TOKENS):
                writer.write(_chunk({"content": f"tok{number} "}))
                await writer.drain()
                await asyncio.sleep(0)
            writer.write(_chunk({}, "stop") + _DONE)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    """Serve until killed."""
    server = await asyncio.start_server(_serve, "127.0.0.1", int(sys.argv[1]), backlog=256)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

"""A load generator. `python load.py PORT TOKEN plain|stream CONNECTIONS SECONDS` prints one line of JSON."""

import asyncio
import json
import math
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import repeat

_MESSAGES = [
    {"role": "system", "content": "You are a helpful assistant."},
    {"role": "user", "content": "Summarise: " + "lorem ipsum dolor " * 60},
]


class Client:
    """Sends requests one after another over one connection and reads the answers."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self._port = port
        self._requests = requests
        self.latencies: list[float] = []
        self.tokens = 0

    async def run(self, until: float = math.inf) -> None:
        """Send until a time of time.perf_counter(), or until there are no more requests."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        while (begun := time.perf_counter()) < until and (request := next(self._requests, b"")):
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if b" 200 " not in head[:20]:
                raise SystemExit(head.decode())
            if b"chunked" in head:
                while (size := int(await reader.readline(), 16)) > 0:
                    self.tokens += (await reader.readexactly(size + 2)).count(b'"content":"tok')
                await reader.readexactly(2)
            else:
                await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0]))
            self.latencies.append(time.perf_counter() - begun)
        writer.close()


def chat_request(port: int, token: str, messages: object, *, stream: bool) -> bytes:
    """A request, head and body."""
    body = json.dumps({"model": "bench", "stream": stream, "messages": messages}).encode()
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def main() -> None:
    """Load, and print what came of it: seconds, requests, tokens, milliseconds at the median."""
    port, token, kind, connections, seconds = sys.argv[1:6]
    request = chat_request(int(port), token, _MESSAGES, stream=kind == "stream")
    clients = [Client(int(port), repeat(request)) for _ in range(int(connections))]
    begun = time.perf_counter()
    await asyncio.gather(*(client.run(begun + float(seconds)) for client in clients))
    took = time.perf_counter() - begun
    latencies = [one for client in clients for one in client.latencies]
    tokens = sum(client.tokens for client in clients)
    p50 = statistics.median(latencies) * 1000
    print(json.dumps({"seconds": took, "requests": len(latencies), "tokens": tokens, "p50_ms": p50}))


if __name__ == "__main__":
    asyncio.run(main())

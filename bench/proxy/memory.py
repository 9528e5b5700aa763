"""What the proxy's memory does: `python bench/proxy/memory.py [--requests 100000]`. Linux; resident memory in MB.

First prompts that are all different, each with an address to mask, every tenth answer a stream. Then compressed answers
and requests of 300 MB, an answer of 50 MB and a request of 40 MB, with the peak while each of them lasted.
"""

import argparse
import asyncio
import gzip
import http.client
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench.proxy.load import Client, chat_request
from bench.proxy.model_server import MB
from bench.proxy.side_by_side import FIRST_PORT, HERE, KEY, MODEL_PORT, TOKEN, running

SETTLED = 10_000  # requests after which every cache is full
CONNECTIONS = 4


def resident(pid: int, name: str = "VmRSS") -> float:
    """MB of resident memory now, or at the peak (VmHWM) (proc(5))."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def prompts(first: int, count: int, port: int) -> Iterator[bytes]:
    """Different prompts."""
    for number in range(first, first + count):
        text = f"Write to person{number}@example.org about case {number}: " + "lorem ipsum dolor " * 20
        yield chat_request(port, TOKEN, [{"role": "user", "content": text}], stream=number % 10 == 0)


async def send(first: int, count: int, port: int) -> None:
    """Send so many prompts."""
    requests = prompts(first, count, port)
    await asyncio.gather(*(Client(port, requests).run() for _ in range(CONNECTIONS)))


def soak(pid: int, port: int, count: int) -> None:
    """Print how memory grows over so many requests."""
    asyncio.run(send(0, 1_000, port))
    early = resident(pid)
    asyncio.run(send(1_000, SETTLED - 1_000, port))
    begun = now = resident(pid)
    for number in range(10):
        asyncio.run(send(SETTLED + number * count // 10, count // 10, port))
        now = resident(pid)
        print(f"after {SETTLED + (number + 1) * count // 10:7} requests {now:6.1f} MB", flush=True)
    print(f"growth over {count} requests: {now - begun:+.1f} MB; before that, from 1,000 on: {begun - early:+.1f} MB")


def bombs(pid: int, port: int) -> None:
    """Print the peak of memory while each bomb is handled."""
    packed = gzip.compress(b'{"model":"m","messages":[{"role":"user","content":"' + b"a" * (300 * MB) + b'"}]}', 1)
    plain = b'{"model":"m","messages":[{"role":"user","content":"' + b"a " * (20 * MB) + b'"}]}'
    ask = b'{"model":"%s","messages":[{"role":"user","content":"hi"}]}'
    cases: list[tuple[str, bytes, dict[str, str]]] = [
        ("300 MB gzip answer", ask % b"bomb", {}),
        ("300 MB gzip answer, said to be events", ask % b"bomb-stream", {}),
        ("50 MB answer", ask % b"long", {}),
        ("300 MB gzip request", packed, {"Content-Encoding": "gzip"}),
        ("40 MB request", plain, {}),
    ]
    for name, body, more in cases:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew
        before = resident(pid)
        status, size = fetch(port, body, more)
        peak = resident(pid, "VmHWM") - before
        print(f"{name:40} status {status}, {size / MB:6.1f} MB to the client, peak {peak:+.1f} MB")


def fetch(port: int, body: bytes, more: dict[str, str]) -> tuple[int, int]:
    """Status and length of the answer, whether it came to its end or not; 0 when there was none."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", **more}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/chat/completions", body, headers)
    try:
        answer = urllib.request.urlopen(request, timeout=120)
    except urllib.error.HTTPError as error:
        return error.code, 0
    except OSError:
        return 0, 0
    size = 0
    with answer, suppress(http.client.HTTPException, OSError):
        while piece := answer.read1(MB):
            size += len(piece)
    return answer.status, size


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=100_000)
    options.add_argument("--port", type=int, default=FIRST_PORT)
    chosen = options.parse_args()
    port = chosen.port
    serve = [sys.executable, str(HERE / "serve.py"), "--upstream", f"http://127.0.0.1:{MODEL_PORT}", "--key", KEY]
    with (
        running([sys.executable, str(HERE / "model_server.py"), "{port}"], MODEL_PORT),
        running([*serve, "--token", TOKEN, "--port", "{port}"], port) as process,
    ):
        soak(process.pid, port, chosen.requests)
        bombs(process.pid, port)
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

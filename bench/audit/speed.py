"""Speed of the audit log on this disk: durable events a second, latency of an append, time to verify.

    python -m bench.audit.speed [--events 200000] [--folder DIR]

Prints a table. One event has about 250 bytes of metadata. Appends wait for their own durable COMMIT (SQLite WAL,
synchronous=FULL); at 1, 64 and 512 callers at once. Figures depend on the disk: the sync time is printed with them.
"""

import argparse
import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from audit.canonical import Fact
from audit.chain import AuditEvent
from audit.export.jsonl import write_jsonl
from audit.log import AuditLog, read, verify

KEY = bytes(range(32))
FACTS: dict[str, Fact] = {
    "exchange": "0f3c9a7e5b1d4826",
    "gateway": "corp",
    "model": "corp-llm-large",
    "dialect": "openai_chat",
    "route": "/v1/chat/completions",
    "program": "code",
    "verdict": "redact",
    "rule": "default",
    "policy_version": 42,
    "masked": True,
    "counts": {"pii.person": 2, "pii.ru.inn": 1, "secret.openai": 1},
}


def event() -> AuditEvent:
    return AuditEvent(datetime.now(UTC), "prompt.opened", FACTS)


def sync_ms(folder: Path) -> float:
    """Median of 50 small writes with fsync, milliseconds."""
    times = []
    with (folder / "sync").open("wb") as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


async def append_with(log: AuditLog, callers: int, count: int) -> tuple[float, list[float]]:
    """Seconds for all, and milliseconds of each append, with a number of callers at once."""
    times: list[float] = []
    left = iter(range(count))

    async def caller() -> None:
        for _ in left:
            begun = time.perf_counter()
            await log.append_async(event())
            times.append((time.perf_counter() - begun) * 1000)

    begun = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(callers)))
    return time.perf_counter() - begun, times


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(folder: Path, events: int) -> None:
    path = folder / "audit.db"
    print(f"SQLite {sqlite3.sqlite_version}, fsync {sync_ms(folder):.2f} ms, load {os.getloadavg()[0]:.1f}")
    print(f"{'callers':>8} {'events':>8} {'events/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'B/event':>8}")
    written = 0
    with AuditLog.open(path, device_id="bench", key=KEY) as log:
        for callers, share in ((1, 0.002), (64, 0.2), (512, 0.8)):
            count = max(200, int(events * share))
            seconds, times = asyncio.run(append_with(log, callers, count))
            written += count
            size = sum(one.stat().st_size for one in (path, path.with_name("audit.db-wal"))) / written
            print(
                f"{callers:>8} {count:>8} {count / seconds:>10.0f} {quantile(times, 0.5):>8.2f} "
                f"{quantile(times, 0.99):>8.2f} {size:>8.0f}"
            )
    for name, key in (("chain", None), ("chain + MAC", KEY)):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        result = verify(path, key=key)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
        assert result.ok, result
        million = 1e6 / result.entries
        print(f"verify {name}: {seconds * million:.2f} s a million, {cpu * million:.2f} s of CPU")
    begun = time.perf_counter()
    with (folder / "log.jsonl").open("wb") as out:
        count = write_jsonl(read(path), out)
    seconds = time.perf_counter() - begun
    print(f"export jsonl: {count / seconds:.0f} events/s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--events", type=int, default=200_000)
    arguments.add_argument("--folder", type=Path, default=None)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        measure(Path(folder), chosen.events)


if __name__ == "__main__":
    main()

"""Logs that tests start from."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.canonical import Fact
from audit.chain import AuditEvent, Entry
from audit.epochs import EVENTS
from audit.log import AuditLog

KEY = bytes(range(32))
DEVICE = "ws-17"
START = datetime(2026, 11, 20, 9, tzinfo=UTC)


def event_of(number: int, **facts: Fact) -> AuditEvent:
    """The event of a number: one second after the one before."""
    return AuditEvent(START + timedelta(seconds=number), "prompt.opened", {"n": number, "verdict": "redact", **facts})


def append_all(log: AuditLog, count: int) -> list[Entry]:
    """Entries 1 to `count`, an epoch at once: the disk is waited for a few times, not once for each."""

    async def together(numbers: range) -> list[Entry]:
        return await asyncio.gather(*(log.append_async(event_of(number)) for number in numbers))

    firsts = range(1, count + 1, EVENTS)
    return [entry for at in firsts for entry in asyncio.run(together(range(at, min(at + EVENTS, count + 1))))]


def make_log(path: Path, count: int, *, key: bytes | None = KEY) -> Path:
    """A closed log with some events."""
    with AuditLog.open(path, device_id=DEVICE, key=key) as log:
        append_all(log, count)
    return path


def tamper(path: Path, *statements: str) -> None:
    """What somebody with the file does to it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()

"""Logs that tests start from."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.canonical import Fact
from audit.chain import AuditEvent
from audit.log import AuditLog

KEY = bytes(range(32))
DEVICE = "ws-17"
START = datetime(2026, 11, 20, 9, tzinfo=UTC)


def event_of(number: int, **facts: Fact) -> AuditEvent:
    """The event of a number: one second after the one before."""
    return AuditEvent(START + timedelta(seconds=number), "prompt.opened", {"n": number, "verdict": "redact", **facts})


def make_log(path: Path, count: int, *, key: bytes | None = KEY) -> Path:
    """A closed log with some events."""
    with AuditLog.open(path, device_id=DEVICE, key=key) as log:
        for number in range(1, count + 1):
            log.append(event_of(number))
    return path


def tamper(path: Path, *statements: str) -> None:
    """What somebody with the file does to it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()

"""Reading the audit log beside its writer: newest records and verification with the key where it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from agent.day import day_of
from agent.keys import open_keys
from audit.chain import Entry
from audit.log import Verification, read, verify
from audit.log import newest as newest_oldest_first

PAGE = 1000
"""Entries that are read back at once."""


def entries(path: Path) -> Iterator[Entry]:
    """Every entry, oldest first, read as it is asked for.

    Raises:
        AuditError: there is no readable log, or it is damaged where the reading has come to.
    """
    yield from read(path)


def newest(path: Path, count: int, *, before: int = 0) -> list[Entry]:
    """The newest entries, newest first. ``before``: only entries of a lower seq, to page on; 0 is from the end.

    Raises:
        AuditError: there is no readable log.
    """
    if before:
        wanted = min(count, before - 1)
        return list(read(path, after=before - 1 - wanted, limit=wanted))[::-1] if wanted > 0 else []
    return newest_oldest_first(path, count)[::-1]


def after(path: Path, seq: int) -> list[Entry]:
    """The entries that came after one, oldest first.

    Raises:
        AuditError: there is no readable log.
    """
    return list(read(path, after=seq))


def since_last_start(path: Path, today: date) -> Iterator[Entry]:
    """A local day's entries and all since the agent last started, oldest first: a start closes what was open before.

    Reads back from the end, so that a start takes as long after a year as on the first day.

    Raises:
        AuditError: there is no readable log.
    """
    seq, started = 0, False
    while page := newest(path, PAGE, before=seq):
        for entry in page:
            started = started or entry.event.kind == "agent.started"
            if started and day_of(entry.event.at) < today:
                return iter(after(path, entry.seq))
        seq = page[-1].seq
    return entries(path)


def verify_log(path: Path, state: Path, *, progress: Callable[[int], None] | None = None) -> Verification:
    """Verify every entry; with the key of this state folder also that nobody without it rewrote the whole.

    progress: called with the number of entries checked so far.

    Raises:
        AuditError: there is no readable log.
    """
    return verify(path, key=open_keys(state).get("log"), progress=progress)


def device_id(state: Path) -> str:
    """The random name of the device whose log lies in a state folder, or "unknown"."""
    try:
        return (state / "device-id").read_text("ascii").strip()
    except (OSError, ValueError):
        return "unknown"

"""Reading the audit log beside its writer: newest records and verification with the key where it can be read."""

from __future__ import annotations

from pathlib import Path

from agent.keys import open_keys
from audit.chain import Entry
from audit.log import Verification, read, verify
from audit.log import newest as newest_oldest_first


def newest(path: Path, count: int, *, before: int = 0) -> list[Entry]:
    """The newest entries, newest first. ``before``: only entries of a lower seq, to page on; 0 is from the end.

    Raises:
        AuditError: there is no readable log.
    """
    if before:
        wanted = min(count, before - 1)
        return list(read(path, after=before - 1 - wanted, limit=wanted))[::-1] if wanted > 0 else []
    return newest_oldest_first(path, count)[::-1]


def verify_log(path: Path, state: Path) -> Verification:
    """Verify every entry; with the key of this state folder also that nobody without it rewrote the whole.

    Raises:
        AuditError: there is no readable log.
    """
    return verify(path, key=open_keys(state).get("log"))

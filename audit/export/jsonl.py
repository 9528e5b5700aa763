"""One JSON object a line: seq, at, kind, facts, and the seals, so that a second program can verify the chain."""

import json
from collections.abc import Callable, Iterable
from typing import BinaryIO

from audit.chain import Entry
from audit.moment import moment_text

PROGRESS_EVERY = 1000


def write_jsonl(entries: Iterable[Entry], out: BinaryIO, *, progress: Callable[[int], None] | None = None) -> int:
    """Write entries as UTF-8 lines; returns how many. progress: called with the number written so far.

    Raises: OSError, AuditError of the reading.
    """
    count = 0
    for entry in entries:
        out.write(json_line(entry))
        count += 1
        if progress is not None and count % PROGRESS_EVERY == 0:
            progress(count)
    if progress is not None:
        progress(count)
    return count


def json_line(entry: Entry) -> bytes:
    """One entry as a line."""
    plain = {
        "seq": entry.seq,
        "at": moment_text(entry.event.at),
        "kind": entry.event.kind,
        "facts": entry.event.facts,
        "prev": entry.prev,
        "seal": entry.seal,
        "mac": entry.mac,
        "epoch": entry.epoch,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

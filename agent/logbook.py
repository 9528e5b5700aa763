"""Reading the audit log beside its writer: newest records, verification, export."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from audit.chain import Entry
from audit.log import Verification, read, verify


def newest(path: Path, count: int, *, before: int = 0) -> list[Entry]:
    """The newest entries, newest first; ``before``: only those of a lower seq.

    Raises:
        OSError: the log cannot be read.
    """
    raise NotImplementedError


def verify_log(path: Path, state: Path) -> Verification:
    """Verify the whole log."""
    return verify(path)


def export_log(path: Path, format_name: str, output: Path | None, *, excel: bool) -> int:
    """Write the log as JSON Lines or CSV; gives the number of entries."""
    raise NotImplementedError


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
    else:
        with output.open("wb") as file:
            yield file


__all__ = ["Entry", "export_log", "newest", "read", "verify_log"]

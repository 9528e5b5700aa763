"""The log as a file for other programs: for the command and for the window."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from agent.day import day_of
from agent.logbook import device_id, entries
from agent.messages import ExportRequest, LogFormat
from agent.whole_file import written_whole

if TYPE_CHECKING:
    from audit.chain import Entry


@dataclass(frozen=True, slots=True)
class Days:
    """Days of this computer's clock, both included."""

    first: date = date.min
    last: date = date.max

    def entries(self, log: Path) -> Iterator[Entry]:
        """The log's entries of these days. All are looked at: a clock that was set back leaves them out of order."""
        return (entry for entry in entries(log) if self.first <= day_of(entry.event.at) <= self.last)


EVERY_DAY = Days()


def export_anew(log: Path, wanted: ExportRequest) -> int:
    """`export_log` for a window: to an absolute path where nothing lies yet, the log itself least of all.

    Raises:
        OSError, AuditError: as `export_log`; FileExistsError also for a path that is not absolute.
        ValueError: a day is none.
    """
    days = Days(
        date.fromisoformat(wanted.first_day) if wanted.first_day else date.min,
        date.fromisoformat(wanted.last_day) if wanted.last_day else date.max,
    )
    target = Path(wanted.path)
    if not target.is_absolute() or target.exists():
        raise FileExistsError(errno.EEXIST, "exists")
    return export_log(log, target, wanted.format, days=days, excel=wanted.excel)


def export_log(
    log: Path,
    target: Path,
    kind: LogFormat,
    *,
    days: Days = EVERY_DAY,
    excel: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """`write_log` into a file, whole or not at all.

    Raises:
        OSError, AuditError: the file cannot be written, the log cannot be read.
    """
    with written_whole(target) as file:
        return write_log(log, kind, file, days=days, excel=excel, progress=progress)


def write_log(
    log: Path,
    kind: LogFormat,
    out: BinaryIO,
    *,
    days: Days = EVERY_DAY,
    excel: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write the log of these days in this form; gives the number of entries.

    excel: CSV as Russian Excel reads it. progress: called now and then with the number written so far.

    Raises:
        OSError, AuditError: it cannot be written, or not be read.
    """
    if kind is LogFormat.CSV:
        from audit.export.csv import write_csv

        return write_csv(lambda: days.entries(log), out, excel=excel, progress=progress)
    if kind is LogFormat.OCSF:
        from audit.export.ocsf import write_ocsf

        return write_ocsf(days.entries(log), out, device_id=device_id(log.parent), progress=progress)
    from audit.export.jsonl import write_jsonl

    return write_jsonl(days.entries(log), out, progress=progress)

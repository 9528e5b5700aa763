"""The log as a file for other programs: for the command and for the window."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from agent.logbook import device_id, entries
from agent.messages import ExportRequest, LogFormat
from agent.whole_file import written_whole


def export_anew(log: Path, wanted: ExportRequest) -> int:
    """`export_log` for a window: to an absolute path where nothing lies yet, the log itself least of all.

    Raises:
        OSError, AuditError: as `export_log`; FileExistsError also for a path that is not absolute.
    """
    target = Path(wanted.path)
    if not target.is_absolute() or target.exists():
        raise FileExistsError(errno.EEXIST, "exists")
    return export_log(log, target, wanted.format, excel=wanted.excel)


def export_log(
    log: Path, target: Path, kind: LogFormat, *, excel: bool = False, progress: Callable[[int], None] | None = None
) -> int:
    """`write_log` into a file, whole or not at all.

    Raises:
        OSError, AuditError: the file cannot be written, the log cannot be read.
    """
    with written_whole(target) as file:
        return write_log(log, kind, file, excel=excel, progress=progress)


def write_log(
    log: Path, kind: LogFormat, out: BinaryIO, *, excel: bool = False, progress: Callable[[int], None] | None = None
) -> int:
    """Write the whole log in this form; gives the number of entries.

    excel: CSV as Russian Excel reads it. progress: called now and then with the number written so far.

    Raises:
        OSError, AuditError: it cannot be written, or not be read.
    """
    if kind is LogFormat.CSV:
        from audit.export.csv import write_csv

        return write_csv(lambda: entries(log), out, excel=excel, progress=progress)
    if kind is LogFormat.OCSF:
        from audit.export.ocsf import write_ocsf

        return write_ocsf(entries(log), out, device_id=device_id(log.parent), progress=progress)
    from audit.export.jsonl import write_jsonl

    return write_jsonl(entries(log), out, progress=progress)

"""A table for spreadsheets: one row an entry, one column a fact; no cell can start a formula.

Source of the signs: OWASP, "CSV Injection" (looked up 2026-11): = + - @ tab and carriage return start formulas, and
so do their full-width forms in some versions.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from audit.chain import Entry
from audit.moment import moment_text

PROGRESS_EVERY = 1000
MAX_COLUMNS = 200
REST = "other_facts"
"""The column for facts beyond MAX_COLUMNS, as JSON."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_FIXED = ("seq", "at", "kind")


def write_csv(
    read: Callable[[], Iterable[Entry]],
    out: BinaryIO,
    *,
    excel: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write entries as a table; returns how many.

    read: gives the entries from the start; it is called twice, first to learn the columns. excel: byte order mark
    and semicolons, as Excel in Russian expects; otherwise commas without a mark (RFC 4180).

    Raises: OSError, AuditError of the reading.
    """
    names, last = survey(read())
    shown = names[:MAX_COLUMNS]
    rest = [] if len(names) <= MAX_COLUMNS else [REST]
    delimiter = ";" if excel else ","
    if excel:
        out.write(b"\xef\xbb\xbf")
    out.write(_line([*_FIXED, *shown, *rest, "seal"], delimiter))
    count = 0
    for entry in read():
        if entry.seq > last:
            break
        out.write(_line([*_row(entry, shown, more=bool(rest)), entry.seal], delimiter))
        count += 1
        if progress is not None and count % PROGRESS_EVERY == 0:
            progress(count)
    if progress is not None:
        progress(count)
    return count


def survey(entries: Iterable[Entry]) -> tuple[list[str], int]:
    """Names of all facts, sorted, and the last seq: what is written later belongs to the next export."""
    names: set[str] = set()
    last = 0
    for entry in entries:
        names.update(entry.event.facts)
        last = entry.seq
    return sorted(names), last


def _row(entry: Entry, shown: Sequence[str], *, more: bool) -> list[str]:
    facts = entry.event.facts
    cells = [str(entry.seq), moment_text(entry.event.at), entry.event.kind, *(cell(facts.get(name)) for name in shown)]
    if more:
        others = {name: value for name, value in facts.items() if name not in shown}
        cells.append(cell(others) if others else "")
    return cells


def cell(value: object) -> str:
    """A fact as a cell; lists and mappings as JSON. A text that could start a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "'" + text if text.lstrip(" ").startswith(_DANGEROUS) else text


def _line(cells: list[str], delimiter: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode()

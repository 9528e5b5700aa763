"""`gnomon audit …`: read, verify and export the log. Works while protection runs and without it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.messages import LogAction, LogFormat, LogUse
from agent.system_words import reason_of
from cli.client import Client, Trouble, folder, json_lines_option, json_option, state_option
from cli.words import as_plain, complain, one_line, print_json, print_line, say, tr

if TYPE_CHECKING:
    from audit.chain import Entry

DAY = click.DateTime(["%Y-%m-%d"])
FOLLOW_SECONDS = 0.5
TOLD_FROM = 10_000
"""Entries from which on progress is told."""


@click.group(help=tr("Читать, проверить и выгрузить журнал.", "Read, verify and export the log."))
def audit() -> None:
    pass


@audit.command(
    short_help=tr("Последние записи.", "The newest records."),
    help=tr(
        "Последние записи, по часам этого компьютера; с -f и новые, пока не Ctrl+C.",
        "The newest records, by this computer's clock; with -f new ones, too.",
    ),
)
@click.option("-n", "count", type=click.IntRange(0), default=20, show_default=True, help=tr("Сколько", "How many"))
@click.option("-f", "--follow", is_flag=True, help=tr("Ждать новых записей", "Wait for new records"))
@state_option
@json_lines_option
def tail(count: int, follow: bool, state: Path | None, as_json: bool) -> None:
    from agent.logbook import after, newest

    path = _log(state)
    seen = next((entry.seq for entry in newest(path, 1)), 0)
    for entry in reversed(newest(path, count) if count else []):
        _print_entry(entry, as_json=as_json)
        seen = entry.seq
    while follow:
        time.sleep(FOLLOW_SECONDS)
        for entry in after(path, seen):
            _print_entry(entry, as_json=as_json)
            seen = entry.seq


def _print_entry(entry: Entry, *, as_json: bool) -> None:
    event = entry.event
    if as_json:
        print_line({"seq": entry.seq, "at": event.at.isoformat(), "kind": event.kind, "facts": dict(event.facts)})
    else:
        say(f"{entry.seq:>6}  {event.at.astimezone():%Y-%m-%d %H:%M:%S}  {event.kind:<16} {one_line(event.facts)}")
        sys.stdout.flush()


@audit.command(
    help=tr(
        "Доказать, что журнал не изменён. Код выхода 1: изменён.",
        "Prove that the log was not changed. Exit code 1: it was.",
    )
)
@state_option
@json_option
def verify(state: Path | None, as_json: bool) -> None:
    from agent.logbook import verify_log

    result = verify_log(_log(state), folder(state), progress=_progress())
    _tell_agent(state, LogUse(action=LogAction.VERIFIED, entries=result.entries, whole=result.ok))
    if as_json:
        print_json(as_plain(result))
    else:
        if not result.ok:
            say(
                tr(
                    f"Журнал изменён, первая такая запись: {result.first_broken}.",
                    f"The log was changed, first at entry {result.first_broken}.",
                )
            )
        say(result.reason)
    raise SystemExit(0 if result.ok else 1)


@audit.command(help=tr("Выгрузить журнал.", "Export the log."))
@click.option(
    "--format",
    "format_name",
    type=click.Choice([one.value for one in LogFormat]),
    default=LogFormat.JSONL.value,
    show_default=True,
    help=tr("Вид файла; ocsf: для SIEM", "Kind of file; ocsf: for a SIEM"),
)
@click.option(
    "--excel", is_flag=True, help=tr("CSV для русского Excel (BOM и «;»)", "CSV for Russian Excel (BOM and “;”)")
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=tr("Файл (иначе в поток вывода)", "File (else standard output)"),
)
@click.option(
    "--from", "first", type=DAY, metavar="DAY", help=tr("С этого дня (2026-11-22)", "From this day on (2026-11-22)")
)
@click.option("--to", "last", type=DAY, metavar="DAY", help=tr("По этот день включительно", "Up to this day, included"))
@state_option
def export(  # an argument for each option
    format_name: str,
    excel: bool,
    output: Path | None,
    first: datetime | None,
    last: datetime | None,
    state: Path | None,
) -> None:
    from agent.export import Days, export_log, write_log

    log, kind = _log(state), LogFormat(format_name)
    days = Days(first.date() if first else date.min, last.date() if last else date.max)
    if days.first > days.last:
        raise Trouble(tr("Первый день позже последнего.", "The first day is after the last."))
    try:
        if output is None:
            count = write_log(log, kind, sys.stdout.buffer, days=days, excel=excel, progress=_progress())
            sys.stdout.buffer.flush()
        else:
            count = export_log(log, output, kind, days=days, excel=excel, progress=_progress())
    except BrokenPipeError:
        raise
    except OSError as error:
        why = reason_of(error)
        raise Trouble(
            tr(f"{output or '-'}: не записано ({why.ru}).", f"{output or '-'}: not written ({why.en}).")
        ) from error
    _tell_agent(state, LogUse(action=LogAction.EXPORTED, entries=count, format=kind))
    complain(tr(f"Выгружено записей: {count}.", f"{count} entries exported."))


def _progress() -> Callable[[int], None] | None:
    """Says on a terminal how many entries are done, where that takes long enough to be read."""
    return _say_count if sys.stderr.isatty() else None


def _say_count(count: int) -> None:
    if count >= TOLD_FROM:
        print(f"\r{count}\r", end="", file=sys.stderr, flush=True)


def _tell_agent(state: Path | None, use: LogUse) -> None:
    """Whoever exports or verifies the log is in it, where an agent runs that can write it."""
    with contextlib.suppress(Trouble):
        Client(state).post("/log", use, dict)


def _log(state: Path | None) -> Path:
    path = folder(state) / "audit.db"
    if not path.is_file():
        raise Trouble(
            tr(
                "Журнала ещё нет: он появится с первым запуском защиты.",
                "There is no log yet: it is made when protection first starts.",
            )
        )
    return path

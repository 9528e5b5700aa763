"""`gnomon audit …`: read, verify and export the log. Works while protection runs and without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from cli.client import Trouble, folder, json_option, state_option
from cli.words import as_plain, complain, language, one_line, print_json, say, tr


@click.group(help=tr("Читать, проверить и выгрузить журнал.", "Read, verify and export the log."))
def audit() -> None:
    pass


@audit.command(help=tr("Последние записи.", "The newest records."))
@click.option("-n", "count", default=20, show_default=True, help=tr("Сколько", "How many"))
@state_option
@json_option
def tail(count: int, state: Path | None, as_json: bool) -> None:
    from agent.logbook import newest

    entries = newest(_log(state), count)
    for entry in reversed(entries):
        event = entry.event
        if as_json:
            print_json({"seq": entry.seq, "at": event.at.isoformat(), "kind": event.kind, "facts": dict(event.facts)})
        else:
            say(f"{entry.seq:>6}  {event.at:%Y-%m-%d %H:%M:%S}  {event.kind:<16} {one_line(event.facts)}")


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

    result = verify_log(_log(state), folder(state))
    if as_json:
        print_json(as_plain(result))
    elif result.ok:
        say(
            tr(
                f"Журнал цел: записей {result.entries}, цепочка не прервана.",
                f"The log is whole: {result.entries} entries, the chain is unbroken.",
            )
        )
    else:
        say(
            tr(
                f"Журнал изменён, первая такая запись: {result.first_broken}.",
                f"The log was changed, first at entry {result.first_broken}.",
            )
        )
        say(result.reason.to(language()))
    raise SystemExit(0 if result.ok else 1)


@audit.command(help=tr("Выгрузить журнал.", "Export the log."))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help=tr("Вид файла", "Kind of file"),
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
@state_option
def export(format_name: str, excel: bool, output: Path | None, state: Path | None) -> None:
    from audit.log import AuditError

    path = _log(state)
    try:
        if output is None:
            rows = _write(path, format_name, sys.stdout.buffer, excel=excel)
        else:
            partial = output.with_name(output.name + ".partial")
            with partial.open("wb") as file:
                rows = _write(path, format_name, file, excel=excel)
            partial.replace(output)
    except OSError as error:
        raise Trouble(tr(f"Не записано: {error.strerror}.", f"Could not be written: {error.strerror}.")) from error
    except AuditError as error:
        raise Trouble(error.reason.to(language())) from error
    complain(tr(f"Выгружено записей: {rows}.", f"{rows} entries exported."))


def _write(path: Path, format_name: str, out: BinaryIO, *, excel: bool) -> int:
    from audit.export.csv import write_csv
    from audit.export.jsonl import write_jsonl
    from audit.log import read

    progress = _progress if sys.stderr.isatty() else None
    if format_name == "csv":
        return write_csv(lambda: read(path), out, excel=excel, progress=progress)
    return write_jsonl(read(path), out, progress=progress)


def _progress(count: int) -> None:
    print(f"\r{count}", end="", file=sys.stderr, flush=True)


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

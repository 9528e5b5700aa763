"""`gnomon redact`: a text, a file or a folder as it would leave."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.client import Trouble, folder, json_option, state_option
from cli.words import complain, print_json, tr

if TYPE_CHECKING:
    from redactor.engine import Engine
    from redactor.finding import Finding


@click.command(
    help=tr(
        "Показать текст таким, каким он уйдёт. Без файла или с «-» читает поток ввода. Ничего не отправляется.",
        "Show a text as it would leave. Without a file or with “-” it reads standard input. Nothing is sent.",
    )
)
@click.argument("source", required=False, default="-")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=tr("Куда записать: файл, а для папки папка", "Where to write: a file, or a folder for a folder"),
)
@click.option(
    "--jsonl",
    type=(click.Path(exists=True, dir_okay=False, path_type=Path), click.Path(path_type=Path)),
    default=None,
    metavar="IN OUT",
    help=tr("Много текстов: строки {id,text} в строки {id,spans}", "In bulk: lines {id,text} to lines {id,spans}"),
)
@click.option("--show-values", is_flag=True, help=tr("Показать и сами значения (JSON)", "Show the values too (JSON)"))
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=tr("Правила компании из файла политики", "The company's own recognizers from a policy file"),
)
@state_option
@json_option
def redact(
    source: str,
    output: Path | None,
    jsonl: tuple[Path, Path] | None,
    show_values: bool,
    policy: Path | None,
    state: Path | None,
    as_json: bool,
) -> None:
    from redactor.engine import build_engine

    engine = build_engine(_company(policy))
    if jsonl is not None:
        _bulk(engine, *jsonl)
    elif output is not None:
        from cli.redact_files import redact_path

        redact_path(engine.find_all, Path(source), output, _key(state), as_json=as_json)
    else:
        _one(engine, _read(source), _key(state), as_json=as_json, show_values=show_values)


def _one(engine: Engine, text: str, key: bytes, *, as_json: bool, show_values: bool) -> None:
    from redactor.finding import RedactionError
    from redactor.placeholder import Codes
    from redactor.placeholder import redact as replace

    try:
        findings = engine.find(text)
    except RedactionError as error:
        raise Trouble(error.reason.en) from error
    redaction = replace(text, findings, Codes(key))
    if as_json:
        print_json({"text": redaction.text, "findings": [_plain(text, one, show_values) for one in findings]})
    else:
        sys.stdout.write(redaction.text)


def _plain(text: str, finding: Finding, show_values: bool) -> dict[str, object]:
    plain: dict[str, object] = {
        "entity": finding.entity,
        "start": finding.start,
        "end": finding.end,
        "score": round(finding.score, 3),
        "recognizer": finding.recognizer,
    }
    return {**plain, "value": text[finding.start : finding.end]} if show_values else plain


def _read(source: str) -> str:
    """Plain text as it is; of a document (docx, pdf, …) the text in it."""
    if source == "-":
        data = sys.stdin.buffer.read()
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Trouble(tr("Поток ввода не в UTF-8.", "Standard input is not UTF-8.")) from error
    path = Path(source)
    if path.is_dir():
        raise Trouble(tr("Для папки укажите, куда писать: -o ПАПКА", "For a folder say where to write: -o FOLDER"))
    from cli.redact_files import text_of

    return text_of(path)


def _bulk(engine: Engine, source: Path, target: Path) -> None:
    """Lines in, lines out; progress on standard error."""
    total = source.stat().st_size
    done = 0
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines, 1):
            done += len(line.encode())
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                name, text = record["id"], record["text"]
                spans = engine.find(text)
            except (ValueError, KeyError, TypeError) as error:
                raise Trouble(
                    tr(
                        f"{source}, строка {number}: нужна строка JSON с полями id и text.",
                        f"{source}, line {number}: needs a JSON line with id and text.",
                    )
                ) from error
            found = [
                {"start": one.start, "end": one.end, "type": one.entity, "score": round(one.score, 3)} for one in spans
            ]
            out.write(json.dumps({"id": name, "spans": found}, ensure_ascii=False) + "\n")
            if number % 100 == 0 and sys.stderr.isatty():
                complain(f"{number} ({done * 100 // max(total, 1)} %)")


def _company(policy: Path | None) -> dict[str, object] | None:
    if policy is None:
        return None
    from agent.company import recognizers_of
    from cli.policy import read_policy

    return recognizers_of(read_policy(policy))


def _key(state: Path | None) -> bytes:
    """The agent's own key, so that placeholders are those that would leave; a passing one where none is kept."""
    from agent.keys import open_keys

    where = folder(state)
    return (open_keys(where).get("placeholders") if where.is_dir() else None) or secrets.token_bytes(32)

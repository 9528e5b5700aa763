"""`gnomon redact`: a text, a file or a folder as it would leave."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.system_words import reason_of
from agent.whole_file import written_whole
from cli.client import Trouble, folder, json_option, read_standard_input, state_option
from cli.words import tr

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
        from cli.redact_lines import redact_lines

        redact_lines(engine.find_all, *jsonl)
    elif output is not None and source != "-":
        from cli.redact_files import redact_path

        redact_path(engine.find_all, Path(source), output, _key(state), as_json=as_json)
    else:
        told = _one(engine, _read(source), _key(state), as_json=as_json, show_values=show_values)
        _put(told, output)


def _one(engine: Engine, text: str, key: bytes, *, as_json: bool, show_values: bool) -> str:
    from redactor.placeholder import Codes
    from redactor.placeholder import redact as replace

    findings = engine.find(text)
    redaction = replace(text, findings, Codes(key))
    if not as_json:
        return redaction.text
    plain = {"text": redaction.text, "findings": [_plain(text, one, show_values) for one in findings]}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _put(text: str, output: Path | None) -> None:
    """To the file, else to standard output; UTF-8 in both, line ends as they came."""
    data = text.encode("utf-8", "backslashreplace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        with written_whole(output) as file:
            file.write(data)
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{output}: не записано ({why.ru}).", f"{output}: not written ({why.en}).")) from error


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
        return read_standard_input()
    path = Path(source)
    if path.is_dir():
        raise Trouble(tr("Для папки укажите, куда писать: -o ПАПКА", "For a folder say where to write: -o FOLDER"))
    from cli.redact_files import text_of

    return text_of(path)


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

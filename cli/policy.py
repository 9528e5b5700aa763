"""`gnomon policy …`: check, test and explain a policy file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.system_words import reason_of
from cli.client import Client, Trouble, json_option, state_option
from cli.words import as_plain, complain, language, print_json, say, tr

if TYPE_CHECKING:
    from policy.model import Policy

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.group(help=tr("Проверить, объяснить и подписать политику.", "Check, explain and sign a policy."))
def policy() -> None:
    pass


@policy.command(
    help=tr(
        "Проверить файл политики: каждая ошибка с местом и советом.",
        "Check a policy file: each mistake with its place and a way out.",
    )
)
@file_argument
@json_option
def lint(file: Path, as_json: bool) -> None:
    from agent.explain import tags_by
    from policy.author.lint import lint as look

    complaints = look(_bytes(file), file=str(file), now=datetime.now(UTC), tags_by=tags_by)
    if as_json:
        print_json([as_plain(one) for one in complaints])
    else:
        for one in complaints:
            say(one.to(language()))
        if not complaints:
            say(tr(f"{file}: замечаний нет.", f"{file}: nothing to mend."))
    raise SystemExit(1 if any(one.severity == "error" for one in complaints) else 0)


@policy.command(help=tr("Выполнить собственные проверки политики (tests:).", "Run the policy's own tests (tests:)."))
@file_argument
@json_option
def test(file: Path, as_json: bool) -> None:
    from agent.explain import tags_by
    from policy.author.check import run_tests

    tested = read_policy(file)
    results = run_tests(tested, now=datetime.now(UTC), tags_of=tags_by(tested))
    if as_json:
        print_json([as_plain(one) for one in results])
    else:
        for one in results:
            say(one.text)
    raise SystemExit(0 if all(one.passed for one in results) else 1)


@policy.command(help=tr("Объяснить решение: что и по какому правилу.", "Explain a decision: what, and by which rule."))
@click.option("--tool", default="", help=tr("Инструмент из каталога, например chatgpt", "A tool, for example chatgpt"))
@click.option("--last", is_flag=True, help=tr("Последнее решение о вопросе", "The last decision on a question"))
@click.option(
    "--policy",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=tr("По этому файлу, а не по действующей политике", "By this file, not by the policy in force"),
)
@state_option
@json_option
def explain(tool: str, last: bool, file: Path | None, state: Path | None, as_json: bool) -> None:
    from agent.messages import ExplainRequest, Explanation

    if bool(tool) == last:
        raise Trouble(tr("Укажите --tool ИМЯ или --last.", "Give --tool NAME or --last."))
    if file is not None:
        if last:
            raise Trouble(
                tr(
                    "--last спрашивает защиту; с --policy нужен --tool.",
                    "--last asks the agent; with --policy give --tool.",
                )
            )
        from agent.explain import explain_tool

        told = explain_tool(read_policy(file), tool, datetime.now(UTC))
    else:
        told = Client(state).post("/explain", ExplainRequest(tool=tool, last=last), Explanation)
    if as_json:
        print_json(as_plain(told))
    else:
        say(told.sentence)


@policy.command(help=tr("Схема JSON для редакторов.", "JSON Schema for editors."))
def schema() -> None:
    from policy.format import json_schema

    print_json(json_schema())


def read_policy(file: Path) -> Policy:
    """The policy of a file, or a sentence for each mistake."""
    from policy.complaint import PolicyError
    from policy.format import parse_policy

    try:
        return parse_policy(_bytes(file), file=str(file))
    except PolicyError as error:
        complain(error.to(language()))
        raise Trouble(tr(f"{file}: политика не годится.", f"{file}: the policy cannot be used.")) from error


def _bytes(file: Path) -> bytes:
    """A file's bytes; of one that is too large for a policy just enough to say so."""
    from policy.yaml_tree import MAX_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{file}: не читается ({why.ru}).", f"{file}: cannot be read ({why.en}).")) from error

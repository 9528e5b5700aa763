"""`gnomon ask "…"`: one answer, streamed."""

from __future__ import annotations

from pathlib import Path

import click

from agent.messages import AskRequest, Delta, Failed, Masked, State
from cli.client import Client, Trouble, json_lines_option, read_standard_input, state_option
from cli.words import as_plain, complain, language, print_line, tr


@click.command(
    help=tr("Задать вопрос. «-» читает его из потока ввода.", "Ask a question. “-” reads it from standard input.")
)
@click.argument("question")
@click.option("--model", default="auto", help=tr("Модель (обычно выбирает политика)", "Model (the policy chooses)"))
@click.option("--assistant", default="", help=tr("Помощник из политики", "An assistant of the policy"))
@state_option
@json_lines_option
def ask(question: str, model: str, assistant: str, state: Path | None, as_json: bool) -> None:
    text = read_standard_input() if question == "-" else question
    if not text.strip():
        raise Trouble(tr("Вопрос пуст.", "The question is empty."))
    client = Client(state)
    if assistant:
        _demand(assistant, client)
    pieces: list[str] = []
    for event in client.ask(AskRequest(text=text, model=model, assistant=assistant)):
        if as_json:
            print_line(as_plain(event))
        elif isinstance(event, Masked) and event.items:
            labels = ", ".join(dict.fromkeys(item.label.to(language()) for item in event.items))
            complain(tr(f"Скрыто: {labels}", f"Masked: {labels}"))
        elif isinstance(event, Delta):
            pieces.append(event.text)
            print(event.text, end="", flush=True)
        if isinstance(event, Failed):
            if pieces:
                print()
            if as_json:
                raise SystemExit(1)
            raise Trouble(event.sentence.to(language()) + (f" ({event.details})" if event.details else ""))
    if pieces:
        print()


def _demand(assistant: str, client: Client) -> None:
    """Raises Trouble where the policy offers this person no such assistant: without it the answer would be another."""
    offered = [one.id for one in client.get("/state", State).assistants]
    if assistant not in offered:
        names = ", ".join(offered) or "–"
        raise Trouble(
            tr(f"Помощника «{assistant}» нет; есть: {names}.", f"There is no assistant “{assistant}”; known: {names}.")
        )

"""`gnomon status`, `gnomon token`, `gnomon stop`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from agent.messages import PolicyState, State, read_endpoint, read_token
from cli.client import Client, Trouble, folder, json_option, state_option
from cli.terms import mode
from cli.words import as_plain, language, print_json, say, tr
from policy.words import Text

STOP_SECONDS = 15.0


@click.command(help=tr("Как дела у защиты: политика, шлюз, числа за сегодня.", "How protection is doing."))
@state_option
@json_option
def status(state: Path | None, as_json: bool) -> None:
    now = Client(state).get("/state", State)
    if as_json:
        print_json(as_plain(now))
        return
    say(now.sentence)
    if now.policy:
        if now.policy.banner:
            say(now.policy.banner)
        say(_policy(now.policy))
    say(tr(f"Шлюз: {now.gateway.ru}", f"Gateway: {now.gateway.en}"))
    say(tr(f"Адрес для программ: {now.base_url}/v1", f"Base URL for programs: {now.base_url}/v1"))
    say(
        tr(
            f"Сегодня: вопросов {now.sent_today}, скрыто значений {now.masked_today}, "
            f"замечено инструментов {now.found_today}",
            f"Today: {now.sent_today} questions, {now.masked_today} values masked, {now.found_today} tools seen",
        )
    )
    for warning in now.warnings:
        say("! " + warning.to(language()))


def _policy(policy: PolicyState) -> str:
    title = policy.title or Text(policy.name, policy.name)
    how = mode(policy.mode)
    signed = Text("подписана", "signed") if policy.signed else Text("без подписи", "unsigned")
    return tr(
        f"Политика: {title.ru}, версия {policy.version}, режим «{how.ru}», {signed.ru}",
        f"Policy: {title.en}, version {policy.version}, mode “{how.en}”, {signed.en}",
    )


@click.command(
    help=tr(
        "Показать местный ключ, с которым программы обращаются к защите.", "Print the local token that programs use."
    )
)
@state_option
def token(state: Path | None) -> None:
    value = read_token(folder(state))
    if not value:
        raise Trouble(
            tr(
                "Ключа ещё нет: он появится при первом запуске защиты.",
                "There is no token yet: it is made when protection first starts.",
            )
        )
    say(value)


@click.command(help=tr("Остановить защиту.", "Stop protection."))
@state_option
def stop(state: Path | None) -> None:
    Client(state).post("/stop", {}, dict)
    until = time.monotonic() + STOP_SECONDS
    while read_endpoint(folder(state)) is not None and time.monotonic() < until:
        time.sleep(0.05)
    if read_endpoint(folder(state)) is None:
        say(tr("Защита остановлена.", "Protection has stopped."))
    else:
        say(tr("Защита останавливается.", "Protection is stopping."))

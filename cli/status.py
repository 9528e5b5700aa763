"""`gnomon status`, `gnomon token`, `gnomon stop`."""

from __future__ import annotations

from pathlib import Path

import click

from agent.messages import State, read_token
from cli.client import Client, Trouble, folder, json_option, state_option
from cli.words import as_plain, language, print_json, say, tr


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
        mode = now.policy.mode
        say(
            tr(
                f"Политика: {now.policy.name}, версия {now.policy.version}, режим {mode}, {now.policy.signer}",
                f"Policy: {now.policy.name}, version {now.policy.version}, mode {mode}, {now.policy.signer}",
            )
        )
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
    say(tr("Защита останавливается.", "Protection is stopping."))

"""`gnomon pac`: browsers send AI hosts, and nothing else, through the agent."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.client import Client, Trouble, folder, state_option
from cli.words import language, say, tr


@click.group(
    help=tr(
        "Браузеры: только сайты ИИ через защиту, всё остальное напрямую. Содержимое не расшифровывается.",
        "Browsers: AI sites only through protection, all else directly. Contents are not decrypted.",
    )
)
def pac() -> None:
    pass


@pac.command(help=tr("Указать системе наш PAC-файл.", "Point the system at our PAC file."))
@state_option
def install(state: Path | None) -> None:
    from agent.pac.setup import PacRefused, this_desktop
    from agent.pac.setup import install as set_up

    address = _address(state)
    try:
        set_up(this_desktop(os.environ), address, folder(state))
    except PacRefused as error:
        raise Trouble(error.reason.to(language())) from error
    say(tr(f"Готово: {address}", f"Done: {address}"))


@pac.command(help=tr("Вернуть прежнюю настройку.", "Put the setting back."))
@state_option
def remove(state: Path | None) -> None:
    from agent.pac.setup import PacRefused, this_desktop
    from agent.pac.setup import remove as put_back

    try:
        put_back(this_desktop(os.environ), folder(state))
    except PacRefused as error:
        raise Trouble(error.reason.to(language())) from error
    say(tr("Настройка прокси возвращена.", "The proxy setting is back."))


@pac.command(help=tr("Показать адрес PAC-файла.", "Print the PAC file's address."))
@state_option
def url(state: Path | None) -> None:
    say(_address(state))


def _address(state: Path | None) -> str:
    return f"{Client(state).endpoint.base_url}/proxy.pac"

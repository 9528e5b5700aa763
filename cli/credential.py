"""`gnomon credential NAME`: what the company's gateway or proxy asks for, into this person's key store."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from cli.client import Trouble, folder, read_standard_input, state_option
from cli.words import say, tr

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")
"""As a policy writes it: `gateways[].key` and `proxy_key`."""


@click.command(
    help=tr(
        "Записать ключ шлюза или прокси компании в хранилище ключей. NAME: как в политике (key, proxy_key). Значение "
        "спрашивается или читается из потока ввода.",
        "Keep the credential of the company's gateway or proxy in the key store. NAME: as in the policy (key, "
        "proxy_key). The value is asked for, or read from standard input.",
    )
)
@click.argument("name")
@state_option
def credential(name: str, state: Path | None) -> None:
    from agent.credentials import keep
    from agent.keys import open_keys

    if NAME.fullmatch(name) is None:
        raise Trouble(
            tr(
                "Имя, как в политике: строчные латинские буквы.",
                "A name as in the policy: small Latin letters.",
            )
        )
    value = _value(name)
    if not value or not value.isprintable():
        raise Trouble(tr("Нужна одна строка; ничего не записано.", "One line is needed; nothing was kept."))
    where = folder(state)
    store = open_keys(where)
    if store.reduced and not (where / "keys").is_dir():  # files made here would stand in place of the agent's own store
        raise Trouble(
            tr(
                "Хранилище ключей отсюда не видно. Запустите защиту один раз и повторите в том же сеансе: gnomon",
                "No key store can be seen from here. Start protection once and try again in the same session: gnomon",
            )
        )
    try:
        keep(store, name, value)
    except OSError as error:
        raise Trouble(
            tr("Хранилище ключей отказало: ключ не записан.", "The key store refused: nothing was kept.")
        ) from error
    if store.reduced:
        say(tr(f"Записано в файл, закрытый для других: {name}.", f"Kept in a file closed to others: {name}."))
    else:
        say(tr(f"Записано в хранилище ключей системы: {name}.", f"Kept in the system's key store: {name}."))


def _value(name: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(tr(f"Ключ {name}", f"Credential {name}"), hide_input=True, err=True)).strip()
    return read_standard_input().strip()

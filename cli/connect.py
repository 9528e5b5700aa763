"""`gnomon connect`: programs that people use AI with already, set up to ask through Gnomon."""

from __future__ import annotations

import os
from pathlib import Path

import click

from agent.messages import State
from cli.client import Client, Trouble, folder, json_option, state_option
from cli.words import language, print_json, say, table, tr


@click.command(
    help=tr(
        "Настроить программу (claude-code, codex, aider, continue, …) на работу через защиту. Без имени: список.",
        "Set a program up (claude-code, codex, aider, …) to ask through protection. Without a name: the list.",
    )
)
@click.argument("program", required=False)
@click.option("--undo", is_flag=True, help=tr("Вернуть настройки как было", "Put the settings back"))
@click.option("--model", default="", help=tr("Модель (иначе первая разрешённая)", "Model (else the first approved)"))
@state_option
@json_option
def connect(program: str | None, undo: bool, model: str, state: Path | None, as_json: bool) -> None:
    from agent.clients.changes import direct_hosts
    from agent.clients.setup import SetupError, disconnect, program_by_id
    from agent.clients.setup import connect as set_up
    from agent.clients.table import Access

    where = folder(state)
    if program is None and (undo or model):
        raise Trouble(tr("Назовите программу; список: gnomon connect", "Name a program; the list: gnomon connect"))
    if program is None:
        _list(where, as_json=as_json)
        return
    chosen = program_by_id(program)
    if chosen is None:
        raise Trouble(
            tr(f"Программы «{program}» нет в списке: gnomon connect", f"“{program}” is not on the list: gnomon connect")
        )
    try:
        if undo:
            outcome = disconnect(chosen, home=Path.home(), state=where)
        elif not chosen.files:
            raise SetupError(chosen.note)
        else:
            client = Client(state)
            models = client.get("/state", State).models
            chosen_model = model or next(iter(models), "auto")
            direct = direct_hosts(os.environ)
            access = Access(client.endpoint.base_url, client.token, chosen_model, models, direct)
            outcome = set_up(chosen, access, home=Path.home(), state=where, environment=os.environ)
    except SetupError as error:
        raise Trouble(error.reason.to(language())) from error
    if as_json:
        print_json({"program": chosen.id, "connected": not undo, "files": [str(path) for path in outcome.files]})
        return
    for path in outcome.files:
        say(tr(f"Записано: {path}", f"Written: {path}"))
    say(tr("Настройки возвращены.", "The settings are back.") if undo else chosen.note)


def _list(where: Path, *, as_json: bool) -> None:
    from agent.clients.setup import is_connected
    from agent.clients.table import PROGRAMS

    connected = {one.id: is_connected(one, where) for one in PROGRAMS}
    if as_json:
        print_json(
            [
                {"id": one.id, "name": one.name, "possible": bool(one.files), "connected": connected[one.id]}
                for one in PROGRAMS
            ]
        )
        return
    now = {True: tr("через Gnomon", "through Gnomon"), False: "-"}
    rows = [(one.id, one.name, now[connected[one.id]], one.note.to(language())) for one in PROGRAMS]
    say(table(rows, ("id", tr("программа", "program"), tr("сейчас", "now"), tr("что дальше", "what next"))))

"""`gnomon scan`: one pass of all sensors, without an agent."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.client import json_option
from cli.terms import sensor, term
from cli.words import as_plain, complain, language, print_json, say, table, tr


@click.command(
    help=tr(
        "Найти инструменты ИИ: один проход всех датчиков. Код выхода 2: что-то посмотреть не удалось.",
        "Find AI tools: one pass of all sensors. Exit code 2: some could not look.",
    )
)
@click.option(
    "--home",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=tr("Домашняя папка, которую смотреть", "Home folder to look at"),
)
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=tr("Политика для вердиктов", "Policy for the verdicts"),
)
@json_option
def scan(home: Path | None, policy: Path | None, as_json: bool) -> None:
    from agent.day import now_here
    from agent.look import look_once
    from cli.policy import read_policy

    if sys.stderr.isatty():
        complain(tr("Датчики смотрят…", "Sensors are looking…"))
    found = look_once(home, read_policy(policy) if policy else None, now_here())
    if as_json:
        print_json(as_plain(found))
    else:
        rows = [
            (
                one.name,
                *(term(value).to(language()) for value in (one.surface, one.confidence, one.state, one.verdict)),
                "; ".join(text.to(language()) for text in one.evidence),
            )
            for one in found.sightings
        ]
        head = [
            tr("инструмент", "tool"),
            tr("где", "surface"),
            tr("уверенность", "confidence"),
            tr("как", "state"),
            tr("вердикт", "verdict"),
            tr("основание", "evidence"),
        ]
        say(table(rows, head) if rows else tr("Инструментов ИИ не найдено.", "No AI tools were found."))
        say()
        for card in found.sensors:
            what, how = sensor(card.name).to(language()), term(card.status).to(language())
            say(f"{what}: {how}; {card.sentence.to(language())}" if card.sentence.en else f"{what}: {how}")
        if found.partial:
            say(
                tr(
                    "Не всё удалось посмотреть: «не найдено» здесь не значит «нет».",
                    "Not everything could be looked at: “not found” does not mean “not there”.",
                )
            )
    raise SystemExit(2 if found.partial else 0)

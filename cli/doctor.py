"""`gnomon doctor`: what works, what does not, and the next step."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from agent.messages import State, read_endpoint
from audit.fault import AuditError
from cli.client import Client, Trouble, folder, json_option, state_option
from cli.words import as_plain, language, print_json, say, tr
from policy.words import Text

WAL_RESET_FIXED = (3, 51, 3)
"""Older SQLite can lose commits when several connections write (sqlite.org, WAL-reset bug); we have one writer."""
LOW_DISK = 200 * 1024 * 1024
"""Bytes of free disk below which the log may soon stop."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    sentence: Text


@click.command(
    help=tr(
        "Проверить установку: в конце одно предложение и один шаг.",
        "Check the installation: it ends in one sentence and one step.",
    )
)
@state_option
@json_option
def doctor(state: Path | None, as_json: bool) -> None:
    checks = examine(folder(state))
    failed = [one for one in checks if not one.ok]
    if as_json:
        print_json([as_plain(one) for one in checks])
    else:
        for one in checks:
            say(f"{'✗' if not one.ok else '·' if one.name == 'note' else '✓'} {one.sentence.to(language())}")
        say()
        say(failed[0].sentence if failed else Text("Всё в порядке.", "All is well."))
    raise SystemExit(1 if failed else 0)


def examine(state: Path) -> list[Check]:
    """Every check, in the order of what depends on what."""
    return [_python(), _disk(state), _sqlite(), *_log(state), _redactor(), _qt(), _person(), *_agent(state)]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", True, Text(f"Python {version}.", f"Python {version}."))


def _disk(state: Path) -> Check:
    place = next(one for one in (state, *state.parents) if one.exists())
    free = shutil.disk_usage(place).free
    megabytes = free // 1024 // 1024
    if free < LOW_DISK:
        return Check(
            "disk",
            False,
            Text(
                f"Мало места на диске ({megabytes} МБ): освободите его, иначе журнал остановится.",
                f"Little disk space ({megabytes} MB): make room, or the log will stop.",
            ),
        )
    return Check("disk", True, Text(f"На диске свободно {megabytes} МБ.", f"{megabytes} MB of disk are free."))


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    note = (
        Text("", "")
        if sqlite3.sqlite_version_info >= WAL_RESET_FIXED
        else Text(" (пишет одно соединение)", " (one connection writes)")
    )
    return Check("sqlite", True, Text(f"SQLite {version}{note.ru}.", f"SQLite {version}{note.en}."))


def _log(state: Path) -> list[Check]:
    """Whether the log can be read; whether it is unchanged is `gnomon audit verify`'s to say."""
    from agent.logbook import newest

    path = state / "audit.db"
    if not path.exists():
        return []
    try:
        newest(path, 1)
    except AuditError as error:
        return [Check("log", False, error.reason)]
    return [Check("log", True, Text("Журнал читается.", "The log can be read."))]


def _redactor() -> Check:
    """A real look at a made-up text with the real models."""
    from redactor.engine import build_engine
    from redactor.names.cyrillic_model import ModelError

    try:
        found = {one.entity for one in build_engine().find("Позвоните: Ольга Сергеевна Кузнецова, +7 912 345-67-89")}
    except (ModelError, ImportError, OSError) as error:
        return Check(
            "redactor",
            False,
            Text(
                f"Проверка на личные данные не работает ({error}). Переустановите: scripts/install",
                f"The check for personal data does not work ({error}). Install again: scripts/install",
            ),
        )
    if {"PERSON", "PHONE"} - found:
        return Check(
            "redactor",
            False,
            Text(
                "Проверка на личные данные не находит имя и телефон. Переустановите: scripts/install",
                "The check for personal data misses a name and a phone. Install again: scripts/install",
            ),
        )
    return Check(
        "redactor",
        True,
        Text("Проверка на личные данные работает.", "The check for personal data works."),
    )


def _qt() -> Check:
    """Whether Qt and the system's libraries under it are there; a screen is not asked for."""
    from importlib import import_module

    try:
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        return Check(
            "windows",
            False,
            Text(
                f"Окна не откроются ({error}). Установите: sudo scripts/install",
                f"Windows cannot open ({error}). Install: sudo scripts/install",
            ),
        )
    return Check("windows", True, Text("Окна могут открыться.", "Windows can open."))


def _person() -> Check:
    """As whom the policy's conditions know the person; the machine's settings are read by the way."""
    from agent.person import person_here
    from agent.settings import SettingsError, read_settings_file, settings_file

    try:
        person = person_here(read_settings_file(settings_file()).department)
    except SettingsError as error:
        return Check("settings", False, error.reason)
    user, groups = person.user or "?", ", ".join(sorted(person.groups)) or "–"
    return Check(
        "person",
        True,
        Text(
            f"Для политики вы — {user}; отдел: {person.department or 'не задан'}; группы: {groups}.",
            f"The policy knows you as {user}; department: {person.department or 'not set'}; groups: {groups}.",
        ),
    )


def _agent(state: Path) -> list[Check]:
    if read_endpoint(state) is None:
        return [
            Check(
                "agent",
                False,
                Text("Защита не запущена. Запустите: gnomon", "Protection is not running. Start it: gnomon"),
            )
        ]
    try:
        now = Client(state).get("/state", State)
    except Trouble as error:
        return [Check("agent", False, Text(error.message, error.message))]
    checks = [
        Check("agent", True, Text(f"Защита отвечает на {now.base_url}.", f"Protection answers at {now.base_url}."))
    ]
    checks.append(Check("policy", now.policy is not None, now.sentence))
    checks += [Check("warning", False, warning) for warning in now.warnings if warning not in now.notes]
    return checks + [Check("note", True, note) for note in now.notes]

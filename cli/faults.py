"""What goes wrong with a command, told in one sentence in the reader's language, never as a traceback."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence

import click

from agent.system_words import reason_of
from audit.fault import AuditError
from cli.words import complain, language, tr
from policy.complaint import PolicyError
from redactor.finding import RedactionError

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells count it."""

NO_TELEMETRY = {"ORT_DISABLE_TELEMETRY": "1"}
"""onnxruntime 1.31 for Linux carries Microsoft's 1DS client: unless this is set before it is imported, it writes to
~/.cache/Microsoft and sends events (names read in its wheel, 2026-11-21). Our worker processes inherit it."""

_SENTENCES = tuple(
    (re.compile(english, re.DOTALL), russian)
    for english, russian in (
        (r"Got unexpected extra arguments? \((.*)\)", "Лишнее в команде: {}."),
        (r"No such command '(.*?)'\..*", "Команды «{}» нет."),
        (r"Option '(.*)' requires an argument\.", "Параметру {} нужно значение."),
        (r"Option '(.*)' requires (\d+) arguments\.", "Параметру {} нужно значений: {}."),
        (r"Option '(.*)' does not take a value\.", "Параметр {} не берёт значения."),
        (r"(?:File|Directory|Path) ['\"](.*)['\"] does not exist\.", "Нет такого файла или папки: {}."),
        (r"['\"](.*)['\"]: No such file or directory", "Нет такого файла или папки: {}."),
        (r"File ['\"](.*)['\"] is a directory\.", "{}: это папка, а нужен файл."),
        (r"Directory ['\"](.*)['\"] is a file\.", "{}: это файл, а нужна папка."),
        (r"(?:File|Directory|Path) ['\"](.*)['\"] is not (?:read|writ)able\.", "{}: нет доступа."),
    )
)


def obey(command: click.Command, arguments: Sequence[str] | None, *, name: str) -> None:
    """Run a command line and end the program with its exit code: 0, 1 with a sentence, 2 for a wrong command line."""
    os.environ.update(NO_TELEMETRY)
    _open_what_is_closed()
    _print_anything()
    try:
        code = command.main(
            args=list(arguments) if arguments is not None else None, prog_name=name, standalone_mode=False
        )
        sys.stdout.flush()
    except click.UsageError as error:
        _show_usage(error)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    except (AuditError, RedactionError) as error:
        complain(error.reason)
        code = 1
    except PolicyError as error:
        complain(error.to(language()))
        code = 1
    except BrokenPipeError:
        code = 0  # whoever read our output has gone (`| head`): that is no fault
    except OSError as error:
        why = reason_of(error)
        where = f"{error.filename}: " if error.filename else ""
        complain(tr(f"{where}{why.ru}.", f"{where}{why.en}."))
        code = 1
    _flush_or_drop()
    sys.exit(code if isinstance(code, int) else 0)


def _open_what_is_closed() -> None:
    """A stream that our caller closed leads nowhere, and no file that is opened later gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 # for all our life


def _print_anything() -> None:
    """A terminal of another encoding shows escapes rather than stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flush_or_drop() -> None:
    """What is still buffered is written; where nobody takes it (a reader that left, a full disk) it goes nowhere."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_usage(error: click.UsageError) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        complain(error.format_message())
        return
    if error.ctx is not None:
        complain(error.ctx.get_usage())
    complain(usage_sentence(error))
    if error.ctx is not None:
        complain(tr(f"Подробнее: {error.ctx.command_path} --help", f"More: {error.ctx.command_path} --help"))


def usage_sentence(error: click.UsageError) -> str:
    """What is wrong with a command line. English comes from click, Russian from us."""
    if language() != "ru":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return f"Параметра {error.option_name} нет." + (f" Может быть, {near}?" if near else "")
    if isinstance(error, click.MissingParameter):
        return f"Не хватает: {_param_name(error)}."
    if isinstance(error, click.BadParameter):
        return f"Не подходит: {_param_name(error)}." + _why(error)
    return _russian(error.format_message())


def _russian(message: str) -> str:
    """click's sentences that have no class of their own; one that we do not know stays English."""
    for english, russian in _SENTENCES:
        if found := english.fullmatch(message):
            return russian.format(*found.groups())
    return message


def _param_name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx) if error.param is not None and error.ctx is not None else "?"


def _why(error: click.BadParameter) -> str:
    told, kind = _russian(error.message), error.param.type if error.param is not None else None
    if told != error.message:
        return f" {told}"
    if isinstance(kind, click.Choice):
        return f" Возможно: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.DateTime):
        return " Нужен день вида 2026-11-22."
    if isinstance(kind, (click.IntRange, click.types.IntParamType)):
        return f" Нужно целое число{_limits(kind)}."
    return ""


def _limits(kind: object) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    return (f" от {low}" if low is not None else "") + (f" до {high}" if high is not None else "")

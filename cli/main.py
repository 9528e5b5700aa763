"""`gnomon …`: every command in one place; each loads what it needs only when it runs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

import cli.help_page  # noqa: F401 (help pages in the reader's language)
from cli.faults import obey
from cli.words import tr

VERSION = "0.1.0"

COMMANDS = {
    "demo": ("cli.demo", tr("Показать всё на примере за минуту", "Show everything on an example, in a minute")),
    "agent": ("cli.agent", tr("Запустить защиту без окон", "Run protection without windows")),
    "status": ("cli.status", tr("Как дела у защиты", "How protection is doing")),
    "stop": ("cli.status", tr("Остановить защиту", "Stop protection")),
    "token": ("cli.status", tr("Показать местный ключ доступа", "Print the local access token")),
    "doctor": (
        "cli.doctor",
        tr("Проверить установку и подсказать, что делать", "Check the installation, say what to do"),
    ),
    "scan": ("cli.scan", tr("Найти инструменты ИИ на этом компьютере", "Find AI tools on this computer")),
    "catalogue": ("cli.catalogue", tr("Список известных инструментов ИИ", "The list of known AI tools")),
    "redact": ("cli.redact", tr("Показать текст таким, каким он уйдёт", "Show a text as it would leave")),
    "ask": ("cli.ask", tr("Задать вопрос через защиту", "Ask a question through protection")),
    "run": ("cli.run", tr("Запустить программу через защиту", "Run a program through protection")),
    "connect": ("cli.connect", tr("Настроить вашу программу на защиту", "Set your program up to use protection")),
    "pac": ("cli.pac", tr("Сайты ИИ в браузере через защиту", "AI sites in the browser through protection")),
    "credential": ("cli.credential", tr("Записать ключ шлюза компании", "Keep the key of the company's gateway")),
    "policy": ("cli.policy_signed", tr("Проверить, объяснить, подписать политику", "Check, explain and sign a policy")),
    "audit": ("cli.audit", tr("Читать, проверить, выгрузить журнал", "Read, verify, export the log")),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(tr("Команды", "Commands")):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    ru = f"Команды «{name}» нет." + (f" Может быть, `gnomon {near[0]}`?" if near else " Список: gnomon --help")
    en = f"There is no command “{name}”." + (f" Did you mean `gnomon {near[0]}`?" if near else " List: gnomon --help")
    return tr(ru, en)


@click.group(
    cls=Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=tr(
        "Gnomon: какие инструменты ИИ используются на этом компьютере и безопасный путь к разрешённому. "
        "Без команды открывается значок в трее.",
        "Gnomon: which AI tools are used on this computer, and the safe way to the approved one. "
        "Without a command it opens the tray icon.",
    ),
)
@click.version_option(VERSION, prog_name="gnomon")
@click.option("--ask", "open_ask", is_flag=True, help=tr("Сразу открыть окно вопроса", "Open the Ask window at once"))
@click.option("--state", type=click.Path(file_okay=False), help=tr("Папка состояния", "State folder"))
@click.pass_context
def gnomon(ctx: click.Context, open_ask: bool, state: str | None) -> None:
    """The tray, or one of the commands."""
    if ctx.invoked_subcommand is None:
        from cli.tray import open_tray

        sys.exit(open_tray(state, ask=open_ask))


def main(argv: Sequence[str] | None = None) -> None:
    """Entry point of the program `gnomon`."""
    obey(gnomon, argv, name="gnomon")


if __name__ == "__main__":
    main()

"""`gnomon agent`: protection without windows."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.client import Trouble, folder, state_option
from cli.faults import obey
from cli.words import language, tr


@click.command(
    help=tr("Запустить защиту без окон. Ctrl+C останавливает.", "Run protection without windows. Ctrl+C stops it.")
)
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=tr("Файл политики", "Policy file"),
)
@click.option(
    "--insecure-policy",
    is_flag=True,
    help=tr(
        "Принять неподписанную политику (с предупреждением во всех окнах)",
        "Accept an unsigned policy (with a banner in every window)",
    ),
)
@click.option(
    "--policy-repository",
    default="",
    help=tr(
        "Хранилище подписанной политики: адрес https, папка или zip",
        "Repository of the signed policy: https address, folder or zip file",
    ),
)
@click.option(
    "--policy-root",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=tr(
        "Корень доверия (root.json), если не рядом с gnomon.toml", "Trust root (root.json), if not beside gnomon.toml"
    ),
)
@click.option(
    "--gateway",
    default="",
    help=tr(
        "Адрес первого шлюза вместо указанного в политике (только для неподписанной)",
        "URL of the first gateway in place of the policy's (unsigned policies only)",
    ),
)
@click.option("--port", type=click.IntRange(0, 65535), help=tr("Порт; 0: любой свободный", "Port; 0: any free one"))
@click.option("--demo", is_flag=True, help=tr("Учебные политика и шлюз", "Demo policy and demo gateway"))
@click.option("--no-watch", is_flag=True, help=tr("Не искать инструменты ИИ", "Do not look for AI tools"))
@state_option
def agent(
    policy: Path | None,
    insecure_policy: bool,
    policy_repository: str,
    policy_root: Path | None,
    gateway: str,
    port: int | None,
    demo: bool,
    no_watch: bool,
    state: Path | None,
) -> None:
    from agent.run import run
    from agent.settings import Settings, SettingsError, read_settings_file, settings_file

    try:
        machine = read_settings_file(settings_file())
    except SettingsError as error:
        raise Trouble(error.reason.to(language())) from error
    if machine.policy_repository and (insecure_policy or policy is not None):
        raise Trouble(
            tr(
                "На этом компьютере политика подписана компанией; --policy и --insecure-policy здесь не действуют.",
                "This computer obeys the company's signed policy; --policy and --insecure-policy are refused here.",
            )
        )
    settings = Settings(
        state=folder(state),
        policy=policy or machine.policy,
        insecure_policy=insecure_policy or (policy is None and machine.insecure_policy),
        policy_repository=machine.policy_repository or policy_repository,
        policy_root=machine.policy_root if machine.policy_repository else policy_root or machine.policy_root,
        department=machine.department,
        demo=demo,
        gateway=gateway,
        port=machine.port if port is None else port,
        watch=not no_watch,
    )
    sys.exit(run(settings))


def main() -> None:
    """Entry point of the program `gnomon-agent`."""
    obey(agent, None, name="gnomon-agent")


if __name__ == "__main__":
    main()

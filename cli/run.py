"""`gnomon run -- CMD…`: a program whose AI calls go through the proxy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from agent.system_words import reason_of
from cli.client import Client, state_option
from cli.words import complain, tr

NOT_STARTED, NOT_FOUND = 126, 127
"""Exit codes of a shell for a program that cannot be started and one that is not there (POSIX, Shell, 2.8.2)."""


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=tr(
        "Запустить программу так, чтобы её обращения к ИИ шли через защиту: gnomon run -- python script.py",
        "Run a program so that its AI calls go through protection: gnomon run -- python script.py",
    ),
)
@state_option
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def run(state: Path | None, command: tuple[str, ...]) -> None:
    client = Client(state)
    inherited = without_our_libraries(os.environ) if getattr(sys, "frozen", False) else os.environ
    environment = {**inherited, **proxy_variables(client.endpoint.base_url, client.token)}
    try:
        _become(command, environment)
    except OSError as error:
        why = reason_of(error)
        complain(tr(f"Не удалось запустить {command[0]}: {why.ru}.", f"Could not start {command[0]}: {why.en}."))
        raise SystemExit(NOT_FOUND if isinstance(error, FileNotFoundError) else NOT_STARTED) from error


def _become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Be the program: its signals, its terminal and its exit code are its own. Windows cannot; there we wait for it.

    Raises:
        OSError: it cannot be started.
    """
    sys.stdout.flush()
    if os.name == "posix":
        os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 # the person's own command
    sys.exit(exit_code_of(command, environment))


def exit_code_of(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program to its end. Ctrl+C is for the program, which hears it too: we go on waiting.

    Windows itself finds programs that end in .exe only; those that npm and pip install may end in .cmd (PATHEXT).

    Raises:
        OSError: it cannot be started.
    """
    program = shutil.which(command[0], path=environment.get("PATH")) or command[0]
    child = subprocess.Popen([program, *command[1:]], env=environment)  # noqa: S603 # the person's own command
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def without_our_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment as it was before the frozen program's starter put our libraries first.

    Source: PyInstaller manual, "LD_LIBRARY_PATH / LIBPATH considerations".
    """
    kept = {name: value for name, value in environment.items() if name != "LD_LIBRARY_PATH"}
    before = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    return kept if before is None else {**kept, "LD_LIBRARY_PATH": before}


def proxy_variables(base_url: str, token: str) -> dict[str, str]:
    """Variables that the common SDKs and tools read (OPENAI_API_BASE_URL: Open WebUI, COPILOT_*: Copilot CLI)."""
    before = [host for name in ("NO_PROXY", "no_proxy") for host in os.environ.get(name, "").split(",") if host]
    direct = ",".join(dict.fromkeys([*before, "127.0.0.1", "localhost"]))
    return {
        "OPENAI_BASE_URL": f"{base_url}/v1",
        "OPENAI_API_BASE": f"{base_url}/v1",
        "OPENAI_API_BASE_URL": f"{base_url}/v1",
        "OPENAI_API_KEY": token,
        "ANTHROPIC_BASE_URL": base_url,
        "ANTHROPIC_AUTH_TOKEN": token,
        "ANTHROPIC_API_KEY": token,
        "OLLAMA_HOST": base_url,
        "COPILOT_PROVIDER_BASE_URL": f"{base_url}/v1",
        "COPILOT_PROVIDER_BEARER_TOKEN": token,
        "NO_PROXY": direct,
        "no_proxy": direct,
    }

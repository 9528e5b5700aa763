"""`gnomon run -- CMD…`: a program whose AI calls go through the proxy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from cli.client import Client, Trouble, state_option
from cli.words import tr


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
    environment = {**os.environ, **proxy_variables(client.endpoint.base_url, client.token)}
    try:
        sys.exit(subprocess.run(list(command), env=environment, check=False).returncode)  # noqa: S603 # the person's own command
    except OSError as error:
        raise Trouble(
            tr(
                f"Не удалось запустить {command[0]}: {error.strerror}",
                f"Could not start {command[0]}: {error.strerror}",
            )
        ) from error


def proxy_variables(base_url: str, token: str) -> dict[str, str]:
    """Variables that the common SDKs and tools read."""
    return {
        "OPENAI_BASE_URL": f"{base_url}/v1",
        "OPENAI_API_BASE": f"{base_url}/v1",
        "OPENAI_API_KEY": token,
        "ANTHROPIC_BASE_URL": base_url,
        "ANTHROPIC_AUTH_TOKEN": token,
        "ANTHROPIC_API_KEY": token,
        "OLLAMA_HOST": base_url,
        "NO_PROXY": ",".join(
            dict.fromkeys([*os.environ.get("NO_PROXY", "").split(","), "127.0.0.1", "localhost"])
        ).strip(","),
    }

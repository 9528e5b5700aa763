"""Which programs can be set up, how, and which cannot and why. Data; paths are below the home folder.

Sources: the programs' own settings documentation, from general knowledge and not fetched; checked against the programs'
published schemas only where a test says so. Looked up 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.clients.document import Add, Change, Put
from policy.words import Text


@dataclass(frozen=True, slots=True)
class Access:
    """What a program needs to ask through us. ``base_url`` has no version part and no slash at its end."""

    base_url: str
    token: str
    model: str


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One settings file of a program and the changes to it."""

    path: str
    kind: str
    changes: Callable[[Access], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Program:
    """A program that people use AI with. Without files it cannot be set up, and ``note`` says why or what to do."""

    id: str
    name: str
    files: tuple[SettingsFile, ...]
    note: Text


def _claude_code(access: Access) -> tuple[Change, ...]:
    return (
        Put(("env", "ANTHROPIC_BASE_URL"), access.base_url),
        Put(("env", "ANTHROPIC_AUTH_TOKEN"), access.token),
    )


def _codex(access: Access) -> tuple[Change, ...]:
    provider = {
        "name": "Gnomon",
        "base_url": f"{access.base_url}/v1",
        "wire_api": "responses",
        "http_headers": {"Authorization": f"Bearer {access.token}"},
    }
    return (
        Put(("model_provider",), "gnomon"),
        Put(("model",), access.model),
        Put(("model_providers", "gnomon"), provider),
    )


def _aider(access: Access) -> tuple[Change, ...]:
    return (
        Put(("openai-api-base",), f"{access.base_url}/v1"),
        Put(("openai-api-key",), access.token),
        Put(("model",), f"openai/{access.model}"),
    )


def _continue(access: Access) -> tuple[Change, ...]:
    model = {
        "name": "Gnomon",
        "provider": "openai",
        "model": access.model,
        "apiBase": f"{access.base_url}/v1",
        "apiKey": access.token,
    }
    return (Add(("models",), model),)


def _opencode(access: Access) -> tuple[Change, ...]:
    provider = {
        "npm": "@ai-sdk/openai-compatible",
        "name": "Gnomon",
        "options": {"baseURL": f"{access.base_url}/v1", "apiKey": access.token},
        "models": {access.model: {"name": access.model}},
    }
    return (Put(("provider", "gnomon"), provider), Put(("model",), f"gnomon/{access.model}"))


def _vscode(access: Access) -> tuple[Change, ...]:
    variables = {
        "OPENAI_BASE_URL": f"{access.base_url}/v1",
        "OPENAI_API_KEY": access.token,
        "ANTHROPIC_BASE_URL": access.base_url,
        "ANTHROPIC_AUTH_TOKEN": access.token,
    }
    return tuple(
        Put((f"terminal.integrated.env.{system}", name), value)
        for system in ("linux", "osx", "windows")
        for name, value in variables.items()
    )


_VSCODE_PATHS = (".config/Code/User/settings.json",)

PROGRAMS = (
    Program(
        "claude-code",
        "Claude Code",
        (SettingsFile(".claude/settings.json", "json", _claude_code),),
        Text("Начните новый сеанс Claude Code.", "Start a new Claude Code session."),
    ),
    Program(
        "codex",
        "Codex CLI",
        (SettingsFile(".codex/config.toml", "toml", _codex),),
        Text("Начните новый сеанс Codex.", "Start a new Codex session."),
    ),
    Program(
        "aider",
        "aider",
        (SettingsFile(".aider.conf.yml", "yaml", _aider),),
        Text("Запустите aider заново.", "Start aider again."),
    ),
    Program(
        "continue",
        "Continue",
        (SettingsFile(".continue/config.yaml", "yaml", _continue),),
        Text("Выберите в Continue модель «Gnomon».", "Choose the model “Gnomon” in Continue."),
    ),
    Program(
        "opencode",
        "opencode",
        (SettingsFile(".config/opencode/opencode.json", "json", _opencode),),
        Text("Начните новый сеанс opencode.", "Start a new opencode session."),
    ),
    Program(
        "vscode",
        "VS Code",
        tuple(SettingsFile(path, "json", _vscode) for path in _VSCODE_PATHS),
        Text(
            "Программы в терминале VS Code пойдут через Gnomon; Copilot так настроить нельзя.",
            "Programs in VS Code's terminal go through Gnomon; Copilot cannot be set up this way.",
        ),
    ),
    Program(
        "open-webui",
        "Open WebUI",
        (),
        Text(
            "Open WebUI читает адрес при запуске. Запускайте его так: gnomon run -- open-webui serve",
            "Open WebUI reads its address at start. Start it like this: gnomon run -- open-webui serve",
        ),
    ),
    Program(
        "cursor",
        "Cursor",
        (),
        Text(
            "Cursor обращается к моделям из своего облака и до этого компьютера не дотянется. "
            "Используйте Continue или Claude Code.",
            "Cursor calls models from its own cloud, which cannot reach this computer. Use Continue or Claude Code.",
        ),
    ),
    Program(
        "copilot",
        "GitHub Copilot",
        (),
        Text(
            "Copilot обращается только к серверам GitHub; его нельзя перенаправить. Решите в политике, разрешён ли он.",
            "Copilot talks to GitHub's servers only and cannot be redirected. Let the policy say if it is allowed.",
        ),
    ),
)

"""Which programs can be set up, how, and which cannot and why. Data; paths are below the home folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from agent.clients import changes
from agent.clients.changes import Access
from agent.clients.document import Change
from policy.words import Text

__all__ = ["PROGRAMS", "Access", "Program", "SettingsFile"]


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One settings file of a program and the changes to it. ``otherwise``: read where it is there and this is not."""

    path: str
    kind: str
    changes: Callable[[Access], tuple[Change, ...]]
    otherwise: SettingsFile | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """A program that people use AI with. Without files it cannot be set up, and ``note`` says why or what to do.

    goes_direct: its settings keep it from sending to this computer through a corporate proxy; else only the shell does.
    """

    id: str
    name: str
    files: tuple[SettingsFile, ...]
    note: Text
    goes_direct: bool = False


def _in_system(*, linux: str, mac: str, windows: str) -> str:
    """Where a file lies below the home folder of this system."""
    return windows if sys.platform == "win32" else mac if sys.platform == "darwin" else linux


_CODE = _in_system(
    linux=".config/Code/User/settings.json",
    mac="Library/Application Support/Code/User/settings.json",
    windows="AppData/Roaming/Code/User/settings.json",
)
_ZED = _in_system(
    linux=".config/zed/settings.json", mac=".config/zed/settings.json", windows="AppData/Roaming/Zed/settings.json"
)
_GOOSE = _in_system(
    linux=".config/goose/custom_providers/gnomon.json",
    mac=".config/goose/custom_providers/gnomon.json",
    windows="AppData/Roaming/Block/goose/config/custom_providers/gnomon.json",
)
_CRUSH = _in_system(
    linux=".config/crush/crush.json", mac=".config/crush/crush.json", windows="AppData/Local/crush/crush.json"
)
_AICHAT = _in_system(
    linux=".config/aichat/config.yaml",
    mac="Library/Application Support/aichat/config.yaml",
    windows="AppData/Roaming/aichat/config.yaml",
)
_LLM = _in_system(
    linux=".config/io.datasette.llm",
    mac="Library/Application Support/io.datasette.llm",
    windows="AppData/Roaming/io.datasette.llm",
)
_INTERPRETER = _in_system(
    linux=".config/open-interpreter",
    mac="Library/Application Support/open-interpreter",
    windows="AppData/Local/open-interpreter/open-interpreter",
)


def _by_hand(name: str, where: str) -> Text:
    """For programs that keep their settings where nobody else can write. where: the names of its menus."""
    return Text(
        f"Настройки {name} закрыты для других программ. Впишите сами ({where}): адрес из gnomon status с /v1, "
        "ключ из gnomon token.",
        f"The settings of {name} are closed to other programs. Enter by hand ({where}): the address that gnomon status "
        "prints with /v1, the key that gnomon token prints.",
    )


def _from_its_cloud(name: str) -> Text:
    return Text(
        f"{name} обращается к моделям из своего облака и до этого компьютера не дотянется. "
        "Используйте Continue или Claude Code.",
        f"{name} calls models from its own cloud, which cannot reach this computer. Use Continue or Claude Code.",
    )


PROGRAMS = (
    Program(
        "claude-code",
        "Claude Code",
        (SettingsFile(".claude/settings.json", "json", changes.claude_code),),
        Text(
            "Начните новый сеанс Claude Code. Сам он теперь не обновляется и ничего не сообщает изготовителю.",
            "Start a new Claude Code session. It neither updates itself now nor reports to its maker.",
        ),
        goes_direct=True,
    ),
    Program(
        "codex",
        "Codex CLI",
        (
            SettingsFile(".codex/config.toml", "toml", changes.codex),
            SettingsFile(".codex/.env", "lines", changes.codex_variables),
        ),
        Text("Начните новый сеанс Codex.", "Start a new Codex session."),
        goes_direct=True,
    ),
    Program(
        "aider",
        "aider",
        (SettingsFile(".aider.conf.yml", "yaml", changes.aider),),
        Text("Запустите aider заново.", "Start aider again."),
        goes_direct=True,
    ),
    Program(
        "continue",
        "Continue",
        (
            SettingsFile(
                ".continue/config.yaml",
                "yaml",
                changes.continue_dev,
                otherwise=SettingsFile(".continue/config.json", "json", changes.continue_of_old),
            ),
        ),
        Text("Выберите в Continue модель «Gnomon».", "Choose the model “Gnomon” in Continue."),
        goes_direct=True,
    ),
    Program(
        "opencode",
        "opencode",
        (
            SettingsFile(
                ".config/opencode/opencode.json",
                "json",
                changes.opencode,
                otherwise=SettingsFile(".config/opencode/opencode.jsonc", "json", changes.opencode),
            ),
        ),
        Text("Начните новый сеанс opencode.", "Start a new opencode session."),
    ),
    Program(
        "kilo",
        "Kilo Code CLI",
        (
            SettingsFile(
                ".config/kilo/kilo.json",
                "json",
                changes.opencode,
                otherwise=SettingsFile(".config/kilo/kilo.jsonc", "json", changes.opencode),
            ),
        ),
        Text("Начните новый сеанс kilo.", "Start a new kilo session."),
    ),
    Program(
        "crush",
        "Crush",
        (SettingsFile(_CRUSH, "json", changes.crush),),
        Text("Запустите crush заново.", "Start crush again."),
    ),
    Program(
        "aichat",
        "aichat",
        (SettingsFile(_AICHAT, "yaml", changes.aichat),),
        Text("Модель «gnomon» теперь основная.", "The model “gnomon” is the default now."),
    ),
    Program(
        "vscode",
        "VS Code",
        (SettingsFile(_CODE, "json", changes.vscode),),
        Text(
            "Программы в терминале VS Code пойдут через Gnomon. Для чата выберите Chat: Manage Language Models, "
            "Custom Endpoint и впишите адрес из gnomon status и ключ из gnomon token.",
            "Programs in VS Code's terminal go through Gnomon. For its chat choose Chat: Manage Language Models, "
            "Custom Endpoint, and enter the address of gnomon status and the key of gnomon token.",
        ),
    ),
    Program(
        "zed",
        "Zed",
        (SettingsFile(_ZED, "json", changes.zed),),
        Text(
            "Ключ Zed хранит у себя: откройте agent: open settings, «Gnomon», и вставьте ключ из gnomon token.",
            "Zed keeps keys in the keychain: open agent: open settings, “Gnomon”, and paste the key of gnomon token.",
        ),
    ),
    Program(
        "qwen-code",
        "Qwen Code",
        (SettingsFile(".qwen/settings.json", "json", changes.qwen_code),),
        Text("Начните новый сеанс Qwen Code.", "Start a new Qwen Code session."),
        goes_direct=True,
    ),
    Program(
        "goose",
        "Goose",
        (SettingsFile(_GOOSE, "json", changes.goose),),
        Text("Выберите «Gnomon» в goose configure.", "Choose “Gnomon” in goose configure."),
    ),
    Program(
        "pi",
        "pi",
        (
            SettingsFile(".pi/agent/models.json", "json", changes.pi_models),
            SettingsFile(".pi/agent/settings.json", "json", changes.pi_settings),
        ),
        Text("Начните новый сеанс pi.", "Start a new pi session."),
    ),
    Program(
        "cline-cli",
        "Cline CLI",
        (SettingsFile(".cline/data/settings/providers.json", "json", changes.cline),),
        Text("Запустите: cline -P openai-compatible", "Start it like this: cline -P openai-compatible"),
    ),
    Program(
        "llm",
        "llm",
        (
            SettingsFile(f"{_LLM}/extra-openai-models.yaml", "yaml", changes.llm_models),
            SettingsFile(f"{_LLM}/keys.json", "json", changes.llm_keys),
            SettingsFile(f"{_LLM}/default_model.txt", "text", changes.llm_default),
        ),
        Text("Модель «gnomon» теперь основная.", "The model “gnomon” is the default now."),
    ),
    Program(
        "shell-gpt",
        "ShellGPT",
        (SettingsFile(".config/shell_gpt/.sgptrc", "lines", changes.shell_gpt),),
        Text(
            "Если в оболочке задан OPENAI_API_KEY, запускайте так: gnomon run -- sgpt",
            "If your shell sets OPENAI_API_KEY, start it like this: gnomon run -- sgpt",
        ),
    ),
    Program(
        "open-interpreter",
        "Open Interpreter",
        (SettingsFile(f"{_INTERPRETER}/profiles/default.yaml", "yaml", changes.open_interpreter),),
        Text("Запустите interpreter заново.", "Start interpreter again."),
    ),
    Program(
        "cline",
        "Cline, Roo Code, Kilo Code (VS Code)",
        (),
        _by_hand("Cline", "API Provider: OpenAI Compatible"),
    ),
    Program(
        "jetbrains",
        "JetBrains AI Assistant",
        (),
        _by_hand("AI Assistant", "Settings, Tools, AI Assistant, Models, OpenAI API"),
    ),
    Program(
        "chat-apps",
        "Jan, Cherry Studio, Chatbox, AnythingLLM, Msty",
        (),
        _by_hand("Jan, Cherry Studio, Chatbox, AnythingLLM, Msty", "Settings, Model Provider, OpenAI Compatible"),
    ),
    Program(
        "gemini-cli",
        "Gemini CLI",
        (),
        Text(
            "Gemini CLI говорит только на языке Gemini, которого шлюз не понимает. Используйте Qwen Code или Codex.",
            "Gemini CLI speaks Gemini's own API only, which the gateway does not. Use Qwen Code or Codex.",
        ),
    ),
    Program(
        "windsurf",
        "Windsurf",
        (),
        _from_its_cloud("Windsurf"),
    ),
    Program(
        "open-webui",
        "Open WebUI",
        (),
        Text(
            "Open WebUI читает адрес при первом запуске. Запускайте его так: gnomon run -- open-webui serve. Если он "
            "уже настроен, впишите адрес и ключ в Admin Settings, Connections.",
            "Open WebUI reads its address at its first start. Start it like this: gnomon run -- open-webui serve. If "
            "it is set up already, enter address and key under Admin Settings, Connections.",
        ),
    ),
    Program(
        "cursor",
        "Cursor",
        (),
        _from_its_cloud("Cursor"),
    ),
    Program(
        "copilot-cli",
        "Copilot CLI",
        (),
        Text(
            "Copilot CLI читает адрес при запуске. Запускайте его так: gnomon run -- copilot --model МОДЕЛЬ",
            "Copilot CLI reads its address at start. Start it like this: gnomon run -- copilot --model MODEL",
        ),
    ),
    Program(
        "copilot",
        "GitHub Copilot (VS Code)",
        (),
        Text(
            "Copilot обращается только к серверам GitHub; его нельзя перенаправить. Решите в политике, разрешён ли он.",
            "Copilot talks to GitHub's servers only and cannot be redirected. Let the policy say if it is allowed.",
        ),
    ),
)

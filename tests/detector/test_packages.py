"""Packages that package managers keep on disk."""

from pathlib import Path

import pytest

from detector.facts import Package
from detector.platforms.host import System
from tests.detector.machines import look, machine


@pytest.mark.parametrize(
    ("system", "path", "tool", "manager"),
    [
        (System.LINUX, "/usr/local/lib/node_modules/@anthropic-ai/claude-code/package.json", "claude-code", "npm"),
        (
            System.LINUX,
            "~/.nvm/versions/node/v22.1.0/lib/node_modules/@anthropic-ai/claude-code/package.json",
            "claude-code",
            "npm",
        ),
        (System.WINDOWS, "~/AppData/Roaming/npm/node_modules/@anthropic-ai/claude-code/x", "claude-code", "npm"),
        (System.MACOS, "/opt/homebrew/lib/node_modules/@anthropic-ai/claude-code/x", "claude-code", "npm"),
        (System.LINUX, "~/.local/share/pipx/venvs/aider-chat/pyvenv.cfg", "aider", "pipx"),
        (System.LINUX, "~/.local/share/uv/tools/aider-chat/uv-receipt.toml", "aider", "uv"),
        (System.LINUX, "~/.local/lib/python3.11/site-packages/aider_chat-0.86.1.dist-info/METADATA", "aider", "pip"),
        (System.WINDOWS, "~/AppData/Roaming/uv/tools/aider-chat/x", "aider", "uv"),
        (System.MACOS, "/opt/homebrew/Cellar/ollama/0.9.0/bin/ollama", "ollama", "brew"),
        (System.LINUX, "/var/lib/dpkg/info/ollama.list", "ollama", "apt"),
        (
            System.WINDOWS,
            "~/AppData/Local/Microsoft/WinGet/Packages/OpenAI.Codex_Microsoft.Winget.Source_8wekyb3d8bbwe/codex.exe",
            "codex",
            "winget",
        ),
    ],
)
def test_a_package_is_found_where_its_manager_keeps_it(
    tmp_path: Path, system: System, path: str, tool: str, manager: str
) -> None:
    facts, _ = look("packages", machine(tmp_path, system, files={path: "x"}))
    assert [(f.match.tool_id, f.match.strength, f.manager) for f in facts if isinstance(f, Package)] == [
        (tool, 2, manager)
    ]


def test_cargo_keeps_a_list(tmp_path: Path) -> None:
    text = '[v1]\n"aider-rs 0.1.0 (registry+https://example)" = ["aider"]\n"ripgrep 14.0.0 (x)" = ["rg"]\n'
    facts, _ = look("packages", machine(tmp_path, files={"~/.cargo/.crates.toml": text}))
    assert [fact.match.tool_id for fact in facts] == ["aider"]


@pytest.mark.parametrize(
    "path",
    [
        "/usr/local/lib/node_modules/claude-code/package.json",
        "~/.local/lib/python3.11/site-packages/aider_chat_tools-1.0.dist-info/METADATA",
        "~/projects/node_modules/@anthropic-ai/claude-code/package.json",
    ],
)
def test_other_packages_and_projects_do_not_count(tmp_path: Path, path: str) -> None:
    assert look("packages", machine(tmp_path, files={path: "x"}))[0] == []

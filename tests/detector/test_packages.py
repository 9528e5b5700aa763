"""Packages that package managers keep on disk."""

from pathlib import Path

import pytest

from detector.facts import Package
from detector.platforms.host import System
from tests.detector.machines import found, look, machine


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
        (System.MACOS, "/opt/homebrew/Cellar/ollama@0.9/0.9.1/bin/ollama", "ollama", "brew"),
        (System.LINUX, "~/.linuxbrew/Cellar/ollama/0.9.0/bin/ollama", "ollama", "brew"),
        (System.MACOS, "/opt/homebrew/Caskroom/cursor/2.1.0/Cursor.app/x", "cursor", "cask"),
        (System.MACOS, "/usr/local/Caskroom/cursor@nightly/2.2.0/Cursor.app/x", "cursor", "cask"),
        (System.LINUX, "/home/linuxbrew/.linuxbrew/Caskroom/cursor/2.1.0/cursor", "cursor", "cask"),
        (System.LINUX, "/var/lib/dpkg/info/ollama.list", "ollama", "apt"),
        (
            System.LINUX,
            "~/.volta/tools/image/packages/@anthropic-ai/claude-code/lib/node_modules/@anthropic-ai/claude-code/x",
            "claude-code",
            "npm",
        ),
        (
            System.MACOS,
            "~/Library/Application Support/fnm/node-versions/v22.1.0/installation/lib/node_modules/@anthropic-ai"
            "/claude-code/x",
            "claude-code",
            "npm",
        ),
        (System.LINUX, "/usr/lib/python3/dist-packages/aider_chat-0.86.1.egg-info/PKG-INFO", "aider", "pip"),
        (
            System.MACOS,
            "~/miniconda3/envs/work/lib/python3.12/site-packages/aider_chat-0.86.1.dist-info/METADATA",
            "aider",
            "pip",
        ),
        (
            System.WINDOWS,
            "~/AppData/Local/Packages/PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0/LocalCache/local-packages"
            "/Python312/site-packages/aider_chat-0.86.1.dist-info/METADATA",
            "aider",
            "pip",
        ),
        (System.WINDOWS, "~/scoop/apps/ollama/current/ollama.exe", "ollama", "scoop"),
        (System.WINDOWS, "C:/ProgramData/scoop/apps/ollama/0.9.0/ollama.exe", "ollama", "scoop"),
        (System.WINDOWS, "~/AppData/Local/pipx/pipx/venvs/aider-chat/x", "aider", "pipx"),
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


LISTS = {
    System.LINUX: "~/.npm/_npx/0a1b2c3d4e5f6a7b",
    System.MACOS: "~/.config/yarn/global",
    System.WINDOWS: "~/AppData/Local/npm-cache/_npx/0a1b2c3d4e5f6a7b",
}


@pytest.mark.parametrize("folder", ["list", "~/.bun/install/global"])
@pytest.mark.parametrize("system", list(System))
def test_what_a_person_asked_for_counts_and_what_came_along_does_not(
    tmp_path: Path, system: System, folder: str
) -> None:
    folder = LISTS[system] if folder == "list" else folder
    asked = {f"{folder}/package.json": '{"dependencies": {"@anthropic-ai/claude-code": "^2.0.1", "left-pad": "1"}}'}
    came_along = {f"{folder}/node_modules/@anthropic-ai/claude-code/package.json": "{}"}
    assert found(look("packages", machine(tmp_path / "asked", system, files=asked))[0]) == [("claude-code", 2)]
    assert look("packages", machine(tmp_path / "came", system, files=came_along))[0] == []


@pytest.mark.parametrize("text", ["[]", "{", '{"dependencies": ["@anthropic-ai/claude-code"]}', "null"])
def test_a_list_of_another_form_is_nothing(tmp_path: Path, text: str) -> None:
    host = machine(tmp_path, files={"~/.bun/install/global/package.json": text})
    assert look("packages", host)[0] == []


@pytest.mark.parametrize(
    "path",
    [
        "/usr/local/lib/node_modules/claude-code/package.json",
        "~/.local/lib/python3.11/site-packages/aider_chat_tools-1.0.dist-info/METADATA",
        "~/projects/node_modules/@anthropic-ai/claude-code/package.json",
        "/home/linuxbrew/.linuxbrew/Cellar/ollama-exporter/1.0/x",
        "/home/linuxbrew/.linuxbrew/Cellar/cursor/1.0/x",
    ],
)
def test_other_packages_and_projects_do_not_count(tmp_path: Path, path: str) -> None:
    assert look("packages", machine(tmp_path, files={path: "x"}))[0] == []

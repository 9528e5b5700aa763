"""Editor plugins of the VS Code family and of JetBrains IDEs."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from detector.platforms.host import System
from detector.report import Status
from tests.detector.machines import found, look, machine, put

LIST = json.dumps([
    {"identifier": {"id": "github.Copilot", "uuid": "x"}, "version": "1.2.3", "metadata": {"secret": 1}},
    {"identifier": {"id": "ms-python.python"}, "version": "1.0.0"},
])  # fmt: skip


@pytest.mark.parametrize(
    "home",
    [
        ".vscode",
        ".vscode-server",
        ".cursor",
        ".windsurf",
        ".vscode-oss",
        ".trae",
        ".kiro",
        ".positron",
        ".void-editor",
        ".local/share/code-server",
        ".codebuddycn",
    ],
)
@pytest.mark.parametrize("system", list(System))
def test_a_plugin_of_every_edition_is_exact(tmp_path: Path, home: str, system: System) -> None:
    host = machine(tmp_path, system, files={f"~/{home}/extensions/extensions.json": LIST})
    facts, report = look("editors", host)
    assert found(facts) == [("copilot", 3)]
    assert report.status is Status.OK


def test_without_a_list_the_folders_count_and_removed_ones_do_not(tmp_path: Path) -> None:
    folder = "~/.vscode/extensions"
    host = machine(tmp_path, files={f"{folder}/github.copilot-1.250.0/package.json": "{}"})
    assert found(look("editors", host)[0]) == [("copilot", 3)]
    put(host, f"{folder}/.obsolete", '{"github.copilot-1.250.0": true}')
    assert look("editors", host)[0] == []


@pytest.mark.parametrize(
    "name", ["github.copilot-labs-1.0.0", "xgithub.copilot-1.0.0", "github.copilot", "copilot-1.0"]
)
def test_folders_that_only_resemble_do_not_count(tmp_path: Path, name: str) -> None:
    host = machine(tmp_path, files={f"~/.vscode/extensions/{name}/package.json": "{}"})
    assert look("editors", host)[0] == []


def test_a_plugin_that_came_with_the_editor_is_strong_not_exact(tmp_path: Path) -> None:
    package = json.dumps({"publisher": "GitHub", "name": "copilot"})
    host = machine(tmp_path, files={"/usr/share/code/resources/app/extensions/copilot/package.json": package})
    assert found(look("editors", host)[0]) == [("copilot", 2)]


def jar(text: str | bytes, name: str = "META-INF/plugin.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("com/example/Secret.class", b"x" * 1000)
        archive.writestr(name, text)
    return buffer.getvalue()


PLUGIN = "<idea-plugin><id>com.github.copilot</id><name>GitHub Copilot</name></idea-plugin>"


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        (System.LINUX, "~/.local/share/JetBrains/PyCharm2025.2"),
        (System.MACOS, "~/Library/Application Support/JetBrains/PyCharm2025.2/plugins"),
        (System.WINDOWS, "~/AppData/Roaming/JetBrains/IntelliJIdea2025.2/plugins"),
        (System.LINUX, "~/.local/share/Google/AndroidStudio2025.1"),
    ],
)
def test_a_jetbrains_plugin_is_exact(tmp_path: Path, system: System, folder: str) -> None:
    host = machine(tmp_path, system, files={
        f"{folder}/github-copilot-intellij/lib/annotations.jar": jar("x", "other.txt"),
        f"{folder}/github-copilot-intellij/lib/core.jar": jar(PLUGIN),
    })  # fmt: skip
    facts, report = look("editors", host)
    assert found(facts) == [("copilot", 3)]
    assert report.status is Status.OK


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><idea-plugin><id>&b;</id></idea-plugin>'


@pytest.mark.parametrize(
    "content",
    [b"no jar", b"PK\x03\x04broken", jar(BOMB), jar("<idea-plugin>"), jar("x" * 3_000_000), b""],
    ids=["text", "torn", "entities", "unclosed", "huge", "empty"],
)
def test_a_hostile_jar_is_passed_over_and_the_next_plugin_is_read(tmp_path: Path, content: bytes) -> None:
    folder = "~/.local/share/JetBrains/PyCharm2025.2"
    host = machine(tmp_path, files={f"{folder}/aaa/lib/a.jar": content, f"{folder}/zzz/lib/z.jar": jar(PLUGIN)})
    facts, report = look("editors", host)
    assert found(facts) == [("copilot", 3)]
    assert (report.status, report.failed) == (Status.PARTIAL, 1)


def test_a_list_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.vscode/extensions/extensions.json": "\ufeff" + LIST})
    assert found(look("editors", host)[0]) == [("copilot", 3)]

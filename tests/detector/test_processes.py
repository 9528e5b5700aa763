"""Programs that run: their own path, the script of an interpreter, the risky settings they were started with."""

import plistlib
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of
from detector.facts import Process
from detector.platforms.host import Program, System
from detector.report import Status
from tests.detector.machines import ENTRIES, entry, found, look, machine, put


def running(path: str, *arguments: str, name: str = "", system: System = System.LINUX, root: Path) -> list[object]:
    program = Program(5, name or path.rpartition("/")[2], path, own=True)
    host = machine(root, system, running=[program], argument_lists={5: [path, *arguments]})
    facts, report = look("processes", host)
    assert report.status is Status.OK
    return [(fact.match.tool_id, fact.match.strength) for fact in facts]


@pytest.mark.parametrize(
    ("path", "arguments", "expected"),
    [
        ("/home/anna/.local/bin/claude", (), [("claude-code", 2)]),
        ("/tmp/x/claude", (), [("claude-code", 1)]),
        ("/usr/bin/node", ("/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js",), [("claude-code", 2)]),
        ("/usr/bin/node", ("--max-old-space-size=1", "/home/anna/.local/bin/claude"), [("claude-code", 2)]),
        ("/usr/bin/python3.11", ("/home/anna/.local/bin/aider", "--model", "x"), [("aider", 2)]),
        ("/bin/sh", ("/home/anna/.local/bin/aider",), [("aider", 2)]),
        ("/usr/bin/python3.11", ("train.py", "/home/anna/.local/bin/aider"), []),
        ("/usr/bin/node", ("/home/anna/.npm/_npx/1a2b/node_modules/.bin/claude",), [("claude-code", 2)]),
        ("/usr/bin/node", ("dist/claude",), []),
        ("/usr/bin/vim", ("/home/anna/.local/bin/claude",), []),
        ("/usr/bin/python3.11", ("-c", "print('/home/anna/.local/bin/claude')"), []),
        ("/usr/bin/grep", ("claude",), []),
        ("/usr/bin/python3.11", ("-m", "claude"), []),
    ],
)
def test_a_program_is_what_its_place_or_its_script_says(
    tmp_path: Path, path: str, arguments: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    assert running(path, *arguments, root=tmp_path) == expected


def test_an_interpreter_of_a_tools_own_folder_is_that_tool(tmp_path: Path) -> None:
    program = Program(5, "python3", "/usr/bin/python3.11", own=True)
    arguments = ["/home/anna/.local/share/uv/tools/aider-chat/bin/python3", "-m", "anything"]
    host = machine(tmp_path, running=[program], argument_lists={5: arguments})
    assert found(look("processes", host)[0]) == [("aider", 2)]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("~/.vscode/extensions/GitHub.copilot-1.250.0-linux-x64", [("copilot", 2)]),
        ("~/.cursor/extensions/github.copilot-1.2.3", [("copilot", 2)]),
        ("~/.vscode/extensions/github.copilot-labs-1.2.3", []),
        ("~/.vscode/extensions/evil-github.copilot-1.2.3", []),
        ("~/github.copilot-1.2.3", []),
    ],
)
def test_a_program_in_a_plugins_folder_is_that_plugins_tool(
    tmp_path: Path, folder: str, expected: list[tuple[str, int]]
) -> None:
    path = folder.replace("~", "/home/anna") + "/bin/native"
    assert running(path, root=tmp_path) == expected


HASH = "0c5b8vw40d1178xlpddw65q9gf1h2186"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"/nix/store/{HASH}-ollama-0.5.7/bin/.ollama-wrapped", [("ollama", 2)]),
        (f"/nix/store/{HASH}-python3.12-aider-chat-0.86.1/bin/aider", [("aider", 2)]),
        (f"/gnu/store/{HASH}-ollama-0.5.7/bin/ollama", [("ollama", 2)]),
        (f"/nix/store/{HASH}-goose-3.24/bin/goose", []),
        ("/nix/store/short-ollama-0.5.7/bin/.ollama-wrapped", []),
        ("/home/anna/nix/store/0c5b8vw40d1178xlpddw65q9gf1h2186-ollama-1/bin/x", []),
        ("/var/lib/flatpak/app/ai.lmstudio.LMStudio/current/active/files/bin/x", [("lmstudio", 2)]),
        ("/home/anna/.local/share/flatpak/app/ai.lmstudio.LMStudio/x86_64/stable/abc/files/bin/x", [("lmstudio", 2)]),
        ("/var/lib/flatpak/app/org.gnome.gedit/current/active/files/bin/gedit", []),
        ("/home/anna/Downloads/LM-Studio-0.3.5-2-x64.AppImage", [("lmstudio", 1)]),
        ("/home/anna/Applications/LM-Studio-0.3.5-2-x64.AppImage", [("lmstudio", 2)]),
        ("/home/anna/Downloads/Inkscape-1.3-x86_64.AppImage", []),
    ],
)
def test_stores_sandboxes_and_images_name_their_program(
    tmp_path: Path, path: str, expected: list[tuple[str, int]]
) -> None:
    assert running(path, root=tmp_path) == expected


@pytest.mark.parametrize("root", ["/snap", "/var/lib/snapd/snap"])
def test_a_running_snap_is_its_package(tmp_path: Path, root: str) -> None:
    known = catalogue_of([*ENTRIES, entry("chatbox", packages=[{"manager": "snap", "name": "chatbox"}])])
    host = machine(tmp_path, running=[Program(5, "x", f"{root}/chatbox/12/app/x", own=True)])
    assert found(look("processes", host, known=known)[0]) == [("chatbox", 2)]


def test_a_nix_script_of_an_npm_package_is_that_package(tmp_path: Path) -> None:
    script = f"/nix/store/{HASH}-claude-code-2.0.1/lib/node_modules/@anthropic-ai/claude-code/cli.js"
    assert running(f"/nix/store/{HASH}-nodejs-22.1/bin/node", script, root=tmp_path) == [("claude-code", 2)]


def test_a_link_to_an_agents_script_is_followed(tmp_path: Path) -> None:
    program = Program(5, "node", "/usr/bin/node", own=True)
    link = "/run/user/1000/fnm_multishells/7/bin/cc"
    host = machine(tmp_path, running=[program], argument_lists={5: ["node", link]})
    script = put(host, "/opt/fnm/v22/lib/node_modules/@anthropic-ai/claude-code/cli.js", "x")
    host.real(link).parent.mkdir(parents=True)
    host.real(link).symlink_to(script)
    facts, report = look("processes", host)
    assert found(facts) == [("claude-code", 2)]
    assert report.status is Status.OK


def test_a_script_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    assert running("/usr/bin/node", "/gone/for/good.js", root=tmp_path) == []


def test_a_hidden_path_leaves_only_the_name(tmp_path: Path) -> None:
    host = machine(tmp_path, running=[Program(5, "claude", "", own=False)])
    assert found(look("processes", host)[0]) == [("claude-code", 1)]


def test_windows_names_and_paths_compare_without_case(tmp_path: Path) -> None:
    path = "C:/USERS/Anna/.LOCAL/bin/CLAUDE.exe"
    assert running(path, system=System.WINDOWS, root=tmp_path) == [("claude-code", 2)]


def test_a_risky_start_is_a_flag_and_the_arguments_are_gone(tmp_path: Path) -> None:
    program = Program(5, "claude", "/home/anna/.local/bin/claude", own=True)
    arguments = [program.path, "--dangerously-skip-permissions", "write me a secret letter", "--yolo"]
    host = machine(tmp_path, running=[program], argument_lists={5: arguments})
    (fact,) = look("processes", host)[0]
    assert isinstance(fact, Process)
    assert fact.flags == ("acts-without-asking", "skips-permissions")
    assert "secret" not in repr(fact)


@pytest.mark.parametrize(
    ("bundle_id", "folder", "expected"),
    [
        ("com.openai.chat", "/Applications", [("chatgpt", 3)]),
        ("com.openai.chat", "/Users/anna/Downloads", [("chatgpt", 3)]),
        ("com.somebody.else", "/Applications", [("chatgpt", 2)]),
        ("com.somebody.else", "/Users/anna/Downloads", [("chatgpt", 1)]),
    ],
)
def test_a_running_mac_application_is_exact_by_its_bundle_id(
    tmp_path: Path, bundle_id: str, folder: str, expected: list[tuple[str, int]]
) -> None:
    program = Program(5, "ChatGPT", f"{folder}/ChatGPT.app/Contents/MacOS/ChatGPT", own=True)
    plist = plistlib.dumps({"CFBundleIdentifier": bundle_id})
    files = {f"{folder}/ChatGPT.app/Contents/Info.plist": plist}
    host = machine(tmp_path, System.MACOS, files=files, running=[program])
    assert found(look("processes", host)[0]) == expected

"""What a sensor sees → the tool it is."""

import pytest

from detector.catalogue.load import catalogue_of, load_catalogue
from detector.evidence import Confidence
from detector.match import Matcher
from detector.match_line import match_line
from detector.platforms.host import System
from tests.detector.machines import CHAT_ID, catalogue, entry

MATCHER = Matcher(catalogue(), home="/home/anna")


@pytest.mark.parametrize(
    ("line", "tool", "confidence"),
    [
        ("host:chatgpt.com", "chatgpt", Confidence.LIKELY),
        ("chatgpt.com", "chatgpt", Confidence.LIKELY),
        ("WWW.ChatGPT.com.", "chatgpt", Confidence.LIKELY),
        ("https://chatgpt.com:443/c/1?x=2", "chatgpt", Confidence.LIKELY),
        ("deep.below.chatgpt.com", "chatgpt", Confidence.LIKELY),
        ("cdn.chatgpt.com", "chatgpt", Confidence.HINT),
        ("a.cdn.chatgpt.com", "chatgpt", Confidence.HINT),
        ("chat.openai.com", "chatgpt", Confidence.LIKELY),
        ("api.openai.com", "openai-api", Confidence.LIKELY),
        ("x.com/i/grok", "grok", Confidence.LIKELY),
        ("x.com/i/grok/share/1", "grok", Confidence.LIKELY),
        ("гигачат.рф", "gigachat", Confidence.LIKELY),
        ("newtool.ai", "unlisted", Confidence.HINT),
        (f"extension:{CHAT_ID}", "chatgpt", Confidence.CONFIRMED),
        ("process:/home/anna/.local/bin/claude", "claude-code", Confidence.LIKELY),
        ("process:/Users/boris/.local/share/claude/versions/2.0.1", "claude-code", Confidence.LIKELY),
        ("process:C:\\Users\\vera\\.local\\bin\\claude.exe", "claude-code", Confidence.LIKELY),
        ("process:/tmp/x/claude", "claude-code", Confidence.HINT),
        ("process:claude", "claude-code", Confidence.HINT),
        (
            "process:/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js",
            "claude-code",
            Confidence.LIKELY,
        ),
        ("process:/home/anna/.local/share/pipx/venvs/aider-chat/bin/python", "aider", Confidence.LIKELY),
    ],
)
def test_a_line_points_to_a_tool(line: str, tool: str, confidence: Confidence) -> None:
    found = match_line(MATCHER, line)
    assert found is not None
    assert (found.tool, found.confidence) == (tool, confidence)


@pytest.mark.parametrize(
    "line",
    [
        "", "host:", "process:", "extension:", "x.com", "x.com/i/grokking",
        "x.com/home", "claude.ai.evil.example", "chatgpt.com.evil.ru", "notchatgpt.com", "chatgptxcom",
        "visualstudio.com", "rockyou.com", "process:claudette", "process:/usr/bin/python3", "process:bash",
        f"extension:{CHAT_ID}p", f"extension:{CHAT_ID[:-1]}", f"extension:{CHAT_ID.upper()}", "10.0.0.1", "localhost",
        "process:/home/anna/projects/node_modules/left-pad/index.js", "сhatgpt.com",
    ],
)  # fmt: skip
def test_look_alikes_point_to_nothing(line: str) -> None:
    assert match_line(MATCHER, line) is None


def test_an_ordinary_name_says_nothing_even_when_a_tool_bears_it() -> None:
    known = Matcher(catalogue_of([entry("grok-cli", processes=[{"name": "grok"}, {"name": "cn"}])]))
    assert known.match_process("grok", "", System.LINUX) is None
    assert known.match_process("cn", "", System.LINUX) is None


def test_the_more_exact_host_wins() -> None:
    known = Matcher(
        catalogue_of(
            [
                entry("platform", hosts=[{"host": "example.com", "role": "web"}]),
                entry("service", hosts=[{"host": "ai.example.com", "role": "web"}]),
            ]
        )
    )
    found = known.match_host("x.ai.example.com")
    assert found is not None
    assert found.tool_id == "service"


def test_a_path_rule_wins_over_its_bare_host_and_never_counts_without_the_path() -> None:
    known = Matcher(catalogue_of([entry("a1", hosts=[{"host": "b.example", "path": "/chat", "role": "web"}])]))
    assert known.match_host("b.example") is None
    assert known.match_host("b.example", "/chat/1") is not None
    assert known.match_host("b.example", "/chatty") is None


def test_names_of_another_system_do_not_count() -> None:
    assert MATCHER.match_process("ChatGPT.exe", "", System.LINUX) is None
    assert MATCHER.match_process("chatgpt.EXE", "", System.WINDOWS) is not None


@pytest.mark.parametrize(
    ("publisher", "name", "meets"),
    [
        ("OpenAI", "ChatGPT", True),
        ("openai", "chatgpt  1.2025.3", True),
        ("OpenAI", "ChatGPT (User)", True),
        ("Somebody", "ChatGPT", False),
        ("OpenAI", "ChatGPT Remover", False),
        ("", "", False),
    ],
)
def test_a_windows_app_needs_publisher_and_name(publisher: str, name: str, meets: bool) -> None:
    assert (MATCHER.match_windows_app(publisher, name) is not None) is meets


@pytest.mark.parametrize(
    ("path", "system", "strength"),
    [
        ("C:\\Program Files\\Wizard\\Wizard.exe", System.WINDOWS, 2),
        ("D:/Program Files (x86)/Wizard/bin/Wizard.exe", System.WINDOWS, 2),
        ("C:/Program Files Extra/Wizard/Wizard.exe", System.WINDOWS, 1),
        ("C:/x/Program Files/Wizard/Wizard.exe", System.WINDOWS, 1),
        ("/Users/boris/Applications/Wizard.app/Contents/MacOS/Wizard", System.MACOS, 2),
        ("/Users/boris/x/Applications/Wizard.app/Contents/MacOS/Wizard", System.MACOS, 1),
        ("C:/Users/a/AppData/Local/Microsoft/WinGet/Packages/Wise.Wizard_Microsoft.Winget_8w/x.exe", System.WINDOWS, 2),
        ("C:/Users/a/scoop/apps/wizard/current/x.exe", System.WINDOWS, 2),
        ("C:/Users/a/scoop/apps/wizard-tools/current/Wizard.exe", System.WINDOWS, 1),
        ("/opt/homebrew/Caskroom/wizard@beta/1.2/x", System.MACOS, 2),
        ("/opt/homebrew/Cellar/wizard@2/2.1/bin/Wizard", System.MACOS, 1),
    ],
)
def test_a_program_installed_for_all_or_for_one_is_the_same(path: str, system: System, strength: int) -> None:
    tool = entry(
        "wizard",
        processes=[
            {"name": "Wizard.exe", "paths": ["~/AppData/Local/Programs/Wizard/*"], "os": ["windows"]},
            {"name": "Wizard", "paths": ["/Applications/Wizard.app/Contents/MacOS/*"], "os": ["macos"]},
        ],
        packages=[
            {"manager": "winget", "name": "Wise.Wizard"},
            {"manager": "scoop", "name": "wizard"},
            {"manager": "cask", "name": "wizard"},
        ],
    )
    found = Matcher(catalogue_of([tool])).match_process(path.replace("\\", "/").rpartition("/")[2], path, system)
    assert found is not None
    assert found.strength == strength


def test_a_path_that_names_no_folder_is_no_better_than_a_name() -> None:
    known = Matcher(catalogue_of([entry("kobold", processes=[{"name": "koboldcpp", "paths": ["*/koboldcpp*"]}])]))
    found = known.match_process("koboldcpp", "/tmp/x/koboldcpp-linux", System.LINUX)
    assert found is not None
    assert found.strength == 1


@pytest.mark.parametrize(
    ("manager", "path", "strength"),
    [
        ("npm", "/home/anna/.local/bin/wizard", 2),
        ("npm", "/home/anna/.nvm/versions/node/v22.1.0/bin/wizard", 2),
        ("npm", "C:/Users/anna/AppData/Roaming/npm/wizard.cmd", 2),
        ("uv", "/home/anna/.local/bin/wizard", 2),
        ("cargo", "/home/anna/.cargo/bin/wizard", 2),
        ("go", "/home/anna/go/bin/wizard", 2),
        ("brew", "/opt/homebrew/bin/wizard", 2),
        ("scoop", "C:/Users/anna/scoop/shims/wizard.exe", 2),
        ("cargo", "/home/anna/.local/bin/wizard", 1),
        ("npm", "/tmp/x/wizard", 1),
        ("cask", "/home/anna/.local/bin/wizard", 1),
    ],
)
def test_a_command_lies_where_its_package_manager_puts_commands(manager: str, path: str, strength: int) -> None:
    tool = entry("wizard", processes=[{"name": "wizard"}], packages=[{"manager": manager, "name": "wizard-cli"}])
    found = Matcher(catalogue_of([tool])).match_process("wizard", path)
    assert found is not None
    assert found.strength == strength


def test_a_command_whose_name_others_bear_is_not_known_by_that_place() -> None:
    tool = entry("grok-cli", processes=[{"name": "grok"}], packages=[{"manager": "npm", "name": "grok-cli"}])
    assert Matcher(catalogue_of([tool])).match_process("grok", "/home/anna/.local/bin/grok") is None


@pytest.mark.parametrize(
    ("package", "tool"),
    [
        ("codex-0.46.0", "codex-cli"),
        ("python3.12-anthropic-0.69.0", "anthropic-api"),
        ("crystal-1.17.1", None),
        ("highlight-4.16", None),
        ("python3.12-invoke-2.2.0", None),
        ("exo-4.20.0", None),
    ],
)
def test_a_package_of_nix_is_no_tool_whose_cask_only_bears_the_same_word(package: str, tool: str | None) -> None:
    path = f"/nix/store/0c5b8vw40d1178xlpddw65q9gf1h2186-{package}/bin/program"
    found = Matcher(load_catalogue()).match_process("program", path, System.LINUX)
    assert (found.tool_id if found else None) == tool

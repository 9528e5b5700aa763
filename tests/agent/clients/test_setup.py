"""A program set up and set back is as it was; what somebody changed meanwhile stays."""

# ruff: noqa: E501 (settings as people write them)

import json
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from agent.clients.setup import SetupError, connect, disconnect, is_connected, program_by_id
from agent.clients.table import PROGRAMS, Access, Program, SettingsFile

ACCESS = Access("http://127.0.0.1:8765", "gn-local", "corp-llm")
WITH_FILES = [program for program in PROGRAMS if program.files]
BEFORE = {
    "json": '{\n    "theme": "dark",\n    "env": {"KEEP": "1"}\n}',
    "toml": '# mine\nmodel = "o3"   # favourite\n\n[tui]\nnotifications = true\n',
    "yaml": "# mine\nauto-commits: false\n",
    "lines": "# mine\nexport_nothing=1\nDEFAULT_MODEL=mine",
    "text": "mine\n",
}
OF_A_LIST = "# mine\n- model_id: mine\n  model_name: o3  # favourite\n"


def written_before(file: SettingsFile, texts: Mapping[str, str]) -> bytes:
    """What a person's file of its kind holds."""
    text = texts[file.kind]
    if file.path.endswith("extra-openai-models.yaml"):
        text = OF_A_LIST.replace("\n", "\r\n" if "\r\n" in text else "\n")
    return text.encode()


def program(name: str) -> Program:
    found = program_by_id(name)
    assert found is not None
    return found


@pytest.mark.parametrize("one", WITH_FILES, ids=lambda one: one.id)
def test_a_program_without_settings_is_set_up_and_leaves_nothing_behind(one: Program, tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    outcome = connect(one, ACCESS, home=home, state=state)
    assert any("127.0.0.1:8765" in path.read_text("utf-8") for path in outcome.files)
    for path in outcome.files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    disconnect(one, home=home, state=state)
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert not is_connected(one, state)


@pytest.mark.parametrize("one", WITH_FILES, ids=lambda one: one.id)
def test_settings_that_were_there_come_back_byte_for_byte(one: Program, tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    for file in one.files:
        (home / file.path).parent.mkdir(parents=True, exist_ok=True)
        (home / file.path).write_bytes(written_before(file, BEFORE))
        (home / file.path).chmod(0o644)
    connect(one, ACCESS, home=home, state=state)
    connect(one, ACCESS, home=home, state=state)
    disconnect(one, home=home, state=state)
    for file in one.files:
        assert (home / file.path).read_bytes() == written_before(file, BEFORE)
        assert stat.S_IMODE((home / file.path).stat().st_mode) == 0o644


def test_what_was_changed_meanwhile_stays(tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    path = home / ".codex/config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(BEFORE["toml"], "utf-8")
    connect(program("codex"), ACCESS, home=home, state=state)
    path.write_text(path.read_text("utf-8") + '\n[history]\npersistence = "none"\n', "utf-8")
    disconnect(program("codex"), home=home, state=state)
    left = tomllib.loads(path.read_text("utf-8"))
    assert left == {"model": "o3", "tui": {"notifications": True}, "history": {"persistence": "none"}}
    assert "# mine" in path.read_text("utf-8")


def test_a_key_that_somebody_set_anew_is_not_taken_away(tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    connect(program("claude-code"), ACCESS, home=home, state=state)
    path = home / ".claude/settings.json"
    settings = json.loads(path.read_text("utf-8"))
    settings["env"]["ANTHROPIC_BASE_URL"] = "https://other.example"
    path.write_text(json.dumps(settings), "utf-8")
    disconnect(program("claude-code"), home=home, state=state)
    assert json.loads(path.read_text("utf-8")) == {"env": {"ANTHROPIC_BASE_URL": "https://other.example"}}


def test_codex_gets_a_provider_that_it_can_parse(tmp_path: Path) -> None:
    connect(program("codex"), ACCESS, home=tmp_path, state=tmp_path / "state")
    settings = tomllib.loads((tmp_path / ".codex/config.toml").read_text("utf-8"))
    provider = settings["model_providers"][settings["model_provider"]]
    assert provider["base_url"] == "http://127.0.0.1:8765/v1"
    assert provider["http_headers"] == {"Authorization": "Bearer gn-local"}


def test_continue_keeps_the_other_models(tmp_path: Path) -> None:
    path = tmp_path / ".continue/config.yaml"
    path.parent.mkdir()
    path.write_text("models:\n  - name: Mine\n    provider: ollama\n    model: llama3\n", "utf-8")
    connect(program("continue"), ACCESS, home=tmp_path, state=tmp_path / "state")
    names = [model["name"] for model in YAML(typ="safe").load(path.read_text("utf-8"))["models"]]
    assert names == ["Mine", "Gnomon"]


def test_settings_that_cannot_be_understood_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ".claude/settings.json"
    path.parent.mkdir()
    path.write_text('{"a": 1, # a comment\n}', "utf-8")
    with pytest.raises(SetupError, match="by hand"):
        connect(program("claude-code"), ACCESS, home=tmp_path, state=tmp_path / "state")
    assert path.read_text("utf-8") == '{"a": 1, # a comment\n}'


@pytest.mark.parametrize(
    "name", ["cursor", "copilot", "copilot-cli", "open-webui", "windsurf", "gemini-cli", "cline", "jetbrains"]
)
def test_what_cannot_work_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(SetupError) as refused:
        connect(program(name), ACCESS, home=tmp_path, state=tmp_path / "state")
    assert refused.value.reason == program(name).note


HAND_WRITTEN = {
    "json": (
        '\ufeff// mine\r\n{\r\n\t"theme": "dark", // dark\r\n\t/* "off": 1, */\r\n\t"env": {\r\n\t\t"KEEP": "http://x/*y*/",\r\n\t},\r\n'
        '\t"terminal.integrated.env.linux": {},\r\n}\r\n'
    ),
    "toml": '\ufeff# mine\r\nmodel = "o3"   # favourite\r\n\r\n[tui] # here\r\nnotifications = true\r\n',
    "yaml": "\ufeff# mine\r\nname: \"Mine\"   # quoted\r\nauto-commits: false\r\nmodels:\r\n  # first\r\n  - name: 'A'\r\n    model: a\r\n",
    "lines": "\ufeff# mine\r\nNO_PROXY=corp.example\r\n\r\nOPENAI_API_KEY=mine\r\n",
    "text": "mine\r\n",
}


@pytest.mark.parametrize("one", WITH_FILES, ids=lambda one: one.id)
def test_comments_and_line_ends_of_hand_written_settings_stay(one: Program, tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    for file in one.files:
        (home / file.path).parent.mkdir(parents=True, exist_ok=True)
        (home / file.path).write_bytes(written_before(file, HAND_WRITTEN))
    connect(one, ACCESS, home=home, state=state)
    for file in one.files:
        written = (home / file.path).read_bytes().decode()
        assert written.replace("\r\n", "").count("\n") == 0
        for line in written_before(file, HAND_WRITTEN).decode().splitlines():
            if "#" in line or "//" in line or "/*" in line:
                assert line in written or 'model = "corp-llm"   # favourite' in written
    disconnect(one, home=home, state=state)
    for file in one.files:
        assert (home / file.path).read_bytes() == written_before(file, HAND_WRITTEN)


@pytest.mark.parametrize("one", WITH_FILES, ids=lambda one: one.id)
def test_what_is_put_back_after_a_foreign_change_holds_nothing_of_ours(one: Program, tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    for file in one.files:
        (home / file.path).parent.mkdir(parents=True, exist_ok=True)
        (home / file.path).write_bytes(written_before(file, HAND_WRITTEN))
    connect(one, ACCESS, home=home, state=state)
    ends = {"json": "// later\r\n", "toml": "# later\r\n", "yaml": "# later\r\n", "lines": "# later\r\n", "text": ""}
    for file in one.files:
        path = home / file.path
        path.write_bytes(path.read_bytes() + ends[file.kind].encode())
    disconnect(one, home=home, state=state)
    for file in one.files:
        assert (home / file.path).read_bytes() == written_before(file, HAND_WRITTEN) + ends[file.kind].encode()


def test_continue_with_old_settings_gets_them_changed_and_no_file_that_hides_them(tmp_path: Path) -> None:
    old = tmp_path / ".continue/config.json"
    old.parent.mkdir()
    before = '{\n  "models": [\n    {"title": "Mine", "provider": "ollama", "model": "x"}\n  ]\n}\n'
    old.write_text(before, "utf-8")
    connect(program("continue"), ACCESS, home=tmp_path, state=tmp_path / "state")
    assert not (tmp_path / ".continue/config.yaml").exists()
    assert [model["title"] for model in json.loads(old.read_text("utf-8"))["models"]] == ["Mine", "Gnomon"]
    disconnect(program("continue"), home=tmp_path, state=tmp_path / "state")
    assert old.read_text("utf-8") == before


def test_new_settings_of_continue_have_what_it_asks_for(tmp_path: Path) -> None:
    connect(program("continue"), ACCESS, home=tmp_path, state=tmp_path / "state")
    settings = YAML(typ="safe").load((tmp_path / ".continue/config.yaml").read_text("utf-8"))
    assert (settings["name"], settings["schema"]) == ("Gnomon", "v1")
    assert settings["version"]

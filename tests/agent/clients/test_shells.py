"""What a person's shell and dotfiles hold already does not lead a program round the proxy, and survives."""

import json
import os
import stat
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from agent.clients import lines
from agent.clients.changes import direct_hosts
from agent.clients.setup import SetupError, connect, disconnect, is_connected
from agent.clients.table import PROGRAMS, Access, Program
from tests.agent.clients.test_setup import ACCESS, program

NAMED = Access("http://127.0.0.1:8765", "gn-local", "corp-opus-5", ("corp-opus-5", "corp-haiku-4"))
THROUGH_PROXY = {"HTTP_PROXY": "http://proxy.corp.example:3128"}
BY_SHELL = [one for one in PROGRAMS if one.files and not one.goes_direct]
BY_SETTINGS = [one for one in PROGRAMS if one.files and one.goes_direct]


def variables_of_claude(tmp_path: Path, access: Access) -> dict[str, str]:
    connect(program("claude-code"), access, home=tmp_path, state=tmp_path / "state")
    env = json.loads((tmp_path / ".claude/settings.json").read_text("utf-8"))["env"]
    assert isinstance(env, dict)
    return env


def test_claude_code_asks_for_models_that_the_policy_names(tmp_path: Path) -> None:
    env = variables_of_claude(tmp_path, NAMED)
    assert env["ANTHROPIC_MODEL"] == env["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "corp-opus-5"
    assert env["ANTHROPIC_DEFAULT_SONNET_MODEL"] == "corp-opus-5"
    assert env["ANTHROPIC_DEFAULT_HAIKU_MODEL"] == "corp-haiku-4"


def test_claude_code_keeps_its_own_models_where_the_policy_names_none(tmp_path: Path) -> None:
    env = variables_of_claude(tmp_path, Access("http://127.0.0.1:8765", "gn-local", "auto"))
    assert not [name for name in env if name.endswith("_MODEL")]


def test_claude_code_is_not_led_to_a_cloud_by_the_shell(tmp_path: Path) -> None:
    env = variables_of_claude(tmp_path, NAMED)
    assert env["CLAUDE_CODE_USE_BEDROCK"] == env["CLAUDE_CODE_USE_VERTEX"] == env["ANTHROPIC_API_KEY"] == ""


def test_aider_goes_by_its_settings_whatever_address_the_shell_holds(tmp_path: Path) -> None:
    path = tmp_path / ".aider.conf.yml"
    before = "set-env:\n  - MINE=1\n  - OPENAI_BASE_URL=http://mine.example/v1\n"
    path.write_text(before, "utf-8")
    connect(program("aider"), ACCESS, home=tmp_path, state=tmp_path / "state")
    written = YAML(typ="safe").load(path.read_text("utf-8"))["set-env"]
    assert written[:2] == ["MINE=1", "OPENAI_BASE_URL=http://127.0.0.1:8765/v1"]
    disconnect(program("aider"), home=tmp_path, state=tmp_path / "state")
    assert path.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("held", "direct"),
    [
        ({}, "127.0.0.1,localhost"),
        ({"NO_PROXY": "corp.example, 127.0.0.1"}, "corp.example,127.0.0.1,localhost"),
        ({"no_proxy": ".corp.example"}, ".corp.example,127.0.0.1,localhost"),
        ({"NO_PROXY": "*"}, "*"),
    ],
    ids=["nothing held", "this computer is on it already", "small letters", "no proxy at all"],
)
def test_hosts_without_a_proxy_are_the_persons_and_this_computer(held: dict[str, str], direct: str) -> None:
    assert direct_hosts(held) == direct


@pytest.mark.parametrize("one", BY_SETTINGS, ids=lambda one: one.id)
def test_settings_keep_a_program_from_asking_a_corporate_proxy(one: Program, tmp_path: Path) -> None:
    access = Access("http://127.0.0.1:8765", "gn-local", "m", (), "corp.example,127.0.0.1,localhost")
    outcome = connect(one, access, home=tmp_path, state=tmp_path / "state", environment=THROUGH_PROXY)
    written = "".join(path.read_text("utf-8") for path in outcome.files)
    assert "NO_PROXY" in written or "noProxy" in written
    assert "corp.example" in written


@pytest.mark.parametrize("one", BY_SHELL, ids=lambda one: one.id)
def test_a_program_that_would_send_prompts_to_a_corporate_proxy_is_not_set_up(one: Program, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with pytest.raises(SetupError, match="NO_PROXY"):
        connect(one, ACCESS, home=tmp_path, state=state, environment=THROUGH_PROXY)
    assert not is_connected(one, state)
    connect(one, ACCESS, home=tmp_path, state=state, environment={**THROUGH_PROXY, "NO_PROXY": "a.example, 127.0.0.1"})
    assert is_connected(one, state)


def test_a_dotfile_that_is_a_link_stays_one(tmp_path: Path) -> None:
    kept, link = tmp_path / "dotfiles/codex.toml", tmp_path / ".codex/config.toml"
    kept.parent.mkdir()
    link.parent.mkdir()
    kept.write_text('model = "mine"\n', "utf-8")
    link.symlink_to(kept)
    connect(program("codex"), ACCESS, home=tmp_path, state=tmp_path / "state")
    assert link.is_symlink()
    assert "gnomon" in kept.read_text("utf-8")
    disconnect(program("codex"), home=tmp_path, state=tmp_path / "state")
    assert link.is_symlink()
    assert kept.read_text("utf-8") == 'model = "mine"\n'


def test_a_file_that_nobody_may_write_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / ".aider.conf.yml"
    path.write_text("dark-mode: true\n", "utf-8")
    path.chmod(0o444)
    connect(program("aider"), ACCESS, home=tmp_path, state=tmp_path / "state")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    disconnect(program("aider"), home=tmp_path, state=tmp_path / "state")
    assert path.read_text("utf-8") == "dark-mode: true\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_what_broke_off_between_two_files_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    (home / ".codex").mkdir(parents=True)
    (home / ".codex/config.toml").write_text('model = "mine"\n', "utf-8")
    (home / ".codex/.env").write_text("MINE=1\n", "utf-8")
    replace = os.replace

    def broken(source: str, target: str) -> None:
        if str(target).endswith(".env"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", broken)
        with pytest.raises(SetupError, match="no space on the disk"):
            connect(program("codex"), ACCESS, home=home, state=state)
    disconnect(program("codex"), home=home, state=state)
    assert (home / ".codex/config.toml").read_text("utf-8") == 'model = "mine"\n'
    assert (home / ".codex/.env").read_text("utf-8") == "MINE=1\n"


def test_lines_are_changed_where_they_stand() -> None:
    text = "# mine\r\nA=1\r\n\r\nA=2\r\nB = no name\r\n".replace("B = no name\r\n", "B=3")
    assert lines.put(text, ("A",), "x") == "# mine\r\nA=1\r\n\r\nA=x\r\nB=3"
    assert lines.put(text, ("C",), "y") == text + "\r\nC=y\r\n"
    assert lines.drop(text, ("A",)) == "# mine\r\n\r\nB=3"
    assert lines.read(text) == {"A": "2", "B": "3"}


def test_lines_of_a_script_are_left_alone() -> None:
    with pytest.raises(ValueError, match="NAME=value"):
        lines.put("if true; then\n", ("A",), "x")


def test_no_token_stays_where_a_program_has_altered_what_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / ".cline/data/settings/providers.json"
    connect(program("cline-cli"), ACCESS, home=tmp_path, state=tmp_path / "state")
    settings = json.loads(path.read_text("utf-8"))
    settings["providers"]["openai-compatible"] |= {"updatedAt": "2026-11-22T02:15:05.695Z", "later": True}
    path.write_text(json.dumps(settings, indent=4), "utf-8")
    disconnect(program("cline-cli"), home=tmp_path, state=tmp_path / "state")
    left = path.read_text("utf-8")
    assert "gn-local" not in left
    assert "127.0.0.1" not in left
    assert json.loads(left)["providers"]["openai-compatible"]["later"] is True

"""Command-line agents, what they keep in the home, whose account they use."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of
from detector.evidence import Confidence, weigh
from detector.facts import Account, CliAgent, Surface
from detector.platforms.host import System
from detector.view import ScanConfig
from tests.detector.machines import catalogue, entry, found, look, machine, put


@pytest.mark.parametrize("path", ["~/.local/bin/claude", "~/.local/share/claude/versions/2.0.1"])
def test_an_agent_in_its_place_is_found(tmp_path: Path, path: str) -> None:
    host = machine(tmp_path, files={path: "x"})
    assert set(found(look("agents", host)[0])) == {("claude-code", 2)}


def test_an_agent_on_windows_is_found(tmp_path: Path) -> None:
    host = machine(tmp_path, System.WINDOWS, files={"~/.local/bin/claude.exe": "x"})
    assert set(found(look("agents", host)[0])) == {("claude-code", 2)}


def test_a_link_to_an_agents_own_folder_is_found(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.local/share/claude/versions/2.0.1": "x"})
    link = host.real("/usr/local/bin/claude")
    link.parent.mkdir(parents=True)
    link.symlink_to(host.real(f"{host.home}/.local/share/claude/versions/2.0.1"))
    rules = {fact.match.rule_id for fact in look("agents", host)[0]}
    assert rules == {"path:~/.local/share/claude/versions/*"}


@pytest.mark.parametrize("folder", ["~/.nix-profile/bin", "/run/current-system/sw/bin"])
def test_an_agent_of_a_nix_profile_is_its_package(tmp_path: Path, folder: str) -> None:
    host = machine(tmp_path)
    program = put(host, "/nix/store/0c5b8vw40d1178xlpddw65q9gf1h2186-ollama-0.5.7/bin/ollama", "x")
    link = host.real(f"{folder.replace('~', host.home)}/ollama")
    link.parent.mkdir(parents=True)
    link.symlink_to(program)
    assert [fact.match.rule_id for fact in look("agents", host)[0]] == ["package:brew:ollama"]


@pytest.mark.parametrize("path", ["~/bin/claude", "/usr/local/bin/claude"])
def test_a_program_of_that_name_in_another_bin_folder_is_a_hint(tmp_path: Path, path: str) -> None:
    assert found(look("agents", machine(tmp_path, files={path: "x"}))[0]) == [("claude-code", 1)]


def test_a_home_alone_is_a_hint_because_it_may_be_left_over(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.claude/settings.json": "{}"})
    facts, _ = look("agents", host)
    assert found(facts) == [("claude-code", 1)]
    (sighting,) = weigh(facts, catalogue())
    assert (sighting.surface, sighting.confidence) == (Surface.AGENT, Confidence.HINT)


def test_a_home_may_be_a_file(tmp_path: Path) -> None:
    known = catalogue_of([entry("aider", homes=["~/.aider.conf.yml"])])
    assert found(look("agents", machine(tmp_path / "a", files={"~/.aider.conf.yml": "model: x"}), known=known)[0]) == [
        ("aider", 1)
    ]
    assert look("agents", machine(tmp_path / "b", files={"~/.aider.conf.yml.bak": "x"}), known=known)[0] == []


def test_an_empty_home_is_nothing(tmp_path: Path) -> None:
    host = machine(tmp_path)
    host.real(f"{host.home}/.claude").mkdir()
    assert look("agents", host)[0] == []


def test_a_setting_that_skips_permissions_is_a_flag(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.local/bin/claude": "x"})
    put(host, "~/.claude/settings.json", '{"permissions": {"defaultMode": "bypassPermissions"}} // mine')
    (sighting,) = weigh(look("agents", host)[0], catalogue())
    assert sighting.flags == ("skips-permissions",)


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("anna@corp.example", Account.CORPORATE),
        ("anna@mail.corp.example", Account.CORPORATE),
        ("anna@gmail.com", Account.PERSONAL),
        ("anna@evilcorp.example", Account.PERSONAL),
        ("no address", Account.UNKNOWN),
        (7, Account.UNKNOWN),
    ],
)
def test_the_account_class_is_told_and_the_address_is_not(tmp_path: Path, address: object, account: Account) -> None:
    host = machine(tmp_path, files={"~/.local/bin/claude": "x"})
    put(host, "~/.claude.json", json.dumps({"oauthAccount": {"emailAddress": address, "token": "sk-secret"}}))
    config = ScanConfig(accounts=True, corporate_domains=frozenset({"corp.example", "*.corp.example"}))
    facts, report = look("agents", host, config)
    assert {fact.account for fact in facts if isinstance(fact, CliAgent)} >= {account}
    assert "anna" not in repr((facts, report))
    assert "sk-secret" not in repr((facts, report))


def test_accounts_are_not_read_unless_the_policy_allows(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.local/bin/claude": "x"})
    put(host, "~/.claude.json", json.dumps({"oauthAccount": {"emailAddress": "anna@corp.example"}}))
    facts, _ = look("agents", host)
    assert {fact.account for fact in facts if isinstance(fact, CliAgent)} == {Account.UNKNOWN}


def token(payload: object) -> str:
    return f"h.{urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip('=')}.s"


@pytest.mark.parametrize(
    ("identity", "account"),
    [
        (token({"email": "anna@corp.example"}), Account.CORPORATE),
        (token({"email": "anna@gmail.com"}), Account.PERSONAL),
        (token(["email"]), Account.UNKNOWN),
        ("h.%%%.s", Account.UNKNOWN),
        ("a.b", Account.UNKNOWN),
        (None, Account.UNKNOWN),
    ],
)
def test_the_account_inside_an_identity_token_is_told(tmp_path: Path, identity: object, account: Account) -> None:
    host = machine(tmp_path, files={"~/.codex/auth.json": json.dumps({"tokens": {"id_token": identity}})})
    config = ScanConfig(accounts=True, corporate_domains=frozenset({"corp.example"}))
    facts, _ = look("agents", host, config)
    assert {fact.account for fact in facts if isinstance(fact, CliAgent)} == {account}
    assert "anna" not in repr(facts)

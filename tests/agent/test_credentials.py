"""Credentials are asked of the key store seldom, and a new one is not waited for."""

from dataclasses import replace
from pathlib import Path

from agent.credentials import KEPT_SECONDS, Credentials, keep
from agent.keys import FileKeys, KeyStore, load_keys
from policy.model import Gateway
from policy.words import Text
from tests.policy.samples import policy_of


def test_a_credential_is_kept_for_a_while_and_then_read_anew(tmp_path: Path) -> None:
    store, asked, now = FileKeys(tmp_path / "keys"), [0], [100.0]
    keep(store, "corp-key", "first")

    def opened() -> KeyStore:
        asked[0] += 1
        return store

    credentials = Credentials(opened, clock=lambda: now[0])
    assert [credentials.get("corp-key") for _ in range(5)] == ["first"] * 5
    assert asked == [1]
    keep(store, "corp-key", "second")
    now[0] += KEPT_SECONDS
    assert credentials.get("corp-key") == "second"


def test_an_item_that_is_not_there_yet_is_looked_for_each_time(tmp_path: Path) -> None:
    store = FileKeys(tmp_path / "keys")
    credentials = Credentials(lambda: store)
    assert credentials.get("corp-key") == ""
    keep(store, "corp-key", "now")
    assert credentials.get("corp-key") == "now"


def test_an_item_that_was_taken_away_is_no_longer_used(tmp_path: Path) -> None:
    store, now = FileKeys(tmp_path / "keys"), [0.0]
    keep(store, "corp-key", "first")
    credentials = Credentials(lambda: store, clock=lambda: now[0])
    assert credentials.get("corp-key") == "first"
    (tmp_path / "keys" / "credential-corp-key").unlink()
    now[0] += KEPT_SECONDS
    assert credentials.get("corp-key") == ""


def test_the_agents_own_keys_are_no_credentials_whatever_a_policy_names(tmp_path: Path) -> None:
    store = FileKeys(tmp_path / "keys")
    load_keys(tmp_path, store)
    for name in ("token", "placeholders", "log", "notebook", "../token", "../keys/token"):
        assert Credentials(lambda: store).get(name) == ""


def test_the_first_key_that_a_gateway_needs_and_nobody_kept_is_named(tmp_path: Path) -> None:
    store = FileKeys(tmp_path / "keys")
    credentials = Credentials(lambda: store)
    free = Gateway("free", Text("Свой", "Own"), "https://free.example/v1", proxy_key_name="unused")
    corp = replace(free, id="corp", key_name="corp-key", proxy="http://proxy.example:3128", proxy_key_name="out")
    policy = replace(policy_of(), gateways=(free, corp))
    told = credentials.missing(policy)
    assert told is not None
    assert told.en.endswith("gnomon credential corp-key")
    keep(store, "corp-key", "value")
    told = credentials.missing(policy)
    assert told is not None
    assert told.ru.endswith("gnomon credential out")
    keep(store, "out", "user:word")
    assert credentials.missing(policy) is None

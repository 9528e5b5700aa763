"""Credentials are asked of the key store seldom, and a new one is not waited for."""

from pathlib import Path

from agent.credentials import KEPT_SECONDS, Credentials
from agent.keys import FileKeys, KeyStore


def test_a_credential_is_kept_for_a_while_and_then_read_anew(tmp_path: Path) -> None:
    store, asked, now = FileKeys(tmp_path / "keys"), [0], [100.0]
    store.put("corp-key", b"first")

    def opened() -> KeyStore:
        asked[0] += 1
        return store

    credentials = Credentials(opened, clock=lambda: now[0])
    assert [credentials.get("corp-key") for _ in range(5)] == ["first"] * 5
    assert asked == [1]
    store.put("corp-key", b"second")
    now[0] += KEPT_SECONDS
    assert credentials.get("corp-key") == "second"


def test_an_item_that_is_not_there_yet_is_looked_for_each_time(tmp_path: Path) -> None:
    store = FileKeys(tmp_path / "keys")
    credentials = Credentials(lambda: store)
    assert credentials.get("corp-key") == ""
    store.put("corp-key", b"now")
    assert credentials.get("corp-key") == "now"


def test_an_item_that_was_taken_away_is_no_longer_used(tmp_path: Path) -> None:
    store, now = FileKeys(tmp_path / "keys"), [0.0]
    store.put("corp-key", b"first")
    credentials = Credentials(lambda: store, clock=lambda: now[0])
    assert credentials.get("corp-key") == "first"
    (tmp_path / "keys" / "corp-key").unlink()
    now[0] += KEPT_SECONDS
    assert credentials.get("corp-key") == ""

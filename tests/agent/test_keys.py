"""Keys are made once, kept privately, and never shown."""

import contextlib
import importlib.util
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from agent import keys
from agent.keys import FileKeys, SystemKeys, load_keys, open_keys, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_are_the_same_after_a_restart(tmp_path: Path) -> None:
    first = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    again = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert (first.token, first.placeholders, first.log, first.notebook) == (
        again.token,
        again.placeholders,
        again.log,
        again.notebook,
    )


def test_each_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    made = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert len({made.placeholders, made.log, made.notebook, made.token.encode()}) == 4
    assert all(len(key) == 32 for key in (made.placeholders, made.log, made.notebook))


def test_files_with_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert mode(tmp_path / "token") == 0o600
    assert mode(tmp_path / "keys") == 0o700
    assert {mode(file) for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_keys_do_not_show_themselves_in_a_log(tmp_path: Path) -> None:
    made = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert made.token not in repr(made)


def test_a_folder_with_file_keys_stays_with_them(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    assert isinstance(open_keys(tmp_path), FileKeys)


class Store(KeyringBackend):
    """A key store of the system, in memory."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_the_systems_store_keeps_the_keys_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Store(), Store()
    monkeypatch.setattr(keys, "_system_stores", lambda: [first, second])
    made = load_keys(tmp_path, open_keys(tmp_path))
    assert load_keys(tmp_path, open_keys(tmp_path)).placeholders == made.placeholders
    assert (len(first.kept), len(second.kept), made.reduced) == (4, 0, False)


def test_keys_in_a_store_that_is_no_longer_the_preferred_one_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Store()
    made = load_keys(tmp_path, SystemKeys(str(tmp_path), [old]))
    monkeypatch.setattr(keys, "_system_stores", lambda: [Store(), old])
    assert load_keys(tmp_path, open_keys(tmp_path)).placeholders == made.placeholders


def test_a_locked_store_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_system_stores", lambda: [Store(locked=True)])
    assert isinstance(open_keys(tmp_path), FileKeys)


@pytest.mark.parametrize("module", ["keyring.backends.SecretService", "keyring.backends.libsecret"])
def test_a_secret_service_without_a_collection_is_passed_by_and_opens_no_dialog(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store()
    monkeypatch.setattr(Store, "__module__", module)
    monkeypatch.setattr(keys, "_system_stores", lambda: [store])
    monkeypatch.setattr(keys, "_has_collection", lambda: False)
    assert isinstance(open_keys(tmp_path), FileKeys)
    monkeypatch.setattr(keys, "_has_collection", lambda: True)
    assert isinstance(open_keys(tmp_path), SystemKeys)


def test_every_backend_that_we_name_exists_in_keyring() -> None:
    for platform, named in keys.BACKENDS.items():
        for module, name in named:
            source = importlib.util.find_spec(f"keyring.backends.{module}")
            assert source is not None, platform
            assert source.origin is not None
            assert f"class {name}(" in Path(source.origin).read_text("utf-8")


def test_no_key_store_is_loaded_where_there_is_no_session_bus(tmp_path: Path) -> None:
    look = (
        "import sys, pathlib; from agent.keys import open_keys; "
        "print(open_keys(pathlib.Path(sys.argv[1])).reduced, 'keyring' in sys.modules)"
    )
    bare = {"XDG_RUNTIME_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path)], env=bare, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("name", ["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "XDG_RUNTIME_DIR"])
def test_each_way_to_a_session_bus_is_tried(name: str, tmp_path: Path) -> None:
    (tmp_path / "bus").touch()
    nowhere = {"XDG_RUNTIME_DIR": str(tmp_path / "none")}
    assert keys._may_have_session_bus({**nowhere, name: str(tmp_path)})
    assert not keys._may_have_session_bus(nowhere)


def test_file_keys_say_that_assurance_is_reduced(tmp_path: Path) -> None:
    assert load_keys(tmp_path, FileKeys(tmp_path / "keys")).reduced


def test_a_private_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "note"
    write_private(target, b"first")
    folder = tmp_path / "note-folder"
    folder.mkdir()
    with pytest.raises(OSError, match=r".*"):
        write_private(folder, b"second")
    assert target.read_bytes() == b"first"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["note", "note-folder"]


@pytest.mark.parametrize(("refusals", "holds"), [(2, b"second"), (99, b"first")], ids=["a moment", "for good"])
def test_a_file_that_somebody_reads_on_windows_is_replaced_when_they_are_done(
    refusals: int, holds: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real, asked = tmp_path / "note", Path.replace, [0]
    write_private(target, b"first")

    def replace(self: Path, to: Path) -> Path:
        asked[0] += 1
        if asked[0] <= refusals:
            raise PermissionError(13, "being used by another process")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(keys, "REPLACE_SECONDS", 0)
    with pytest.raises(PermissionError) if holds == b"first" else contextlib.nullcontext():
        write_private(target, b"second")
    assert target.read_bytes() == holds
    assert [one.name for one in tmp_path.iterdir()] == ["note"]

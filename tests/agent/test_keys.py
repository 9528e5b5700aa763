"""Keys are made once, kept privately, and never shown."""

import stat
from pathlib import Path

import pytest

from agent.keys import FileKeys, load_keys, open_keys, write_private


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
    keys = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert len({keys.placeholders, keys.log, keys.notebook, keys.token.encode()}) == 4
    assert all(len(key) == 32 for key in (keys.placeholders, keys.log, keys.notebook))


def test_files_with_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert mode(tmp_path / "token") == 0o600
    assert mode(tmp_path / "keys") == 0o700
    assert {mode(file) for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_keys_do_not_show_themselves_in_a_log(tmp_path: Path) -> None:
    keys = load_keys(tmp_path, FileKeys(tmp_path / "keys"))
    assert keys.token not in repr(keys)


def test_a_folder_with_file_keys_stays_with_them(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    assert isinstance(open_keys(tmp_path), FileKeys)


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

"""The person's own choices survive, and a broken file is as none."""

from pathlib import Path

import pytest

from desktop.prefs import FILE, Prefs, read_prefs, write_prefs


def test_choices_survive(tmp_path: Path) -> None:
    chosen = Prefs(language="ru", theme="dark", text_percent=150, hotkey="Meta+G")
    write_prefs(tmp_path / "new", chosen)
    assert read_prefs(tmp_path / "new") == chosen
    assert [file.name for file in (tmp_path / "new").iterdir()] == [FILE]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"null", b"{", b"\xff", b'{"language": 5, "unknown": 1}', b'{"text_percent": 3}']
)
def test_a_broken_file_is_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert read_prefs(tmp_path) == Prefs()


def test_what_is_understood_of_a_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"theme": "dark", "text_percent": "large"}')
    assert read_prefs(tmp_path) == Prefs(theme="dark")

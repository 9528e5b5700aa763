"""Texts in bulk: a line for a line, in order; a bad line is named and costs no other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.client import Trouble
from cli.redact_lines import Tally, answers, redact_lines
from policy.words import Text
from redactor.finding import Finding, RedactionError


def find(texts: Sequence[str]) -> list[list[Finding]]:
    """Finds the letter X, and cannot examine what says so."""
    if "refuse" in texts[0]:
        raise RedactionError(Text("нельзя", "not possible"))
    return [
        [Finding("PERSON", at, at + 1, 0.5, "test") for at, letter in enumerate(text) if letter == "X"]
        for text in texts
    ]  # fmt: skip


def told(data: bytes) -> tuple[list[dict[str, object]], Tally]:
    tally = Tally()
    return [json.loads(line) for line in answers(find, data.splitlines(keepends=True), tally)], tally


def test_places_are_code_points_of_the_text_as_it_was_before_json() -> None:
    (answer,), tally = told(json.dumps({"id": "a", "text": "😀\n\ud800X"}).encode())
    assert answer == {"id": "a", "spans": [{"start": 3, "end": 4, "type": "PERSON", "score": 0.5}]}
    assert tally.bad == []


@pytest.mark.parametrize("name", ["a", 7, None, "\ud800", "строка", {"k": [1]}], ids=repr)
def test_an_id_comes_back_as_it_was(name: object) -> None:
    (answer,), _ = told(json.dumps({"id": name, "text": ""}).encode())
    assert answer["id"] == name


BAD = {
    "no JSON": b"{",
    "no object": b"[1]",
    "no text": b'{"id": 1}',
    "a text that is a number": b'{"id": 1, "text": 5}',
    "no id": b'{"text": "X"}',
    "not UTF-8": b'{"id": 1, "text": "\xff"}',
    "nested without end": b"[" * 100_000,
    "refused": b'{"id": 1, "text": "refuse X"}',
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_bad_line_is_answered_by_its_number_and_never_as_clean(line: bytes) -> None:
    good = b'{"id": 2, "text": "X"}'
    (bad, after), tally = told(b"\n".join([line, b"", good]))
    assert "spans" not in bad
    assert str(bad["error"]).startswith("line 1: ")
    assert after["spans"]
    assert [number for number, _ in tally.bad] == [1]


def test_a_letter_that_looks_like_a_line_end_ends_no_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes('{"id": 1, "text": "a\u2028b\u0085X"}\r\n'.encode())
    redact_lines(find, source, target)
    (answer,) = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert answer["spans"][0]["start"] == 4


def test_a_run_that_breaks_off_leaves_the_old_answers_as_they_were(tmp_path: Path) -> None:
    def breaks(texts: Sequence[str]) -> list[list[Finding]]:
        raise KeyboardInterrupt

    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(b'{"id": 1, "text": "X"}\n')
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        redact_lines(breaks, source, target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_file_is_not_written_over_by_its_answers(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"id": 1, "text": "X"}\n')
    (tmp_path / "link").symlink_to(source)
    for target in (source, tmp_path / "link"):
        with pytest.raises(Trouble):
            redact_lines(find, source, target)
    assert source.read_bytes() == b'{"id": 1, "text": "X"}\n'

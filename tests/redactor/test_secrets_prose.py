"""Passwords, codes and keys as people write them in letters, chats and configuration."""

import re
from pathlib import Path

import pytest

from redactor.recognizers.secrets import find_secrets

LINES = (Path(__file__).parent / "secret_prompts.txt").read_text("utf-8").splitlines()[1:]


def parts(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks and where the marked stretches are."""
    text, spans = "", []
    for piece in re.split(r"(⟦.*?⟧)", line):
        if piece.startswith("⟦"):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("⟦⟧")
    return text, spans


@pytest.mark.parametrize("line", LINES)
def test_exactly_the_secret_is_found(line: str) -> None:
    text, spans = parts(line)
    assert [(one.start, one.end) for one in find_secrets(text)] == spans


@pytest.mark.parametrize("line", [line for line in LINES if "пароль" in line.lower()])
def test_capitals_change_nothing(line: str) -> None:
    text, spans = parts(re.sub("(?i)пароль", "ПАРОЛЬ", line))
    assert [(one.start, one.end) for one in find_secrets(text)] == spans


def test_the_whole_file_at_once_gives_the_secrets_of_its_lines() -> None:
    found, wanted, position = set(), set(), 0
    texts = []
    for line in LINES:
        text, spans = parts(line)
        wanted |= {(start + position, end + position) for start, end in spans}
        texts.append(text)
        position += len(text) + 2
    found = {(one.start, one.end) for one in find_secrets("\n\n".join(texts))}
    assert len(wanted & found) >= 0.97 * len(wanted)

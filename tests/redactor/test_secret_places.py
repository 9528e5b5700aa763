"""Words that may announce a secret are found on a page wherever they stand in its text."""

import json
import re
from pathlib import Path

import pytest

from redactor.recognizers.identifiers import read
from redactor.recognizers.secret_places import Places
from redactor.recognizers.secret_table import alternation, read_formats
from redactor.recognizers.secret_words import WORDS
from redactor.recognizers.secrets import find_secrets, find_secrets_on, may_announce

WANTED = {guard for row in read_formats() for guard in row.guards} | set(WORDS)
PLACES = Places(WANTED)
ANYWHERE = re.compile(f"(?=({alternation(WANTED)}))")
HERE = Path(__file__).parent


def _texts() -> list[str]:
    told = [(HERE / name).read_text("utf-8").splitlines() for name in ("secret_prompts.txt", "corpora/access.txt")]
    hand = (HERE / "corpora" / "hand.jsonl").read_text("utf-8").splitlines()
    return [line for lines in told for line in lines] + [json.loads(line)["text"] for line in hand]


def _places(text: str) -> list[tuple[int, str]]:
    """What is seen letter by letter."""
    return [(match.start(), match.group(1)) for match in ANYWHERE.finditer(read(text).low)]


@pytest.mark.parametrize("before", ["", "x", "XK_", "a1", "ё", "7", " ", "-", "я."])
def test_a_word_is_found_after_and_before_anything(before: str) -> None:
    for word in sorted(WANTED):
        for after in ("", "s", "_", "9", "=", " ", "л", "."):
            text = before + word.upper() + after
            assert list(PLACES.of(read(text))) == _places(text), text


def test_texts_show_the_same_places_as_letter_by_letter() -> None:
    texts = _texts()
    assert sum(len(_places(text)) for text in texts) > 100
    for text in texts:
        assert list(PLACES.of(read(text))) == _places(text), text


def test_a_page_read_for_all_rules_shows_the_same_secrets() -> None:
    texts = _texts()
    assert any(find_secrets(text) for text in texts)
    assert all(find_secrets_on(read(text)) == find_secrets(text) for text in texts)


def test_only_words_that_hold_or_begin_one_may_announce() -> None:
    assert may_announce("dbpassword")
    assert may_announce("ключом")
    assert not may_announce("погода")

"""Whatever a pattern of a recognizer begins with, a page marks it: the gate before the patterns shuts nothing out."""

import re
from random import Random
from re import _constants as op  # type: ignore[attr-defined]  # the parser that re itself uses
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from redactor import program_text
from redactor.recognizers import identifiers
from redactor.recognizers.identifiers import read

PATTERNS = [(name, pattern) for part in identifiers._PARTS for name, some in part.items() for pattern in some]
SAMPLES = 80


def _sample(tree: Any, chance: Random) -> str:
    return "".join(_piece(kind, value, chance) for kind, value in tree)


def _piece(kind: Any, value: Any, chance: Random) -> str:
    """Something that an element of a pattern matches; nothing for what only looks around."""
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.IN:
        member, inner = chance.choice(value)
        return chr(chance.randint(*inner)) if member is op.RANGE else _piece(member, inner, chance)
    if kind is op.BRANCH:
        return _sample(chance.choice(value[1]), chance)
    if kind is op.SUBPATTERN:
        return _sample(value[-1], chance)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, tree = value
        return "".join(_sample(tree, chance) for _ in range(chance.randint(least, min(most, least + 3))))
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return ""
    return chance.choice(" -.№" if value in (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD) else "аяkz7")


@pytest.mark.parametrize("name", sorted({name for name, _ in PATTERNS}))
def test_where_a_pattern_matches_a_word_the_page_marks_it(name: str) -> None:
    chance = Random(name)
    met = 0
    for pattern in [re.compile(one) for this, one in PATTERNS if this == name]:
        tree = parser.parse(pattern.pattern)
        for _ in range(SAMPLES):
            page = read(f"({_sample(tree, chance)}) 5")
            if pattern.match(page.low, 1) or pattern.match(page.text, 1):
                met += 1
                assert 1 in [spot.start for spot in page.marks(name)], page.text
    assert met


def test_whatever_is_a_sign_of_code_holds_one_of_those_that_are_looked_for_first() -> None:
    chance = Random("code")
    tree = parser.parse(program_text._SIGN.pattern)
    texts = [_sample(tree, chance) for _ in range(20 * SAMPLES)]
    met = [text for text in texts if any(match["code"] for match in program_text._SIGN.finditer(text))]
    assert len(met) > SAMPLES
    assert [text for text in met if not any(sign in text for sign in program_text._NEEDED)] == []

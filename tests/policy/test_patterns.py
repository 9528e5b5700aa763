import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.patterns import matches, specificity


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("chatgpt", "chatgpt", True),
        ("chatgpt", "chatgpt2", False),
        ("pii.*", "pii.ru.inn", True),
        ("pii.*", "pii", False),
        ("*", "", True),
        ("*", "any\nthing", True),
        ("a*c*e", "abcde", True),
        ("a*c*e", "abcd", False),
        ("a.c", "abc", False),
        ("[ab]", "a", False),
        ("a?", "ab", False),
    ],
)
def test_a_star_is_the_only_sign_with_a_meaning(pattern: str, value: str, expected: bool) -> None:
    assert matches(pattern, value) is expected


def test_many_stars_in_a_row_do_not_take_long() -> None:
    assert not matches("a" + "*" * 60 + "b", "a" * 5000)


def test_many_stars_with_letters_between_do_not_take_long() -> None:
    assert not matches("a*" * 60 + "b", "a" * 5000)
    assert matches("a*" * 60 + "b", "a" * 5000 + "b")


@given(st.text("ab*", max_size=7), st.text("ab", max_size=8))
def test_a_glob_is_the_expression_that_its_stars_say(pattern: str, value: str) -> None:
    said = re.fullmatch(".*".join(re.escape(piece) for piece in pattern.split("*")), value)
    assert matches(pattern, value) is (said is not None)


def test_an_exact_word_is_more_specific_than_any_glob() -> None:
    ordered = sorted(["pii.ru.inn", "*", "pii.ru.*", "pii.*"], key=specificity)
    assert ordered == ["*", "pii.*", "pii.ru.*", "pii.ru.inn"]

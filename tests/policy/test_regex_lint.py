"""Company patterns that could run for ever are refused; honest ones are not."""

import pytest

from policy.regex_lint import doubt_of, fault_of

RUNAWAY = [
    r"(a+)+$",
    r"(a|aa)+$",
    r"(a|a)*b",
    r"(x+x+)+y",
    r"(a*)*b",
    r"(?:\s*\w+)*!",
    r"(\w+\s?)*!",
    r"(\d{4,6} ?)+x",
    r"(a?b?)*c",
    r"(?=(a+)+b)x",
    r"(?!(a+)+b)x",
    r"(a{1,20}){1,20}b",
    r"(?:[^\"]|\\.)*\"",
    r"((ab)*)*c",
    r"(\S+)+@",
    r"(?:(?:a|b)+c?)+d",
    r"([0-9]+|[0-9]+-)+x",
    r"(a|b|ab)*c",
    r"^(.*a){20}$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"((?:иванов|[а-я]+)\s*)+!",
    r"(?>(a+)+)b",
    r"(a)?(?(1)(b+)+c|d)",
    r"(?:\w{0,7}a*?){1,5}!",
    r"(?:(?:[ab]?)*){0,5}c",
    r"(?:\w+\s?){2}x",
]
HONEST = [
    r"\bД-20\d{2}/\d{4}\b",
    r"\b(?:\d[ -]*){13,16}\b",
    r"(?:[A-Z]{2,3}-)+\d+",
    r"(?:\w+\.)+\w+",
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b",
    r"(?:\d{1,3}\.){3}\d{1,3}",
    r"(?:[0-9a-f]{4}:){3,7}[0-9a-f]{4}",
    r"(?<!\d)\d{10}(?:\d{2})?(?!\d)",
    r"(?:\d{12} )+x",
    r'"(?:[^"\\]|\\.)*"',
    r"(?>a+)+b",
    r"(?:a++)+b",
    r"(?i)(a|A)+b",
    r"(\w|\d)+!",
    r"PRJ(?:-[A-Z]+)*",
    r"(?:[A-Za-z0-9-]{1,63}\.)+[a-z]{2,}",
    r"(?:сч[её]т|договор)\s*№\s*\d{1,9}",
    r".{1,40}a.{1,40}b.{1,40}c",
    r"(?:\w+\.){1,3}x",
    r"\d+:\d+:\d+",
    r"(['\"])[^'\"]+\1",
    r"(?P<all>(?:договор|дог)\.?\s*)+№",
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?",
]


@pytest.mark.parametrize("pattern", RUNAWAY)
def test_a_pattern_that_can_run_away_is_refused(pattern: str) -> None:
    fault = fault_of(pattern)
    assert fault is not None
    assert "for ever" in fault.en


@pytest.mark.parametrize("pattern", HONEST)
def test_an_honest_pattern_is_accepted(pattern: str) -> None:
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(", "cannot be read"),
        ("a{3,2}", "cannot be read"),
        ("[[a]", "cannot be read"),
        (r"\p{L}", "cannot be read"),
        ("", "matches nothing"),
        ("a*", "matches nothing"),
        ("(x|)", "matches nothing"),
        ("a{9}" * 200, "too large"),
        (r".*a.*b.*c", "takes too long"),
        (r"\s*\s*\s*x", "takes too long"),
        (r"\w+\w{1,500}\w+", "takes too long"),
        (r"(?=\w*\w*\w*x)a", "takes too long"),
        ("(" * 3000 + ")" * 3000, "cannot be read"),
    ],
)
def test_an_unusable_pattern_is_refused(pattern: str, words: str) -> None:
    fault = fault_of(pattern)
    assert fault is not None
    assert words in fault.en
    assert any("а" <= letter <= "я" for letter in fault.ru)


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [(r"\s*\s*x", True), (r".*x.*y", True), (r"\d+-?\d+x", True), (r"\w+@\w+", False), (r"a+b+", False)],
)
def test_two_repetitions_of_the_same_characters_are_doubtful(pattern: str, slow: bool) -> None:
    assert fault_of(pattern) is None
    assert (doubt_of(pattern) is not None) is slow

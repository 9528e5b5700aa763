"""Runs of digit groups: every number of a text, read once. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redactor.recognizers.page import Page, Spot

_JOINS = frozenset(
    [before + dash + after for before in ("", " ") for dash in "-–" for after in ("", " ")]
    + [first + second for first in " \t" for second in ("", " ", "\t")]
)
_WIDEST = 3  # characters between two groups
LONGEST = 24
_SHORTEST = 8  # characters; no number that is classified has fewer digits
_MOST_GROUPS = 8  # an account in its parts has six
_DATE = re.compile(r"\d\d?\.\d\d?\.(?:\d{4}|\d\d)(?!\d)")
_DATE_ENDS = re.compile(r"(?<!\d)\d\d?\.\d\d?\.\Z")


class Number(NamedTuple):
    """Neighbouring groups read as one number: bare `digits`, `sizes` of the groups, where it stands."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int


def runs(page: Page) -> Iterator[list[Spot]]:
    """Each maximal run of digit groups with one space, two spaces, a hyphen or a dash between, long enough.

    Not inside a decimal, a path or a version.
    """
    text, run, last = page.text, list[Spot](), 0
    for spot in page.numbers:
        start, end = spot
        if run and start - last <= _WIDEST and text[last:start] in _JOINS:
            run.append(spot)
        else:
            if run and last - run[0].start >= _SHORTEST and _is_whole(text, run := _undated(text, run)):
                yield run
            run = [spot]
        last = end
    if run and last - run[0].start >= _SHORTEST and _is_whole(text, run := _undated(text, run)):
        yield run


def _undated(text: str, run: list[Spot]) -> list[Spot]:
    """The groups without the day of a date after them and the year of one before: «4276 … 9010 02.10.2025»."""
    if len(run) > 1 and text[run[-1].end : run[-1].end + 1] == "." and _DATE.match(text, run[-1].start):
        run = run[:-1]
    first = run[0].start
    if len(run) > 1 and text[first - 1 : first] == "." and _DATE_ENDS.search(text, max(0, first - 6), first):
        run = run[1:]
    return run


def _is_whole(text: str, run: list[Spot]) -> bool:
    start, end = run[0].start, run[-1].end
    if text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit():
        return False
    return not (start > 1 and text[start - 1] in ".," and text[start - 2].isdigit())


def windows(text: str, groups: list[Spot], first: int) -> Iterator[tuple[int, Number]]:
    """Numbers that begin with the group `first`, the longest first, each with the index after its last group."""
    sizes: list[int] = []
    digits = ""
    for start, end in groups[first : first + _MOST_GROUPS]:
        if len(digits) + end - start > LONGEST:
            break
        digits += text[start:end]
        sizes.append(end - start)
    start = groups[first].start
    while sizes:
        count = len(sizes)
        yield first + count, Number(digits, tuple(sizes), start, groups[first + count - 1].end)
        digits = digits[: -sizes.pop()]

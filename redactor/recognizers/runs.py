"""Runs of digit groups: every number of a text, read once. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redactor.recognizers.page import Page, Spot

_JOIN = re.compile(r" ?[-–] ?|[ \t]{1,2}")
_WIDEST = 3  # characters between two groups
LONGEST = 24
_MOST_GROUPS = 8  # an account in its parts has six


class Number(NamedTuple):
    """Neighbouring groups read as one number: bare `digits`, `sizes` of the groups, where it stands."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int


def runs(page: Page) -> Iterator[list[Spot]]:
    """Each maximal run of digit groups with one space, two spaces, a hyphen or a dash between, four characters or more.

    Not inside a decimal, a path or a version.
    """
    text, run = page.text, list[Spot]()
    for spot in page.numbers:
        if run and spot.start - run[-1].end <= _WIDEST and _JOIN.fullmatch(text, run[-1].end, spot.start):
            run.append(spot)
            continue
        if run and _is_whole(text, run):
            yield run
        run = [spot]
    if run and _is_whole(text, run):
        yield run


def _is_whole(text: str, run: list[Spot]) -> bool:
    start, end = run[0].start, run[-1].end
    if end - start < 4 or (text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit()):
        return False
    return not (start > 1 and text[start - 1] in ".," and text[start - 2].isdigit())


def windows(text: str, groups: list[Spot], first: int) -> Iterator[tuple[int, Number]]:
    """Numbers that begin with the group `first`, the longest first, each with the index after its last group."""
    sizes: list[int] = []
    total = 0
    last = first
    for group in groups[first : first + _MOST_GROUPS]:
        total += group.end - group.start
        if total > LONGEST:
            break
        sizes.append(group.end - group.start)
        last += 1
    for end in range(last, first, -1):
        part = groups[first:end]
        digits = "".join(text[group.start : group.end] for group in part)
        yield end, Number(digits, tuple(sizes[: end - first]), part[0].start, part[-1].end)

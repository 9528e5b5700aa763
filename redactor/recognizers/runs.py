"""Runs of digit groups: every number of a text, read once. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Groups of digits with one space, two spaces, a hyphen or a dash between; not inside a word, a decimal or a path.
_RUN = re.compile(
    r"(?<![\w.,])\d+(?:(?: ?[-–] ?|[ \t]{1,2})\d+)*(?!\w)|(?<=[^\d][.,])\d+(?:(?: ?[-–] ?|[ \t]{1,2})\d+)*(?!\w)"
)
_GROUP = re.compile(r"\d+")
_FRACTION = re.compile(r"[.,]\d")
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Group:
    """One group of digits: text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """Neighbouring groups read as one number: bare `digits`, `sizes` of the groups, where it stands."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int


def runs(text: str) -> Iterator[list[Group]]:
    """Each maximal run of digit groups with at least four digits."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start < 4 or _FRACTION.match(text, end):
            continue
        yield [Group(*group.span()) for group in _GROUP.finditer(text, start, end)]


def windows(text: str, groups: list[Group], first: int) -> Iterator[tuple[int, Number]]:
    """Numbers that begin with the group `first`, the longest first, each with the index after its last group."""
    sizes: list[int] = []
    total = 0
    last = first
    for group in groups[first:]:
        total += group.end - group.start
        if total > LONGEST:
            break
        sizes.append(group.end - group.start)
        last += 1
    for end in range(last, first, -1):
        part = groups[first:end]
        digits = "".join(text[group.start : group.end] for group in part)
        yield end, Number(digits, tuple(sizes[: end - first]), part[0].start, part[-1].end)

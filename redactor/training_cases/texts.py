"""Names in real Russian text whose own form tells their case: what stands around them is what the model learns from.

RusLit (works of authors dead for seventy years, in the public domain) and Wikinews (CC BY 2.5; of NEREL's repository
the texts alone).
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from redactor.cases import Case
from redactor.declension import Gender
from redactor.grammar import REACH
from redactor.inflection import seen_around
from redactor.morphology import parses

RUSLIT = "4509680"  # github.com/d0rj/RusLit
NEREL = "8f07d3e410f322d5dbf6b68b13fbf4a4aa077fe9"  # github.com/nerel-ds/NEREL
AFTER = 22
"""Code points that are seen after a name: what a placeholder of the usual length leaves of the window."""

_CAPITALISED = re.compile(r"(?<![А-Яа-яЁё-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?![А-Яа-яЁё-])")
_GOES_ON = re.compile(r"[ \u00a0][А-ЯЁ]")
_BEGAN_BEFORE = re.compile(r"[^.!?…–»\"\n\s]\s*[А-ЯЁ][а-яё]+[ \u00a0]\Z")
_KINDS = {"Name": "g", "Surn": "s", "Patr": "p"}


@dataclass(frozen=True, slots=True)
class Example:
    """Features of a name's surroundings, and the cases that its form may be."""

    features: tuple[str, ...]
    cases: frozenset[Case]


def texts(repository: Path, commit: str, pattern: str) -> Iterator[str]:
    """The text files of a clone whose paths match."""
    for name in sorted(_git(repository, "ls-tree", "-r", "--name-only", commit).splitlines()):
        if re.fullmatch(pattern, name):
            yield _git(repository, "show", f"{commit}:{name}").replace("\r", "")


def _git(repository: Path, *words: str) -> str:
    command = ["git", "-c", "core.quotepath=off", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")  # noqa: S603


def examples(text: str) -> Iterator[Example]:
    """One example a name of one gender; names that may be of two are left out."""
    for start, end, gender, cases, kind in _names(text):
        around = seen_around(text[max(0, start - REACH) : start], after(text, end), gender, kind)
        yield Example(tuple(around), cases)


def after(text: str, end: int) -> str:
    """What is seen of a text after a name; where it ends, a line ends."""
    right = text[end : end + AFTER]
    return right if len(right) == AFTER else right + "\n"


def _names(text: str) -> Iterator[tuple[int, int, Gender, frozenset[Case], str]]:
    group: list[re.Match[str]] = []
    for match in _CAPITALISED.finditer(text):
        if group and (not _readings(match[0]) or text[group[-1].end() : match.start()] not in (" ", "\u00a0")):
            yield from _of_group(text, group)
            group = []
        if _readings(match[0]):
            group.append(match)
    yield from _of_group(text, group)


def _of_group(text: str, group: list[re.Match[str]]) -> Iterator[tuple[int, int, Gender, frozenset[Case], str]]:
    if not group:
        return
    start, end = group[0].start(), group[-1].end()
    if _GOES_ON.match(text, end) or _BEGAN_BEFORE.search(text[max(0, start - 25) : start]):
        return  # a part of a longer name, the rest of which no dictionary knows
    readings = [_readings(match[0]) for match in group]
    agreeing = frozenset.intersection(*(frozenset(one[1:] for one in of_word) for of_word in readings))
    genders = {gender for gender, _ in agreeing}
    if len(genders) == 1:
        kind = "".join(sorted({min(role for role, _, _ in of_word) for of_word in readings}))
        yield start, end, genders.pop(), frozenset(case for _, case in agreeing), kind


@lru_cache(maxsize=200_000)
def _readings(word: str) -> frozenset[tuple[str, Gender, Case]]:
    """Role, gender and case of a word that the dictionary knows as a name first of all."""
    found, weight = set(), 0.0
    for one in parses(word.casefold()):
        role = next((kind for tag, kind in _KINDS.items() if tag in one.grammemes), None)
        if role is None or not one.known or {"plur", "Fixd"} & one.grammemes:
            continue
        weight += one.score
        genders = [gender for gender in Gender if gender.value in one.grammemes] or list(Gender)
        cases = [case for case in Case if case.value in one.grammemes]
        found |= {(role, gender, case) for gender in genders for case in cases}
    return frozenset(found) if weight >= 0.4 else frozenset()

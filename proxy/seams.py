"""Values that a client cut over several texts of one message, or of messages of one role. Pure.

What stands on both sides of a seam is looked at once more, as a model may read it: with nothing between, and as lines.
Each text is still looked at alone, so what is found in it does not depend on its neighbours (decisions 0187, 0320).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from redactor.finding import Finding

REACH = 256  # code points on either side of a seam: a value with the words that tell what it is
LONGEST = 8_000  # of a key in armour (RFC 7468) or a token, which are longer
_WORD = re.compile(r"[^\W\d_]{1,16}")
CUT_OFF = "…"  # stands in a text of which nothing else is left: providers refuse empty ones


class Passage(NamedTuple):
    """A text for the finder. parts: (number of the leaf, where its value begins in `text`, perhaps before it).

    glued: what crosses from one part into the next is one value.
    """

    text: str
    parts: Sequence[tuple[int, int]]
    glued: bool = False


class Cut(NamedTuple):
    """A value that goes on in other leaves. first: its part in the first; rest: (leaf, code points) of the others."""

    first: Finding
    rest: Sequence[tuple[int, int]]


def passages_at_seams(run: Mapping[int, str]) -> Iterator[Passage]:
    """run: number of a leaf → its value, two and more, in the order in which a model reads them."""
    for between in ("", "\n"):
        text = between.join(run.values())
        starts = list(accumulate((len(value) + len(between) for value in run.values()), initial=0))
        spans: list[tuple[int, int]] = []
        for seam, (left, right) in zip(starts[1:], pairwise(run.values()), strict=False):
            if not between or not (left[-1:].isspace() or right[:1].isspace()):
                start, end = _begin(text, seam - len(between)), _end(text, seam)
                spans.append((spans.pop()[0] if spans and start <= spans[-1][1] else start, end))
        for start, end in spans:
            places = zip(run, starts, starts[1:], strict=False)
            parts = [(leaf, at - start) for leaf, at, following in places if at < end and following > start]
            yield Passage(text[start:end], parts, glued=not between)


class Shares:
    """Gives each leaf its part of what was found; passages of single leaves come first. values: of the leaves."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values
        self._findings: list[list[Finding]] = [[] for _ in values]
        self._cuts: dict[int, Cut] = {}

    def add(self, passage: Passage, findings: Iterable[Finding]) -> None:
        """What was found in a passage."""
        for one in findings:
            pieces = [
                (leaf, replace(one, start=max(one.start - start, 0), end=min(one.end - start, len(self._values[leaf]))))
                for leaf, start in passage.parts
                if one.start < start + len(self._values[leaf]) and one.end > start
            ]
            if not passage.glued or len(pieces) == 1 or "ZQ_" in passage.text[one.start : one.end]:
                self._add(pieces)
            elif not self._is_whole(one.entity, pieces):
                self._cuts[pieces[0][0]] = Cut(pieces[0][1], [(leaf, piece.end) for leaf, piece in pieces[1:]])
            else:
                self._add([(leaf, piece) for leaf, piece in pieces if not self._is_word(leaf, piece)])

    def settled(self) -> tuple[list[list[Finding]], Mapping[int, Cut]]:
        """The findings of each leaf, sorted, none within another; a value that was cut takes what it overlaps."""
        found = self._findings
        for cut in self._cuts.values():
            for leaf, length in cut.rest:
                found[leaf] = [replace(one, start=max(one.start, length)) for one in found[leaf] if one.end > length]
        for leaf, cut in self._cuts.items():
            start = min([cut.first.start, *(one.start for one in found[leaf] if one.end > cut.first.start)])
            self._cuts[leaf] = Cut(replace(cut.first, start=start), cut.rest)
            found[leaf] = [*(one for one in found[leaf] if one.end <= start), self._cuts[leaf].first]
        return [_outermost(of_leaf) for of_leaf in found], self._cuts

    def _add(self, pieces: Iterable[tuple[int, Finding]]) -> None:
        for leaf, piece in pieces:
            self._findings[leaf].append(piece)

    def _is_whole(self, entity: str, pieces: Sequence[tuple[int, Finding]]) -> bool:
        """Whether one of the texts holds such a value alone, up to a seam in which a letter follows: no part of it."""
        (first, _), (second, _), *_ = pieces
        (last_but_one, _), (last, _) = pieces[-2:]
        before = [one.entity for one in self._findings[first] if one.end == len(self._values[first])]
        behind = [one.entity for one in self._findings[last] if one.start == 0]
        return (entity in before and self._may_be_words(first, second)) or (
            entity in behind and self._may_be_words(last_but_one, last)
        )

    def _may_be_words(self, leaf: int, following: int) -> bool:
        left, right = self._values[leaf][-1], self._values[following][0]
        return left.isalnum() and right.isalnum() and not (left.isdigit() and right.isdigit())

    def _is_word(self, leaf: int, piece: Finding) -> bool:
        return _WORD.fullmatch(self._values[leaf], piece.start, piece.end) is not None


def _outermost(findings: Iterable[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: (one.start, -one.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _begin(text: str, seam: int) -> int:
    """Where to begin to look left of a seam: not within a word, and at the beginning of a key."""
    armour = text.rfind("-----BEGIN ", max(0, seam - LONGEST), seam)
    if armour >= 0 and "-----END " not in text[armour:seam]:
        return armour
    at = max(0, seam - REACH)
    while at > max(0, seam - LONGEST) and not text[at - 1].isspace():
        at -= 1
    return at


def _end(text: str, seam: int) -> int:
    """Where to end on the right of it."""
    armour = text.find("-----END ", seam, seam + LONGEST)
    if armour >= 0 and "-----BEGIN " not in text[seam:armour]:
        seam = armour
    at = min(len(text), seam + REACH)
    while at < min(len(text), seam + LONGEST) and not text[at].isspace():
        at += 1
    return at

"""The labels of both name networks and how word labels become spans.

People, places, organisations, addresses; and what only its sentence tells (redactor/names/told.py): secrets, birth
dates, phones, other personal numbers, accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

KINDS = ("PER", "LOC", "ORG", "ADR", "SEC", "DOB", "TEL", "NUM", "ACC")
TOLD = KINDS[4:]  # what only its sentence tells
LABELS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in ("B", "I")))


def runs(labels: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """(first word, end word, kind) of each labelled run; an inside label without its beginning begins one."""
    start, kind = 0, ""
    for position, label in enumerate([*labels, 0]):
        edge, _, following = LABELS[label].partition("-")
        if kind and (edge != "I" or following != kind):
            yield start, position, kind
            kind = ""
        if following and not kind:
            start, kind = position, following

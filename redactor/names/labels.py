"""The labels of the Latin name model and how word labels become spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

KINDS = ("PER", "LOC", "ORG", "ADR")
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

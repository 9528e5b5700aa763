"""Examples to the arrays that the network reads: the same words and pieces as at run time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from redactor.names.labels import LABELS
from redactor.names.training.prompts import Example, Span
from redactor.names.training.slots import UNSURE
from redactor.names.wordpiece import Word, WordPiece

LONGEST = 160  # pieces; longer examples are cut
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """One example: a number for each piece; labels are set on first pieces of words only."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """int64 arrays [batch, length]."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    cases: NDArray[np.int64]
    labels: NDArray[np.int64]


def word_labels(words: Sequence[Word], spans: Sequence[Span]) -> list[int]:
    """The label of each word; marks for line ends have none."""
    result, remaining = [], list(spans)
    inside: Span | None = None
    for word in words:
        while remaining and remaining[0].end <= word.start:
            remaining.pop(0)
        span = remaining[0] if remaining and remaining[0].start <= word.start else None
        if word.mark:
            result.append(IGNORED)
            continue
        result.append(_label(span, inside=span is inside))
        inside = span
    return result


def _label(span: Span | None, *, inside: bool) -> int:
    if span is None:
        return 0
    return IGNORED if span.label == UNSURE else LABELS.index(f"{'I' if inside else 'B'}-{span.label}")


def encode(example: Example, pieces: WordPiece) -> Encoded:
    """One example as numbers, with start and end marks."""
    words = pieces.words(example.text)
    ids, cases, labels = [pieces.start], [0], [IGNORED]
    for word, label in zip(words, word_labels(words, example.spans), strict=True):
        if len(ids) + len(word.pieces) >= LONGEST:
            break
        ids.extend(word.pieces)
        cases.extend([int(word.case)] * len(word.pieces))
        labels.extend([label] + [IGNORED] * (len(word.pieces) - 1))
    return Encoded((*ids, pieces.end), (*cases, 0), (*labels, IGNORED))


def batches(encoded: list[Encoded], *, pieces: int, padding: int, random: Random) -> Iterator[Batch]:
    """Batches of about `pieces` pieces, alike in length, in random order."""
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index].ids) + random.random() * 4)
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(encoded[index].ids) > pieces:
            groups.append([])
        groups[-1].append(index)
    random.shuffle(groups)
    for group in groups:
        yield padded([encoded[index] for index in group], padding)


def padded(examples: Sequence[Encoded], padding: int) -> Batch:
    """Examples of different length in one batch."""
    length = max(len(example.ids) for example in examples)
    shape = (len(examples), length)
    ids, mask = np.full(shape, padding, np.int64), np.zeros(shape, np.int64)
    cases, labels = np.zeros(shape, np.int64), np.full(shape, IGNORED, np.int64)
    for row, example in enumerate(examples):
        size = len(example.ids)
        ids[row, :size], mask[row, :size] = example.ids, 1
        cases[row, :size], labels[row, :size] = example.cases, example.labels
    return Batch(ids, mask, cases, labels)

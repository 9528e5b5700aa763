"""Names of people, organisations and postal addresses written in Latin letters: a MiniLM token classifier (ONNX, int8).

Trained by redactor/names/training; MODEL_CARD.md tells on what, how good it is and where it fails. The model reads
only sentences that hold a Latin word which is not known to be quiet (never a name), in windows with overlap.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime 1.31 keeps a device id and a queue for its maker otherwise

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from redactor.finding import Finding
from redactor.names.labels import LABELS, runs
from redactor.names.latin_spans import Labelled, findings, is_verb_like_name, repeated
from redactor.names.lists import quiet_latin
from redactor.names.wordpiece import Word, WordPiece, read_vocabulary

FOLDER = Path(__file__).parent
WINDOW = 128  # pieces, without start and end
BRIDGE = 8  # pieces of quiet sentences between two windows that are cheaper read than the model run once more
OVERLAP = 32  # pieces that two windows of one long stretch share
NEAR = 12  # words of another script kept on each side of a Latin word
PERSON_BIAS = 1.5  # added to the logits of a person: a name lost costs more than a word masked (docs/decisions/0379)
ADDRESS_BIAS = 0.7  # added to the logits of an address: of the postal ones most is lost, and little is taken for one
_SENTENCE_END = frozenset(".!?;")
_MARKUP = re.compile(r"[A-Za-z]")
# Words beside which values stand that no name is: a sentence with one is read.
_TELLS = re.compile(
    r"(?i)(?<![^\W_])(?:pass(?:word|code|phrase|wd|port)?s?|pwd|pins?|codes?|wi-?fi|log-?ins?|user(?:name)?s?|creds?|credentials"
    r"|secrets?|keys?|tokens?|born|dob|birth(?:day|date)?s?|members?|membership|polic(?:y|ies)|licen[cs]es?|patients?|mrn|nhs"
    r"|students?|accounts?|acct|a/c|routing|sort|tax|ids?|ssn|phones?|call|text|tel|mobile|cell|ring|dial|extension|ext|emails?"
    r"|e-mails?|handle|plates?|rego?|vin|iban)(?![^\W_])"
)

Scores = NDArray[np.float32]
_LEANS = {"PER": PERSON_BIAS, "ADR": ADDRESS_BIAS}
_HELP: Scores = np.array([_LEANS.get(label[2:], 0.0) for label in LABELS], np.float32)


@dataclass(frozen=True, slots=True)
class Window:
    """Words first…end-1 that the model reads at once."""

    first: int
    end: int
    pieces: int


class LatinNames:
    """Finds Latin names in texts. Holds the model (about 60 MB), no text. Use it from one thread at a time."""

    def __init__(self, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._model = ort.InferenceSession(FOLDER / "latin.onnx", options, providers=["CPUExecutionProvider"])
        self._pieces = WordPiece(read_vocabulary(FOLDER / "latin_vocabulary.txt"))
        self._quiet = quiet_latin()

    def find(self, text: str, *, places: bool = False) -> list[Finding]:
        """PERSON, ORG and LOCATION (postal addresses), sorted; with `places` also PLACE (towns, countries).

        Offsets are code points. Spans never hold a letter of another script.
        """
        if not _MARKUP.search(text):
            return []
        words = self._pieces.words(text)
        windows = list(packed(words, self._worth_reading(text, words)))
        if not windows:
            return []
        found = list(findings(text, words, self._labelled(words, windows), self._quiet))
        found.extend(repeated(text, found, self._quiet))
        return sorted((one for one in found if places or one.entity != "PLACE"), key=lambda one: (one.start, -one.end))

    def _worth_reading(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """(first word, end word) of the sentences that may hold a name."""
        for first, end in sentences(text, words):
            if self._may_hold_names(text, words, first, end):
                yield _near_latin(words, first, end)

    def _may_hold_names(self, text: str, words: Sequence[Word], first: int, end: int) -> bool:
        if _TELLS.search(text, words[first].start, words[end - 1].end):
            return True
        return any(
            word.latin
            and word.end - word.start > 1
            and (
                text[word.start : word.end].lower() not in self._quiet
                or (place > 0 and is_verb_like_name(text, word.start, word.end))
            )
            for place, word in enumerate(words[first:end])
        )

    def _labelled(self, words: Sequence[Word], windows: Sequence[Window]) -> Iterator[Labelled]:
        """Labelled runs over all windows; where two overlap the one with more context decides."""
        best: dict[int, tuple[int, int, float]] = {}
        for window in windows:
            labels, certain = decode(self._scores(words[window.first : window.end]))
            for offset, (label, probability) in enumerate(zip(labels, certain, strict=True)):
                index = window.first + offset
                context = min(offset, window.end - 1 - index)
                if index not in best or best[index][0] < context:
                    best[index] = (context, label, probability)
        for first, end in _neighbours(sorted(best)):
            labels = [best[index][1] for index in range(first, end)]
            for start, stop, kind in runs(labels):
                score = sum(best[first + index][2] for index in range(start, stop)) / (stop - start)
                yield Labelled(first + start, first + stop, kind, score)

    def _scores(self, words: Sequence[Word]) -> Scores:
        """Logits of the first piece of each word. One window at a time: nothing is padded, and memory is bounded."""
        ids, cases, firsts = [self._pieces.start], [0], []
        for word in words:
            firsts.append(len(ids))
            ids += word.pieces
            cases += [word.case] * len(word.pieces)
        read = {
            "ids": np.array([[*ids, self._pieces.end]], np.int64),
            "cases": np.array([[*cases, 0]], np.int64),
            "firsts": np.array(firsts, np.int64),
        }
        logits: Scores = self._model.run(None, read)[0][0]
        return logits


def sentences(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first word, end word) of each line, and of each sentence within a long line."""
    first = 0
    for index, word in enumerate(words):
        line_end = word.mark and "\n" in text[word.start : word.end]
        if line_end or (
            index - first >= 8 and text[word.start] in _SENTENCE_END and text[word.end : word.end + 1].isspace()
        ):
            yield first, index + 1
            first = index + 1
    if first < len(words):
        yield first, len(words)


def _near_latin(words: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """The part of a sentence around its Latin words, when it is mostly of another script."""
    latin = [index for index in range(first, end) if words[index].latin]
    return max(first, latin[0] - NEAR), min(end, latin[-1] + 1 + NEAR)


def packed(words: Sequence[Word], sentences: Iterable[tuple[int, int]]) -> Iterator[Window]:
    """Windows of whole neighbouring sentences; a sentence that is too long is read in windows that overlap.

    A short quiet sentence between two is read with them.
    """
    held: Window | None = None
    for first, end in sentences:
        size = sum(len(word.pieces) for word in words[first:end])
        if held is not None:
            between = sum(len(word.pieces) for word in words[held.end : first])
            if between <= BRIDGE and held.pieces + between + size <= WINDOW:
                held = Window(held.first, end, held.pieces + between + size)
                continue
            yield held
        held = Window(first, end, size)
        if size > WINDOW:
            yield from windows_of(words, first, end)
            held = None
    if held is not None:
        yield held


def windows_of(words: Sequence[Word], first: int, end: int) -> Iterator[Window]:
    """Windows of at most WINDOW pieces over words first…end-1; two neighbours share about OVERLAP pieces."""
    start = first
    while start < end:
        stop, size = start, 0
        while stop < end and size + len(words[stop].pieces) <= WINDOW:
            size += len(words[stop].pieces)
            stop += 1
        yield Window(start, stop, size)
        if stop == end:
            return
        shared, begun, start = 0, start, stop
        while start > begun + 1 and shared < OVERLAP:
            start -= 1
            shared += len(words[start].pieces)


def decode(scores: Scores) -> tuple[list[int], list[float]]:
    """The best label of each word and its probability, beginnings and insides of one kind together."""
    scores = scores + _HELP
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    first, inside = odds[:, 1::2], odds[:, 2::2]
    kinds = np.concatenate([odds[:, :1], first + inside], axis=1)
    kind = kinds.argmax(axis=1)
    begins = (first >= inside)[np.arange(len(kind)), kind - 1]
    return np.where(kind == 0, 0, 2 * kind - begins).tolist(), kinds.max(axis=1).tolist()


def _neighbours(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Unbroken runs of sorted indices as (first, end)."""
    first = previous = None
    for index in indices:
        if previous is not None and first is not None and index != previous + 1:
            yield first, previous + 1
            first = index
        first = index if first is None else first
        previous = index
    if first is not None and previous is not None:
        yield first, previous + 1


assert len(LABELS) % 2 == 1  # O, then a beginning and an inside for each kind

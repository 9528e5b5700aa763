"""Tags people, organisations and places among the tokens of a text: a small convolutional network (ONNX).

Trained by redactor/names/training_cyrillic; MODEL_CARD.md tells on what, how good it is and where it fails.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime 1.31 keeps a device id and a queue for its maker otherwise

import numpy as np
import onnxruntime as ort

from redactor.names.features import Features, Rows
from redactor.names.labels import KINDS, LABELS, runs
from redactor.names.morph import Morph
from redactor.names.tokens import Token
from redactor.names.vectors import Floats, WordVectors, checked
from redactor.names.vectors import ModelError as ModelError

_FILE = ("cyrillic.onnx", "e9904c69abacd5fec5e2495612f1883992778a728b035feb57faf73afa93f38a")
_WINDOW = 2000  # tokens computed at once: 5 MB of rows
# Added to the scores of a person: a name lost costs more than a word masked.
_HELP: Floats = np.array([1.2 if label.endswith("-PER") else 0.0 for label in LABELS], np.float32)
_REACH = 32  # tokens on each side that the network looks at


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens first … last - 1 are of one of the KINDS; the mean of their probabilities."""

    kind: str
    first: int
    last: int
    odds: float


class CyrillicModel:
    """The network and what it is told of words."""

    def __init__(self, morph: Morph, path: Path | None = None) -> None:
        path = path or checked(Path(__file__).parent, *_FILE)
        self._vectors = WordVectors()
        self._features = Features(self._vectors.number, morph)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])

    def tag(self, tokens: Sequence[Token], bias: Floats | float = 0.0) -> Iterator[Tagged]:
        """Spans of all kinds, in their order; `bias` is taken from the scores of being nothing."""
        if not tokens:
            return
        scores = self.scores(tokens) + _HELP
        scores[:, 0] -= bias
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        labels = decode(odds)
        for first, last, kind in runs(labels):
            at = 1 + 2 * KINDS.index(kind)
            yield Tagged(kind, first, last, float(odds[first:last, at : at + 2].sum(axis=1).mean()))

    def scores(self, tokens: Sequence[Token]) -> Floats:
        """A row of label scores a token."""
        rows = self._features.rows(tokens)
        found = []
        for start in range(0, len(tokens), _WINDOW):
            first, last = max(0, start - _REACH), min(len(tokens), start + _WINDOW + _REACH)
            found.append(self._run(rows, first, last)[start - first : start - first + _WINDOW])
        return np.concatenate(found)

    def _run(self, rows: Rows, first: int, last: int) -> Floats:
        part = slice(first, last)
        scores: Floats = self._session.run(
            None,
            {
                "vectors": self._vectors[rows.words[part]][None],
                "affixes": rows.affixes[None, part],
                "shapes": rows.shapes[None, part],
                "settings": rows.settings[None, part],
                "readings": rows.readings[None, part],
            },
        )[0][0]
        return scores


def decode(odds: Floats) -> list[int]:
    """The best label of each token, beginnings and insides of one kind together."""
    kinds = np.concatenate([odds[:, :1], odds[:, 1::2] + odds[:, 2::2]], axis=1)
    kind = kinds.argmax(axis=1)
    row = np.arange(len(odds))
    begins = odds[row, np.maximum(kind * 2 - 1, 0)] >= odds[row, kind * 2]
    labels: list[int] = np.where(kind == 0, 0, np.where(begins, kind * 2 - 1, kind * 2)).tolist()
    return labels

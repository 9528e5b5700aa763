"""Precision and recall of a tagger on examples, counted in exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from redactor.names.labels import KINDS, runs
from redactor.names.training.encode import IGNORED, Encoded

Tag = Callable[[Sequence[Encoded]], list[list[int]]]  # a label for each piece of each example


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: right, predicted, in the gold."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0

    def __str__(self) -> str:
        return f"R {self.recall:.3f} P {self.precision:.3f} F {self.f1:.3f}"


def score(tag: Tag, examples: Sequence[Encoded], *, place_is_address: bool = False) -> dict[str, Score]:
    """Exact spans by kind and over all. In corpora that know no addresses ADR counts as LOC."""
    counts: dict[str, Counter[str]] = {"right": Counter(), "predicted": Counter(), "gold": Counter()}
    for first in range(0, len(examples), 32):
        some = examples[first : first + 32]
        for example, labels in zip(some, tag(some), strict=True):
            kept = [position for position, label in enumerate(example.labels) if label != IGNORED]
            gold = _spans([example.labels[position] for position in kept], place_is_address)
            predicted = _spans([labels[position] for position in kept], place_is_address)
            counts["gold"].update(kind for *_, kind in gold)
            counts["predicted"].update(kind for *_, kind in predicted)
            counts["right"].update(kind for *_, kind in gold & predicted)
    scores = {kind: Score(counts["right"][kind], counts["predicted"][kind], counts["gold"][kind]) for kind in KINDS}
    scores["all"] = Score(*(sum(counts[name].values()) for name in ("right", "predicted", "gold")))
    return scores


def _spans(labels: Sequence[int], place_is_address: bool) -> set[tuple[int, int, str]]:
    return {(start, end, "LOC" if place_is_address and kind == "ADR" else kind) for start, end, kind in runs(labels)}

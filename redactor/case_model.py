"""Judges the case that a name needs by a linear model: weights of features, read from the file where they stand.

`case_model.bin` (redactor/training_cases/README.md): how many features, the value of a step, the features' CRC-32 in
order, and six signed bytes for each, one a case. It is mapped, not read: a process pays for the pages that it looks at.
"""

import math
import mmap
import struct
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from redactor.cases import Case

_TABLE = Path(__file__).with_suffix(".bin")
_HEAD = struct.Struct("<If")
_CASES = tuple(Case)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest case, and how likely the model thinks it, 0…1."""

    case: Case
    share: float


@dataclass(frozen=True, slots=True)
class _Weights:
    features: memoryview
    steps: memoryview
    step: float


def judged(features: Sequence[str]) -> Verdict:
    """The case for a name whose surroundings are told by `features` (redactor.context)."""
    table = _weights()
    known, steps, count = table.features, table.steps, len(table.features)
    sums = [0] * len(_CASES)
    for feature in features:
        code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
        at = bisect_left(known, code)
        if at < count and known[at] == code:
            for case, weight in enumerate(steps[6 * at : 6 * at + 6]):
                sums[case] += weight
    best = max(sums)
    shares = [math.exp((one - best) * table.step) for one in sums]
    return Verdict(_CASES[sums.index(best)], 1 / sum(shares))


@cache
def _weights() -> _Weights:
    with _TABLE.open("rb") as file:
        rows = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    count, step = _HEAD.unpack(rows[: _HEAD.size])
    middle = _HEAD.size + 4 * count
    return _Weights(rows[_HEAD.size : middle].cast("I"), rows[middle:].cast("b"), step)

"""Fits the weights to examples and writes them as redactor.case_model reads them.

A name's form may be of two cases («Иванова»): then the sum of their shares is learnt, so that the model itself decides
between them by what it knows from names whose forms differ.
"""

import argparse
import struct
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from redactor.cases import Case

_CASES = len(Case)
_SEEN_TIMES = 3  # a feature that occurs less often is left out
_DROPPED = 0.15  # share of features unseen in a step, so that none is relied on alone
_BATCH = 256
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("examples", nargs="+", type=Path, help="files of prepare.py: real text first, then our own")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--features", type=int, default=49_000)
    arguments.add_argument("--real", type=float, default=0.5, help="weight of an example of real text")
    arguments.add_argument("--epochs", type=int, default=3)
    options = arguments.parse_args()
    codes, rows, masks, weights = _loaded(options.examples, options.real)
    names, index = _numbered(codes)
    fitted = _fitted(index, rows, masks, weights, len(names), options.epochs)
    kept = np.sort(np.argsort(-np.abs(fitted).max(1))[: options.features])
    place = np.full(len(names) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    fitted = _fitted(place[index], rows, masks, weights, len(kept), options.epochs)
    options.out.write_bytes(packed(names[kept], fitted))
    sys.stdout.write(f"{len(masks)} examples, {len(names)} features, {len(kept)} kept\n")


def packed(names: npt.NDArray[np.uint32], fitted: Floats) -> bytes:
    """The file: count, value of a step, the features' codes in order, six signed bytes each."""
    step = float(np.quantile(np.abs(fitted), 0.9999)) / 127
    steps = np.clip(np.rint(fitted / step), -127, 127).astype(np.int8)
    head = struct.pack("<If", len(names), step)
    return b"".join((head, names.astype("<u4").tobytes(), steps.tobytes()))


def _loaded(files: list[Path], real: float) -> tuple[npt.NDArray[np.uint32], Ints, npt.NDArray[np.uint8], Floats]:
    parts = [np.load(file) for file in files]
    codes = np.concatenate([part["codes"] for part in parts])
    rows = np.concatenate([[0], np.cumsum(np.concatenate([part["counts"] for part in parts]))]).astype(np.int64)
    masks = np.concatenate([part["masks"] for part in parts])
    weights = np.concatenate([np.full(len(part["masks"]), real if part["real"] else 1.0) for part in parts])
    return codes, rows, masks, weights.astype(np.float32)


def _numbered(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], Ints]:
    """The codes worth learning, in order, and for every feature its number; the last number is for the others."""
    names, inverse, counts = np.unique(codes, return_inverse=True, return_counts=True)
    good = counts >= _SEEN_TIMES
    number = np.where(good, np.cumsum(good) - 1, -1)
    return names[good], number[inverse].astype(np.int64)


def _fitted(index: Ints, rows: Ints, masks: npt.NDArray[np.uint8], weights: Floats, size: int, epochs: int) -> Floats:
    """Logistic regression by AdaGrad. `index` −1: no such feature."""
    chance = np.random.default_rng(1)
    allowed = ((masks[:, None] >> np.arange(_CASES)) & 1).astype(np.float32)
    fitted = np.zeros((size, _CASES), dtype=np.float32)
    squares = np.full((size, _CASES), 1e-2, dtype=np.float32)
    for epoch in range(epochs):
        rate = 0.15 * (1 - 0.7 * epoch / epochs)
        order = chance.permutation(len(masks))
        for begin in range(0, len(order), _BATCH):
            chosen = order[begin : begin + _BATCH]
            lengths = rows[chosen + 1] - rows[chosen]
            row = np.repeat(np.arange(len(chosen)), lengths)
            first = np.repeat(rows[chosen] - (np.cumsum(lengths) - lengths), lengths)
            feature = index[first + np.arange(len(row))]
            seen = (feature >= 0) & (chance.random(len(row)) > _DROPPED)
            feature, row = feature[seen], row[seen]
            gradient = _gradient(fitted[feature], row, allowed[chosen]) * weights[chosen][:, None]
            unique, inverse = np.unique(feature, return_inverse=True)
            step = _summed(gradient[row], inverse, len(unique)) + 1e-6 * fitted[unique]
            squares[unique] += step * step
            fitted[unique] -= rate * step / np.sqrt(squares[unique])
    return fitted


def _gradient(of_features: Floats, row: Ints, allowed: Floats) -> Floats:
    sums = _summed(of_features, row, len(allowed))
    shares = np.exp(sums - sums.max(1, keepdims=True))
    shares = shares / shares.sum(1, keepdims=True)
    wanted = shares * allowed
    gradient: Floats = shares - wanted / (wanted.sum(1, keepdims=True) + 1e-9)
    return gradient


def _summed(values: Floats, into: Ints, size: int) -> Floats:
    return np.stack([np.bincount(into, values[:, case], size) for case in range(_CASES)], 1).astype(np.float32)


if __name__ == "__main__":
    main()

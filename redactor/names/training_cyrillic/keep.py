"""Choose the words that keep their vectors, and mark them in kept.bin: a bit a word of navec's vocabulary.

python -m redactor.names.training_cyrillic.keep

The rarest go one after another until KEPT are left. A word with another spelling or normal form to be read by counts
half, and hands on its count when it goes: «самовар» stays for all forms of it. Prints the digest for vectors.py.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import sys
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redactor.names import vectors
from redactor.names.features import Features
from redactor.names.morph import Morph
from redactor.names.tokens import tokenize
from redactor.names.vectors import NAVEC, model_folder, vocabulary

KEPT = 98_000
_SPECIAL = ("<unk>", "<pad>")
_NONE = -1


def stand_ins(words: Sequence[str]) -> list[int]:
    """For each word the number of the one it is read by when it has no vector, or _NONE."""
    number_of = {word: number for number, word in enumerate(words)}
    asked: list[str] = []

    def note(spellings: Iterable[str]) -> int:
        asked[:] = [word for word in spellings if word in number_of]
        return 0

    features = Features(note, Morph())
    found = []
    for word in words:
        features.rows(tokenize(word)[:1])
        found.append(next((number_of[one] for one in asked if one != word), _NONE))
    return found


def kept(counts: NDArray[np.uint32], stand_in: Sequence[int], many: int) -> NDArray[np.bool_]:
    """Which words stay, by number."""
    weight = counts.astype(float)
    stays = np.ones(len(counts), bool)

    def cost(word: int) -> float:
        other = stand_in[word]
        return float(weight[word] / 2 if other != _NONE and stays[other] else weight[word])

    waiting = [(cost(word), word) for word in range(len(counts))]
    heapq.heapify(waiting)
    left = len(counts)
    while left > many:
        told, word = heapq.heappop(waiting)
        now = cost(word)
        if now > told:
            heapq.heappush(waiting, (now, word))
            continue
        stays[word] = False
        left -= 1
        if stand_in[word] != _NONE and stays[stand_in[word]]:
            weight[stand_in[word]] += counts[word]
    return stays


def counts_of(size: int) -> NDArray[np.uint32]:
    """How often navec's corpus, a milliard of words, holds each (navec 0.10: a number, counts, words)."""
    with tarfile.open(model_folder() / NAVEC) as tar:
        file = tar.extractfile("vocab.bin")
        assert file is not None
        return np.frombuffer(gzip.decompress(file.read()), np.uint32, size, offset=4)


def main() -> int:
    """Write kept.bin."""
    words = vocabulary()
    stays = kept(counts_of(len(words)), stand_ins(words), KEPT)
    stays[[words.index(word) for word in _SPECIAL]] = True
    marked = np.packbits(stays).tobytes()
    (Path(vectors.__file__).parent / "kept.bin").write_bytes(marked)
    print(hashlib.sha256(marked).hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())

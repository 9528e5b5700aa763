"""Writes examples as numbers: the codes of their features, how many each has, and a bit for each case it may be."""

import argparse
import array
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np

from redactor.cases import Case
from redactor.training_cases import sentences, texts
from redactor.training_cases.texts import Example

_CASES = tuple(Case)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ruslit", type=Path, help="a clone of github.com/d0rj/RusLit")
    arguments.add_argument("--nerel", type=Path, help="a clone of github.com/nerel-ds/NEREL")
    arguments.add_argument("--sentences", type=int, default=0, help="how many sentences of our own to make instead")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    found = _made(options.sentences, options.seed) if options.sentences else _found(options.ruslit, options.nerel)
    codes, counts, masks = array.array("I"), array.array("I"), array.array("B")
    for one in found:
        codes.extend(zlib.crc32(feature.encode()) for feature in one.features)
        counts.append(len(one.features))
        masks.append(sum(1 << _CASES.index(case) for case in one.cases))
    np.savez(options.out, codes=codes, counts=counts, masks=masks, real=not options.sentences)
    sys.stdout.write(f"{len(counts)} examples\n")


def _found(ruslit: Path, nerel: Path) -> Iterator[Example]:
    for text in texts.texts(ruslit, texts.RUSLIT, r"(?:prose|publicism)/.*\.txt"):
        yield from texts.examples(text)
    for text in texts.texts(nerel, texts.NEREL, r"NEREL-v1\.1/.*\.txt"):
        yield from texts.examples(text)


def _made(count: int, seed: int) -> Iterator[Example]:
    chance, frames = Random(seed), sentences.frames()  # noqa: S311 (nothing secret)
    tries = (sentences.example(frames, chance) for _ in iter(int, 1))
    return islice((one for one in tries if one is not None), count)


if __name__ == "__main__":
    main()

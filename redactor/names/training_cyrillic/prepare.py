"""Write what the Cyrillic network learns from as numbers: run with the product's environment, before `train`.

python -m redactor.names.training_cyrillic.prepare --out FOLDER [--wikinews CLONE] [--react CLONE]
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from redactor.names.features import Features
from redactor.names.labels import LABELS
from redactor.names.morph import Morph
from redactor.names.tokens import Token, tokenize
from redactor.names.training.told import told_by_rules
from redactor.names.training_cyrillic.corpora import REACT, WIKINEWS, Source, texts
from redactor.names.training_cyrillic.examples import Writer, rewritten
from redactor.names.training_cyrillic.field import field_examples
from redactor.names.training_cyrillic.fill import Example
from redactor.names.training_cyrillic.pieces import DATA
from redactor.names.training_cyrillic.teacher import Teacher
from redactor.names.vectors import WordVectors

IGNORED, NO_NAME = 255, 254  # labels of tokens on which nobody is sure, and of those that are nothing or a firm
log = logging.getLogger("prepare")


def labels_of(tokens: Sequence[Token], example: Example) -> list[int]:
    """The label of each token."""
    found = [0] * len(tokens)
    spans = sorted(example.spans)
    at = 0
    for number, token in enumerate(tokens):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at == len(spans) or token.end <= spans[at][0] or token.text == "\n":
            continue
        start, _, kind = spans[at]
        if kind in ("IGNORED", "NO_NAME"):
            found[number] = IGNORED if kind == "IGNORED" else NO_NAME
        else:
            found[number] = LABELS.index(("B-" if token.start <= start else "I-") + kind)
    return found


def written(features: Features, examples: Iterable[Example], path: Path) -> int:
    """Write all tokens of the examples with their labels; how many they are."""
    parts: dict[str, list[NDArray[np.generic]]] = {}
    ends, total = [], 0
    for example in examples:
        tokens = tokenize(example.text)
        if not tokens:
            continue
        rows = features.rows(tokens)
        total += len(tokens)
        ends.append(total)
        for name, values in (
            ("words", rows.words.astype(np.int32)),
            ("affixes", rows.affixes.astype(np.int16)),
            ("shapes", rows.shapes.astype(np.uint8)),
            ("settings", rows.settings.astype(np.uint8)),
            ("readings", rows.readings.astype(np.float16)),
            ("labels", np.array(labels_of(tokens, example), np.uint8)),
        ):
            parts.setdefault(name, []).append(values)
    arrays = {name: np.concatenate(values) for name, values in parts.items()}
    np.savez(path, allow_pickle=False, ends=np.array(ends, np.int64), **arrays)
    return total


def real(options: argparse.Namespace) -> list[Example]:
    """Real text with its teacher's labels."""
    teacher = Teacher()
    sources = []
    if options.wikinews:
        sources.append(Source(options.wikinews, WIKINEWS, r"NEREL-v1\.1/train/[^/]*\d_text\.txt"))
    if options.react:
        sources.append(Source(options.react, REACT, r"src/content/(?:learn|blog|reference)/.*\.md"))
    read = (text for source in sources for text in texts(source) if mostly_cyrillic(text))
    return [teacher.labelled(text) for text in islice(read, options.pieces)]


def with_told(example: Example) -> Example:
    """An example with the values that rules find in it: whoever wrote it marked names only."""
    told = told_by_rules(example.text, [(start, end) for start, end, _ in example.spans])
    return Example(example.text, tuple(sorted([*example.spans, *told])))


def mostly_cyrillic(text: str) -> bool:
    """Whether most letters are Cyrillic."""
    cyrillic = sum("а" <= letter <= "я" for letter in text.lower())
    return 2 * cyrillic > sum(letter.isalpha() for letter in text)


def main() -> None:
    """Read the command line, write train.npz, unseen.npz and the word vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--templates", type=Path, default=DATA)
    parser.add_argument("--wikinews", type=Path)
    parser.add_argument("--react", type=Path)
    parser.add_argument("--prompts", type=int, default=60_000)
    parser.add_argument("--field", type=int, default=0, help="forms of each prompt that other hands wrote")
    parser.add_argument("--percent", type=int, default=100, help="of these prompts")
    parser.add_argument("--writings", type=int, default=3, help="how many times real text is read, each time rewritten")
    parser.add_argument("--pieces", type=int, help="of real text, at most; all of them otherwise")
    parser.add_argument("--unseen", type=int, default=3000, help="prompts of held-out templates and names")
    parser.add_argument("--seed", type=int, default=40)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options.out.mkdir(parents=True, exist_ok=True)
    vectors = WordVectors()
    np.save(options.out / "vectors.npy", vectors[np.arange(vectors.size)])
    features = Features(vectors.number, Morph())
    random = Random(options.seed)  # noqa: S311 (an order, no secret)
    found = real(options)
    log.info("%d pieces of real text", len(found))
    texts_read = [example if not number else rewritten(example, random)
                  for number in range(options.writings) for example in found]  # fmt: skip
    texts_read += Writer(options.seed, options.templates).examples(options.prompts)
    texts_read = [with_told(example) for example in texts_read]
    texts_read += field_examples(options.field, random, options.percent)
    log.info("train: %d tokens", written(features, texts_read, options.out / "train.npz"))
    unseen = Writer(options.seed + 1, options.templates, unseen=True).examples(options.unseen)
    log.info("unseen: %d tokens", written(features, unseen, options.out / "unseen.npz"))


if __name__ == "__main__":
    main()

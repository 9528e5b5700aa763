"""Everything that one training reads: filled templates, records and real text, in the ways people write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from redactor.names.training_cyrillic.changes import mistyped, varied
from redactor.names.training_cyrillic.fill import Example, Filler, blocks, lines_of, seen
from redactor.names.training_cyrillic.pieces import DATA
from redactor.names.training_cyrillic.records import Records

_JOINTS = ("\n", "\n", "\n\n", " ", "\n---\n", "\n> ")


class Writer:
    """Writes prompts. `unseen`: of templates and names that training never sees."""

    def __init__(self, seed: int, folder: Path, *, unseen: bool = False) -> None:
        self._random = Random(seed)  # noqa: S311 (an order, no secret)
        self._filler = Filler(self._random, folder, unseen)
        self._records = Records(self._filler, self._random)
        self._prompts = list(seen(blocks(folder / "prompts.txt"), unseen))
        self._cues = list(seen(lines_of(DATA / "cues.txt"), unseen))
        self._short = [line.replace("\\n", "\n") for line in seen(lines_of(DATA / "people.txt"), unseen)]
        self._negatives = list(seen(blocks(folder / "negatives.txt"), unseen))

    def prompt(self) -> Example:
        """One prompt: a template, a record, something without names, or two of them."""
        pick = self._random.random()
        if pick < 0.16:
            return joined(self.part(), self.part(), self._random.choice(_JOINTS))
        return self.part()

    def part(self) -> Example:
        """One template or record."""
        pick = self._random.random()
        if pick < 0.18:
            return self._records.example()
        if pick < 0.26:
            return self._filler.fill(self._random.choice(self._cues))
        kind = self._short if pick < 0.38 else self._prompts if pick < 0.80 else self._negatives
        template = self._random.choice(kind)
        example = self._filler.fill(template)
        return example if "{e" in template or "{g" in template else varied(example, self._random)

    def examples(self, count: int) -> Iterator[Example]:
        """So many prompts, each in a way of writing."""
        for _ in range(count):
            example = mistyped(self.prompt(), self._random)
            yield without_dots(rewritten(example, self._random), self._random)


def joined(one: Example, two: Example, joint: str) -> Example:
    """Two examples, one after the other."""
    shift = len(one.text) + len(joint)
    moved = tuple((start + shift, end + shift, label) for start, end, label in two.spans)
    return Example(one.text + joint + two.text, one.spans + moved)


def rewritten(example: Example, random: Random) -> Example:
    """As it is, in small letters, in capitals, with a capital at each word, or without punctuation."""
    pick = random.random()
    if pick < 0.56:
        return example
    if pick < 0.74:
        return cased(example, str.lower)
    if pick < 0.84:
        return cased(example, str.upper)
    if pick < 0.88:
        return cased(example, str.title)
    return unpunctuated(example if pick > 0.96 else cased(example, str.lower))


def cased(example: Example, write: object) -> Example:
    """The text in another case of letters, if its length stays."""
    assert callable(write)
    text = write(example.text)
    return Example(text, example.spans) if len(text) == len(example.text) else example


def unpunctuated(example: Example) -> Example:
    """Without commas and full stops, as in a chat; those inside spans stay."""
    inside = bytearray(len(example.text))
    for start, end, _ in example.spans:
        inside[start:end] = b"\x01" * (end - start)
    kept = [at for at, sign in enumerate(example.text) if sign not in ',.!«»"' or inside[at]]
    place = {old: new for new, old in enumerate(kept)}
    spans = tuple((place[start], place[end - 1] + 1, label) for start, end, label in example.spans)
    return Example("".join(example.text[at] for at in kept), spans)


def without_dots(example: Example, random: Random) -> Example:
    """A third of all people write е for ё."""
    if random.random() > 0.33:
        return example
    return Example(example.text.replace("ё", "е").replace("Ё", "Е"), example.spans)

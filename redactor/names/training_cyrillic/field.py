"""Prompts that other hands wrote and marked, each in several forms: other people in the same places and cases.

They are tests/redactor/corpora/field_ru.jsonl: what an office really asks, where templates only tell what their author
thought of. A mark that may be left out by whoever finds is not judged. Things that bear a person's name get another one
as people do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from pymorphy3 import MorphAnalyzer

from redactor.cases import Case
from redactor.declension import Gender
from redactor.names.tokens import Token, tokenize
from redactor.names.training.field import ALIKE, NAMED_THINGS
from redactor.names.training.told import kind_of, other_value
from redactor.names.training_cyrillic.changes import mistyped, varied, with_tokens
from redactor.names.training_cyrillic.examples import rewritten, without_dots
from redactor.names.training_cyrillic.fill import Example
from redactor.names.training_cyrillic.people import People, Person

CORPUS = Path("tests/redactor/corpora/field_ru.jsonl")
_LABELS = {"PERSON": "PER", "ORG": "ORG", "LOCATION": "ADR"}
_GENDERS = {"masc": Gender.MASCULINE, "femn": Gender.FEMININE}
_SAME = 0.3  # share of the prompts whose people stay


def field_examples(variants: int, random: Random, percent: int = 100) -> Iterator[Example]:
    """Every prompt, or a share of them, in `variants` forms; the first is as it was written."""
    people = People(random)
    lines = CORPUS.read_text("utf-8").splitlines()
    prompts = [_example(json.loads(line)) for line in lines[:: 100 // percent]]
    for number in range(variants):
        for prompt in prompts:
            if number == 0:
                yield without_alike(prompt)
                continue
            changed = without_alike(prompt if random.random() < _SAME else with_others(prompt, people, random))
            changed = mistyped(varied(changed, random), random)
            yield without_dots(rewritten(changed, random), random)


def _example(document: dict[str, object]) -> Example:
    marks, negatives = document["spans"], document["neg"]
    assert isinstance(marks, list)
    assert isinstance(negatives, list)
    spans = [
        (int(mark["start"]), int(mark["end"]), "IGNORED" if mark.get("optional") else label)
        for mark in marks
        if (label := _LABELS.get(mark["type"]) or kind_of(mark["type"]))
    ]
    spans.extend(
        (int(one["start"]), int(one["end"]), ALIKE)
        for one in negatives
        if one["kind"] in NAMED_THINGS
        and not any(mark["start"] < one["end"] and one["start"] < mark["end"] for mark in marks)
    )
    return Example(str(document["text"]), tuple(sorted(spans)))


def without_alike(prompt: Example) -> Example:
    """What is learnt from a prompt."""
    return Example(prompt.text, tuple(span for span in prompt.spans if span[2] != ALIKE))


def with_others(prompt: Example, people: People, random: Random) -> Example:
    """The prompt with another person for each, by gender; words whose case the dictionary does not tell stay."""
    tokens = tokenize(prompt.text)
    persons: dict[str, Person] = {}
    texts = [token.text for token in tokens]
    for start, end, label in prompt.spans:
        for number, token in enumerate(tokens):
            if start <= token.start and token.end <= end:
                named = label in ("PER", ALIKE)
                texts[number] = _other(token, people, persons) if named else other_value(token.text, label, random)
    return with_tokens(prompt, texts, tokens, inside=True)


def _other(token: Token, people: People, persons: dict[str, Person]) -> str:
    """A part of a name as another person bears it in the same case."""
    for parse in _analyzer().parse(token.low):
        role = {"Name": "given", "Patr": "middle", "Surn": "family"}.get(next(iter(parse.tag.grammemes & _ROLES), ""))
        gender, case = _GENDERS.get(parse.tag.gender or ""), parse.tag.case
        if role is None or gender is None or parse.tag.number != "sing" or case not in _CASES:
            continue
        person = persons.setdefault(parse.normal_form, people.person(gender))
        written = getattr(person, f"{role}_in")(Case(case))
        return str(written.upper() if token.text.isupper() else written.lower() if token.text.islower() else written)
    return token.text


_ROLES = frozenset(("Name", "Patr", "Surn"))
_CASES = frozenset(case.value for case in Case)


@cache
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer()

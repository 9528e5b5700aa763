"""Prompts that other hands wrote and marked, each in several forms: other people and firms in the same places.

They are tests/redactor/corpora/field_en.jsonl and the mixed ones of field_ru.jsonl: what an office really asks, where
templates only tell what their author thought of. A mark that may be left out by whoever finds is left out here too.
Things that bear a person's name (a rose, a ship, a server) get another one as people do, so that what stands around
them is learnt, and not the name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from redactor.names.latin import packed, sentences
from redactor.names.training.prompts import Example, Span, rewritten
from redactor.names.training.slots import ADDRESS, ORGANISATION, PERSON, UNSURE, Slots
from redactor.names.training.told import kind_of, other_value
from redactor.names.wordpiece import WordPiece

CORPORA = Path("tests/redactor/corpora")
ALIKE = "alike"  # looks like a name and is none: a label of these prompts alone, never of what is learnt
# Kinds of hard negatives that stay such things whatever they are called.
NAMED_THINGS = frozenset((
    "animal", "apple", "award", "breed", "campaign", "car", "cheese", "chip", "codename", "colour", "device", "dish",
    "drink", "fabric", "font", "food", "horse", "house", "item", "knot", "library", "machine", "model", "plan",
    "plant", "printer", "product", "program", "project", "room", "server", "service", "ship", "sort", "star", "storm",
    "style", "tariff", "team", "theme", "tier", "tool", "type", "variety", "vessel", "wear",
))  # fmt: skip
_LABELS = {"PERSON": PERSON, "ORG": ORGANISATION, "LOCATION": ADDRESS}
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]+")
_KEPT = frozenset(("al", "bin", "d", "da", "de", "del", "der", "di", "dos", "el", "la", "le", "o", "st", "van", "von"))
_SAME, _OTHER_FIRM = 0.25, 0.3  # shares: prompts whose people stay, firms that become others


def field_examples(variants: int, pieces: WordPiece, random: Random) -> Iterator[Example]:
    """Every prompt in `variants` forms, cut into what the network reads at once."""
    slots = Slots(random)
    prompts = [*_read("field_en.jsonl", ("en",)), *_read("field_ru.jsonl", ("mixed",))]
    for number in range(variants):
        for prompt in prompts:
            form = prompt if number == 0 else with_others(prompt, slots, random)
            for part in parts(without_alike(form), pieces):
                yield part if number == 0 else rewritten(part, random)


def _read(name: str, languages: Sequence[str]) -> Iterator[Example]:
    for line in (CORPORA / name).read_text("utf-8").splitlines():
        document = json.loads(line)
        if document["lang"] in languages:
            marks = sorted([*_spans(document), *_alike(document)], key=lambda span: span.start)
            yield Example(document["text"], tuple(marks))


def without_alike(prompt: Example) -> Example:
    """What is learnt from a prompt."""
    return Example(prompt.text, tuple(span for span in prompt.spans if span.label != ALIKE))


def _alike(document: dict[str, object]) -> Iterator[Span]:
    """Hard negatives that are things with a name, apart from what is marked otherwise."""
    negatives, marks = document["neg"], document["spans"]
    assert isinstance(negatives, list)
    assert isinstance(marks, list)
    for one in negatives:
        start, end = int(one["start"]), int(one["end"])
        if one["kind"] in NAMED_THINGS and not any(mark["start"] < end and start < mark["end"] for mark in marks):
            yield Span(start, end, ALIKE)


def _spans(document: dict[str, object]) -> Iterator[Span]:
    """Names in Latin letters; a person written with a comma is two, as everywhere in this training.

    Values that are no names are judged in English prompts only: what tells them in mixed ones is Russian.
    """
    text, marks = str(document["text"]), document["spans"]
    assert isinstance(marks, list)
    for mark in sorted(marks, key=lambda mark: int(mark["start"])):
        label, start, end = _LABELS.get(mark["type"]) or kind_of(mark["type"]), int(mark["start"]), int(mark["end"])
        if label is None or _CYRILLIC.search(text, start, end):
            continue
        if mark.get("optional") or (label not in _LABELS.values() and document["lang"] == "mixed"):
            yield Span(start, end, UNSURE)
            continue
        for part in re.finditer(r"[^,]+(?:,(?! )[^,]+)*" if label == PERSON else r"(?s).+", text[start:end]):
            before = len(part.group()) - len(part.group().lstrip())
            yield Span(start + part.start() + before, start + part.end(), label)


def with_others(prompt: Example, slots: Slots, random: Random) -> Example:
    """The prompt with other people of the same number and writing, things of other names, now and then other firms."""
    if random.random() < _SAME:
        return prompt
    names = _others(prompt, slots, random)
    text, spans, at = "", list[Span](), 0
    for span in prompt.spans:
        text += prompt.text[at : span.start]
        value = prompt.text[span.start : span.end]
        if span.label in (PERSON, ALIKE):
            value = _PART.sub(lambda found: _as_written(found.group(), names.get(found.group().lower())), value)
        elif span.label == ORGANISATION and random.random() < _OTHER_FIRM:
            value = _as_written(value, slots.organisation())
        else:
            value = other_value(value, span.label, random)
        spans.append(Span(len(text), len(text) + len(value), span.label))
        text += value
        at = span.end
    return Example(text + prompt.text[at:], tuple(spans))


def _others(prompt: Example, slots: Slots, random: Random) -> dict[str, str]:
    """For each part of a name another, the same in the whole prompt; of what looks alike, for parts that are names."""
    names: dict[str, str] = {}
    for span in prompt.spans:
        if span.label not in (PERSON, ALIKE):
            continue
        found = [one.group().lower() for one in _PART.finditer(prompt.text, span.start, span.end)]
        for number, part in enumerate(found):
            if part in _KEPT or part in names or (span.label == ALIKE and part not in slots.listed):
                continue
            if len(part) == 1:
                names[part] = random.choice("ABCDEFGHIJKLMNOPRSTVW")
                continue
            person = slots.person()
            names[part] = person.family if number and number == len(found) - 1 else person.given
    return names


def _as_written(before: str, after: str | None) -> str:
    """The new value in the letters of the old: small, capital or as names are."""
    if after is None:
        return before
    return after.lower() if before.islower() else after.upper() if before.isupper() and len(before) > 1 else after


def parts(example: Example, pieces: WordPiece) -> Iterator[Example]:
    """An example cut as the product cuts a text: sentences that fit into one window together."""
    words = pieces.words(example.text)
    for window in packed(words, sentences(example.text, words)):
        start, end = words[window.first].start, words[window.end - 1].end
        spans = (_within(span, start, end) for span in example.spans if span.start < end and span.end > start)
        yield Example(example.text[start:end], tuple(spans))


def _within(span: Span, start: int, end: int) -> Span:
    """A span in a part of its text; one that is cut is judged by nobody."""
    whole = start <= span.start and span.end <= end
    return Span(max(span.start, start) - start, min(span.end, end) - start, span.label if whole else UNSURE)

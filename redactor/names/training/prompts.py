"""Synthetic prompts with labelled spans, made from templates, slots and the ways people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from redactor.names.training.lexicon import DATA, is_held_out, sections
from redactor.names.training.records import Piece, record, talk
from redactor.names.training.slots import ADDRESS, INITIALS, NOTHING, ORGANISATION, PERSON, PLACE, STYLES, Person, Slots

RECORDS, TALK = 0.14, 0.05  # shares of the prompts
SLOT = re.compile(r"\{\{|\}\}|\{([a-z_]+)(\d?)((?:\.[a-z]+)*)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch text[start:end]; label PER, LOC, ORG or ADR."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its spans, sorted and not overlapping."""

    text: str
    spans: tuple[Span, ...]


class Writer:
    """Writes prompts. With `held_out` only names and templates that training never sees are used."""

    def __init__(self, seed: int, *, held_out: bool = False) -> None:
        self.random = Random(seed)  # noqa: S311 (invented people, no secret)
        self.slots = Slots(self.random, held_out)
        self.templates = {
            name: [line for line in lines if is_held_out(line) == held_out or name in _SHARED]
            for name, lines in sections(DATA / "templates.txt").items()
        }
        self.templates = {name: lines for name, lines in self.templates.items() if lines}
        self.weights = [_WEIGHTS.get(name, 1.0) * len(lines) ** 0.7 for name, lines in self.templates.items()]

    def examples(self, count: int) -> Iterator[Example]:
        """`count` prompts."""
        for _ in range(count):
            yield self.example()

    def as_written(self, count: int) -> Iterator[Example]:
        """`count` prompts of one template each, with the capitals that they have there."""
        for _ in range(count):
            yield self._filled()

    def example(self) -> Example:
        """One prompt: a template or two, then the writing."""
        example = self._filled()
        while self.random.random() < 0.3 and len(example.text) < 500:
            example = joined(example, self._filled(), self.random.choice(("\n", "\n\n", " ", "\n")))
        return rewritten(example, self.random)

    def _filled(self) -> Example:
        pick = self.random.random()
        if pick < RECORDS + TALK:
            return _of_pieces(record(self.slots) if pick < RECORDS else talk(self.slots))
        name = self.random.choices(list(self.templates), self.weights)[0]
        template = self.random.choice(self.templates[name])
        if template == "{negative}" or "{negative}" in template:
            template = re.sub(r"\{negative\}", lambda _: self.random.choice(self.slots.negatives), template)
        return self._fill(template.replace("\\n", "\n").replace("\\t", "\t"))

    def _fill(self, template: str) -> Example:
        text, spans, people = "", list[Span](), dict[str, tuple[Person, str]]()
        position = 0
        for match in SLOT.finditer(template):
            text += template[position : match.start()]
            position = match.end()
            value, label = self._value(match, people)
            spans.extend(_spans(len(text), value, label))
            text += value
        return Example(text + template[position:], tuple(spans))

    def _value(self, match: re.Match[str], people: dict[str, tuple[Person, str]]) -> tuple[str, str]:
        if match.group(1) is None:
            return match.group()[0], NOTHING
        name, digit, forms = match.group(1), match.group(2), match.group(3).split(".")[1:]
        value, label = self._named(name, digit, forms, people)
        return (value.upper() if "upper" in forms else value.lower() if "lower" in forms else value), label

    def _named(self, name: str, digit: str, forms: list[str], people: dict[str, tuple[Person, str]]) -> tuple[str, str]:
        if name == "p":
            if digit not in people:
                people[digit] = (self.slots.person(), self.random.choice(STYLES))
            person, style = people[digit]
            return person.written(self._style(forms, style)), PERSON
        made = _MADE.get(name)
        if made is not None:
            return made[0](self.slots), made[1]
        value = self.slots.plain(name)
        if value is None:
            raise ValueError(f"no slot is called {name}")
        return value, PLACE if name in ("city", "country") else NOTHING

    def _style(self, forms: list[str], style: str) -> str:
        if "initials" in forms:
            return self.random.choice(INITIALS)
        for form in forms:
            if form in ("first", "last", "trailing", "full", "comma", "double", "under"):
                return form
        return style


_MADE: dict[str, tuple[Callable[[Slots], str], str]] = {
    "first": (lambda slots: slots.person().given, PERSON),
    "last": (lambda slots: slots.person().family, PERSON),
    "nick": (Slots.nickname, PERSON),
    "handle": (lambda slots: slots.person().handle(), PERSON),
    "initials_of": (lambda slots: slots.person().letters(), PERSON),
    "amb": (lambda slots: slots.random.choice(slots.lists["ambiguous"]), PERSON),
    "org": (Slots.organisation, ORGANISATION),
    "org_bare": (Slots.bare, ORGANISATION),
    "brand": (Slots.double, ORGANISATION),
    "shop": (Slots.shop, ORGANISATION),
    "address": (Slots.address, ADDRESS),
    "home": (Slots.home, ADDRESS),
    "street": (Slots.street, PLACE),
}  # slots that draw a new value each time, and its label


def _spans(start: int, value: str, label: str) -> Iterator[Span]:
    """The span of a value; a name written with a comma is two, as the annotation guide asks."""
    if not label:
        return
    parts = value.split(", ") if label == PERSON else [value]
    for part in parts:
        yield Span(start, start + len(part), label)
        start += len(part) + 2


def _of_pieces(pieces: Iterable[Piece]) -> Example:
    """Stretches with labels put together."""
    text, spans = "", list[Span]()
    for value, label in pieces:
        spans.extend(_spans(len(text), value, label))
        text += value
    return Example(text, tuple(spans))


def joined(first: Example, second: Example, between: str) -> Example:
    """Two examples one after the other."""
    by = len(first.text) + len(between)
    moved = tuple(Span(span.start + by, span.end + by, span.label) for span in second.spans)
    return Example(first.text + between + second.text, first.spans + moved)


def rewritten(example: Example, random: Random, *, lower: float = 0.2, upper: float = 0.06) -> Example:
    """The example in another writing: all lower case, all capitals, names alone lower-case, foreign words around."""
    pick = random.random()
    if pick < lower:
        return same_length(example, example.text.lower())
    if pick < lower + upper:
        return same_length(example, example.text.upper())
    if pick < lower + upper + 0.06:
        return spans_lowered(example, random)
    if pick < lower + upper + 0.16:
        return among_foreign_words(example, random)
    return example


def same_length(example: Example, text: str) -> Example:
    """The example with another text of the same length, or unchanged when a letter grew (ß, İ)."""
    return Example(text, example.spans) if len(text) == len(example.text) else example


def spans_lowered(example: Example, random: Random) -> Example:
    """Some names in lower case in an otherwise ordinary text; a firm in lower case there would be any common noun."""
    text = list(example.text)
    for span in example.spans:
        if span.label != ORGANISATION and random.random() < 0.6:
            text[span.start : span.end] = example.text[span.start : span.end].lower()
    return same_length(example, "".join(text))


def among_foreign_words(example: Example, random: Random) -> Example:
    """Words outside the spans become Cyrillic: names in a Russian sentence have no English around them."""
    inside = [False] * len(example.text)
    for span in example.spans:
        inside[span.start : span.end] = [True] * (span.end - span.start)
    share = random.choice((0.3, 0.7, 1.0, 1.0))

    def foreign(match: re.Match[str]) -> str:
        if inside[match.start()] or random.random() > share:
            return match.group()
        return "ж" * len(match.group())

    return same_length(example, re.sub(r"[A-Za-z]+", foreign, example.text))


_SHARED = frozenset({"negatives", "fragments", "heads", "initials"})
_FOREIGN = ("french", "german", "polish", "turkish", "spanish", "italian", "portuguese", "dutch", "translit")
_WEIGHTS = {
    "negatives": 18.0,
    "terms and headings": 2.5,
    "fragments": 0.7,
    "tables": 1.2,
    "chat": 1.4,
    "spoken": 1.4,
    "banking": 1.3,
    "lists and kin": 1.6,
    "places and streets": 1.5,
    "organisations": 1.2,
    "business letters": 2.0,
    "ways to an address": 1.8,
    "lower chat": 1.3,
    "names that are words": 1.3,
    "shops and clubs": 1.3,
    **dict.fromkeys(
        (
            "products against firms",
            "posts and letters",
            "teams and schemes",
            "where an address ends",
            "numbers that are no addresses",
            "signs and stock",
            "config and hosts",
            "lower names two",
            "firms whole",
            "people in few words",
            "first words and common nouns",
            "given names alone",
            "nicknames",
            "shops of a trade",
            "certificates and programs",
            "addresses without a number",
            "art and stage",
        ),
        2.5,
    ),
    **dict.fromkeys(
        ("french", "german", "polish", "turkish", "spanish", "italian", "portuguese", "dutch", "translit"), 0.8
    ),
}

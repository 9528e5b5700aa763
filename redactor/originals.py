"""What placeholders stand for. Held in memory while an answer is on its way, never stored and never shown in a repr."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from redactor.people import Person
from redactor.spelling import Spellings

TAIL = 64
"""Code points left of a placeholder that are kept, to recognise its place when an answer repeats the prompt."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a value stood: it was placeholder number `order` of text number `text`.

    `gap` code points lie between it and the placeholder before it (or the beginning); `tail` is the end of them.
    """

    text: int
    order: int
    gap: int
    tail: str = field(repr=False)
    surface: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Original:
    """What a placeholder stands for: `value` as it is best written, and every place where it stood.

    `heads` are the beginnings of links (redacted) in which the user wrote it: only there may it return into a link.
    `person` is how a Cyrillic name was read, so that it can be written in another case.
    """

    placeholder: str
    entity: str
    value: str = field(repr=False)
    occurrences: tuple[Occurrence, ...] = field(default=(), repr=False)
    heads: frozenset[str] = field(default=frozenset(), repr=False)
    person: Person | None = field(default=None, repr=False)


class Originals(Mapping[str, Original]):
    """Placeholders and what they stand for, of one prompt."""

    def __init__(self, originals: Iterable[Original] = ()) -> None:
        self._by_placeholder = {original.placeholder: original for original in originals}

    def __getitem__(self, placeholder: str) -> Original:
        return self._by_placeholder[placeholder]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_placeholder)

    def __len__(self) -> int:
        return len(self._by_placeholder)

    def __repr__(self) -> str:
        return f"Originals({len(self)})"

    @cached_property
    def spellings(self) -> Spellings:
        """Reads these placeholders in a text; built once for all the streams of an answer."""
        return Spellings(self._by_placeholder)

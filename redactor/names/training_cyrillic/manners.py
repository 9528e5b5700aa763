"""How people are called apart from their papers: pet names, honorifics after a hyphen, names of East Asia."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from redactor.declension import Gender
from redactor.names.training_cyrillic.pieces import piece, pieces


@dataclass(frozen=True, slots=True)
class Manner:
    """What one person is called in talk; small letters, nominative."""

    dear: str
    """«сусанночка», «димон»."""
    honorific: str
    """«апа» of «Лиза-апа»."""
    eastern: tuple[str, ...]
    """«нгуен ван туан»: surname first."""
    letter: str
    """Of a second initial: «М.-С. К.»."""


def manner(random: Random, given: str, gender: Gender, short_surnames: Sequence[str]) -> Manner:
    """One that goes with a given name."""
    stem = given.rstrip("аеёиоуыэюяйь")
    dear = (stem[: random.randint(3, 6)] if len(stem) > 3 else stem) + piece(random, f"pet {gender.value}")
    eastern = (random.choice(short_surnames), *random.sample(pieces()["syllables"], random.choice((1, 1, 2))))
    return Manner(dear, piece(random, f"honorific {gender.value}"), eastern, random.choice("АБГДЕЖЗИКЛМНПРСТУФХЧШЭЮЯ"))


def child_of(random: Random, father: str, gender: Gender) -> str:
    """«баходир ўғли», «физули оглы», «қайратұлы»."""
    return father + piece(random, f"son {gender.value}")

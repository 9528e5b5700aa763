"""What is no name but told beside names, as marks for both networks: kinds of values, and others in their places."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from random import Random

from redactor.recognizers.identifiers import find_identifiers_on, read
from redactor.recognizers.secrets import find_secrets_on
from redactor.resolve import resolve

_NONE = frozenset(("PERSON", "ORG", "LOCATION", "PLACE", "URL", "IP", "MAC", "ENCODED"))
_KINDS = {"SECRET": "SEC", "BIRTH_DATE": "DOB", "DATE": "DOB", "PHONE": "TEL", "EMAIL": "ACC", "USERNAME": "ACC"}
_ALIKE = ("aeiou", "bcdfghjklmnpqrstvwxyz", "аеиоуыэюя", "бвгджзйклмнпрстфхцчшщ", string.digits)
_CHANGED = 0.6  # share of secrets whose letters are others


def kind_of(entity: str) -> str | None:
    """The label of a value that is no name; None for what has a name's label, or none."""
    return None if entity in _NONE else _KINDS.get(entity, "NUM")


def told_by_rules(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of what rules find in a text outside what is marked there already."""
    taken = list(taken)
    page = read(text)
    for found in resolve(text, [*find_identifiers_on(page), *find_secrets_on(page)]):
        kind = kind_of(found.entity)
        if kind and not any(start < found.end and found.start < end for start, end in taken):
            yield found.start, found.end, kind


def other_value(value: str, kind: str, random: Random) -> str:
    """The value with other digits and, of a secret now and then, other letters: it is not to be learnt by heart."""
    if kind not in ("SEC", "TEL", "NUM"):
        return value
    letters = kind == "SEC" and random.random() < _CHANGED
    return "".join(_other_sign(sign, random) if sign.isdigit() or letters else sign for sign in value)


def _other_sign(sign: str, random: Random) -> str:
    alike = next((signs for signs in _ALIKE if sign.lower() in signs), sign.lower())
    other = random.choice(alike)
    return other.upper() if sign.isupper() else other

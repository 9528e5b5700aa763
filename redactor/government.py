"""Words and the case they ask a person's name to stand in: the table of redactor.grammar, read from government.txt."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from redactor.cases import Case

_TABLE = Path(__file__).with_suffix(".txt")


@cache
def words(key: str) -> frozenset[str]:
    """The words of one line of the table."""
    return _table()[key]


@cache
def cases(key: str) -> Mapping[str, Case]:
    """Words and their case, from the lines `key.<case>`."""
    return MappingProxyType(
        {word: case for case in Case for word in _table().get(f"{key}.{case.value}", frozenset())},
    )


@cache
def after_heads() -> tuple[tuple[str, tuple[str, ...], Case], ...]:
    """A preposition, how the word before it begins, and the case that it takes then."""
    rows = []
    for key, stems in _table().items():
        if key.startswith("after_head."):
            _, preposition, case = key.split(".")
            rows.append((preposition, tuple(stems), Case(case)))
    return tuple(rows)


@cache
def _table() -> Mapping[str, frozenset[str]]:
    rows: dict[str, list[str]] = {}
    key = ""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            key, _, line = line.partition(":")
        rows.setdefault(key, []).extend(line.split())
    return MappingProxyType({key: frozenset(words) for key, words in rows.items()})

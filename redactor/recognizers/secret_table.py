"""The table of provider token formats (secret_formats.tsv) and the alternation that looks for many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files


class Kind(StrEnum):
    """How a value is known to be a secret."""

    TOKEN = "token"  # noqa: S105 (a kind) by its own form, which begins with a guard
    INNER = "inner"  # by its own form, in which a guard stands somewhere
    URL = "url"  # likewise, and the whole URL is the secret
    LABEL = "label"  # by its form and the name of its variable


@dataclass(frozen=True)
class Format:
    """One row of the table. `least_entropy` is in bits a character; the pattern matches the whole value."""

    id: str
    provider: str
    kind: Kind
    guards: tuple[str, ...]
    pattern: str
    least_entropy: float
    source: str

    @cached_property
    def value(self) -> re.Pattern[str]:
        """The pattern between the edges of a token. Compiled at first use: most rows are never needed."""
        edge = "" if self.pattern.startswith("(?<") else r"(?<![A-Za-z0-9_-])"
        return re.compile(f"{edge}(?:{self.pattern})(?![A-Za-z0-9_])")

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The pattern for a value that stands alone."""
        return re.compile(f"(?:{self.pattern})")


def read_formats() -> tuple[Format, ...]:
    """All rows of the table.

    Raises:
        ValueError: a row has not seven columns or an unknown kind.
    """
    text = files("redactor.recognizers").joinpath("secret_formats.tsv").read_text("utf-8")
    return tuple(_format(line) for line in text.splitlines() if line and not line.startswith("#"))


def _format(line: str) -> Format:
    name, provider, kind, guards, pattern, entropy, source = line.split("\t")
    return Format(name, provider, Kind(kind), tuple(guards.split(",")), pattern, float(entropy or 0), source)


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, factored by prefix so that each character is tried against few branches."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]  # a tree of trees has no finite type
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]  # as above
    ends = "" in node
    branches = [re.escape(letter) + _pattern(below) for letter, below in sorted(node.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")

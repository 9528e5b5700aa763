"""Ordinary Russian words, out of navec's vocabulary (MIT) by what OpenCorpora's dictionary says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from zlib import crc32

from pymorphy3 import MorphAnalyzer
from pymorphy3.tagset import OpencorporaTag

from redactor.names.vectors import vocabulary

NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"))
_SHARE = 5  # one word in so many is taken


@cache
def things() -> tuple[str, ...]:
    """Inanimate nouns, nominative: they name nobody."""
    return tuple(_words(lambda tag: {"NOUN", "inan", "nomn"} <= tag.grammemes, 1))


@cache
def adjectives() -> tuple[str, ...]:
    """Adjectives, masculine, nominative."""
    return tuple(_words(lambda tag: {"ADJF", "masc", "nomn"} <= tag.grammemes, 1))


@cache
def creatures() -> tuple[str, ...]:
    """Nouns and adjectives, short ones, that somebody may bear as a surname: «Кузнечик», «Лютый», «Стрекоза»."""
    short = (word for word in _words(_is_like_surname, 2) if len(word) < 9 and word[-1] not in "оеуию")
    return tuple(short)


def _is_like_surname(tag: OpencorporaTag) -> bool:
    kinds: frozenset[str] = tag.grammemes
    return {"NOUN", "sing", "nomn"} <= kinds or {"ADJF", "masc", "nomn", "Qual"} <= kinds


def _words(wanted: Callable[[OpencorporaTag], bool], part: int) -> Iterator[str]:
    """Words of 4 to 13 letters all of whose readings are no names and whose first is wanted."""
    analyzer = MorphAnalyzer()
    for word in vocabulary():
        if not (3 < len(word) < 14 and word.isalpha() and crc32(word.encode()) % _SHARE == part):
            continue
        tags = [parse.tag for parse in analyzer.parse(word) if parse.is_known]
        if tags and wanted(tags[0]) and not any(NAMES & tag.grammemes for tag in tags):
            yield word


@cache
def by_form() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The first tag of each ordinary word of the vocabulary, and the words of each tag."""
    analyzer, tag_of = MorphAnalyzer(), {}
    found: dict[str, list[str]] = {}
    for word in vocabulary():
        if not (3 < len(word) < 16 and word.isalpha()):
            continue
        tags = [parse.tag for parse in analyzer.parse(word) if parse.is_known]
        if tags and not any(NAMES & tag.grammemes for tag in tags):
            tag_of[word] = str(tags[0])
            found.setdefault(str(tags[0]), []).append(word)
    return tag_of, {tag: tuple(words) for tag, words in found.items()}


@cache
def forms() -> tuple[str, ...]:
    """Ordinary words of all kinds in any of their forms."""
    return tuple(by_form()[0])

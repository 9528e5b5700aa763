"""What the Cyrillic network is told of each token: its vector, endings, writing, surroundings and readings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from redactor.names.lists import GIVEN_FAR, GIVEN_MAYBE, GIVEN_SURE, NICKNAMES, SHORT_SURNAMES
from redactor.names.tokens import Case, Token

if TYPE_CHECKING:
    from redactor.names.morph import Morph, Odds  # its dictionary is not installed where the network is trained

AFFIXES = 5  # of a word: its first 2 and 3 letters, its last 2, 3 and 4
BUCKETS = 4096  # rows of the table of affixes; row 0 stands for none
READINGS = 10  # numbers a token: shares of its readings and the lists it is on
SIGNS = "\n.,:;!?()[]{}«»\"'`-–—_/\\|*#№@=+<>%&$€₽•…~^"
_LENGTHS = 3  # one letter, two or three, more
_CASES = 4  # small, Title, CAPITALS, miXed
_WORDS = 3 * _CASES * _LENGTHS  # Cyrillic, Latin and other letters
_DIGITS = 6  # one, two, three, four, five or six, more digits; a number with separators stands after them
SHAPES = 1 + _WORDS + _DIGITS + 1 + len(SIGNS)
SETTINGS = 18  # quiet, shouted or plain line × begins a sentence × gap before: none, a space, wide
_CACHED_WORDS = 30_000
_RARELY = 0.1  # share of a word's readings as a name
_BEGIN = frozenset('.!?\n:«"•*|;')  # after these a sentence, a cell or an item begins
_SIGN_NUMBERS = {sign: 1 + _WORDS + _DIGITS + 1 + at for at, sign in enumerate(SIGNS)}


@dataclass(frozen=True, slots=True)
class Rows:
    """A row a token: word numbers, affixes [n, 5], shapes, settings, readings [n, 10]."""

    words: NDArray[np.int64]
    affixes: NDArray[np.int64]
    shapes: NDArray[np.int64]
    settings: NDArray[np.int64]
    readings: NDArray[np.float32]


class Features:
    """Turns tokens to numbers; remembers what it has read of a word."""

    def __init__(self, number: Callable[[Iterable[str]], int], morph: Morph) -> None:
        self._number = number
        self._odds = morph.odds
        self._normal = morph.normal
        self._facts = lru_cache(maxsize=_CACHED_WORDS)(self._read)

    def rows(self, tokens: Sequence[Token]) -> Rows:
        """Of a whole text."""
        facts = [self._facts(token.low, token.cyrillic) for token in tokens]
        return Rows(
            np.array([number for number, _, _ in facts], np.int64),
            np.array([affixes for _, affixes, _ in facts], np.int64).reshape(-1, AFFIXES),
            np.array([_shape(token) for token in tokens], np.int64),
            _settings(tokens),
            np.array([readings for _, _, readings in facts], np.float32).reshape(-1, READINGS),
        )

    def _read(self, low: str, cyrillic: bool) -> tuple[int, tuple[int, ...], tuple[float, ...]]:
        if not low[0].isalpha():
            return self._number((low,)), (0,) * AFFIXES, (0.0,) * READINGS
        parts = (f"<{low[:2]}", f"<{low[:3]}", f"{low[-2:]}>", f"{low[-3:]}>", f"{low[-4:]}>")
        affixes = tuple(1 + crc32(part.encode()) % (BUCKETS - 1) for part in parts)
        if not cyrillic:
            return self._number((low,)), affixes, (0.0,) * READINGS
        odds = self._odds(low)
        return self._number(self._spellings(low, odds)), affixes, _readings(low, odds)

    def _spellings(self, low: str, odds: Odds) -> Iterator[str]:
        """A word, without its ё, its last part, its normal form: one of seven words has no vector of its own."""
        yield from (low, low.replace("ё", "е"))
        last = low.rpartition("-")[2]
        if last != low and odds.person > _RARELY:
            return  # a half of «Римская-Корсакова» is somebody else's name
        yield last
        if odds.known and last:
            normal = self._normal(last)
            yield from (normal, normal.replace("ё", "е"))


def _readings(low: str, odds: Odds) -> tuple[float, ...]:
    return (
        odds.name,
        odds.surname,
        odds.patronymic,
        odds.place,
        odds.common,
        float(odds.known),
        float(odds.nominal),
        float(low in NICKNAMES or low in GIVEN_FAR or low in GIVEN_SURE),
        float(low in GIVEN_MAYBE),
        float(low in SHORT_SURNAMES),
    )


def _shape(token: Token) -> int:
    """How a token is written: 1 … SHAPES - 1; 0 is a sign of no list."""
    text = token.text
    if token.case is not Case.NONE:
        alphabet = 0 if token.cyrillic else 1 if text.isascii() else 2
        length = 0 if len(text) == 1 else 1 if len(text) < 4 else 2
        return 1 + (alphabet * _CASES + token.case - 1) * _LENGTHS + length
    if text[0].isdigit():
        digits = min(len(text), 5 if len(text) < 7 else 6) if text.isdigit() else _DIGITS + 1
        return _WORDS + digits
    return _SIGN_NUMBERS.get(text[0], 0)


def _settings(tokens: Sequence[Token]) -> NDArray[np.int64]:
    """Where each token stands."""
    found = np.zeros(len(tokens), np.int64)
    begins, first, before = True, 0, 0
    for at, token in enumerate(tokens):
        gap = token.start - before
        found[at] = 3 * begins + min(gap, 2)
        if token.is_word or token.text[0].isdigit():
            begins = False
        elif token.text in _BEGIN and not (token.text == "." and at and len(tokens[at - 1].text) == 1):
            begins = True
        before = token.end
        if token.text == "\n" or at + 1 == len(tokens):
            found[first : at + 1] += 6 * _loudness(tokens[first : at + 1])
            first = at + 1
    return found


def _loudness(line: Sequence[Token]) -> int:
    """1 when no word of a line but its first has a capital, 2 when most of it is in capitals, 0 otherwise."""
    words = [token for token in line if token.is_word]
    upper = sum(len(word.text) for word in words if word.case is Case.UPPER)
    if 2 * upper > sum(len(word.text) for word in words):
        return 2
    return 0 if any(word.case is Case.TITLE for word in words[1:]) else 1

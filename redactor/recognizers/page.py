"""A text read once for all recognizers: its words that mean something to one of them, its numbers, its codes. Pure.

Looking for a thousand words with patterns costs a thousand comparisons at every letter. So each word is looked up once
by its first letters; only where one stands, a recognizer tries its patterns.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from re import _constants as op  # type: ignore[attr-defined]  # the parser that re itself uses; Python is pinned
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from redactor.letters import Letters

_NO_WORD = re.compile(r"\W")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT, _LONG = 3, 8  # letters by which a word that may go on is known
_MANY = 12  # ways in which a word goes on that are not told apart once its first letters are known
_KNOWN = 50_000  # words remembered, so that a word is looked up once in a process
_LONGEST = 24  # letters of a word worth remembering
_PAGE = "cp1251"
_WORDS_ALONE = Letters(lambda letter: letter if letter.isalnum() or letter == "_" else " ", ("ascii", _PAGE))


class Spot(NamedTuple):
    """A word, a number or a code of the text: low[start:end]."""

    start: int
    end: int


_spot = partial(tuple.__new__, Spot)  # of a match's span, without a call of Python for each


class Words:
    """Beginnings of words, each with the names of those who want to know where it stands."""

    def __init__(
        self, patterns: Mapping[str, Iterable[str]], inner: Mapping[str, Callable[[str], bool]] | None = None
    ) -> None:
        """`patterns`: for each name the patterns that it will try; their first letters are taken from them.

        `inner`: for each name a test of whole words; words with digits or underscores count for it in any case.
        """
        self._inner = dict(inner or {})
        self.odd = tuple(self._inner)
        self._whole: dict[str, tuple[str, ...]] = {}
        self._begun: dict[str, tuple[str, ...]] = {}
        for name, some in patterns.items():
            for pattern in some:
                for letters, goes_on in beginnings(pattern):
                    self._add(name, letters, goes_on)
        self.known: dict[str | bytes, tuple[str, ...]] = {"": (), b"": ()}

    def _add(self, name: str, letters: str, goes_on: bool) -> None:
        if goes_on and len(letters) < _SHORT:
            raise ValueError(f"a word of {name} begins with too few letters: {letters!r}")
        table, key = (self._begun if goes_on else self._whole), letters[:_LONG]
        if name not in table.get(key, ()):
            table[key] = (*table.get(key, ()), name)

    def names(self, piece: str | bytes) -> tuple[str, ...]:
        """Who wants to know of a word in small letters, or in their code page."""
        found = self.known.get(piece)
        if found is None:
            word = piece if isinstance(piece, str) else piece.decode(_PAGE)
            found = self._looked_up(word) + tuple(name for name, holds in self._inner.items() if holds(word))
            if len(self.known) < _KNOWN and len(word) < _LONGEST:
                self.known[piece] = found
        return found

    def _looked_up(self, word: str) -> tuple[str, ...]:
        begun = [self._begun.get(word[:size], ()) for size in range(_SHORT, min(len(word), _LONG) + 1)]
        return tuple(dict.fromkeys(chain(self._whole.get(word, ()), *begun)))


class Page:
    """One text. `low` is the text in small letters, of the same length.

    `numbers` are runs of digits with no letter at either side, `mixed` words of digits and letters or underscores.
    """

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.low = lowered(text)
        self.numbers: list[Spot] = []
        self.mixed: list[Spot] = []
        self._words = words
        self._marks: defaultdict[str, list[Spot]] = defaultdict(list)
        self._of_size: defaultdict[int, list[Spot]] = defaultdict(list)
        self._read()
        self.has_digits = bool(self.numbers or self.mixed)

    def _read(self) -> None:
        marks, known, at = self._marks, self._words.known.get, 0
        for piece in _pieces(self.low):
            end = at + len(piece)
            wanted = known(piece)
            if wanted is None:
                if piece.isdigit():
                    spot = _spot((at, end))
                    self.numbers.append(spot)
                    self._of_size[end - at].append(spot)
                elif self.low[at:end].isalpha():
                    wanted = self._words.names(piece)
                else:
                    wanted = self._of_code(_spot((at, end)))
            if wanted:
                spot = _spot((at, end))
                for name in wanted:
                    marks[name].append(spot)
            at = end + 1

    def _of_code(self, spot: Spot) -> tuple[str, ...]:
        """Who wants to know of a code or a name such as `full_name` in any case; its words are marked."""
        odd = self._words.odd
        if any(map(str.isdigit, self.low[spot.start : spot.end])):
            self.mixed.append(spot)
        for part in _LETTERS.finditer(self.low, *spot):
            for name in self._words.names(part.group()):
                if name not in odd:
                    self._marks[name].append(_spot(part.span()))
        return odd

    def marks(self, name: str) -> list[Spot]:
        """Words that begin as a pattern of `name` begins, in order; the pattern itself was not yet tried."""
        return self._marks.get(name, [])

    def tried(self, name: str, pattern: re.Pattern[str], *, low: bool = True) -> Sequence[re.Match[str]]:
        """Matches of a pattern at the marks of `name`, each after the last, in the small or the original letters."""
        spots = self._marks.get(name)
        if not spots:
            return ()
        text, found, done = self.low if low else self.text, [], 0
        for start, _ in spots:
            if start >= done and (match := pattern.match(text, start)):
                done = match.end()
                found.append(match)
        return found

    def number_within(self, start: int, end: int) -> bool:
        """Whether a run of digits begins in a stretch."""
        at = bisect_left(self.digits, (start,))
        return at < len(self.digits) and self.digits[at].start < end

    def digits_within(self, start: int, end: int) -> list[Spot]:
        """Numbers and codes that begin in a stretch."""
        return within(self.digits, start, end)

    @cached_property
    def digits(self) -> list[Spot]:
        """Numbers and codes together, in order."""
        return sorted(self.numbers + self.mixed) if self.mixed else self.numbers

    def near(self, name: str, left: int, right: int) -> list[tuple[int, int]]:
        """Stretches of text around the marks of `name`, those that touch as one."""
        found: list[tuple[int, int]] = []
        for spot in self.marks(name):
            first, last = max(0, spot.start - left), min(len(self.text), spot.end + right)
            if found and first <= found[-1][1]:
                first, last = found[-1][0], max(found.pop()[1], last)
            found.append((first, last))
        return found

    def numbers_of(self, size: int) -> Sequence[Spot]:
        """Numbers of so many digits, in order."""
        return self._of_size.get(size, ())


def within(spots: list[Spot], start: int, end: int) -> list[Spot]:
    """Those of some spots, which are in order, that begin in a stretch."""
    first = bisect_left(spots, (start,))
    return spots[first : bisect_left(spots, (end,), first)]


def _pieces(low: str) -> Iterable[str | bytes]:
    """The words of a text, one sign between two of them; where more signs stand in a row, empty pieces are between."""
    words = _WORDS_ALONE.mapped(low)
    return _NO_WORD.sub(" ", low).split(" ") if words is None else words.split(b" ")


def lowered(text: str) -> str:
    """The text in small letters, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def beginnings(pattern: str) -> set[tuple[str, bool]]:
    """First letters, small, of all that a pattern matches: at most eight, and whether the word may go on after them.

    Leading lookarounds are passed over. Raises ValueError for a pattern that can begin with no letter.
    """
    states = _walk(list(parser.parse(pattern)), {("", False, False)})
    found = {(letters, goes_on or (not ended and len(letters) > _SHORT)) for letters, goes_on, ended in states}
    if any(not letters for letters, _ in found):
        raise ValueError(f"the pattern can begin with no letter: {pattern[:60]!r}")
    return found


def alternatives(pattern: str) -> list[str]:
    """What stands between the bars of a pattern that are in no bracket."""
    found, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            found.append("")
        else:
            found[-1] += piece
    return found


_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|.")
_State = tuple[str, bool, bool]  # letters so far; may the word go on; is the word's end reached


def _walk(tree: list[Any], states: set[_State]) -> set[_State]:
    for kind, value in tree:
        ended = {state for state in states if state[2] or len(state[0]) >= _LONG}
        states = ended | _step(kind, value, states - ended) if states - ended else ended
    return states


def _step(kind: Any, value: Any, states: set[_State]) -> set[_State]:
    """The states after one element of a pattern; none of them had reached its word's end."""
    if kind is op.LITERAL:
        return {_added(state, chr(value)) for state in states}
    if kind is op.IN:
        letters = _letters(value)
        any_of = letters if len(letters) <= _MANY else ["…"]
        return {_added(one, letter) for one in states for letter in (letters if len(one[0]) < _SHORT else any_of)}
    if kind is op.SUBPATTERN:
        return _walk(list(value[-1]), states)
    if kind is op.BRANCH:
        return set().union(*(_walk(list(branch), states) for branch in value[1]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, tree = value
        reached, found = states, set() if least else states
        for count in range(1, min(most, max(least, _LONG)) + 1):
            before, reached = reached, _walk(list(tree), reached)
            if len(reached) > _MANY and all(len(letters) >= _SHORT for letters, _, _ in before):
                return found | {(letters, True, True) for letters, _, _ in before}
            found = found | reached if count >= least else found
        return found
    if kind is op.AT:
        return {(letters, goes_on, bool(letters)) for letters, goes_on, _ in states}
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return states
    return {(letters, True, True) for letters, _, _ in states}


def _letters(members: list[Any]) -> list[str]:
    """What a class of characters can be: its letters, "" for other characters, "…" for whole categories."""
    found: list[str] = []
    for kind, value in members:
        if kind is op.LITERAL:
            found.append(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _LONG * 10:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            found.append(" " if value in _NO_LETTER else "…")
    return found


_NO_LETTER = frozenset({op.CATEGORY_SPACE, op.CATEGORY_DIGIT, op.CATEGORY_NOT_WORD})


def _added(state: _State, character: str) -> _State:
    letters, _, _ = state
    if character == "…":
        return letters, bool(letters), True
    if character.isalpha():
        return letters + character.lower(), False, False
    return letters, False, True

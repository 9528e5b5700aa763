"""Where words stand that may announce a secret: at the words that a page has read, and at signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.recognizers.page import Page
from redactor.recognizers.secret_table import alternation

MARK = "secret"
_BEGUN = re.compile(r"\w*")
_FEW = 2  # letters
_KNOWN, _LONGEST = 20_000, 24  # words whose places are remembered; letters of the longest of them


class Places:
    """The words, in small letters. Each may stand in the middle of a longer one: DBPASSWORD, a token.

    A page reads digits alone as numbers, not as words, and one or two letters end many a word ("s."): what begins so is
    looked for at the sign that follows.
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = frozenset(words)
        begun = {word: match.group() for word in words if (match := _BEGUN.match(word))}
        whole = {word for word in words if begun[word] == word}
        signed = {word for word in words - whole if _is_signed(word, begun[word])}
        cut = {begun[word] for word in words - whole - signed}
        self._here = re.compile(alternation(words))
        self._inside = re.compile(rf"(?=(?:{alternation(whole)})|(?:{alternation(cut)})\Z)")
        self._signed = _at_signs({word: len(begun[word]) for word in signed})
        self._reach = max(map(len, map(begun.__getitem__, signed)))
        self._known: dict[str, tuple[int, ...]] = {}
        digits = {word for word in whole if word.isdigit()}
        self._digits = re.compile("|".join(f"{re.escape(word[0])}(?={re.escape(word[1:])})" for word in sorted(digits)))

    def may_stand_in(self, word: str) -> bool:
        """Whether one of the words stands in a word of a text, or begins there and may go on after it."""
        return bool(self._within(word))

    def _within(self, word: str) -> tuple[int, ...]:
        """Where in a word of a text one may begin. Remembered for words of letters in which one does."""
        found = self._known.get(word)
        if found is None:
            found = tuple(match.start() for match in self._inside.finditer(word))
            if found and len(self._known) < _KNOWN and len(word) < _LONGEST and word.isalpha():
                self._known[word] = found
        return found

    def of(self, page: Page) -> Iterator[tuple[int, str]]:
        """Each place, in order, and the longest word that stands there."""
        low = page.low
        starts: set[int] = set()
        for sign in self._signed.finditer(low):
            starts.update(range(max(0, sign.start() - self._reach), sign.start() + 1))
        starts.update(match.start() for match in self._digits.finditer(low))
        for start, end in page.marks(MARK):
            starts.update([start + at for at in self._within(low[start:end])])
        for start in sorted(starts):
            match = self._here.match(low, start)
            if match is not None:
                yield start, match.group()


def _is_signed(word: str, begun: str) -> bool:
    return not begun or begun.isdigit() or (len(begun) <= _FEW and word[len(begun)] != " ")


def _at_signs(words: dict[str, int]) -> re.Pattern[str]:
    """A pattern for the signs of words; for each word how many letters stand before its sign."""
    signs = "".join(sorted({re.escape(word[before]) for word, before in words.items()}))
    around = (
        rf"(?<=(?={alternation(word for word, count in words.items() if count == before)}).{{{before + 1}}})"
        for before in sorted(set(words.values()))
    )
    return re.compile(f"[{signs}](?:{'|'.join(around)})", re.DOTALL)

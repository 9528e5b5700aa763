"""Words and word pieces of a text, with offsets: the tokenizer of the Latin name model.

A word is a run of letters and digits or one other visible character, which is BERT's basic tokenization
(Devlin et al. 2019, `BasicTokenizer`) without its clean-up of Chinese characters. Pieces are BERT's greedy
longest-match WordPiece. Line ends and wide gaps are kept as marks, because prompts are made of lines and
columns. A word with a letter outside the Latin script becomes one unknown piece: the model never reads Russian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

WORDS = re.compile(r"[^\W_]+|\n[\s]*|\t[^\S\n]*|[ \u00a0]{3,}|[^\w\s]|_")
PIECES_PER_WORD = 6  # a name has rarely more; hashes and keys are cut here
LONGEST_WORD = 40  # characters; longer runs are keys or base64 and become unknown
LINE_END = "[NL]"
GAP = "[TAB]"
UNKNOWN = "[UNK]"
START = "[CLS]"
END = "[SEP]"
PADDING = "[PAD]"


class Case(IntEnum):
    """How a word is written: the fourth input of the model, since its vocabulary is lower-case."""

    LOWER = 0  # also digits and marks
    TITLE = 1  # Anna
    UPPER = 2  # ANNA, and one capital alone
    MIXED = 3  # McDonald, iPhone


class Word(NamedTuple):
    """A word text[start:end] (code points) with the ids of its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    case: Case
    latin: bool  # has a letter, and no letter outside the Latin script
    mark: bool  # a line end or a gap, no visible word


def case_of(word: str) -> Case:
    """How `word` is written; a single capital counts as UPPER."""
    if word.islower() or (not word.isalpha() and word.lower() == word):
        return Case.LOWER
    if word.isupper():
        return Case.UPPER
    return Case.TITLE if word[0].isupper() and word[1:].islower() else Case.MIXED


def read_vocabulary(path: Path) -> dict[str, int]:
    """Pieces by id: one a line, the line number is the id."""
    return {piece: number for number, piece in enumerate(path.read_text("utf-8").split("\n")) if piece}


class WordPiece:
    """Splits text into words and pieces of one vocabulary. Remembers words it has met (bounded)."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self.start, self.end = vocabulary[START], vocabulary[END]
        self.padding, self.unknown = vocabulary[PADDING], vocabulary[UNKNOWN]
        self._marks = {"\n": (vocabulary[LINE_END],), "\t": (vocabulary[GAP],), " ": (vocabulary[GAP],)}
        self._longest = max(len(piece) for piece in vocabulary)
        self._known: dict[str, tuple[tuple[int, ...], Case, bool]] = {}

    def words(self, text: str) -> list[Word]:
        """All words of `text` in order."""
        return list(self._words(text))

    def _words(self, text: str) -> Iterator[Word]:
        for match in WORDS.finditer(text):
            token = match.group()
            if token[0] in "\n\t \u00a0":
                yield Word(
                    match.start(), match.end(), self._marks.get(token[0], self._marks[" "]), Case.LOWER, False, True
                )
                continue
            known = self._known.get(token)
            if known is None:
                known = self._look_up(token)
                if len(self._known) < 20_000:
                    self._known[token] = known
            yield Word(match.start(), match.end(), known[0], known[1], known[2], False)

    def _look_up(self, token: str) -> tuple[tuple[int, ...], Case, bool]:
        latin = is_latin(token)
        case = case_of(token) if latin else Case.LOWER
        if len(token) > LONGEST_WORD or not (latin or token.isascii() or not token[0].isalpha()):
            return (self.unknown,), case, latin
        return self.pieces(fold(token))[:PIECES_PER_WORD], case, latin

    def pieces(self, word: str) -> tuple[int, ...]:
        """Greedy longest-match pieces of a folded word; the unknown piece alone when a part is missing."""
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                number = self.vocabulary.get(piece)
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self.unknown,)
        return tuple(found) or (self.unknown,)


def fold(word: str) -> str:
    """Lower case without accents, as BERT uncased folds; Latin letters that NFD keeps are spelled out."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.lower().translate(_SPELLED))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")


def is_latin(word: str) -> bool:
    """Whether a word has a Latin letter and none of another script."""
    if word.isascii():
        return not word.isdigit() and any(map(str.isalpha, word))
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and all(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)


_SPELLED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)

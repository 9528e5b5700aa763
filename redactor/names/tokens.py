"""Words, numbers and signs of a text with their places. Pure."""

import re
from dataclasses import dataclass
from enum import IntEnum

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’‑][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*|_+|[^\w\s]|\n")
_LETTERS = "А-Яа-яЁёІіЇїЄєҐґЎўӘәҒғҚқҢңӨөҰұҮүҺһ"
_CYRILLIC = re.compile(f"[{_LETTERS}'’-]+")
CYRILLIC_LETTER = re.compile(f"[{_LETTERS}]")


class Case(IntEnum):
    """How the letters of a word are written."""

    NONE = 0  # no letters
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4


@dataclass(frozen=True, slots=True)
class Token:
    """text[start:end]; `low` is the word in lower case with ё kept."""

    start: int
    end: int
    text: str
    low: str
    case: Case
    cyrillic: bool

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.case is not Case.NONE


def tokenize(text: str) -> list[Token]:
    """All tokens; a line's end is a token "\\n"."""
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isalpha():
            tokens.append(
                Token(match.start(), match.end(), word, word.lower(), _case(word), bool(_CYRILLIC.fullmatch(word)))
            )
        else:
            tokens.append(Token(match.start(), match.end(), word, word, Case.NONE, False))
    return tokens


def _case(word: str) -> Case:
    if word.islower():
        return Case.LOWER
    if len(word) == 1 or word.isupper():
        return Case.UPPER
    parts = word.split("-") if "-" in word else [word]
    if all(part[0].isupper() and (len(part) == 1 or part[1:].islower()) for part in parts if part):
        return Case.TITLE
    return Case.TITLE if word[0].isupper() and word[1:].islower() else Case.MIXED

"""A text as one byte a letter, where a code page holds all of its letters: a table maps them all at once. Pure.

A pattern asks about every letter of a text in turn, at some sixty instructions each; a table of 256 entries takes two.
"""

import codecs
from collections.abc import Callable

# ASCII first, then what Russian and Western texts are written in with their quotes and dashes.
_PAGES = ("ascii", "cp1251", "cp1252")
OTHER_SIGN = "\x00"
"""In place of what is no letter, no digit and in no page: ₽, →, an emoji, a hidden mark."""
_IS_SIGN = "gnomon-sign"


def _as_sign(error: UnicodeError) -> tuple[str, int]:
    """A sign is mapped as OTHER_SIGN; a letter that a page does not hold is an error."""
    if not isinstance(error, UnicodeEncodeError) or any(map(str.isalnum, error.object[error.start : error.end])):
        raise error
    return OTHER_SIGN * (error.end - error.start), error.end


codecs.register_error(_IS_SIGN, _as_sign)


class Letters:
    """One table a code page, made by a function from a letter to the character of the page that stands for it."""

    def __init__(self, stands_for: Callable[[str], str], pages: tuple[str, ...] = _PAGES) -> None:
        self._tables = tuple((page, _table(page, stands_for)) for page in pages)

    def mapped(self, text: str) -> bytes | None:
        """A byte for each letter of the text; nothing when no code page holds its letters."""
        for page, table in self._tables[not text.isascii() :]:
            try:
                return text.encode(page, _IS_SIGN).translate(table)
            except UnicodeEncodeError:
                continue
        return None


def _table(page: str, stands_for: Callable[[str], str]) -> bytes:
    letters = (bytes((code,)).decode(page, "replace") for code in range(256))
    return "".join(map(stands_for, letters)).encode(page)

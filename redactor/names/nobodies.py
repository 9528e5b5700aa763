"""What is named and is nobody: characters of books and films, columns of a database. Pure."""

import re

from redactor.word_lists import word_list

_COLUMN = re.compile(
    r"[a-z]\w{0,20}\.(?:fio|inn|name|phone|email|addr\w*|title|status|date|total|price|(?:full|first|last|user)_?name|\w{1,30}_(?:id|at|no))(?!\w)"
)
_AROUND = 16  # characters on either side that may belong to the name


def _pattern(name: str) -> str:
    """Both words with any ending that a case may give them."""
    return " ".join(re.escape(word[:-1] if word[-1] in "аяйьы" else word) + r"\w{0,3}" for word in name.split())


_NAMES = re.compile(rf"\b(?:{'|'.join(map(_pattern, sorted(word_list('characters'))))})\b")


def is_nobody(text: str, start: int, end: int) -> bool:
    """Whether a found name is a character's or part of one's, in any case form of its, or a column such as c.name."""
    if _COLUMN.match(text, start, end):
        return True
    around = text[max(0, start - _AROUND) : end + _AROUND].lower()
    first = min(start, _AROUND)
    return any(match.start() <= first and end - start <= match.end() - first for match in _NAMES.finditer(around))

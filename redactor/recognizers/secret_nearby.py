"""Passwords that stand in the sentence of the word for them, with no turn of speech between. Pure.

The last resort: only what can hardly be a word, an identifier of a program or a number of something counts.
"""

from __future__ import annotations

import re

from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_turns import is_told

_LEFT, _RIGHT = 60, 100
_TOKEN = re.compile(
    r"(?:(?P<hedge>(?<!\w)(?:был[аио]?|was|is|это|теперь|стоит|now)[ \t]|[—–:-][ \t])|(?P<quote>[\"«“]))?"
    r"(?<![\w@/.\\#$=-])(?P<value>(?=[^\s]{0,40}[\d!@#$%^&*+])[^\s\"'`«»“”„<>,;(){}\[\]=|\\]{6,40})"
)
_CODE = re.compile(r"[{}<>=`|\\]|\(\)|->|::|https?:|\$\w")
_PLURAL = re.compile(r"(?:ей|ями|ям|ях|s|ов|ами|ам|ах)(?!\w)")


def nearby(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A password on the line of the word for it at text[start:end], shortly after or before."""
    first = max(start - _LEFT, text.rfind("\n", 0, start) + 1, 0)
    last = text.find("\n", end, end + _RIGHT)
    last = min(len(text), end + _RIGHT) if last < 0 else last
    if _PLURAL.match(text, end) or _CODE.search(text, first, last):
        return None
    for begin, stop in ((end, last), (first, start)):
        for match in _TOKEN.finditer(text, begin, stop):
            place = values.trimmed(text, *match.span("value"))
            told_before = begin == first and match["hedge"] is not None and match["hedge"].strip() not in ("was", "был")
            if not told_before and _counts(match, text[place[0] : place[1]]):
                return place
    return None


def _counts(match: re.Match[str], found: str) -> bool:
    """A sign between letters or digits; or a word with digits in quotes, or after "was", with both in disorder."""
    if len(found) < 6 or not is_told(found):
        return False
    if re.search(r"\w[!@#$%^&*+]\w", found):
        return any(map(str.isdigit, found)) or match["quote"] is not None
    if match["quote"] is not None or match["hedge"] is not None:
        return any(map(str.isdigit, found)) and bool(re.search(r"[_-]|[a-zа-я][A-ZА-Я]|\d{3}", found))
    return False

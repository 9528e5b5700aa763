"""Chinese, Korean and Vietnamese names in Russian letters: a surname from a list, one or two short words. Pure."""

from collections.abc import Iterator, Sequence

from redactor.names.lists import SHORT_SURNAMES, VOCATIVES
from redactor.names.patterns import Name
from redactor.names.tokens import Case, Token

_LONGEST = 6  # letters of a syllable or two
_MOST = 2  # words after the surname


def short_names(tokens: Sequence[Token]) -> Iterator[Name]:
    """«Ли Мин Хо», «Дин Чжао», «Нгуен Тхи Лан»: all with capitals, one space between."""
    at = 0
    while at < len(tokens):
        last = _end(tokens, at) if tokens[at].low in SHORT_SURNAMES and tokens[at].case is Case.TITLE else at
        if last > at + 1:
            yield Name(at, last, 0.8, "short")
        at = max(last, at + 1)


def _end(tokens: Sequence[Token], at: int) -> int:
    last = at + 1
    while last < len(tokens) and last - at <= _MOST and _goes_on(tokens[last - 1], tokens[last]):
        last += 1
    following = tokens[last] if last < len(tokens) else None
    return at if following is not None and _goes_on(tokens[last - 1], following) else last


def _goes_on(before: Token, token: Token) -> bool:
    one_apart = token.start - before.end == 1
    return one_apart and token.cyrillic and token.case is Case.TITLE and 1 < len(token.text) <= _LONGEST


def vocatives(tokens: Sequence[Token]) -> Iterator[Name]:
    """«Маш, привет», «смотри, Дим, тут»: called by a name without its last vowel, a comma after it."""
    for at, token in enumerate(tokens[:-1]):
        if token.low in VOCATIVES and token.case is Case.TITLE and tokens[at + 1].text in (",", "!"):
            before = tokens[at - 1].text if at else "\n"
            if not before[0].isalnum():
                yield Name(at, at + 1, 0.75, "vocative")

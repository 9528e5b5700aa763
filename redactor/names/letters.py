"""Each word of a text as one letter that says what it may be in a name. Pure.

G given name   S surname   P patronymic   U word with a capital that no dictionary knows
C known word with a capital   c the same at the beginning of a sentence, adjective or somebody alive
b word in small letters for somebody alive, or unknown   g s u given name or surname, but something else is likelier
L place   A abbreviation   I single capital letter   i single small letter   T role or label   H greeting
V write, call, tell   E what takes a surname as its name   . , : - ( ) " | ; ! ? themselves   d digits
n end of line   _ wide gap   l Latin word   x other sign   a other word
"""

import re
from collections.abc import Callable, Sequence

from redactor.names.lists import (
    ABBREVIATIONS,
    ADDRESSING,
    EPONYMS,
    GIVEN_FAR,
    GIVEN_MAYBE,
    GIVEN_SURE,
    GREETINGS,
    NICKNAMES,
    ROLES,
    SMALL_WORDS,
)
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token

_SURNAME = re.compile(
    r".{2,}(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми|ым)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)|енко"
    r"|[кщч]ук[аоуе]?м?|юк[ауе]?|чак|як|ян[ауе]?н?|янц|ешвили|швили|дзе|иди|[оу]глы|ых|их|[иы]ч[ауе]?(?:ем)?|айте|ене"
    r"|ус|ис|ко|ец|ло)\Z"
)
_PATRONYMIC = re.compile(
    r".{2,}(?:[оеё]вич(?:а|у|ем|е|и|ей|ам)?|ич(?:а|у|ем|е)?|[оеё]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|е|у|ой)"
    r"|инич?н(?:а|ы|е|у|ой)|оглы|кызы|улы)\Z"
)
_SURE_PATRONYMIC = re.compile(r".{3,}(?:[оеё]вич(?:а|у|ем|е)?|[оеё]вн(?:а|ы|е|у|ой))\Z")
_STRICT = re.compile(r".*(?:[сц]к(?:ий|ая|ой|ого|ому)|[ое]ва?|ову|ина?|иной|[ое]вой)\Z")
_SURE, _LIKELY, _WEAK, _HALF = 0.8, 0.35, 0.08, 0.5
_JOINED = 2  # characters between two tokens of one name at most
_SHORT = 5  # letters of an abbreviation at most
_SIGNS = dict(zip(".,:-()\";|!?—–«»'…\n", '.,:-()";|!!--"""!n', strict=True))
_BEGIN = frozenset('.!?\n:«"•*|;')  # after these a sentence, a cell or an item begins


def surname_like(word: str) -> bool:
    """Whether a lower-case word ends as Russian surnames end, in any case form."""
    return len(word) > 3 and _SURNAME.match(word) is not None


def encode(tokens: Sequence[Token], odds: Callable[[str], Odds], quiet: Sequence[bool]) -> tuple[str, list[int]]:
    """The letters of a text and, for each, its token. A wide gap has the letter _ and the token after it.

    `quiet[i]`: in the line of the i-th token capitals tell nothing.
    """
    letters: list[str] = []
    places: list[int] = []
    start, end = True, 0
    for at, token in enumerate(tokens):
        if token.start - end > _JOINED and token.text != "\n":
            letters.append("_")
            places.append(at)
        end = token.end
        if token.cyrillic:
            letters.append("x" if _glued(tokens, at) else letter(token, odds(token.low), quiet=quiet[at], start=start))
            start = False
        else:
            initial = token.text == "." and letters[-1:] == ["I"]
            digit = token.text[0].isdigit()
            letters.append("l" if token.is_word else "d" if digit else _SIGNS.get(token.text, "x"))
            if not initial:
                start = token.text in _BEGIN or (start and not token.is_word and not digit)
        places.append(at)
    return "".join(letters), places


def _glued(tokens: Sequence[Token], at: int) -> bool:
    """A letter that belongs to the number before it: «место 14А»."""
    token, before = tokens[at], tokens[at - 1] if at else None
    return before is not None and len(token.text) == 1 and before.end == token.start and before.text[0].isdigit()


def letter(token: Token, odds: Odds, *, quiet: bool, start: bool) -> str:
    """The letter of a Cyrillic word. `quiet`: capitals tell nothing here; `start`: it begins a sentence."""
    if len(token.text) == 1:
        return "I" if token.case is Case.UPPER else "i"
    listed = _by_list(token, odds, quiet=quiet)
    if listed:
        return listed
    written = token.case is not Case.LOWER
    named = _by_odds(token.low, odds, written=written)
    if named:
        return named
    if not written:
        return _small(token.low, odds, quiet=quiet)
    return _capital(token, odds, quiet=quiet, start=start)


def _by_list(token: Token, odds: Odds, *, quiet: bool) -> str:
    low = token.low
    if low in ROLES:
        return "T"
    if low in ADDRESSING:
        return "V"
    if low in GREETINGS:
        return "H"
    if low in EPONYMS and (odds.person < _WEAK or (token.case is Case.LOWER and not quiet)):
        return "E"
    return "a" if low in ABBREVIATIONS or (token.case is Case.LOWER and low in SMALL_WORDS) else ""


def _by_odds(low: str, odds: Odds, *, written: bool) -> str:
    """Of a word that the dictionary, its endings or our lists take for a name."""
    pattern = _PATRONYMIC if written or odds.patronymic > 0 else _SURE_PATRONYMIC
    patronymic = not odds.known and pattern.match(low)
    if odds.patronymic >= _LIKELY or patronymic:
        return "P"
    if low in GIVEN_SURE or (low in GIVEN_FAR and (odds.common < _SURE or not odds.known)):
        return "G"
    if low in NICKNAMES:
        return "G" if odds.common < _SURE or not odds.known else "g"
    if low in GIVEN_MAYBE and not (odds.name >= _LIKELY and odds.common < _HALF):
        return "g"
    if odds.name >= _LIKELY and odds.common < _HALF:
        return "G"
    if odds.surname >= _LIKELY and odds.common < _HALF:
        return "S"
    if odds.name >= _WEAK and (odds.known or written):
        return "g"
    return "s" if odds.surname >= _WEAK else ""


def _small(low: str, odds: Odds, *, quiet: bool) -> str:
    """Of a word in small letters that is no name to the dictionary."""
    if surname_like(low) and (not odds.known or odds.place >= _HALF or (odds.common > 0.9 and _STRICT.match(low))):
        return "u"
    return "b" if quiet and (odds.nominal or not odds.known) else "a"


def _capital(token: Token, odds: Odds, *, quiet: bool, start: bool) -> str:
    """Of a word with a capital that is no name to the dictionary."""
    low, shouted = token.low, token.case is Case.UPPER
    if low.endswith("-оол"):
        return "U"
    if odds.known and odds.place >= _HALF and not surname_like(low):
        return "L"
    if not odds.known:
        return "A" if shouted and not quiet and len(low) <= _SHORT else "U"
    if shouted and quiet:
        return _small(low, odds, quiet=True)
    if "-" in low and token.case is Case.TITLE and token.text[low.index("-") + 1].isupper():
        return "U"
    if start:
        return "c" if odds.nominal else "a"
    return "C"

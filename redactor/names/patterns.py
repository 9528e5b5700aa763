"""Names by their make-up: each token becomes one letter, names are found as patterns of letters. Pure.

G given name   S surname   P patronymic   U word with a capital that no dictionary knows   C known word with a capital
g s            the same readings, but another one is likelier
I single capital letter   i single small letter   T role or label   H greeting   V write, call, tell   E what takes a surname as its name
. , : - ( ) " digits d, line n, wide gap _, Latin word l, other sign x, other word a
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from redactor.names.lists import (
    ABBREVIATIONS,
    ADDRESSING,
    EPONYMS,
    GIVEN_MAYBE,
    GIVEN_SURE,
    GREETINGS,
    NICKNAMES,
    ROLES,
)
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token

_SURNAME = re.compile(
    r".{2,}(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми|ым)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)|енко|[кщч]ук[аоуе]?м?|юк[ауе]?|чак|як"
    r"|ян[ауе]?н?|янц|ешвили|швили|дзе|иди|[оу]глы|ых|их|[иы]ч[ауе]?(?:ем)?|айте|ене|ус|ис|ко|ец|ло)\Z"
)
_PATRONYMIC = re.compile(
    r".{2,}(?:[оеё]вич(?:а|у|ем|е|и|ей|ам)?|ич(?:а|у|ем|е)?|[оеё]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|е|у|ой)|инич?н(?:а|ы|е|у|ой)|оглы|кызы|улы)\Z"
)
_SURE, _LIKELY, _WEAK = 0.8, 0.35, 0.08
_JOINED = 2  # characters between two tokens of one name at most


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens first … last - 1 are a name, by a rule."""

    first: int
    last: int
    score: float
    rule: str


def surname_like(word: str) -> bool:
    """Whether a lower-case word ends as Russian surnames end, in any case form."""
    return len(word) > 3 and _SURNAME.match(word) is not None


def code(token: Token, odds: Odds, *, quiet: bool, start: bool) -> str:
    """The letter of a word. `quiet`: capitals tell nothing in this line; `start`: first word of a sentence."""
    low, case = token.low, token.case
    if len(token.text) == 1:
        return "I" if case is Case.UPPER else "i"
    if low in ROLES:
        return "T"
    if low in ADDRESSING:
        return "V"
    if low in GREETINGS:
        return "H"
    if low in EPONYMS and (odds.person < _WEAK or (case is Case.LOWER and not quiet)):
        return "E"
    if low in ABBREVIATIONS:
        return "a"
    written = case is not Case.LOWER
    if odds.patronymic >= _LIKELY or (not odds.known and _PATRONYMIC.match(low) and (written or odds.patronymic > 0)):
        return "P"
    if low in GIVEN_SURE or (low in NICKNAMES and odds.common < _SURE):
        return "G"
    if low in GIVEN_MAYBE and not (odds.name >= _LIKELY and odds.common < 0.5):
        return "g"
    if odds.name >= _LIKELY and odds.name >= odds.surname and odds.common < 0.5:
        return "G"
    if odds.surname >= _LIKELY and odds.common < 0.5:
        return "S"
    if odds.name >= _WEAK:
        return "g" if odds.known or written else "a"
    if odds.surname >= _WEAK:
        return "s"
    if not written and odds.nominal and quiet and odds.known:
        return "b"
    if not written:
        return "u" if surname_like(low) and (not odds.known or odds.common > 0.9 and _strict(low)) else "a"
    if odds.place >= 0.5 and not surname_like(low):
        return "L"
    if not odds.known:
        return "A" if case is Case.UPPER and not quiet and len(token.text) < 6 else "U"
    if case is Case.UPPER and quiet:
        return "u" if surname_like(low) else "a"
    if "-" in low and case is Case.TITLE and token.text[low.index("-") + 1].isupper():
        return "U"
    if start:
        return "c" if odds.nominal else "a"
    return "C"


def _strict(low: str) -> bool:
    """Known words that end as a surname beyond doubt: adjectives of place, possessives."""
    return low.endswith(
        (
            "ский",
            "ская",
            "ской",
            "ского",
            "скому",
            "цкий",
            "цкая",
            "цкой",
            "ов",
            "ова",
            "ову",
            "ев",
            "ева",
            "ин",
            "ина",
            "иной",
            "овой",
            "евой",
        )
    )


_SIGNS = {
    ".": ".",
    ",": ",",
    ":": ":",
    "—": "-",
    "–": "-",
    "-": "-",
    "(": "(",
    ")": ")",
    '"': '"',
    "«": '"',
    "»": '"',
    "'": '"',
    "\n": "n",
    ";": ";",
    "|": "|",
    "!": "!",
    "?": "!",
    "…": "!",
}

_N = "[GgSsPUC]"
_RULES = (
    (
        "full",
        0.95,
        re.compile(
            r"(?:(?<=[n_:|;,\".d-])|^)c[GgUSs]P|[SsGgUCub][GgUSs]P|[GgU]P[SsUCuGg]|[SsUCGgu]P(?![a-z])|[GgUs]P|PS"
        ),
    ),
    (
        "initials",
        0.93,
        re.compile(
            r"[SsGgUCu](?:I\.){1,3}(?:-?I\.)?|(?:I\.){2,3}[SsGgUC](?:[SsU](?![.]))?|I\.[SsGgU]|[SsG]I\.?I(?!\w)|[Ss](?:i\.){2}|(?:i\.){2}[Ss]"
        ),
    ),
    ("pair", 0.85, re.compile(r"Gb(?=[,.!?n)]|$)|US|G[SsUC]|[SU]G|S[g]|g[SU]|[Gg]u|uG|GG|sG|Gs")),
    (
        "label",
        0.8,
        re.compile(
            r"(?<=T)(?:[:-]\"?)?(?P<n>[GSUgsP](?:[GSUgsPC](?![:]))?(?:[GSUPsg])?|C[GSU]P?)|(?<=T:)(?P<m>[CGSUgs][GSUC]{0,2}P?)"
        ),
    ),
    ("greeting", 0.75, re.compile(r"(?<=H)[,]?(?P<n>[GSU]P?|g(?=[,!n.)-]))|(?<=n)(?P<m>G)(?=,H)")),
    ("speaker", 0.75, re.compile(r"(?<=[n.!?])(?P<n>[SGUs])(?=:)|^(?P<m>[SGUs])(?=:)")),
    ("addressed", 0.75, re.compile(r"(?<=V)(?P<n>[SGUu])(?![GSP])|(?<=Vi)(?P<m>[SGUu])(?![GSP])")),
    ("surname", 0.7, re.compile(r"S")),
    ("among-latin", 0.7, re.compile(r"(?<=l)[GSUs](?=[lx.,!?n)]|$)|^[GSU](?=l)|(?<=n)[GSU](?=l)")),
    ("given", 0.7, re.compile(r"G")),
    ("patronymic", 0.75, re.compile(r"P")),
)


def encode(tokens: Sequence[Token], odds: Callable[[str], Odds], quiet: Sequence[bool]) -> tuple[str, list[int]]:
    """The letters of a text and, for each, its token. A wide gap has the letter _ and the token after it."""
    letters: list[str] = []
    places: list[int] = []
    start = True
    end = 0
    for at, token in enumerate(tokens):
        if token.start - end > _JOINED and token.text != "\n":
            letters.append("_")
            places.append(at)
        end = token.end
        if token.cyrillic:
            glued = (
                len(token.text) == 1
                and at > 0
                and tokens[at - 1].end == token.start
                and tokens[at - 1].text[0].isdigit()
            )
            letters.append("x" if glued else code(token, odds(token.low), quiet=quiet[at], start=start))
            start = False
        else:
            initial = token.text == "." and letters[-1:] == ["I"]
            letters.append("l" if token.is_word else "d" if token.text[0].isdigit() else _SIGNS.get(token.text, "x"))
            if not initial:
                start = token.text in '.!?\n:«"•*|;' or (start and not token.is_word and not token.text[0].isdigit())
        places.append(at)
    return "".join(letters), places


def names(letters: str, places: Sequence[int]) -> Iterator[Name]:
    """Names by the rules, overlapping ones included."""
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(letters):
            group = match.lastgroup
            first, last = match.span(group) if group else match.span()
            yield Name(places[first], places[last - 1] + 1, score, rule)

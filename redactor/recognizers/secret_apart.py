"""Passwords apart from the word for them, or without one: "she can get in with X", «роутер сбросили, теперь X». Pure.

Looked at from the value: a word that is hardly anything but a password counts where a turn of speech hands it over and
a way into something was named shortly before. The less a value looks like one, the more must speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from redactor.finding import Finding
from redactor.recognizers import secret_values as values
from redactor.recognizers import secret_ways as ways
from redactor.recognizers.page import Page, Spot, within
from redactor.recognizers.secret_codes import NO_CODE
from redactor.recognizers.secret_words import NO_PASSWORDS


class _Shape(IntEnum):
    """How much a word looks like a password."""

    DIGITS = 1  # 903512
    WORD = 2  # kotofey2019
    JOINED = 3  # Harbour-Tulip-62, b7Qm2xT9
    SIGNED = 4  # Kestrel%Moon44


_REACH = 40  # characters of a value on each side of its digits
_LEFT, _RIGHT = 170, 70  # characters around a value in which a way in is named
_VALUE = re.compile(r"[^\s\"'`«»“”„<>,;(){}\[\]|\\/:]{4,40}")
_STOPS = frozenset(" \t\n\"'`«»“”„<>,;(){}[]|\\/:")
_SIGNS = frozenset("!$%^&*#~")
_JOINTS = _SIGNS | frozenset("-_+@")
_EDGES = frozenset(" \t\n\"'`«“„(:/,")
_SIGNED = re.compile(r"(?=(?:.*[^\W\d_]){3})(?=.*\d)[^\W_].*?(?<=[^\W_])(?:[!$%^&*#](?=[^\W_])|~(?=[^\W\d_])).*")
_JOINED = re.compile(r"(?=(?:.*[^\W\d_]){3})(?=.*\d)[^\W_]+(?:[-_.+][^\W_]+)+")
_WORD = re.compile(r"[^\W\d_]{4,16}\d{1,4}[^\W\d_]{4,16}|[^\W\d_]{4,16}\d{2,4}|\d{2,4}[^\W\d_]{4,16}|[^\W\d_]{9,24}\d")
_DOOR_CODE = re.compile(r"\d{4,8}|\d{1,4}(?:-\d{1,4}){1,3}|\d{3,7}[#*]|[A-ZА-Я]\d{4}[A-ZА-Я]?|\d{4}[A-ZА-Я]")
# Machines, releases, tickets, sizes, models: db-07, srv-1c-02, 2.14.0+7f3a, httpx#3215, TK-0414, 12px, ESP32-WROOM-32.
_THING = re.compile(
    r"[^\W\d_]{1,7}-?\d{1,3}|[a-z]+(?:-[a-z0-9]{1,4})*-\d{1,3}|v?\d+(?:\.\d+)+.*|[a-z]{2,8}-[0-9a-f]{8,}"
    r"|[A-Za-z]+#\d{3,6}|[a-z]+#\d+|[A-ZА-Я]{1,6}[-_.]?\d+|\d+[-_.][A-Za-zА-я]{1,3}|\d[\d.-]*[a-zа-я]{1,4}"
    r"|[A-Z][a-z]+-[A-Z]\d{1,2}|[А-ЯЁ][а-яё]+-\d|(?=(?:.*[-_.])?(?:[A-ZА-Я]+|\d+)(?:[-_.]"
    r"|\Z))[A-ZА-Я\d]+(?:[-_.][A-ZА-Я\d]+)+"
    r"|.*(?:=|&(?:amp|nbsp|lt|gt|quot|#\w+)).*"
)
_BETWEEN = " \t:—–,-\"'`«“„"
_SEPARATED = re.compile(r"[^\s.!?][ \t]{0,2}(?:[:—–(/,;]|[ ]-)[ \t]{0,2}[\"'`«“„]?\Z|[\"'`«“„(]\Z|\w[.][ \t]\Z|\n\Z")
_CLAUSE_ENDS = re.compile(
    r"[\"'`»”)]{0,2}(?:[ \t]{0,2}(?:[.,;!?)\n—–]|\Z)|[ \t]\(|[ \t](?:now|instead|until|everywhere|exactly|but|and"
    r"|for|in|on|if|when|then|still|by|or|at|which|first|since|that|so|from|who|after|before|because"
    r"|till|twice|\w+[ ]times|а|но|и|вместо|в|на|до|пока|если|или|не|уже|потом|после|при|которы\w+|сначала"
    r"|это|this|\w+[ ]раза?)(?!\w))"
)
_EVIDENCE = re.compile(
    rf"(?<!\w)(?:(?P<lock>{ways.LOCKS})|(?P<secret>{ways.SECRETS})|(?P<way>{ways.WAYS})|(?P<thing>{ways.THINGS}))(?!\w)"
)
BEGINNINGS = {"way-in": tuple(rf"(?:{words})\b" for words in (ways.LOCKS, ways.SECRETS, ways.WAYS, ways.THINGS))}
# A comma is enough after these: «для сигнализации, 66193», "PIN came by post, 0652".
_AFTER_LOCK = re.compile(
    r"(?<!\w)(?:pin|digits|passcode|keypad|alarm|пин\w*(?:-код\w*)?|сигнализаци\w+|ключниц\w+|шифр|комбинаци\w+"
    r"|кодов\w+)(?!\w)"
    r"[^\d\n.!?]{0,40}[,:][ ]\Z"
)
_CODE = re.compile(r"[{}=`|\\]|\w\(|->|::|https?:|\$\w|</|/>|^[ \t]*[\w.-]+:[ \t]", re.MULTILINE)
_NO_MORE = re.compile(r"\n[ \t]*\n")


def find_secrets_apart(page: Page) -> Iterator[Finding]:
    """Passwords and codes that are told by a turn of speech near a way into something."""
    done = 0
    for start, end in page.near("way-in", _RIGHT, _LEFT):
        for spot in page.digits_within(max(start, done), end):
            if spot.start < done or not _may_be_told(page.low, *spot):
                continue
            place = _value_around(page.text, spot)
            if place is None:
                continue
            shape = _shape(page.text[slice(*place)])
            handed_over = shape is not None and _is_handed_over(page, *place, shape)
            if handed_over or place[1] - place[0] < _REACH:  # other digits of a word show the same word
                done = place[1]
            if not handed_over:
                continue
            if values.is_fingerprint(page.text, place[0]):
                continue
            if shape is _Shape.DIGITS or not _is_thing(page.text[slice(*place)]):
                yield Finding("SECRET", *place, 0.8, "told-apart")


def _may_be_told(low: str, start: int, end: int) -> bool:
    """Whether digits are of a length to be entered, or belong to a word; sums, dates and hours do not."""
    before = low[start - 1 : start]
    if before in _JOINTS or low[end : end + 1] in _JOINTS:
        return True
    return (4 <= end - start <= 8 and before not in (".", ":")) or not low[start:end].isdigit()


def _value_around(text: str, spot: Spot) -> tuple[int, int] | None:
    """The word between blanks, quotes and brackets that holds the digits."""
    start = spot.start
    while start > 0 and spot.start - start < _REACH and text[start - 1] not in _STOPS:
        start -= 1
    match = _VALUE.match(text, start) if start == 0 or text[start - 1] in _EDGES else None
    if match is None or text[match.end() : match.end() + 1] in (":", "/", "\\", "[", "("):
        return None
    return values.trimmed(text, start, match.end())


def _shape(value: str) -> _Shape | None:
    """What a value looks like; None for addresses, numbers of things, versions, names of machines."""
    if _DOOR_CODE.fullmatch(value):
        return _Shape.DIGITS
    if len(value) < 6:
        return None
    if not _SIGNS.isdisjoint(value) and _SIGNED.fullmatch(value):
        shape = _Shape.SIGNED
    elif _WORD.fullmatch(value):
        shape = _Shape.WORD
    elif _JOINED.fullmatch(value) or values.is_strong(value):
        shape = _Shape.JOINED
    else:
        return None
    return shape


def _is_thing(value: str) -> bool:
    return (
        _THING.fullmatch(value) is not None
        or _is_product(value)
        or values.is_technical(value)
        or values.is_address(value)
        or values.is_path(value)
        or values.is_hash(value)
        or values.is_placeholder(value)
    )


def _is_product(value: str) -> bool:
    """Postgres16 and Windows11, not admin1234 and Password1."""
    name = value.rstrip("0123456789").lower()
    return name in NO_PASSWORDS and not name.startswith(("admin", "pass", "login", "user", "root", "secret"))


def _is_handed_over(page: Page, start: int, end: int, shape: _Shape) -> bool:
    """Whether the words before give the value, and a way into something stands near."""
    low = page.low
    if shape is not _Shape.SIGNED and not _CLAUSE_ENDS.match(low, end):
        return False
    if shape is _Shape.DIGITS:
        return _is_dialled(low, start, end) and "lock" in _evidence(page, start, end)
    turn = _turn(low, start)
    if turn is None and not _SEPARATED.search(low, max(0, start - 8), start):
        return False
    if turn is None and shape is not _Shape.SIGNED:
        return not {"secret", "way"}.isdisjoint(_evidence(page, start, start))
    seen = _evidence(page, start, end)
    return bool(seen) if turn == "sure" or shape is _Shape.SIGNED else bool(seen - {"thing"})


def _turn(low: str, start: int) -> str | None:
    """How surely the words right before a value hand it over."""
    if low[start - 1 : start] == "/":
        return "sure" if _last_words(low, start - 1)[0].startswith(ways.LOGINS) else None
    last, pair = _last_words(low, start)
    if last in ways.SURE or pair in ways.SURE_PAIRS or last.startswith(ways.SURE_STEMS):
        return "sure"
    return "weak" if last in ways.WEAK else None


def _last_words(low: str, start: int) -> tuple[str, str]:
    """The last word before a place, and the last two."""
    words = low[max(0, start - 28) : start].rstrip(_BETWEEN).split()[-2:]
    return (words[-1].lstrip('("«“'), " ".join(words)) if words else ("", "")


def _is_dialled(low: str, start: int, end: int) -> bool:
    """«The shed opens with 4827», «4471#», «пин прислали в конверте, 0652»: digits that are entered."""
    if low[end - 1] in "#*":
        return True
    last, pair = _last_words(low, start)
    if last in ways.DIALLED or pair in ways.DIALLED_PAIRS:
        return NO_CODE.search(low, max(0, start - 44), start) is None
    return low[start - 2 : start] in (", ", ": ") and _AFTER_LOCK.search(low, max(0, start - 60), start) is not None


def _evidence(page: Page, start: int, end: int) -> set[str]:
    """The kinds of words around a value, in its paragraph, that speak of a way in; none on a line of code."""
    low = page.low
    if _is_code(low, start):
        return set()
    first = max(0, start - _LEFT)
    for gap in _NO_MORE.finditer(low, first, start):
        first = gap.end()
    last = end + _RIGHT if end > start else end
    near = (_EVIDENCE.match(low, spot.start, last) for spot in within(page.marks("way-in"), first, last))
    return {match.lastgroup or "" for match in near if match is not None}


def _is_code(low: str, start: int) -> bool:
    """Whether the line before a value is code, an address of the web or a key of a file of settings."""
    return _CODE.search(low, max(low.rfind("\n", 0, start) + 1, start - _LEFT), start) is not None

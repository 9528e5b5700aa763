"""Values that a sentence gives: "password for the VPN is …", "пароль от почты — …", "login / password: …". Pure."""

from __future__ import annotations

import re

from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_words import NEVER_IN_PROSE, Strength, names_no_secret

_SAID = re.compile(
    r"""(?xi)
    (?P<rest>[\w-]{0,12})
    (?P<middle>(?:[ \t]+[^\s:=;!?—–→"«»]{1,30}){0,7}?)
    (?P<op> [ \t]*(?:[:=—–→]|->)[ \t]*(?:\r?\n[ \t]*)? | [ \t]+-[ \t]+
        | [ \t]+(?:is|was|are|now|equals|это|такой|такая|такие|следующий|теперь)[ \t]*:?[ \t]+ | [ \t]*\r?\n[ \t]* )
    (?P<open>\\?["'`«“„(\[]{0,2})
    (?P<value>[^\s"'`«»“”„<>]{4,200})
    """
)
_BESIDE = re.compile(
    r"""(?i)(?P<rest>[\w-]{0,12})(?P<middle>)(?P<op>[ \t]+)(?P<open>["'`«“„]?)(?P<value>[^\s"'`«»“”„<>]{4,200})"""
)
_PAIR = re.compile(
    r"""[ \t]*[:=—–-][ \t]*(?P<login>[^\s/|,;:"']{1,60})[ \t]*(?:[/|,;:]|[ \t])[ \t]*(?P<value>[^\s"'`«»<>]{4,120})"""
)
_JOINTS = frozenset("_.$-/")


def prose_value(text: str, start: int, end: int, strength: Strength) -> tuple[int, int] | None:
    """The value that a sentence gives after a label: "password for the VPN is …", "пароль от почты — …"."""
    before = text[start - 1 : start]
    if before.isalnum() or before in _JOINTS or text[start:end].lower() in NEVER_IN_PROSE:
        return None
    for pattern in (_BESIDE, _SAID):
        match = pattern.match(text, end)
        if match is None or names_no_secret(text[start:end] + match["rest"]):
            continue
        first, last = values.trimmed(text, match.start("value"), match.end("value"))
        if _prose_fits(match, text[first:last], strength):
            return first, last
    return None


def _prose_fits(match: re.Match[str], found: str, strength: Strength) -> bool:
    if values.is_placeholder(found) or re.search(r"[.!?] ", match["middle"]) or not found:
        return False
    if strength is Strength.DIGITS:
        return found.isdigit() and 3 <= len(found) <= 8 and not match["middle"].strip()
    if strength is not Strength.PASSWORD:
        least = 20 if strength is Strength.BARE_KEY else 16
        return bool(_ends_well(match)) and values.looks_random(found, least=3.3, length=least)
    if not re.fullmatch(r"[^\s,;]{4,128}", found) or values.is_hash(found):
        return False
    return values.looks_like_password(found) and _says_so(match, found)


def _ends_well(match: re.Match[str]) -> bool:
    """Whether an operator stands before a key: a sign or a word, or a line end when the key has its line to itself."""
    if not re.fullmatch(r"[\w.=+/~:@-]+", match["value"].rstrip(".,;)"), re.ASCII):
        return False
    if match["op"].strip():
        return True
    return "\n" in match["op"] and match.string[match.end() : match.end() + 1] in ("", "\n", "\r")


def _says_so(match: re.Match[str], found: str) -> bool:
    """Without an operator only what is clearly no word, number or date counts."""
    if match["op"].strip():
        return True
    kinds = any(map(str.isdigit, found)) + any(map(str.isalpha, found)) + (not found.isalnum())
    return not match["middle"].strip() and kinds >= 2 and not re.fullmatch(r"[\d.,:/%-]+\w{0,3}", found)


def paired_value(text: str, end: int) -> tuple[int, int] | None:
    """The second of two values after "login/password": ivanov / Qwerty12."""
    match = _PAIR.match(text, end)
    if match is None:
        return None
    start, stop = values.trimmed(text, match.start("value"), match.end("value"))
    found = text[start:stop]
    return (start, stop) if values.looks_like_password(found) and not values.is_placeholder(found) else None

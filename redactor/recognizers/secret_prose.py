"""Values that a sentence gives: "password for the VPN is …", "пароль от почты — …", "login / password: …". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_access import near_access
from redactor.recognizers.secret_turns import is_told, told_values
from redactor.recognizers.secret_words import (
    ABBREVIATED,
    NEVER_IN_PROSE,
    NO_PASSWORDS,
    STATES,
    Strength,
    names_no_secret,
)

_SAID = re.compile(
    r"""(?xi)
    (?P<rest>[\w-]{0,12})
    (?P<middle>(?:[ \t]+[^\s:=;!?—–→"«»]{1,30}){0,7}?)
    (?P<op> [ \t]*(?:[:=—–→]|->)[ \t]*(?:\r?\n[ \t]*)? | [ \t]+-[ \t]+
        | [ \t]+(?:is|was|are|now|equals|это|такой|такая|такие|следующий|теперь)[ \t]*:?[ \t]+ | [ \t]*\r?\n[ \t]* )
    (?P<open>\\?["'`«“„(\[]{0,2})
    (?P<value>[^\s"'`«»“”„<>]{3,200})
    """
)
_BESIDE = re.compile(
    r"""(?xi)
    (?P<rest>[\w-]{0,12})
    (?P<middle>(?:[ \t]+[^\s:=;!?—–→"«».,]{1,30}){0,4}?)
    (?P<op>[ \t]+)(?P<open>["'`«“„]?)
    (?P<value>(?=[^\s]{0,60}\d)[^\s"'`«»“”„<>]{3,200})
    """
)
_PHRASE = re.compile(
    r"""(?P<rest>[\w-]{0,12})[^\n:=—–"«]{0,40}[:=—–]?[ \t]{0,4}(?:["«“](?P<quoted>[^"»”\n]{8,100})["»”]"""
    r"""|(?<=[:=—–] )(?P<bare>[^\W_]+(?: [^\W_]+){2,11})(?=[.;]?[ \t]{0,4}(?:\n|\Z)))"""
)
# As mail services write the passwords of programs.
_FOUR_GROUPS = re.compile(
    r"[\w-]{0,12}[^\n:=—–]{0,40}?(?:[:=—–]|\bis\b"
    r"|[ \t]-|[ \t])[ \t]{0,4}[\"'`«“]?(?P<value>[a-z]{4}(?: [a-z]{4}){3})(?![\w-]|[ ]\w)"
)
_UNSPEAKABLE = re.compile(r"[^aeiouy ]{4}|q(?!u)|\b[^aeiouyst ]{3}|[jqvwxz][jqvxz]")
_PAIR = re.compile(
    r"""(?xi)
    [ \t]*(?:[:=—–-]|\b(?:are|is)\b)?[ \t]*(?:[^\s:/|]{1,20}[ \t]+){0,3}?
    (?P<login>[\w.@\\+-]{2,60})[ \t]*[/|,;:][ \t]*(?:(?:пароль|password|pass)[ \t:]+)?
    (?P<value>[^\s"'`«»<>]{4,120})
    """
)
_SEED = re.compile(r"(?i)(?:[^\n:]{0,40}:)?\s*[\"'«]?(?P<value>[a-z]{3,8}(?:[ ,]+[a-z]{3,8}){11,23})\b")
_OF_WHAT = re.compile(r"[ \t]+(?:от|для|к|for|of|to)[ \t]")
_LONG_ENOUGH = re.compile(r"(?=.*[a-zA-Z])(?:.*[_!@#$%^&*+=].*|.*\d\D+\d.*|.*\d{4}.*)")
_LATIN_WORD = re.compile(
    r"[А-ЯЁа-яё]{0,3}(?: (?:от|для|к|на) [^\s,.;:]{2,20}){0,2}[ \t]*(?:[:—–-][ \t]*)?(?<=[ \t:])"
    r"(?P<value>[A-Za-z][A-Za-z_-]{4,40}(?<=[A-Za-z]))(?!\w|[@.:/-]\w)"
)
_LAST_WORD = re.compile(
    r"[\w]{0,3}(?: (?:от|для|к|на|for|to|of|on)(?: the| my| our)? [^\s,.;:]{2,20}(?: [^\s,.;:]{2,20})?)?"
    r"(?:[ \t]*[:—–=][ \t]*|[ \t]+-[ \t]+|[ \t]is[ \t]|[ \t]такой[: ][ \t]?)"
    r"(?P<value>[^\W\d_]{6,30}|[^\W\d_]{3,20}-[^\W\d_]{3,20})(?=[.,;!?)]|[ \t]*(?:\n|\Z))"
)
# Adjectives, participles and verbs tell how a password is; they are none.
_DESCRIBES = re.compile(
    r".*(?:-only|-free|-based|-side|-wide|-time|-safe|-proof|-specific|-level|ic|ed|ing|ive|able|ible|ous|ful"
    r"|less|ly|ent|ant|ory|ary|ical|ный|ная|ное|ные|ной|ого|ему|ему|ий|ая|ое"
    r"|ые|ен|ена|ено|ены|ан|ана|ано"
    r"|аны|ть|ся|ет|ит|ют|ут|ат|ят|ал|ала|ало|али|ил|ила|или|ел|ели|ом|ем|ам|ям|ами|ями|ах|ях|ов|ей)"
)
_LONGEST_ENDING = 4  # letters of a case ending
# What follows a password in the name of something else.
_ABOUT = frozenset(
    ("manager", "managers", "policy", "hint", "strength", "field", "length", "generator", "reset", "store")
)
_JOINTS = frozenset("_.$-/=")  # after the last one the word is a value: «dkim=pass header.d=…»
_PLURAL = frozenset(("и", "ей", "ями", "ям", "ях", "s", "ы", "ов", "ами", "ам", "ах"))
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}:\d\d")


def prose_value(text: str, start: int, end: int, strength: Strength) -> tuple[int, int] | None:
    """The value that a sentence gives after a label at text[start:end]; (start, end) of the value."""
    before, word = text[start - 1 : start], text[start:end].lower()
    if before.isalnum() or before in _JOINTS:
        return None
    said = _SAID.match(text, end)
    if said is not None and word in NEVER_IN_PROSE and not re.search(r"[:=—–]| is ", said["op"]):
        said = None
    beside = _BESIDE.match(text, end) if word not in NEVER_IN_PROSE or word in ABBREVIATED else None
    if beside is not None and word in ABBREVIATED and not _is_beside_abbreviation(beside, text, start):
        beside = None
    for match, fits in ((beside, _beside_fits), (said, _said_fits)):
        if match is None or _is_next_key(match) or names_no_secret(text[start:end] + match["rest"]):
            continue
        first, last = values.trimmed(text, match.start("value"), match.end("value"))
        if values.is_fingerprint(text, first) or (word.startswith("session") and values.is_hash(text[first:last])):
            continue
        if _stands(match, text[first:last]) and fits(match, text[first:last], strength):
            return first, last
    if strength is Strength.DIGITS:
        return next(moved_digits(text, end), None)
    if strength is not Strength.PASSWORD:
        return None
    return phrase(text, end) or next(told_values(text, start, end), None) or _plain_word(text, end)


def _is_next_key(match: re.Match[str]) -> bool:
    """The line after a label that is a translation of its key: «pass: Пароль\\n  pass_again: Ещё раз»."""
    return "\n" in match["op"] and match["value"].endswith(":") and match["value"][:-1].isidentifier()


def _is_beside_abbreviation(match: re.Match[str], text: str, start: int) -> bool:
    """Right after "pass", "psk": a word that can be nothing but a password."""
    found = match["value"].rstrip(".,;)")
    return (
        not match["middle"]
        and not match["rest"]
        and (
            values.is_strong(found)
            or _LONG_ENOUGH.fullmatch(found) is not None
            or (is_told(found) and near_access(text, start))
        )
    )


def _plain_word(text: str, end: int) -> tuple[int, int] | None:
    """A password of letters alone: Latin after «пароль», or the one word that ends a clause after a sign or "is"."""
    match = _LATIN_WORD.match(text, end) if text[end - 1].lower() >= "а" else None
    if match is None:
        match = _LAST_WORD.match(text, end)
    if match is None:
        return None
    found = match["value"]
    low = found.lower()
    if low in NO_PASSWORDS or low in STATES or _DESCRIBES.fullmatch(low) or values.is_type_name(found):
        return None
    return match.span("value")


def _stands(match: re.Match[str], found: str) -> bool:
    if values.is_address(found) or values.is_technical(found):
        return False
    return bool(found) and not values.is_placeholder(found) and not re.search(r"[.!?] ", match["middle"] + " ")


def _said_fits(match: re.Match[str], found: str, strength: Strength) -> bool:
    """After an operator: what can be a password, what can be a key."""
    about = match["middle"].split()
    if about and about[0].lower() in _ABOUT:
        return False
    if strength is Strength.DIGITS:
        return values.is_short_code(found) and len(about) <= 5
    if strength is not Strength.PASSWORD:
        least = 20 if strength is Strength.BARE_KEY else 16
        return _ends_well(match) and values.looks_random(found, least=3.3, length=least)
    if not re.fullmatch(r"[^\s,;]{4,128}", found) or _DATE.fullmatch(found):
        return False
    if found.isdigit():
        return len(found) >= 6 and bool(re.search("[:=—–]", match["op"])) and _line_ends(match)
    return (values.looks_like_password(found) or values.is_chain(found)) and not values.is_hash(found)


def _beside_fits(match: re.Match[str], found: str, strength: Strength) -> bool:
    """Without an operator: only what is clearly no word, number, date or model."""
    words = len(match["middle"].split())
    if strength is Strength.DIGITS:
        return values.is_short_code(found) and words <= (2 if _OF_WHAT.match(match["middle"]) else 1)
    if strength is not Strength.PASSWORD:
        about_keys = strength is Strength.KEY or re.search(r"(?i)\b(?:api|апи|доступа)\b", match["middle"])
        signed = words == 0 and values.is_strong(found) and re.search(r"\w[!@#$%^&*+]\w", found)
        return bool(signed) or (bool(about_keys) and words <= 3 and _is_key(found))
    if match["rest"].lower() in _PLURAL or _DATE.fullmatch(found) or not values.looks_like_password(found):
        return False
    if words:
        return values.is_strong(found)
    return not re.fullmatch(r"[\d.,:/%-]+\w{0,3}", found)


def _is_key(found: str) -> bool:
    return bool(re.fullmatch(r"[\w.=+/~:-]{20,}", found, re.ASCII)) and values.looks_random(found, length=20)


def _line_ends(match: re.Match[str]) -> bool:
    return not match.string[match.end() : match.end() + 30].partition("\n")[0].strip(" \t\r.,;)»\"'")


def _ends_well(match: re.Match[str]) -> bool:
    """Whether an operator stands before a key: a sign or a word, or a line end when the key has its line to itself."""
    if not re.fullmatch(r"[\w.=+/~:@-]+", match["value"].rstrip(".,;)"), re.ASCII):
        return False
    if match["op"].strip():
        return True
    return "\n" in match["op"] and match.string[match.end() : match.end() + 1] in ("", "\n", "\r")


def phrase(text: str, end: int) -> tuple[int, int] | None:
    """A passphrase of several words in quotes, or of three and more up to the line's end; four groups of letters."""
    groups = _FOUR_GROUPS.match(text, end)
    if groups is not None and _UNSPEAKABLE.search(groups["value"]):
        return groups.span("value")
    match = _PHRASE.match(text, end)
    group = "quoted" if match and match["quoted"] else "bare"
    if match is None or not re.search(r"(?i)фраз|phrase", text[max(0, end - 12) : match.start(group)]):
        return None
    lead = text[end : match.start(group)]
    if not re.search(r"[:=—–]", lead) and len(lead.strip(' \t"«“')) > _LONGEST_ENDING:
        return None
    if group == "bare" and set(match["bare"].lower().split()) & STATES:
        return None
    return match.span(group)


_MOVED = re.compile(
    r"(?i)[\w-]{0,6}(?:[ \t][^\s,.:;\d]{1,20}){0,4}"
    r"[ \t](?:с|from)[ \t](?P<old>\d{3,8})[ \t](?:на"
    r"|to)[ \t](?P<new>\d{3,8})(?!\w)"
    r"|[^\n.!?\d]{0,40}?[\s,](?:вроде|кажется|теперь|i think|now)[ \t:]{1,2}(?P<hedged>\d{4,8})(?!\w)"
    r"|, (?:it (?:was|is)|он был)[ ](?P<was>(?!(?:19|20)\d\d(?!\d))\d{4,8})(?!\w)"
    r"|[\w-]{0,6}[ \t](?:по умолчанию|by default|default)[ \t:—-]{1,3}(?P<first>\d{4,8})(?!\w)"
    r"(?:,[ \t](?:[а-яё]{1,12}[ \t]){1,4}(?P<second>\d{4,8})(?!\w))?"
)


def moved_digits(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Both values of "PIN changed from 4417 to 7702", «пин по умолчанию 0091, у нас стоит 5531»."""
    match = _MOVED.match(text, end)
    for name in ("old", "new", "hedged", "was", "first", "second") if match else ():
        if match is not None and match[name]:
            yield match.span(name)


def paired_value(text: str, end: int) -> tuple[int, int] | None:
    """The second of two values after "login/password" or "credentials": ivanov / Qwerty12."""
    match = _PAIR.match(text, end)
    if match is None:
        return None
    start, stop = values.trimmed(text, match.start("value"), match.end("value"))
    found = text[start:stop]
    return (start, stop) if values.looks_like_password(found) and not values.is_placeholder(found) else None


def seed_phrase(text: str, end: int) -> tuple[int, int] | None:
    """The 12 to 24 words of a wallet (BIP 39)."""
    match = _SEED.match(text, end)
    return match.span("value") if match else None

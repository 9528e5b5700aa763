"""Secrets: provider tokens, passwords, keys, connection strings. Pure; imports no engine.

One automaton looks for all words that may announce a secret: beginnings of tokens, names of providers, words for
passwords and keys, marks such as `://`. Only where one stands are patterns tried. Cost is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from redactor.finding import Finding
from redactor.recognizers import secret_access as access
from redactor.recognizers import secret_apart as apart
from redactor.recognizers import secret_codes as codes
from redactor.recognizers import secret_labels as labels
from redactor.recognizers import secret_prose as prose
from redactor.recognizers import secret_shapes as shapes
from redactor.recognizers import secret_values as values
from redactor.recognizers.page import Page, Words
from redactor.recognizers.secret_labels import Value
from redactor.recognizers.secret_places import MARK, Places
from redactor.recognizers.secret_table import Format, Kind, read_formats
from redactor.recognizers.secret_turns import also_told
from redactor.recognizers.secret_words import PAIRS, WORDS, Strength, identifiers

_COMMANDS = (
    "mysql|mariadb|sshpass|redis-cli|htpasswd|docker|podman|helm|identified|convertto-secure|psql|pg_dump|snmp|"
    "unzip|wpa_passphrase|zip -p|7z|openssl"
)
_PARAMETERS = "token=|key=|secret=|password=|pass=|pwd=|sig=|signature=|auth=|code=|sid=|session=|hash=|jwt="


def _seed_phrase(text: str, start: int) -> Iterator[Finding]:
    place = prose.seed_phrase(text, _word_end(text, start))
    if place:
        yield Finding("SECRET", *place, 0.95, "seed-phrase")


_HERE: dict[str, Callable[[str, int], Iterator[Finding]]] = {
    "-----begin": shapes.private_key,
    "://": shapes.connection_string,
    "curl": shapes.curl_user,
    **dict.fromkeys(shapes.CALLS, shapes.call),
    **dict.fromkeys(("authorization", "bearer", "basic ", "api-key", "-token", "x-auth"), shapes.header),
    **dict.fromkeys(("cookie", "set-cookie"), shapes.cookie),
    **dict.fromkeys(("код", "code", "combo", "combination", "комбинаци", "keypad"), codes.place_code),
    **dict.fromkeys(("домофон", "intercom"), codes.intercom),
    **dict.fromkeys(codes.BARE_PLACES, codes.bare_code),
    **dict.fromkeys(codes.CODE_WORDS, codes.code_word),
    **dict.fromkeys(codes.KEYS_IN_GROUPS, codes.grouped_key),
    **dict.fromkeys(codes.SPARE_CODES, codes.spare_codes),
    **dict.fromkeys(access.ACCESS_WORDS, access.access_line),
    **dict.fromkeys(access.WIRELESS, access.access_line),
    **dict.fromkeys(access.ACCOUNTS, access.account),
    **dict.fromkeys(access.BLOCKS, access.access_block),
    **dict.fromkeys(("seed phrase", "mnemonic", "recovery phrase", "сид-фраза", "сид фраза", "мнемоник"), _seed_phrase),
    **dict.fromkeys(
        _COMMANDS.split("|"),
        shapes.command,
    ),
    **dict.fromkeys(
        (
            "with password",
            "with encrypted password",
            "net user",
            "net use",
            "machine ",
            "secret 5",
            "password 7",
            "echo ",
        ),
        shapes.command,
    ),
    **dict.fromkeys(
        _PARAMETERS.split("|"),
        shapes.query,
    ),
}
_WHOLE: dict[str, Callable[[str], Iterator[Finding]]] = {
    **dict.fromkeys(("kind: secret", 'kind: "secret', "kind: 'secret"), shapes.kubernetes),
    **dict.fromkeys(("<add key=", "contribsys", "putty-user-key"), shapes.others),
    **dict.fromkeys(["$2a$", "$2b$", "$2y$", "$5$", "$6$", "$y$", "$argon2", "$pbkdf2", "$scrypt"], shapes.others),
}
SHORT = 4  # letters; a guard of so few must be a whole part of an identifier
SURE = 0.9  # the least score of what a format or an assignment tells
LONG = 300  # characters of a value
_VALUE = "value"
_PAIRS = re.compile(r"(?i)\b(?:логин|login|user(?:name)?|уч[её]тк\w*)[ \t]*(?:/|\\|и|and|&|-)[ \t]*$")
_KEYS = (Strength.KEY, Strength.BARE_KEY)
_GENERIC = {
    Strength.PASSWORD: "password",
    Strength.KEY: "generic-api-key",
    Strength.BARE_KEY: "generic-api-key",
    Strength.DIGITS: "pin-code",
}


@dataclass(frozen=True, slots=True)
class _Announced:
    """What a word of the automaton announces, with what its beginnings announce: "sk-" stands in "sk-ant-"."""

    here: tuple[Callable[[str, int], Iterator[Finding]], ...]
    whole: tuple[Callable[[str], Iterator[Finding]], ...]
    tokens: tuple[Format, ...]
    labels: tuple[_Label, ...]  # longest first


@dataclass(frozen=True, slots=True)
class _Label:
    """A word that a value may follow: how long it is, how much it promises, which rows ask for it."""

    length: int
    strength: Strength | None
    rows: tuple[Format, ...]
    pair: bool


def may_announce(word: str) -> bool:
    """Whether a word of a text holds, or begins, one that may announce a secret."""
    return _automaton()[0].may_stand_in(word)


_WORDS = Words(apart.BEGINNINGS, {MARK: may_announce})


def find_secrets(text: str) -> list[Finding]:
    """All secrets of a text, the surest first where two overlap; sorted, not overlapping."""
    return find_secrets_on(Page(text, _WORDS))


def find_secrets_on(page: Page) -> list[Finding]:
    """As find_secrets, on a page that was read with `may_announce` under the name MARK."""
    places, announced = _automaton()
    text = page.text
    found: list[Finding] = []
    done: set[object] = set()
    passed: dict[object, int] = {}
    for start, letters in places.of(page):
        word = announced[letters]
        for shape in word.here:
            if start >= passed.get(shape, 0):
                some = list(shape(text, start))
                passed[shape] = max((one.end for one in some), default=0)
                found.extend(some)
        for whole in word.whole:
            if whole not in done:
                done.add(whole)
                found.extend(whole(text))
        inside = start > 0 and text[start - 1].isalnum()
        for row in word.tokens:
            if not (inside and row.kind is Kind.TOKEN) and row.id not in done:
                found.extend(_of_token(text, row, start, done, passed))
        for label in word.labels:
            if start >= passed.get(_VALUE, 0) and (label.length > SHORT or _is_part(text, start, start + label.length)):
                some = list(_after_label(text, start, label, passed))
                found.extend(some)
                if some:
                    break
    if page.has_digits:
        found.extend(apart.find_secrets_apart(page))
        found.extend(codes.key_by_form(page))
    return _settled(found, len(text))


def _of_token(text: str, row: Format, start: int, done: set[object], passed: dict[object, int]) -> Iterator[Finding]:
    """Matches of one row: at its beginning when that is the guard, else once through the text."""
    if row.kind is not Kind.TOKEN:
        done.add(row.id)
        matches: Iterable[re.Match[str] | None] = row.value.finditer(text)
    elif start < passed.get(row.id, 0):
        return
    else:
        matches = (row.value.match(text, start),)
    for match in matches:
        if match is None:
            continue
        passed[row.id] = match.end()
        value = match.group()
        if _is_token(value, row):
            yield Finding("SECRET", match.start(), match.end(), 0.97, row.id)


def _is_token(value: str, row: Format) -> bool:
    if values.entropy(value) < row.least_entropy or values.is_sequence(value):
        return False
    example = re.search(r"EXAMPLE(?:KEY)?$|(?i:your[-_]|x{6,}|placeholder|example_)", value)
    return not example or row.kind is Kind.URL


def _after_label(text: str, start: int, label: _Label, passed: dict[object, int]) -> Iterator[Finding]:
    end, strength = start + label.length, label.strength
    counts = strength is not None and _is_word_for(text, start, end, strength)
    if not (counts or label.rows or label.pair):
        return
    found = _paired(text, start, end, label)
    if found is None and counts and strength in _KEYS:
        place = next(access.network_key(text, start, end), None)
        found = Finding("SECRET", *place, 0.85, "network-key") if place else None
    if found is None and strength is Strength.PASSWORD and (place := prose.phrase(text, end)):
        found = Finding("SECRET", *place, 0.85, "passphrase")
    if found is None:
        found = _assigned(text, start, end, label, passed, counts=counts)
    if found is None and counts and strength is not None:
        place = prose.prose_value(text, start, end, strength)
        found = Finding("SECRET", *place, 0.85, _GENERIC[strength]) if place else None
    if found is not None and found.length:
        yield found
        if strength is Strength.DIGITS:
            yield from (Finding("SECRET", *place, 0.85, "pin-code") for place in prose.moved_digits(text, end))
        if strength is Strength.PASSWORD:
            yield from (Finding("SECRET", *place, 0.85, "password") for place in also_told(text, found.end))


def _paired(text: str, start: int, end: int, label: _Label) -> Finding | None:
    """The password of "login / password: ivanov / Qwerty12"."""
    if not (label.pair or (label.strength is Strength.PASSWORD and _PAIRS.search(text, max(0, start - 40), start))):
        return None
    place = prose.paired_value(text, _word_end(text, end))
    return Finding("SECRET", *place, 0.85, _GENERIC[Strength.PASSWORD]) if place else None


def _assigned(
    text: str, start: int, end: int, label: _Label, passed: dict[object, int], *, counts: bool
) -> Finding | None:
    """The value of an assignment; an empty finding when there is a value that is no secret.

    Words within a very long value are not looked at again, or a run of `password=` would cost its square.
    """
    value = labels.value_after(text, start, end)
    if value is None:
        return None
    if value.end - value.start > LONG:
        passed[_VALUE] = value.end
    for row in label.rows:
        stop = _fitting_end(text, value, row, text[start:end])
        if stop is not None:
            return Finding("SECRET", value.start, stop, 0.95, row.id)
    if counts and label.strength is not None and labels.is_secret(value, label.strength):
        return Finding("SECRET", value.start, value.end, 0.9, _GENERIC[label.strength])
    return Finding("SECRET", value.start, value.start, 0, "") if value.joined else None


def _fitting_end(text: str, value: Value, row: Format, guard: str) -> int | None:
    """Where the value ends if it has the row's format and its variable the row's name; a format may hold spaces."""
    match = (
        row.whole.match(text, value.start) if " " in row.pattern else row.whole.fullmatch(text, value.start, value.end)
    )
    if match is None or text[match.end() : match.end() + 1].isalnum():
        return None
    parts = list(identifiers(value.name))
    wanted = "_".join(identifiers(guard))
    if wanted not in parts and (len(guard) < 5 or wanted not in "_".join(parts)):
        return None
    found = match.group()
    if values.is_stub(found) or values.is_address(found) or (" " not in found and values.is_name(found)):
        return None
    if not any(map(str.isdigit, found)) and values.is_reference(found):
        return None
    return match.end() if values.entropy(found) >= row.least_entropy else None


def _is_word_for(text: str, start: int, end: int, strength: Strength) -> bool:
    """Short words count only as whole parts of an identifier: pass but not passage, pin but not spin."""
    return (end - start > SHORT and strength is not Strength.BARE_KEY) or _is_part(text, start, end)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a whole part of an identifier: vk in VK_TOKEN and vkToken, not in kvks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and not (before.islower() and text[start].isupper()):
        return False
    return not after.isalpha() or (text[end - 1].islower() and after.isupper()) or _is_ending(text, end)


def _is_ending(text: str, end: int) -> bool:
    """Whether a Russian word goes on with a case ending only (ключом, пасса)."""
    return bool(re.compile(r"[а-яё]{1,3}(?![а-яё])").match(text, end)) and text[end - 1] >= "а"


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _settled(found: list[Finding], length: int) -> list[Finding]:
    """Of overlapping findings the longest of the sure ones."""
    kept: list[Finding] = []
    covered = bytearray(length)
    for finding in sorted(found, key=lambda one: (one.score < SURE, one.start - one.end, -one.score, one.start)):
        if not any(covered[finding.start : finding.end]):
            covered[finding.start : finding.end] = b"\1" * finding.length
            kept.append(finding)
    return sorted(kept, key=lambda one: one.start)


@cache
def _automaton() -> tuple[Places, dict[str, _Announced]]:
    tokens: dict[str, list[Format]] = defaultdict(list)
    names: dict[str, list[Format]] = defaultdict(list)
    for row in read_formats():
        for guard in row.guards:
            for form in {guard, guard.replace(" ", "_"), guard.replace(" ", "-")}:
                (names if row.kind is Kind.LABEL else tokens)[form].append(row)
    words = {*tokens, *names, *WORDS, *_HERE, *_WHOLE, *PAIRS}
    announced = {}
    for word in words:
        begun = [word[:size] for size in range(len(word), 0, -1) if word[:size] in words]
        found = (_Label(len(one), WORDS.get(one), tuple(names.get(one, ())), one in PAIRS) for one in begun)
        announced[word] = _Announced(
            tuple({_HERE[one]: None for one in begun if one in _HERE}),
            tuple({_WHOLE[one]: None for one in begun if one in _WHOLE}),
            tuple(row for one in begun for row in tokens.get(one, ())),
            tuple(label for label in found if label.strength or label.rows or label.pair),
        )
    return Places(words), announced

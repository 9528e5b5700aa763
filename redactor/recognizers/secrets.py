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
from redactor.recognizers import secret_labels as labels
from redactor.recognizers import secret_shapes as shapes
from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_labels import Strength, Value
from redactor.recognizers.secret_table import Format, Kind, alternation, read_formats

_SHAPES: dict[str, Callable[[str], Iterator[Finding]]] = {
    "private key": shapes.private_keys,
    "putty-user-key": shapes.private_keys,
    "://": shapes.connection_strings,
    **dict.fromkeys(("authorization", "bearer", "basic ", "x-api-key", "api-key", "-token", "x-auth", "cookie"), shapes.headers),
    **dict.fromkeys(
        ("mysql", "mariadb", "sshpass", "redis-cli", "htpasswd", " login ", "identified ", "with password", "encrypted password",
         "net user", "net use", "convertto-secure", "machine ", "secret 5", "password 7", "echo ", "psql", "pg_dump", "snmp",
         "unzip", "7z", "openssl"),
        shapes.commands,
    ),
    "curl": shapes.curl_users,
    **dict.fromkeys(("token=", "key=", "secret=", "password=", "pass=", "pwd=", "sig=", "signature=", "auth=", "code=", "sid=", "session=", "hash=", "jwt="), shapes.queries),
    "kind: secret": shapes.kubernetes,
    "<add key=": shapes.others,
    "contribsys": shapes.others,
    **dict.fromkeys(("$2a$", "$2b$", "$2y$", "$5$", "$6$", "$y$", "$argon2", "$pbkdf2", "$scrypt"), shapes.others),
}  # fmt: skip
_PAIRS = re.compile(r"(?i)\b(?:логин|login|user(?:name)?|уч[её]тк\w*)[ \t]*(?:/|\\|и|and|&|-)[ \t]*$")
_PAIR_WORDS = ("креды", "credentials", "creds", "доступы", "учётные данные", "учетные данные", "логопас", "логин-пароль")
_GENERIC = {
    Strength.PASSWORD: "password",
    Strength.KEY: "generic-api-key",
    Strength.BARE_KEY: "generic-api-key",
    Strength.DIGITS: "pin-code",
}


@dataclass(frozen=True, slots=True)
class _Announced:
    """What a word of the automaton announces, with what its beginnings announce: "sk-" stands in "sk-ant-"."""

    shapes: tuple[Callable[[str], Iterator[Finding]], ...]
    tokens: tuple[Format, ...]
    labels: tuple[_Label, ...]  # longest first


@dataclass(frozen=True, slots=True)
class _Label:
    """A word that a value may follow: how long it is, how much it promises, which rows ask for it."""

    length: int
    strength: Strength | None
    rows: tuple[Format, ...]
    pair: bool


def find_secrets(text: str) -> list[Finding]:
    """All secrets of a text, the surest first where two overlap; sorted, not overlapping."""
    words, announced = _automaton()
    found: list[Finding] = []
    done: set[object] = set()
    passed: dict[str, int] = {}
    for match in words.finditer(lowered(text)):
        start, word = match.start(), announced[match.group(1)]
        for shape in word.shapes:
            if shape not in done:
                done.add(shape)
                found.extend(shape(text))
        for row in word.tokens:
            if row.id not in done:
                found.extend(_of_token(text, row, start, done, passed))
        for label in word.labels:
            found.extend(_after_label(text, start, label))
    return _settled(found)


def lowered(text: str) -> str:
    """Lower case with unchanged offsets: the few letters that grow (İ) stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _of_token(text: str, row: Format, start: int, done: set[object], passed: dict[str, int]) -> Iterator[Finding]:
    """Matches of one row: at its beginning when that is the guard, else once through the text."""
    if not row.leads:
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
    return not re.search(r"EXAMPLE(?:KEY)?$|(.)\1{9,}|(?i:your[-_]|xxxx|placeholder|example_)", value) or row.kind is Kind.URL


def _after_label(text: str, start: int, label: _Label) -> Iterator[Finding]:
    end, strength = start + label.length, label.strength
    counts = strength is not None and _is_word_for(text, start, end, strength)
    if not (counts or label.rows or label.pair):
        return
    value = labels.value_after(text, start, end)
    if value is not None:
        row = next((row for row in label.rows if _fits(value, row, text[start:end])), None)
        if row is not None:
            yield Finding("SECRET", value.start, value.end, 0.95, row.id)
        elif counts and strength is not None and labels.is_secret(value, strength):
            yield Finding("SECRET", value.start, value.end, 0.9, _GENERIC[strength])
    place = labels.prose_value(text, end, strength) if counts and strength is not None else None
    if place is None and (label.pair or strength is Strength.PASSWORD and _PAIRS.search(text, max(0, start - 40), start)):
        place = labels.paired_value(text, _word_end(text, end))
    if place is not None:
        yield Finding("SECRET", *place, 0.85, _GENERIC[strength or Strength.PASSWORD])


def _fits(value: Value, row: Format, guard: str) -> bool:
    if not row.whole.fullmatch(value.text) or values.is_placeholder(value.text):
        return False
    parts = set(labels.identifiers(value.name))
    named = guard.lower() in parts or len(guard) >= 5
    return named and values.entropy(value.text) >= row.least_entropy and not values.is_name(value.text)


def _is_word_for(text: str, start: int, end: int, strength: Strength) -> bool:
    """Short words count only as whole parts of an identifier: pass but not passage, pin but not spin."""
    if end - start > 4 and strength is not Strength.BARE_KEY:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    starts = not before.isalpha() or before.islower() and text[start].isupper()
    ends = not after.isalpha() or text[end - 1].islower() and after.isupper() or _is_ending(text, end)
    return starts and ends


def _is_ending(text: str, end: int) -> bool:
    """Whether a Russian word goes on with a case ending only (ключом, пасса)."""
    return bool(re.compile(r"[а-яё]{1,3}(?![а-яё])").match(text, end)) and text[end - 1] >= "а"


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _settled(found: list[Finding]) -> list[Finding]:
    """Of overlapping findings the surest, then the longest."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (-one.score, one.start - one.end, one.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda one: one.start)


@cache
def _automaton() -> tuple[re.Pattern[str], dict[str, _Announced]]:
    tokens: dict[str, list[Format]] = defaultdict(list)
    names: dict[str, list[Format]] = defaultdict(list)
    for row in read_formats():
        for guard in row.guards:
            (names if row.kind is Kind.LABEL else tokens)[guard].append(row)
    words = {*tokens, *names, *labels.WORDS, *_SHAPES, *_PAIR_WORDS}
    announced = {}
    for word in words:
        begun = [word[:size] for size in range(len(word), 0, -1) if word[:size] in words]
        found = (_Label(len(one), labels.WORDS.get(one), tuple(names.get(one, ())), one in _PAIR_WORDS) for one in begun)
        announced[word] = _Announced(
            tuple(_SHAPES[one] for one in begun if one in _SHAPES),
            tuple(row for one in begun for row in tokens.get(one, ())),
            tuple(label for label in found if label.strength or label.rows or label.pair),
        )
    return re.compile(f"(?=({alternation(words)}))"), announced

"""How a placeholder may come back from a model: read from text, never guessed. Pure.

The shape is `ZQ_<TYPE>_<code>` (proxy.md section 4). A model may change letter case, put a hyphen, a space, an HTML
escape or Markdown where `_` stood, translate the TYPE, or glue a Russian case ending to the code. The code itself must
be one that is live, letter for letter: there is no distance between codes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from redactor.cases import CASE_MARKS, ENDINGS, Case
from redactor.entities import ENTITIES

if TYPE_CHECKING:
    import regex

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXY"
"""Letters of a code: without Z (the sentinel, so that no placeholder begins inside another) and 0 1 I L O."""
CLOSED_LENGTHS = range(8, 12)
"""Lengths of codes that must end at a word boundary; the first is the usual one, the others serve collisions."""
OPEN_LENGTHS = range(12, 17)
"""Lengths of codes that may be followed by anything: for values that stood glued to other letters."""
WINDOW = 40
"""No placeholder, with what must be seen after it, is longer than this many code points."""

_SYNONYMS = """
PERSON персона человек лицо имя фио клиент сотрудник контакт name client customer employee human individual persona
ORG организация компания фирма орг предприятие organization organisation company firm
ADDRESS адрес место локация город location place city
EMAIL почта емейл имейл мейл эл mail
PHONE телефон тел номер telephone tel mobile
CARD карта карточка
ACCOUNT счет счёт
SECRET секрет пароль ключ токен password key token
PASSPORT паспорт
INN инн
SNILS снилс
OGRN огрн
OGRNIP огрнип
KPP кпп
OKPO окпо
BIK бик
OMS омс полис
LICENSE лицензия права ву licence
VIN вин
PLATE госномер
CERT свидетельство
MILITARY билет
USER пользователь логин юзер ник username login
URL ссылка урл адрес link
IP ип айпи
DATE дата birthday birthdate dob
CUSTOM прочее иное
"""
_RUSSIAN_STEM = 4  # letters of a translated TYPE that must stand before its case ending


def _type_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {entity.placeholder: {entity.placeholder} for entity in ENTITIES.values()}
    words.setdefault("CUSTOM", {"CUSTOM"})
    for line in _SYNONYMS.strip().splitlines():
        type_, *others = line.split()
        for other in others:
            words.setdefault(other.upper(), set()).add(type_)
    return {word: frozenset(types) for word, types in words.items()}


TYPE_WORDS = _type_words()
"""Every TYPE word that is understood, in capitals, and the TYPEs it may stand for."""

_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACES = " \u00a0\u2009\u202f\u2007"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SEPARATOR = rf"""(?:
      \\{{0,4}}[_{_DASHES}{_SPACES}{_INVISIBLE}:./|+=*~`\[\](){{}}<>«»„“”"'’]
    | &(?:amp;)?(?:lt|gt|nbsp|lowbar|quot|laquo|raquo|\#95|\#x5f|\#160|\#39);
    | \\{{1,4}}u(?:005f|00a0|002d|2011|003c|003e|005b|005d|00ab|00bb)
    | </?(?:em|i|b|strong|code)>
    )"""


def _word_pattern(word: str) -> str:
    if word.isascii() or len(word) < _RUSSIAN_STEM + 1:
        return word
    return f"{word[:-1]}[А-ЯЁ]{{0,2}}"  # «ПЕРСОНЕ», «ОРГАНИЗАЦИЕЙ»


_TYPES = "|".join(_word_pattern(word) for word in sorted(TYPE_WORDS, key=len, reverse=True))
_SHAPE = (
    rf"ZQ(?P<first>{_SEPARATOR}{{0,3}})(?P<type>{_TYPES})(?P<second>{_SEPARATOR}{{0,3}})"
    rf"(?P<run>[0-9A-ZА-ЯЁ]{{{CLOSED_LENGTHS[0]},20}})"
)
_MORE = r"(?:_{0,3}|[:'’\-][A-ZА-ЯЁ]{0,5})"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What is read as a placeholder, and what may become one with what may follow it."""

    whole: "regex.Pattern[str]"
    unfinished: "regex.Pattern[str]"


@cache
def shapes() -> _Shapes:
    """Made at the first "ZQ" of the process, or before: it takes 30 ms, which no start has to wait for.

    re has no partial matches, so these two are of `regex`.
    """
    import regex

    flags = regex.VERBOSE | regex.IGNORECASE | regex.VERSION0
    return _Shapes(regex.compile(_SHAPE, flags), regex.compile(_SHAPE + _MORE, flags))


SENTINEL = re.compile("[Zz][Qq]")
_CANONICAL = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
_CONTINUES = re.compile(r"_{0,3}[^\W_]")
_MARKED = re.compile(r":([a-zа-яё]{2,5})(?![^\W_])", re.IGNORECASE)
_HYPHENED = re.compile(r"[-'’]([а-яё]{1,3})(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A live placeholder as it stands in a text: text[start:end], with the grammatical marks that came with it."""

    start: int
    end: int
    placeholder: str
    ending: str = ""
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something with the shape of a placeholder whose code is not live."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The rest of the text from `start` may yet become a placeholder."""

    start: int


def fold_code(code: str) -> str:
    """A code in capitals, Cyrillic look-alikes read as Latin: the only two liberties taken with it."""
    return code.upper().translate(_CANONICAL)


class Spellings:
    """Reads live placeholders in all their spellings."""

    def __init__(self, live: Iterable[str]) -> None:
        self._codes: dict[str, tuple[str, str]] = {}
        for placeholder in live:
            _, type_, code = placeholder.split("_")
            self._codes[code] = (type_, placeholder)
        self._lengths = sorted({len(code) for code in self._codes}, reverse=True)

    def next(self, text: str, start: int, *, final: bool) -> Spelled | Unknown | Unfinished | None:
        """The first thing at or after `start` that is, resembles or may become a placeholder.

        `final` says that nothing follows the text. The answer never depends on more than WINDOW code points, so it
        is the same however the text was cut.
        """
        at = SENTINEL.search(text, start)
        while at is not None:
            found = self._read(text, at.start(), final=final)
            if found is not None:
                return found
            at = SENTINEL.search(text, at.start() + 1)
        if not final and text[start:][-1:] in ("Z", "z"):
            return Unfinished(len(text) - 1)
        return None

    def all(self, text: str) -> list[Spelled]:
        """Every live placeholder of a whole text, in order."""
        found: list[Spelled] = []
        position = 0
        while (one := self.next(text, position, final=True)) is not None:
            if isinstance(one, Unfinished):  # never with final=True
                break
            if isinstance(one, Spelled):
                found.append(one)
            position = one.end
        return found

    def _read(self, text: str, start: int, *, final: bool) -> Spelled | Unknown | Unfinished | None:
        window = text[start : start + WINDOW]
        cut = len(window) == WINDOW
        if not cut and not final and shapes().unfinished.fullmatch(window, partial=True):
            return Unfinished(start)
        match = shapes().whole.match(window)
        if match is None:
            return None
        types = _types_of(match["type"].upper())
        run = match["run"]
        for length in self._lengths:
            type_, placeholder = self._codes.get(fold_code(run[:length]), ("", ""))
            if type_ in types and length <= len(run):
                spelled = _ended(window, match.start("run") + length, start, placeholder)
                if spelled is not None:
                    return spelled
        code = fold_code(run[: CLOSED_LENGTHS[0]])
        if match["first"] and match["second"] and not set(code) - set(ALPHABET):
            return Unknown(start, start + match.end("type"))
        return None


def _types_of(word: str) -> frozenset[str]:
    exact = TYPE_WORDS.get(word)
    if exact is not None:
        return exact
    inflected = (
        types
        for known, types in TYPE_WORDS.items()
        if not known.isascii() and len(known) > _RUSSIAN_STEM and word.startswith(known[:-1])
    )
    return frozenset().union(*inflected)


def _ended(window: str, code_end: int, start: int, placeholder: str) -> Spelled | None:
    """The placeholder with what belongs to it after its code, or None if the code does not end there."""
    if len(placeholder.rsplit("_", 1)[1]) in OPEN_LENGTHS:
        return Spelled(start, start + code_end, placeholder)
    if code_end == WINDOW:
        return None
    if marked := _MARKED.match(window, code_end):
        case = CASE_MARKS.get(marked[1].casefold())
        if case is not None:
            return Spelled(start, start + marked.end(), placeholder, case=case)
    if (hyphened := _HYPHENED.match(window, code_end)) and hyphened[1].casefold() in ENDINGS:
        return Spelled(start, start + hyphened.end(), placeholder, ending=hyphened[1].casefold())
    glued = _GLUED.match(window, code_end)
    if glued is not None and glued[0].casefold() in ENDINGS and not _CONTINUES.match(window, glued.end()):
        return Spelled(start, start + glued.end(), placeholder, ending=glued[0].casefold())
    if _CONTINUES.match(window, code_end):
        return None
    return Spelled(start, start + code_end, placeholder)


_GLUED = re.compile(r"[а-яё]{1,3}", re.IGNORECASE)

"""Russian streets without their kind, by what stands beside them: «Казань, Баумана 5», «Ленина 5 кв 3». Pure."""

import re
from collections.abc import Iterator

from redactor.recognizers import address_parts as part
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

Anchor = tuple[int, int, str]
"""Where an address begins and ends so far, and what it holds."""

_FLAT = re.compile(part.FLAT)
_PART = re.compile(part.PART)
_REACH = 45
_WHOLE = "street and house"
TOWN = re.compile(rf"(?:{'|'.join(sorted(word_list('towns'), key=len, reverse=True))})(?![\wё])")
STREETS = word_list("streets")
"""Names of streets in small letters."""
# A street without its kind: a capitalised name, or a small one that ends as names of streets do.
_STREET_NAME = (
    r"(?:(?:\d{1,3}-?(?:я|й|го|ая|е)? )?(?:[А-ЯЁ]{4,}|[А-ЯЁ][а-яё]+)(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+){0,2}"
    r"|[а-яё]{3,}(?:ская|цкая|ная|вая|ова|ева|ёва|ина|ого|его|ей|ов|яя)"
    r"|[А-ЯЁ]{3,}(?:СКАЯ|ЦКАЯ|НАЯ|ВАЯ|ОВА|ЕВА|ЁВА|ИНА|ОГО|ЕГО|ЕЙ|ОВ|ЯЯ))"
)
_HOUSED = rf",? (?:[дД]\. ?|дом |ДОМ )?{part.BARE_HOUSE}(?:,? (?i:{part.PART}))?"
_BARE_STREET = re.compile(rf"(?<![\wё.])(?P<name>(?:(?:ЖК|БЦ|ТЦ|ТРЦ|СНТ) )?{_STREET_NAME}){_HOUSED}[\s,]{{1,3}}\Z")
_SMALL_STREET = re.compile(rf"(?<![\wё.-])(?P<name>[а-яё-]{{4,}}){_HOUSED}[\s,]{{1,3}}\Z")
_BARE_STREET_RIGHT = re.compile(rf"[\s,]{{1,3}}(?P<name>{_STREET_NAME}){_HOUSED}")
_AFTER_TOWN = re.compile(
    rf"[\s,]{{1,3}}{_STREET_NAME}(?:(?<=[аое][яе]) [а-яё]{{4,}})?{_HOUSED}(?:{part.GAP}{part.FLAT}){{0,3}}"
)
_SMALL_AFTER_TOWN = re.compile(
    rf",? (?:[а-яё-]{{3,}} )?[а-яё-]{{4,}},? (?:д\.? ?|дом )?{part.BARE_HOUSE}(?:,? {part.PART})?,? {part.FLAT}"
)
# In Latin letters, where the word for the flat is Russian: «Lesnaya 14 kv 8».
_LATIN_STREET = re.compile(
    r"(?<![\w.-])(?P<name>[A-Z][a-z]{2,}(?:aya|skoy|skogo|noy|ogo|ova|eva|ina)),? (?:d\.? ?"
    r"|dom )?\d{1,3}[a-z]?[\s,]{1,3}\Z"
)
# What a number follows that is no street: «Заказ 45, вход с торца».
_NUMBERED = re.compile(
    r"(?i)(?:заказ|магазин|сч[её]т|договор|номер|заявка|талон|билет|акт|цех|школа|зал|этап|пункт|глава|раздел|таблица"
    r"|рис)\Z"
)
_LATIN_FLAT = ("kv", "kvartira")
_TOWN_KIND = re.compile(r"(?<![\wё])(?:г|гор|город)\.?\s?\Z")


def streets_without_kind(page: Page) -> Iterator[Anchor]:
    """Streets with a house that a flat or a town tells."""
    yield from _beside_latin_flats(page)
    if not page.text.isascii():
        yield from _beside_flats(page)
        yield from _after_towns(page)


def _beside_latin_flats(page: Page) -> Iterator[Anchor]:
    """«Lesnaya 14 kv 8»."""
    for flat in page.tried("flat", _FLAT):
        if flat.group().startswith(_LATIN_FLAT):
            street = _LATIN_STREET.search(page.text, max(0, flat.start() - _REACH), flat.start())
            if street is not None:
                yield street.start("name"), flat.end(), _WHOLE


def _beside_flats(page: Page) -> Iterator[Anchor]:
    """«Профсоюзная 83к2» before or after a flat."""
    text = page.text
    for flat in [*page.tried("flat", _FLAT), *page.tried("part-ru", _PART)]:
        first = max(0, flat.start() - _REACH)
        before = None
        if page.number_within(first, flat.start()):  # of the house
            before = _BARE_STREET.search(text, first, flat.start())
            small = None if before else _SMALL_STREET.search(text, first, flat.start())
            before = small if small and small["name"] in STREETS else before
        if before is not None and not _NUMBERED.match(before["name"]):
            yield before.start("name"), flat.end(), _WHOLE
        elif after := _BARE_STREET_RIGHT.match(text, flat.end()):
            yield flat.start(), after.end(), _WHOLE


def _after_towns(page: Page) -> Iterator[Anchor]:
    """«Казань, Костюкова 36А-112», «тюмень республики 142 офис 3»."""
    for town in page.tried("town", TOWN):
        after = _AFTER_TOWN if page.text[town.start()].isupper() else _SMALL_AFTER_TOWN
        street = after.match(page.text, town.end())
        if street is not None:
            kind = _TOWN_KIND.search(page.low, max(0, town.start() - 8), town.start())
            yield kind.start() if kind else town.start(), street.end(), _WHOLE

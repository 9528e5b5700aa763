"""Russian streets without their kind: «Лермонтова 18, 2 подъезд», «на Зелёной 7а», «Казань, Баумана 5». Pure."""

import re
from collections.abc import Iterator

from redactor.recognizers import address_parts as part
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

Anchor = tuple[int, int, str]
"""Where an address begins and ends so far, and what it holds."""

_FLAT = re.compile(part.FLAT)
_REACH = 45
_WHOLE = "street and house"
TOWN = re.compile(rf"(?:{'|'.join(sorted(word_list('towns'), key=len, reverse=True))})(?![\wё])")
_NUMBER_BEFORE = re.compile(r"(?<![\d.,/-])\d{1,2}(?:-?(?:й|ый|ом|м))?\s?\Z")
# A street without its kind: a capitalised name, or a small one that ends as names of streets do.
_STREET_NAME = (
    r"(?:(?:\d{1,3}-?(?:я|й|го|ая)? )?(?:[А-ЯЁ]{4,}|[А-ЯЁ][а-яё]+)(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+){0,2}"
    r"|[а-яё]{3,}(?:ская|цкая|ная|вая|ова|ева|ёва|ина|ого|его|ей|ов|яя)"
    r"|[А-ЯЁ]{3,}(?:СКАЯ|ЦКАЯ|НАЯ|ВАЯ|ОВА|ЕВА|ЁВА|ИНА|ОГО|ЕГО|ЕЙ|ОВ|ЯЯ))"
)
_HOUSED = rf",? (?:[дД]\. ?|дом |ДОМ )?{part.BARE_HOUSE}"
_BARE_STREET = re.compile(rf"(?<![\wё.])(?P<name>(?:(?:ЖК|БЦ|ТЦ|ТРЦ|СНТ) )?{_STREET_NAME}){_HOUSED}[\s,]{{1,3}}\Z")
_BARE_STREET_RIGHT = re.compile(rf"[\s,]{{1,3}}(?P<name>{_STREET_NAME}){_HOUSED}")
# After a word of place: «на Зелёной 7а», «по Московской, 12», «угол Садовой 3».
_ON_STREET_NAMED = re.compile(
    r"(?<![\wё-])(?:[Нн]а|[Пп]о|[Дд]о|[Уу]гол|адресу:?|адрес:?) (?P<name>(?:\d-я |\d-й |[А-ЯЁ][а-яё]+ая "
    r"|[А-ЯЁ][а-яё]+ой )?"
    r"[А-ЯЁ][а-яё]{2,}(?:ой|ая|ую|ей|яя|юю)),? \Z"
)
_ADJECTIVES = tuple(ending + sign for ending in ("ой", "ая", "ую", "ей", "яя", "юю") for sign in (" ", ", "))
_HOUSE_ENDS = re.compile(
    rf"{part.BARE_HOUSE}(?:,?\s?(?:корп|стр|кор)\.?\s?\d{{1,2}})?(?=\s?(?:[,.;:!?)»\"\n]|\Z|(?:ещё|кв|оф|под|эт|и"
    rf"|а)(?![а-яё])))"
    r"(?!\.\d|\s?,\s?\d)"
)
_TOWN_AND_STREET = re.compile(r"(?<![\wё.])[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё-]+)?,? (?:[А-ЯЁ][а-яё]+ )?[А-ЯЁ][а-яё-]+ая \Z")
_HOUSE_AND_FLAT = re.compile(r"\d{1,3}[а-я]?(?:/\d{1,3})?\s?-\s?\d{1,4}(?![\d-])")
_AFTER_TOWN = re.compile(rf"[\s,]{{1,3}}{_STREET_NAME}{_HOUSED}(?:{part.GAP}{part.FLAT}){{0,3}}")
_TOWN_KIND = re.compile(r"(?<![\wё])(?:г|гор|город)\.?\s?\Z")


def streets_without_kind(page: Page) -> Iterator[Anchor]:
    """Streets with a house that a flat, a town, a word of place or their own ending tell."""
    yield from _beside_flats(page)
    yield from _beside_storeys(page)
    yield from _after_towns(page)
    yield from _adjective_streets(page)
    yield from _on_streets(page)


def _beside_flats(page: Page) -> Iterator[Anchor]:
    """«Профсоюзная 83к2» before or after a flat."""
    text = page.text
    for flat in page.tried("flat", _FLAT):
        before = _BARE_STREET.search(text, max(0, flat.start() - _REACH), flat.start())
        if before is not None:
            yield before.start("name"), flat.end(), _WHOLE
        elif after := _BARE_STREET_RIGHT.match(text, flat.end()):
            yield flat.start(), after.end(), _WHOLE


def _beside_storeys(page: Page) -> Iterator[Anchor]:
    """«Лермонтова 18, 2 подъезд»."""
    for spot in page.marks("flat"):
        storey = page.low.startswith(("под", "эт"), spot.start)
        number = _NUMBER_BEFORE.search(page.low, max(0, spot.start - 6), spot.start) if storey else None
        before = number and _BARE_STREET.search(page.text, max(0, number.start() - _REACH), number.start())
        if before:
            yield before.start("name"), spot.end, _WHOLE


def _after_towns(page: Page) -> Iterator[Anchor]:
    """«Казань, Костюкова 36А-112»."""
    for town in page.tried("town", TOWN):
        street = _AFTER_TOWN.match(page.text, town.end()) if page.text[town.start()].isupper() else None
        if street is not None:
            kind = _TOWN_KIND.search(page.low, max(0, town.start() - 8), town.start())
            yield kind.start() if kind else town.start(), street.end(), _WHOLE


def _on_streets(page: Page) -> Iterator[Anchor]:
    """«заказывали в салоне на Советской, 48»: a street named by an adjective with a capital, and a house."""
    low = page.low
    for start, end in page.digits:
        if end - start <= 4 and low.endswith(_ADJECTIVES, 0, start):
            match = _ON_STREET_NAMED.search(page.text, max(0, start - _REACH), start)
            house = _HOUSE_ENDS.match(low, start) if match else None
            if match is not None and house is not None:
                yield match.start("name"), house.end(), _WHOLE


def _adjective_streets(page: Page) -> Iterator[Anchor]:
    """«Биробиджан Пионерская 44-8»: a feminine adjective with a house and a flat, after a word with a capital."""
    low = page.low
    for start, end in page.numbers:
        if end - start <= 3 and low.endswith("ая", 0, start - 1):
            match = _TOWN_AND_STREET.search(page.text, max(0, start - _REACH), start)
            house = _HOUSE_AND_FLAT.match(low, start)
            if match and house:
                yield match.start(), house.end(), _WHOLE

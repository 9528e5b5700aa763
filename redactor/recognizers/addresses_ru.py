"""Postal addresses in Russian, also in Latin letters: one span from the first component to the last. Pure.

A street, a house or an index is found first; then components are taken to the right and to the left of it as long as
they follow each other. Two kinds of components with a street or a house, or an index and a town, make an address.
Abbreviations: приказ Минфина 171н of 2015 (address elements), and what people write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.recognizers import address_parts as part
from redactor.recognizers.bare_streets import TOWN, streets_without_kind
from redactor.recognizers.page import Page, Spot
from redactor.recognizers.streets_ru import STREET, name_end, street_at
from redactor.word_lists import word_list

BEGINNINGS = {
    "street": (part.KIND,),
    "flat": (
        r"кв\b|квартир\w*|апарт\w*|офис\w*|оф\b|пом\b|помещ\w*|ком\b|домофон\w*|секция|подъезд\w*|под\b|этаж\w*|эт\b|комн\b"
        r"|комнат\w*|kv\b|вход\b|цоколь\w*|подземн\w*|(?:втор|трет|четв[её]рт)(?:ая|ья)",
    ),
    "part-ru": (r"корпус\w*|строение|корп\b|литер\w?\b",),
    "town": (r"|".join(sorted(word_list("towns"))),),
    "building": (part.BUILDING,),
    "house": (r"дом(?:а|у|е|ом)?\b|д\b|вл\b|владение|зд\b|здание|домовладение|уч\b|участок|dom\b|d\b",),
    "box-ru": (r"а\b|п\b|абонентск\w+",),
}
_HOUSE_WORD = re.compile(part.HOUSE_WORD)
_AFTER_INDEX = re.compile(r"[\s,;]{1,3}[а-яёa-z]")
_COMPONENTS = (
    rf"(?P<flat>{part.FLAT})|(?P<part>{part.PART})|(?P<house>{{house}})|(?P<index>{part.INDEX})"
    rf"|(?P<region>{part.REGION})"
    rf"|(?P<district>{part.DISTRICT})|(?P<town>{part.TOWN})|(?P<country>{part.COUNTRY})"
    rf"|(?P<building>{part.BUILDING})"
)
_ON_STREET = f"(?:{part.HOUSE}|{part.MILESTONE})"
_RIGHT_OF_STREET = re.compile(rf"{part.GAP}(?:{_COMPONENTS.replace('{house}', _ON_STREET)})")
_RIGHT = re.compile(rf"{part.GAP}(?:{_COMPONENTS.replace('{house}', part.HOUSE_WORD)})")
_RIGHT_STREET = re.compile(
    rf"[\s,;]{{1,4}}(?:(?:по|на) )?(?P<street>{part.KIND}{part.NAME_AFTER}"
    rf"|(?:[а-яё-]+(?:ая|ий|ый|ой|ое)|{part.ORDINAL})\s{part.KIND})"
)
_LEFT = re.compile(
    rf"(?<![\wё])(?:(?P<flat>{part.FLAT})|(?P<part>{part.PART})|(?P<index>{part.INDEX})"
    rf"|(?P<country>{part.COUNTRY})|(?P<region>{part.REGION})"
    rf"|(?P<district>{part.DISTRICT})|(?P<town>{part.TOWN})|(?P<building>{part.BUILDING})"
    rf"|(?P<street>{part.KIND}{part.NAME_AFTER}))[\s,;]{{1,4}}\Z"
)
_FLAT = re.compile(part.FLAT)
_BUILDING = re.compile(part.BUILDING)
_LAST_TOWN = re.compile(rf",\s{{0,2}}(?:г\. ?)?(?P<town>{TOWN.pattern})")
_SMALL_TOWN = re.compile(r"(?:[:\n(]|адресу?)[ \t]{0,2}(?P<town>[а-яё]{3,}(?:[ -][а-яё]{3,}){0,2}), \Z")
_TOWN_WORD = r"[А-ЯЁA-Z][\wё'’]+(?:-[\wё'’]+)*"
_BARE_TOWN = re.compile(rf"(?P<town>{_TOWN_WORD}(?: {_TOWN_WORD}){{0,2}})[,\s]{{1,3}}\Z")
_NOBODYS = re.compile(
    r"(?i)(?:[оеё]в(?:а|ой|у|ым|ых)|[иы]ных|[сц]ких|[оеё]вн[аыеу]|[иь]ничн[аыеу]|вич(?:а|у|ем)?|янц|швили|дзе)\Z"
)
_SMALL_AFTER_LETTER = re.compile(r"[гсдпх] [а-яё]")
_TWO_WORDS = re.compile(
    r"(?i)\w+(?:[иыо]й|[ая]я|[ое]е|[иы]е) |(?:усть|йошкар|улан|санкт|орехово|ликино|каменск|ханты|нью|алма|старо|ново"
    r"|россия|рф|республика|[a-z]+) |\w+,? (?:область|обл|край|район)"
)
_BOX = re.compile(r"(?:а/я|п/я|абонентск(?:ий|ого|ом) ящик(?:а|е)?)\s?(?:№\s?)?\d{1,6}(?!\d)")
_INDEX_BEFORE = re.compile(r"(?<!\d)[1-9]\d{5} \Z")
_ESTATE = re.compile(r"(?:жк|бц|трц|тц|снт)(?![\wё])")
_BETWEEN = re.compile(r"[ \t]?[,;][ \t\n]{0,2}")
_SECOND_NUMBER = re.compile(
    r",\s?(?:\d{1,3}|№\s?\d{1,4}[а-я]?)(?=[\s,.;)»\"]|\Z)(?![,.]\d)"
    r"(?!\s?(?:эт|под|кв|стр|корп|руб|тыс|млн|шт|час|мин"
    r"|м²|м2|м(?![а-яё])|₽|т\.\s?р|\d))(?![ \t](?!домофон|код|вход|ждать|звонить)[а-яё]{4,})"
)
_AREA = re.compile(r"мкр|м/р|м-н|микр|кварт|кв-л")
# A letter or a word of Russian: «per section 4» and «773104 by hand» have none.
_SIGN = re.compile(
    r"[а-яё]|\b(?:ul|ulitsa|ulica|prospekt|prosp|pr-t|pereulok|nab|naberezhnaya|shosse|bulvar|b-r|mkr|dom|kv|kvartira|korp"
    r"|korpus|gorod|pos|poselok|selo|der|derevnya|obl|oblast|russia|belarus|kazakhstan)(?![a-z])"
    r"|\b(?:per|pl|sh|pr|d|g|str|of)\."
)
_BETWEEN_PARTS = frozenset(",;")
_NO_PART = ("№", "_", " на", " по", " до", " из", " от", " за", " не")  # ends of what is no component
_PARTING = (",", ";", ":", "!", "?", "\n\n")
_REACH = 90
_MOST = 12  # components to either side: no address has more, and a row of «кв. 5» costs no square


@dataclass(slots=True)
class _Chain:
    """An address being built: its range and the kinds of components seen."""

    start: int
    end: int
    kinds: set[str]
    area: bool = False  # the street so far is a quarter or estate, which may hold streets


def find_russian_addresses(page: Page) -> Iterator[Finding]:
    """Addresses with at least a street and a house, or an index and a town; neighbours are one."""
    start = end = -1
    for first, last in _chains(page):
        if end >= 0 and _BETWEEN.fullmatch(page.low, end, first):
            end = last
            continue
        if end >= 0:
            yield Finding("LOCATION", start, end, 0.9, "address-ru")
        start, end = first, last
    if end >= 0:
        yield Finding("LOCATION", start, end, 0.9, "address-ru")


def _chains(page: Page) -> Iterator[tuple[int, int]]:
    done = tried = 0
    for start, end, kind in _anchors(page):
        if start < done or (start < tried and kind in ("flat", "house")):
            continue
        chain = _Chain(start, end, {kind}, kind == "street" and _AREA.match(page.low, start) is not None)
        _grow_right(page, chain)
        _grow_left(page, chain, done)
        if "street" not in chain.kinds:
            _grow_right(page, chain)
        if _is_address(chain.kinds) and _SIGN.search(page.low, chain.start, chain.end):
            _take_last_town(page, chain)
            yield chain.start, chain.end
            done = chain.end
        else:
            tried = chain.end


def _anchors(page: Page) -> list[tuple[int, int, str]]:
    found = []
    for match in page.tried("street", STREET):
        span = street_at(page, match)
        if span is not None:
            found.append((*span, "street"))
    found += [(*match.span(), "house") for match in page.tried("house", _HOUSE_WORD)]
    found += [(*spot, "index") for spot in page.numbers_of(6) if _is_index(page, spot)]
    found += [(*match.span(), "box") for match in page.tried("box-ru", _BOX)]
    found += streets_without_kind(page)
    found += [(*match.span(), "flat") for match in page.tried("flat", _FLAT)]
    found += [(*match.span(), "flat") for match in page.tried("building", _BUILDING)]
    return sorted(found)


def _is_index(page: Page, spot: Spot) -> bool:
    """Six digits before a word, no last group of a longer number."""
    low, start = page.low, spot.start
    grouped = start > 1 and low[start - 1] in " -" and low[start - 2].isdigit()
    return low[start] != "0" and not grouped and _AFTER_INDEX.match(low, spot.end) is not None


def _grow_right(page: Page, chain: _Chain) -> None:
    for _ in range(_MOST):
        street = None if "street" in chain.kinds and not chain.area else _RIGHT_STREET.match(page.low, chain.end)
        if street is not None:
            after = street.groupdict().get("after")
            chain.end = name_end(page, street.start("after"), street.end("after")) if after else street.end()
            chain.kinds.add("street")
            chain.area = False
            continue
        bare = "street" in chain.kinds and "house" not in chain.kinds
        match = (_RIGHT_OF_STREET if bare else _RIGHT).match(page.low, chain.end)
        kind = match.lastgroup if match else None
        if match is None or kind is None or not _belongs(page, chain, match, kind):
            return
        chain.end = match.end()
        chain.kinds.add("flat" if kind == "building" else kind)


def _belongs(page: Page, chain: _Chain, match: re.Match[str], kind: str) -> bool:
    """Whether a component goes on with the address: a number on the next line does not, nor a second house."""
    piece = page.text[match.start(kind) : match.end(kind)]
    gap = page.low[chain.end : match.start(kind)]
    if kind == "town" and _SMALL_AFTER_LETTER.match(piece) and not page.text[chain.start : chain.end].islower():
        return False  # «Зелёная 4, с торца»
    if "house" in chain.kinds and (kind == "house" or (";" in gap and kind in ("town", "index", "region"))):
        return False
    return not ("\n" in gap and (kind == "house" or gap.count("\n") > 1) and piece[0].isdigit())


def _grow_left(page: Page, chain: _Chain, floor: int) -> None:
    _take_left(page, chain, floor)
    estate = _ESTATE.match(page.low, chain.start) is not None
    placed = bool(chain.kinds & {"street", "street and house", "flat", "box"})
    if placed and (estate or "town" not in chain.kinds) and _take_bare_town(page, chain, floor):
        _take_left(page, chain, floor)


def _take_left(page: Page, chain: _Chain, floor: int) -> None:
    for _ in range(_MOST):
        before = page.low[chain.start - 1 : chain.start]
        if not before.isspace() and before not in _BETWEEN_PARTS:
            return
        match = _LEFT.search(page.low, _least_start(page.low, floor, chain.start), chain.start)
        if match is None or (match["street"] and "street" in chain.kinds):
            return
        chain.start = match.start()
        kind = "street" if match["street"] else match.lastgroup or ""
        chain.kinds.add("flat" if kind == "building" else kind)


def _take_bare_town(page: Page, chain: _Chain, floor: int) -> bool:
    """A capitalised name right before ", ул." is a town without its «г.»."""
    begin = max(floor, chain.start - _REACH)
    words = _BARE_TOWN.search(page.text, begin, chain.start)
    if words is None:
        words = _SMALL_TOWN.search(page.text, begin, chain.start)
    if words is None:
        return False
    if not _may_be_town(words["town"]):
        return False
    parted = "," in page.text[max(begin, chain.start - 3) : chain.start]
    if not parted and not _INDEX_BEFORE.search(page.text, begin, words.start("town")):
        return False
    chain.start = words.start("town")
    chain.kinds.add("town")
    return True


def _may_be_town(name: str) -> bool:
    """No «Клиентка Роза Мирзоева»: the first of two words is an adjective, as in «Нижний Тагил», and none a surname."""
    return _NOBODYS.search(name) is None and (" " not in name or _TWO_WORDS.match(name) is not None)


def _least_start(low: str, floor: int, end: int) -> int:
    """Where a component that ends at `end`, with the signs after it, begins at the earliest: no sign is inside it."""
    first, last = max(floor, end - _REACH), end
    while last > first and (low[last - 1].isspace() or low[last - 1] in _BETWEEN_PARTS):
        last -= 1
    if low.endswith(_NO_PART, first, last):
        return end
    return max(first, *(low.rfind(sign, first, last) + 1 for sign in _PARTING))


def _take_last_town(page: Page, chain: _Chain) -> None:
    """What may end an address: a flat without its word, a town («ул. Абая, 150, 14, Алматы»)."""
    if chain.kinds & {"house", "street and house"}:
        flat = _SECOND_NUMBER.match(page.low, chain.end)
        chain.end = flat.end() if flat is not None else chain.end
    match = _LAST_TOWN.match(page.low, chain.end)
    if match is not None:
        chain.end = match.end()


def _is_address(kinds: set[str]) -> bool:
    if "street and house" in kinds:
        return True
    if "box" in kinds:
        return bool(kinds & {"town", "index"})
    if {"town", "flat"} <= kinds and kinds & {"part", "index", "region"}:
        return True
    if "street" in kinds:
        return len(kinds - {"country"}) >= 2
    if "house" in kinds:
        return bool(kinds & {"flat", "town", "index"})
    return "index" in kinds and bool(kinds & {"town", "region"})

"""Russian streets without their kind: «Лермонтова 18, 2 подъезд», «на Зелёной 7а», «Казань, Баумана 5». Pure."""

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
_NUMBER_BEFORE = re.compile(r"(?<![\d.,/-])\d{1,2}(?:-?(?:й|ый|ом|м))?\s?\Z")
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
# Before a street: «на Зелёной 7а», «во дворе Чкалова, 3»; or the beginning of a line, a remark, a value.
_HOUSE_NAMED = (
    r"(?:адрес(?:у|е)?:?|дом[ауе]?|двор[ауе]?|подъезд[ауе]?|объект[ауе]?:?|общежити[еия]|жил[её]ц|жильц\w{1,3})"
)
_VILLAGE = r"(?:г|с|п|д|х|пос|пгт|рп|дер|ст-ца|сел[оае]|деревн[яе]|пос[её]л(?:ок|ке)|город)\.? ?[а-яё-]{3,},"
_CUE = rf"(?:на|по|до|к|ко|углу?|{_HOUSE_NAMED}|{_VILLAGE})"
_FIRST = (
    r"(?:[\t|] ?|(?<=[а-яё]), |(?<=[:;] )\d{1,2}[.)] |(?:\A|\n)[ \t•*\d.)–-]{0,6}|[:(—–][ \n]|(?i:там же), "
    r"|(?<![\wё])(?:с|со|из|у|возле|около|напротив) )"
)
_BEFORE_NAME = r"(?:\d{1,3}-(?:я|й|го|ой) |\d{1,2} лет |[А-ЯЁ][а-яё]+(?:ая|ой|ого|его|ии|ы|и|а|я) |[А-ЯЁ]\. ?)?"
_BY_HOUSE = re.compile(
    rf"(?:(?<![\wё-])(?i:(?P<cue>{_CUE})) |(?P<first>{_FIRST}))?"
    rf"(?P<name>(?:{_BEFORE_NAME}(?<![\wё])[А-ЯЁ]|(?<![\wё-])[а-яё])[а-яё]{{2,}}(?:-[А-ЯЁ][а-яё]+)?)(?P<comma>,?) \Z"
)
_VALUE = (":", "—", "–", "(", ",")  # before the value of a field and the part of a list
_OF_SOMEBODY = ("ова", "ева", "ёва", "ина", "ына", "ого", "его", "овой", "евой", "иной")
_ADJECTIVES = ("ой", "ая", "ую", "ей", "яя", "юю")
_ENDINGS = (*_OF_SOMEBODY, *_ADJECTIVES)
STREETS = word_list("streets")
_NOTHING_COUNTED = (
    r"(?:ещё|опять|снова|уже|там|где|кто|просит|просят|звонит|звонил[аи]?|жд[её]т|ждут|теч[её]т|пишет|пожалов\w+|жалу\w+"
    r"|жив[её]т|жалоб\w+|[а-яё]{3,}(?:ила|или|ился|илась|ился|ался|алась|ает|яет|ует)|(?!канал|матери|журн|вокз|филиа|квар)"
    r"[а-яё]{3,}ал[аи]|кв|оф|под|эт|и|а|но|не|до|с|в|во|на|у|за|по|от|из|для|к|без|есть|нет|был[аио]?|будет|закрыт[аоы]?|открыт[аоы]?"
    r"|завтра|сегодня|вчера|работает|корп|стр|строение|корпус|подъезд)(?![а-яё])"
)
_HOUSE_ENDS = re.compile(
    rf"(?P<house>{part.BARE_HOUSE})(?:,?\s?(?:корп|стр|кор)\.?\s?\d{{1,2}})?"
    rf"(?P<free>(?=\t|\s?(?:[,.;:!?()|»\"\n—–]|\Z|{_NOTHING_COUNTED})))?(?![.:]\d|\s?,\s?\d)"
)
_CELL_BEGINS = frozenset("\n\t|")
_CELL_ENDS = re.compile(r" ?[\t|]")
_TOWN_AND_STREET = re.compile(r"(?<![\wё.])[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё-]+)?,? (?:[А-ЯЁ][а-яё]+ )?[А-ЯЁ][а-яё-]+ая \Z")
_HOUSE_AND_FLAT = re.compile(r"\d{1,3}[а-я]?(?:/\d{1,3})?\s?-\s?\d{1,4}(?![\d-])")
_AFTER_TOWN = re.compile(
    rf"[\s,]{{1,3}}{_STREET_NAME}(?:(?<=[аое][яе]) [а-яё]{{4,}})?{_HOUSED}(?:{part.GAP}{part.FLAT}){{0,3}}"
)
_SMALL_AFTER_TOWN = re.compile(
    rf",? (?:[а-яё-]{{3,}} )?[а-яё-]{{4,}},? (?:д\.? ?|дом )?{part.BARE_HOUSE}(?:,? {part.PART})?,? {part.FLAT}"
)
_TOWN_KIND = re.compile(r"(?<![\wё])(?:г|гор|город)\.?\s?\Z")


def streets_without_kind(page: Page) -> Iterator[Anchor]:
    """Streets with a house that a flat, a town, a word of place or their own ending tell."""
    if page.text.isascii():
        return
    yield from _beside_flats(page)
    yield from _beside_storeys(page)
    yield from _after_towns(page)
    yield from _adjective_streets(page)
    yield from _on_streets(page)


def _beside_flats(page: Page) -> Iterator[Anchor]:
    """«Профсоюзная 83к2» before or after a flat."""
    text = page.text
    for flat in [*page.tried("flat", _FLAT), *page.tried("part-ru", _PART)]:
        first = max(0, flat.start() - _REACH)
        before = _BARE_STREET.search(text, first, flat.start())
        if before is None and (small := _SMALL_STREET.search(text, first, flat.start())):
            before = small if is_known_street(small["name"]) else None
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
    """«Казань, Костюкова 36А-112», «тюмень республики 142 офис 3»."""
    for town in page.tried("town", TOWN):
        after = _AFTER_TOWN if page.text[town.start()].isupper() else _SMALL_AFTER_TOWN
        street = after.match(page.text, town.end())
        if street is not None:
            kind = _TOWN_KIND.search(page.low, max(0, town.start() - 8), town.start())
            yield kind.start() if kind else town.start(), street.end(), _WHOLE


def _on_streets(page: Page) -> Iterator[Anchor]:
    """«заказывали в салоне на Советской, 48», «снег во дворе Чкалова, 3/1»: a name of a street, and a house."""
    low = page.low
    for start, end in page.digits:
        if end - start > 4 or low[start - 1 : start] != " ":
            continue
        last = start - 1 - (low[start - 2] == ",")
        before = low[max(0, last - _REACH) : last]
        word = before[max(before.rfind(" "), before.rfind("\n"), before.rfind("\t")) + 1 :]
        if word not in STREETS and not word.endswith(_ENDINGS):
            continue
        house = _HOUSE_ENDS.match(low, start)
        name = _BY_HOUSE.search(page.text, max(0, start - _REACH), start) if house else None
        if name is not None and house is not None and _is_street(name, house):
            yield name.start("name"), house.end(), _WHOLE


def is_known_street(word: str) -> bool:
    """Whether a word in small letters is a common street's name, in any case."""
    return word in STREETS or (word.endswith(("ой", "ую")) and f"{word[:-2]}ая" in STREETS)


def _is_street(name: re.Match[str], house: re.Match[str]) -> bool:
    """Whether a name before a house is a street's: by the words before it, by its ending, by what it is."""
    word = name["name"].lower().rpartition(" ")[2]
    known = is_known_street(word)
    parted = not house["house"].isdigit() and house["house"].count("-") < 2  # «7а», «62/2», «41-7»
    cue = name["cue"] or ""
    sure = len(cue) > 3  # «дома», «двор», «адрес»: nothing is counted after them
    if house["free"] is None and not sure and not (parted and (known or cue)):
        return False
    if name["name"][0].islower():
        return known and cue in ("на", "по", "до")
    if cue:
        told = known or word.endswith(_ADJECTIVES)
        return told or (word.endswith(_OF_SOMEBODY) and (parted or bool(name["comma"])))
    cell = _CELL_BEGINS.intersection(name["first"] or "") and _CELL_ENDS.match(house.string, house.end())
    if known and name["comma"] and cell:
        return True
    told = known or (name["first"] is not None and word.endswith(_OF_SOMEBODY))
    if known and not word.endswith(("ая", "яя")):
        first = (name["first"] or " ")[0]
        return parted or bool(name["comma"]) or first in _VALUE or (first.isdigit() and len(house["house"]) > 1)
    return told and parted and (name["first"] is not None or bool(name["comma"]))


def _adjective_streets(page: Page) -> Iterator[Anchor]:
    """«Биробиджан Пионерская 44-8»: a feminine adjective with a house and a flat, after a word with a capital."""
    low = page.low
    for start, end in page.numbers:
        if end - start <= 3 and low.endswith("ая", 0, start - 1):
            match = _TOWN_AND_STREET.search(page.text, max(0, start - _REACH), start)
            house = _HOUSE_AND_FLAT.match(low, start)
            if match and house:
                yield match.start(), house.end(), _WHOLE

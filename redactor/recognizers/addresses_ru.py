"""Postal addresses in Russian, also in Latin letters: one span from the first component to the last. Pure.

A street, a house or an index is found first; then components are taken to the right and to the left of it as long as
they follow each other. Two kinds of components with a street or a house, or an index and a town, make an address.
Abbreviations: приказ Минфина 171н of 2015 (address elements), and what people write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.recognizers.labels import lowered

_W = r"(?<![\wё])"
_WORD = r"[а-яё][а-яё'’-]*"
_LATIN = r"[a-z][a-z'’-]*"
_SEP = r"[\s,;]{0,4}"
# Kinds of street that say so by themselves, and kinds whose word has another meaning.
_STRONG = (
    r"(?:ул(?:иц[аеуыей]{1,2})?|пр-?к?т|просп(?:ект(?:[ауе]|ом)?)?|пр-д|пер(?:еул(?:ок|к[аеу]|ком))|переул|наб(?:ережн\w{2,3})|б-р|бул(?:ьвар(?:[ауе])?)?|мкр(?:-?н)?|микрорайон(?:[ауе])?"
    r"|шоссе|проулок|туп(?:ик(?:[ауе])?)|ulitsa|ulica|ul|prospekt|prosp|pr-t|per|pereulok|nab|naberezhnaya|shosse|bulvar|b-r|mkr)"
)
_WEAK = r"(?:пер|наб|ш|пл(?:ощад[ьию])?|проезд(?:[ауе])?|алле[яеию]|аллеей|лини[яеию]|кв-?л|квартал(?:[ауе])?|тракт(?:[ауе])?|пр|дорога|спуск|взвоз|просека|sh|pl)"
_KIND = rf"(?:{_STRONG}|{_WEAK})(?![\wё-])\.?"
_ORDINAL = r"\d{1,4}-?(?:[а-яё]{1,2}(?![а-яё])|ти|летия|лет(?:ия)?)?"
_NAME_WORD = rf"(?:{_WORD}|{_LATIN})"
_NOT_NAME = (
    r"(?!(?:кв|д|дом|корп|стр|оф|м|га|руб|км|в|на|и|с|к|по|от|до|за|не|что|где|как|это|рядом|около|напротив|возле|между|для|или|но|а|я|мы|он|она|они|у|из|без|там|тут|тоже|сегодня|завтра"
    r"|двухкомнатн\w+|однокомнатн\w+|kv|dom|d|korp|of|is|was|and|the|in|at|near)(?![\wё-]))"
)
_AFTER = rf"\s{{0,2}}(?P<after>(?:{_ORDINAL}\s?)?{_NOT_NAME}{_NAME_WORD}\.?(?:[ .]{{1,2}}{_NOT_NAME}{_NAME_WORD}){{0,3}}|{_ORDINAL})"
_STREET = re.compile(rf"{_W}(?P<kind>{_KIND})")
_AFTER_KIND = re.compile(_AFTER)
_BEFORE_KIND = re.compile(
    rf"(?:{_W})(?:(?:{_ORDINAL}\s)?(?:[а-яё]+(?:-[а-яё]+)?(?:ая|яя|ий|ый|ой|ое|ую|ого|ому|ом|ой|ском|ский|ское|ские|ова|ина)|[a-z]+(?:aya|skiy|sky|skoe|iy|yy|oe|a))|{_ORDINAL})\s{{1,2}}\Z"
)
_HOUSE = (
    r"(?:(?:д(?:ом(?:[ауе]|ом)?)?|вл(?:адение)?|зд(?:ание)?|уч(?:асток)?|участок|домовладение|dom|d|bld|zd)(?![а-яёa-z])\.?\s?)?(?:№\s?)?"
    r"(?!(?:19|20)\d\d(?!\s?[/а-я]))\d{1,4}(?:[а-яa-z](?![\wё])|\s[а-яa-z](?![\wё.]))?(?:\s?[/-]\s?\d{1,4}\s?[а-яa-z]?(?![\wё]))?(?:\s?(?:к|корп|стр|с|k|s)\.?\s?\d{1,3})*(?![\wё])(?!\s?(?:руб|₽|шт|км|м²|кв\.?\s?м|тыс|млн|час|мин|лет|год|%|°))"
)
_HOUSE_WORD = r"(?:д(?:ом(?:[ауе]|ом)?)?|вл(?:адение)?|зд(?:ание)?|домовладение|уч(?:асток)?|dom|d)(?![а-яёa-z])\.?\s{0,2}(?:№\s?)?\d{1,4}(?:[а-яa-z](?![\wё])|\s[а-яa-z](?![\wё.]))?(?:\s?[/-]\s?\d{1,4}[а-я]?)?(?!\d)(?![.,]\d)"
_PART = r"(?:(?:корп(?:ус(?:[ауе])?)?|к|стр(?:оение)?|строен|лит(?:ер[аы]?)?|блок|секция|соор(?:ужение)?|korp(?:us)?|str)(?![а-яёa-z])\.?\s?(?:№\s?)?(?:\d{1,4}[а-яa-z]?|[а-яa-z])(?![\wё]))"
_FLAT = (
    r"(?:(?:кв(?:артир(?:[аеуы]|ой)?)?|оф(?:ис(?:[ауе])?)?|пом(?:ещ(?:ение)?)?|помещени[еия]|комн?(?:ат[аеуы])?|ком|эт(?:аж(?:[ауе])?)?|под(?:ъезд(?:[ауе])?)?|подъезд|п|домофон|код|секция|бокс|гараж|место"
    r"|kv(?:artira)?|of(?:is)?|office|apt|flat|room|floor|pod|et)(?![а-яёa-z])\.?\s?(?:№\s?)?\d{1,5}[а-яa-z]?(?![\wё])(?!\s?(?:кв|м|га|руб|мин|час|человек|штук|раз))"
    r"|\d{1,2}(?:-?(?:й|ый|ом|м))?\s?(?:эт(?:аж(?:[ауе])?)?|под(?:ъезд(?:[ауе])?)?)(?![а-яё])\.?)"
)
_INDEX = r"(?<!\d)[1-9]\d{5}(?!\d)"
_COUNTRY = r"(?:росси[яию]|рф|российская федерация|россия|беларусь|казахстан|республика казахстан|республика беларусь|украина|russia|russian federation|belarus|kazakhstan)(?![\wё])"
_REGION = (
    r"(?:[а-яё-]+(?:ая|ой|ую)\s(?:обл(?:аст[ьи])?)(?![а-яё])\.?|[а-яё-]+(?:ий|ого|ому|ом)\s(?:край|края|крае|кр)(?![а-яё])\.?"
    r"|респ(?:ублик[аи])?\.?\s[а-яё-]+(?:\s\([а-яё]+\))?|[а-яё-]+(?:ая)\sресп(?:ублика)?\.?|(?:обл|край)\.?\s[а-яё-]+(?:ая|ий)|[а-яё-]+\sао|хмао(?:\s?[-–—]\s?югра)?|янао|еао|м\.?\s?о\.?(?=,)|московская обл)"
)
_DISTRICT = r"(?:[а-яё-]+(?:ий|ого|ому|ом)\s(?:р-н|район(?:[ауе])?|г\.?\s?о\.?|городской округ|м\.?\s?р-н|с/с|сельсовет|с/п)(?![а-яё])\.?|(?:р-н|район|г\.\s?о\.|городской округ)\s[а-яё-]+)"
_TOWN_KIND = (
    r"(?:г|гор(?:од(?:[ауе]|ом)?)?|пгт|пос(?:[её]л(?:ок|к[аеу]))?|посел(?:ок|к[аеу])|посёл(?:ок|к[аеу])|п|рп|р\.\s?п|с|сел[оае]|село|дер(?:евн[яеию])?|д|ст-ца|станиц[аеуы]|ст|х|хутор(?:[ауе])?|аул(?:[ауе])?"
    r"|снт|днп|днт|тсн|кп|к/п|жк|кот(?:теджный|т?\.)\s?пос(?:ёлок|елок|\.)|сдт|с/т|тер|мкр|слобод[аеуы]|нп|н\.\s?п|g|gor|gorod|pos|selo|der|derevnya|poselok|p)"
)
_TOWN = rf"{_TOWN_KIND}(?![\wё])\.?\s{{0,2}}[«\"]?(?!(?:дом|д|кв|ул|назад|рожд|выпуска|р)(?![\wё]))(?:{_WORD}|{_LATIN})(?:[ -](?!(?:ул|улиц\w+|д|дом|пр|просп|пер|мкр|kv|ul|на|в|и|с|по|за)(?![а-яё]))(?:{_WORD}|{_LATIN})){{0,2}}[»\"]?"
_BARE_TOWN = r"[а-яёa-z][а-яёa-z]+(?:[ -][а-яёa-z]+){0,2}"

_RIGHT = re.compile(
    rf"{_SEP}(?:(?P<flat>{_FLAT})|(?P<part>{_PART})|(?P<house>{_HOUSE})|(?P<index>{_INDEX})|(?P<region>{_REGION})|(?P<district>{_DISTRICT})|(?P<town>{_TOWN})|(?P<country>{_COUNTRY}))"
)
_RIGHT_WORDED = re.compile(
    rf"{_SEP}(?:(?P<flat>{_FLAT})|(?P<part>{_PART})|(?P<house>{_HOUSE_WORD})|(?P<index>{_INDEX})|(?P<region>{_REGION})|(?P<district>{_DISTRICT})|(?P<town>{_TOWN})|(?P<country>{_COUNTRY}))"
)
_RIGHT_STREET = re.compile(
    rf"[\s,;]{{1,4}}(?P<street>{_KIND}{_AFTER}|(?:[а-яё-]+(?:ая|ий|ый|ой|ое)|{_ORDINAL})\s{_KIND})"
)
_LEFT = re.compile(
    rf"(?:{_W})(?:(?P<index>{_INDEX})|(?P<country>{_COUNTRY})|(?P<region>{_REGION})|(?P<district>{_DISTRICT})|(?P<town>{_TOWN})|(?P<street>{_KIND}{_AFTER}))[\s,;]{{1,4}}\Z"
)
_LEFT_TOWN = re.compile(rf"(?P<town>{_BARE_TOWN})[,;]?\s{{1,2}}\Z")
_HOUSE_ANCHOR = re.compile(rf"{_W}{_HOUSE_WORD}")
_INDEX_ANCHOR = re.compile(rf"{_INDEX}(?=[\s,;]{{1,3}}[а-яёa-z])")
_ANY_ANCHOR = re.compile(
    r"ул|пр-|просп|пер|наб|б-р|бул|м-?к-?р|шоссе|туп|ш\.|пл|проезд|алле|лини|кв|тракт|\bпр\b|д(?:ом)?\.?\s?\d|[1-9]\d{5}|\bul\b|prosp|shosse|naber|per\b|mkr|дом|спуск|просек|дорог|микрорайон"
)
_REACH = 90


@dataclass(slots=True)
class _Chain:
    """An address being built: its range and the kinds of components seen."""

    start: int
    end: int
    kinds: set[str]


def find_russian_addresses(text: str) -> Iterator[Finding]:
    """Addresses with at least a street and a house, or an index and a town."""
    low = lowered(text)
    if not _ANY_ANCHOR.search(low):
        return
    done = 0
    for start, end, kinds in _anchors(low, text):
        if start < done:
            continue
        chain = _grown(text, low, _Chain(start, end, set(kinds)), done)
        if _is_address(chain):
            yield Finding("LOCATION", chain.start, chain.end, 0.9, "address-ru")
            done = chain.end


def _anchors(low: str, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for match in _STREET.finditer(low):
        span = _street(low, text, match)
        if span is not None:
            found.append((*span, ("street",)))
    for match in _HOUSE_ANCHOR.finditer(low):
        found.append((*match.span(), ("house",)))
    for match in _INDEX_ANCHOR.finditer(low):
        found.append((*match.span(), ("index",)))
    return sorted(found)


def _street(low: str, text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Range of a street's kind and name, in either order."""
    kind = match["kind"].rstrip(".")
    weak = re.fullmatch(_WEAK, kind) is not None
    before = _BEFORE_KIND.search(low, max(0, match.start() - 40), match.start())
    after = _AFTER_KIND.match(low, match.end())
    if before and (not after or _house_follows(low, match.end()) or not _capital(text, after.start("after"))):
        if not weak or _capital(text, before.start()) or _house_follows(low, match.end()):
            return before.start(), match.end()
    if after is None:
        return None
    end = _name_end(low, text, after.start("after"), after.end("after"))
    if weak and not (_capital(text, after.start("after")) or _house_follows(low, end)):
        return None
    return match.start(), end


def _name_end(low: str, text: str, start: int, end: int) -> int:
    """Where a street's name ends: with its capitals, or, written small, where the house follows, or after a word."""
    words = list(re.finditer(r"[\wё'’-]+\.?", low[start:end]))
    if _capital(text, start) or words[0].group()[0].isdigit():
        last = start + words[0].end()
        for word in words[1:]:
            if not _capital(text, start + word.start()) and not words[0].group()[0].isdigit():
                break
            last = start + word.end()
            if not words[0].group()[0].isdigit():
                continue
        return last
    for word in reversed(words):
        if _house_follows(low, start + word.end()):
            return start + word.end()
    return start + words[0].end()


_FOLLOWS = re.compile(rf"[\s,]{{0,3}}{_HOUSE}")


def _house_follows(low: str, end: int) -> bool:
    return _FOLLOWS.match(low, end) is not None


def _capital(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isupper() or text[at].isdigit())


def _grown(text: str, low: str, chain: _Chain, floor: int) -> _Chain:
    _grow_right(text, low, chain)
    _grow_left(text, low, chain, floor)
    if "street" not in chain.kinds:
        _grow_right(text, low, chain)
    return chain


def _grow_right(text: str, low: str, chain: _Chain) -> None:
    while True:
        street = None if "street" in chain.kinds else _RIGHT_STREET.match(low, chain.end)
        if street is not None and _street_right(text, low, street):
            chain.end = _name_end_of(low, text, street)
            chain.kinds.add("street")
            continue
        pattern = _RIGHT if "street" in chain.kinds and "house" not in chain.kinds else _RIGHT_WORDED
        match = pattern.match(low, chain.end)
        if match is None or not match.lastgroup:
            return
        kind = match.lastgroup
        if kind in ("town", "region", "district") and not _capital_or_small(text, low, match, kind):
            return
        if kind == "house" and "house" in chain.kinds or _next_line_number(low, chain.end, match):
            return
        chain.end = match.end()
        chain.kinds.add(kind)


def _next_line_number(low: str, end: int, match: re.Match[str]) -> bool:
    """A bare number on the next line is no house."""
    gap = low[end : match.start(match.lastgroup or 0)]
    return (
        "\n" in gap
        and (match.lastgroup == "house" or gap.count("\n") > 1)
        and low[match.start(match.lastgroup or 0)].isdigit()
    )


def _street_right(text: str, low: str, match: re.Match[str]) -> bool:
    return True


def _name_end_of(low: str, text: str, match: re.Match[str]) -> int:
    after = match.groupdict().get("after")
    return _name_end(low, text, match.start("after"), match.end("after")) if after else match.end()


def _capital_or_small(text: str, low: str, match: re.Match[str], kind: str) -> bool:
    """A town's name has a capital, unless the whole piece is written small."""
    piece = text[match.start(kind) : match.end(kind)]
    return any(c.isupper() for c in piece) or piece == low[match.start(kind) : match.end(kind)]


def _grow_left(text: str, low: str, chain: _Chain, floor: int) -> None:
    while True:
        begin = max(floor, chain.start - _REACH)
        match = None
        for candidate in _LEFT.finditer(low, begin, chain.start):
            match = candidate
        if match is not None and match.lastgroup:
            kind = "street" if match["street"] else match.lastgroup
            if kind == "street" and "street" in chain.kinds:
                return
            chain.start = match.start()
            chain.kinds.add(kind)
            continue
        if chain.kinds & {"town"}:
            return
        if not _take_bare_town(text, low, chain, begin):
            return


def _take_bare_town(text: str, low: str, chain: _Chain, begin: int) -> bool:
    """A capitalised name right before ", ул." is a town without its «г.»."""
    gap = text[max(begin, chain.start - 3) : chain.start]
    if "," not in gap:
        return False
    words = re.search(
        r"(?:[А-ЯЁA-Z][\wё'’]*(?:-[\wё'’]+)*)(?: [А-ЯЁA-Z][\wё'’]*(?:-[\wё'’]+)*){0,2}[,\s]{1,3}\Z",
        text[begin : chain.start],
    )
    if words is None or "street" not in chain.kinds:
        return False
    chain.start = begin + words.start()
    chain.kinds.add("town")
    return True


def _is_address(chain: _Chain) -> bool:
    kinds = chain.kinds
    if "street" in kinds:
        return len(kinds - {"country"}) >= 2
    if "house" in kinds:
        return bool(kinds & {"flat", "town", "index"}) and len(kinds) >= 2
    return "index" in kinds and bool(kinds & {"town", "region"})

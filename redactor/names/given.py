"""Given names that the model passes over: alone on a line, in a list, after "ask", before a surname. Pure.

A model reads sentences; a signature, the speaker of a talk and a line of a list are none. What is hardly another word
is a person wherever it stands; what may be one is a person where the words around it say so.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from redactor.finding import Finding
from redactor.names.latin_edges import TITLES
from redactor.names.lists import NO_LATIN_NAMES, NOBODY, quiet_latin
from redactor.names.things import is_thing
from redactor.recognizers.address_parts import PLACE_WORD
from redactor.recognizers.addresses_en import STREET_KIND
from redactor.recognizers.page import lowered
from redactor.word_lists import word_list

_SURE = word_list("given_latin")
_MAYBE = word_list("given_latin_maybe")
_WORDS = word_list("given_words")
_ALL = _SURE | _MAYBE
_TOKEN = re.compile(r"\w+")
_GIVEN = re.compile(r"(?<![\w@./\\$#=&+~-])(?<![^\W\d_]['’])[^\W\d_]{2,14}(?![\w@\\=(/]|[-.]\w|['’](?!s\b)\w|:\S| \d)")
_FAMILY = re.compile(r" (?:[A-Z]\.? ?)?[A-ZÀ-Ž][^\W\d_]+(?:['’-][A-ZÀ-Ž][^\W\d_]+)*(?![\w@])")
_NOT_FAMILY = re.compile(rf" (?:{PLACE_WORD}|{STREET_KIND}|University|College|School|Hospital|Church|Day|Line|Award)\Z")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Ž](?:[^\W\d_]|['’.-])* \Z")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)\.? \Z")
_BY_SIZE = re.compile(r"(?i)(?<![\w-])(?:big|little|wee|old|lil) \Z")
_LINE_BEGINS = re.compile(r"(?:\A|\n)[ \t>]*(?:[-–—~] ?)?\Z|[.!?] [-–—] ?\Z")
_LINE_ENDS = re.compile(r"(?: ?x{1,3})?[.,!]?[\"”']?[ \t]*(?:\n|\Z)")
_KIN = r"mum|mom|dad|sister|brother|wife|husband|son|daughter|partner|friend|boss|manager|auntie|aunty|aunt|uncle|nan"
_ASKED = re.compile(
    r"(?i)\b(?:ask|tell|call|ring|rang|text|email|message|msg|ping|chase|remind|cc|thanks|thank|contact|meet|named|called"
    rf"|(?:{_KIN}),?) \Z"
)
_BEFORE_NAME = re.compile(r"(?i)\b(?:with|from|for|to|see|meeting|love|and) \Z")
_ABOVE = re.compile(
    r"(?:to|deliver|address|name|recipient|consignee):?[ \t]*\n[ \t]*"
    r"(?P<name>[A-Z][a-zà-ÿ]+(?: [A-Z]\.)?(?P<last> [A-Z][a-zà-ÿ]+)),?[ \t]*\n[ \t]*\Z"
)
_NO_ONE = re.compile(r" (?:Address|Department|Office|Team|Warehouse|Entrance|Reception|Room|Store|Shop|Services?)\Z")
_CALL = re.compile(r"(?i)(?<![\w-])(?:ask|tell|ring|text|email|msg|ping|chase|remind|phone|auntie|aunty|uncle) \Z")


def given_names(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """People outside the findings, which do not overlap and stand in order; «big» before one is a part of the name."""
    yield from _sized(text, found)
    yield from _above_address(text, found)
    starts = [one.start for one in found]
    low = lowered(text)
    for start in _places(low):
        at = bisect_right(starts, start) - 1
        match = _GIVEN.match(text, start) if at < 0 or found[at].end <= start else None
        if match is None:
            continue
        end = match.end()
        family = _FAMILY.match(text, end)
        known = _is_somebody(text, match, family, sure=low[start:end] in _SURE)
        if known and not is_thing(text, start, end, firm=False):
            size = _BY_SIZE.search(text, max(0, start - 8), start)
            yield Finding("PERSON", size.start() if size else start, family.end() if family else end, 0.7, "name-given")


def _sized(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """«big jim tolliver», whom another rule knows as Jim Tolliver."""
    for one in found:
        if one.entity == "PERSON" and (size := _BY_SIZE.search(text, max(0, one.start - 8), one.start)):
            yield Finding("PERSON", size.start(), one.end, one.score, one.recognizer)


def _above_address(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """«Ship to:\nCalliope Strand\nFlat 3, 27 Wrenfield Mews»: who stands above an address is who lives there."""
    free = 0
    for one in found:
        name = _ABOVE.search(text, max(free, one.start - 64), one.start) if one.entity == "LOCATION" else None
        if name is not None and not (
            _NO_ONE.search(name["last"])
            or _NOT_FAMILY.search(name["last"])
            or all(map(_is_nobody, name["name"].lower().split()))
        ):
            yield Finding("PERSON", *name.span("name"), 0.7, "name-given")
        free = one.end


def _is_nobody(word: str) -> bool:
    return word in quiet_latin() or word in NOBODY or word in NO_LATIN_NAMES


def _places(low: str) -> Iterator[int]:
    """Where words begin that may be given names; few texts have more than a handful of them."""
    for name in sorted(_ALL.intersection(_TOKEN.findall(low))):
        at = low.find(name)
        while at >= 0:
            end = at + len(name)
            if not (low[end : end + 1].isalpha() or low[at - 1 : at].isalpha()):
                yield at
            at = low.find(name, end)


def _is_somebody(text: str, match: re.Match[str], family: re.Match[str] | None, *, sure: bool) -> bool:
    start, end = match.span()
    if _BY_SIZE.search(text, max(0, start - 8), start):
        return family is None
    if match.group().islower():
        return family is None and (sure or _is_called(text, match))
    if _follows_capital(text, start):
        return False
    if family:
        return sure and _NOT_FAMILY.search(family.group()) is None
    if sure:
        return True
    if _LINE_BEGINS.search(text, max(0, start - 8), start):
        return _LINE_ENDS.match(text, end) is not None or text.count(f"\n{match.group()}: ") > 1
    if _ASKED.search(text, max(0, start - 12), start):
        return True
    return match.group().lower() not in _WORDS and _BEFORE_NAME.search(text, max(0, start - 9), start) is not None


def _is_called(text: str, match: re.Match[str]) -> bool:
    """«ring bev», «text auntie carol», where the name is no word of the language."""
    return match.group() not in _WORDS and _CALL.search(text, max(0, match.start() - 8), match.start()) is not None


def _follows_capital(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before, which is no title: a street, a town, a firm goes on."""
    before = _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
    word = _WORD_BEFORE.search(text, max(0, start - 20), start)
    return before is not None and (word is None or word["word"].lower() not in TITLES)

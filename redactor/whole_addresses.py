"""Addresses made whole once the names are known: parts before and after what a rule or a model saw of them. Pure.

A rule that begins at a postal code, and a model that reads pieces, see parts of an address: the house's name, the
village or the flat beside it stay. What lies between commas or on the lines next to an address, looks like a part of
one and is nobody's name belongs to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from redactor.finding import Finding
from redactor.recognizers.address_parts import PLACE_WORD, PREMISES
from redactor.recognizers.addresses_en import COUNTRY, STREET_KIND

_CAP = r"[A-ZÀ-Ž][\w'’.-]*"
_WORD = rf"(?:{_CAP}|\d[\w/.-]*|&|of|the|de|la|du|des|d[eo]l|da|do|and|upon|on|in|near|opp|s/n|an der|y|yr)"
_LEFT = re.compile(
    r"(?:\A|(?P<edge>[,:;(\n>]|\.[ \n]|(?<!\w)(?:at|to|from|is|address)(?=[ ])))"
    rf"[ \t]{{0,6}}(?P<part>[\"“]?{_WORD}(?:[ ]{_WORD}){{0,4}}[\"”]?)"
    r"(?P<gap>[ \t]{0,2},[ \t]{0,2}\n?[ \t]{0,6}|[ \t]{0,2}\n[ \t]{0,6})\Z"
)
# The town and the country on the lines under a street, also of a quoted mail; the second street of a corner.
_COUNTRY_RIGHT = re.compile(
    rf"[ \t]{{0,2}}(?:,|,?\n)[ \t>]{{0,6}}(?:{_CAP}(?:[ -]{_CAP}){{0,2}}[ \t]{{0,2}}(?:,|,?\n)[ \t>]{{0,6}})?"
    rf"{COUNTRY}(?: (?:[A-Z]{{1,2}}-)?\d{{4,6}})?(?=[ \t]*(?:[,;)?!\n]|\.(?:\s|\Z)|\Z))"
)
_CORNER_RIGHT = re.compile(rf"[ ](?:and|&)[ ](?:{_CAP}[ ]){{1,3}}(?:{STREET_KIND})(?!\w)\.?")
_CORNER_LEFT = re.compile(r"(?:\b[Tt]he )?\b[Cc]orner of \Z")
_IS_HOUSE = re.compile(rf"(?:\A|[ ]){PLACE_WORD}(?!\w)|\A{PREMISES}(?= |\Z)")
_IS_PLACE = re.compile(rf"{_IS_HOUSE.pattern}|(?:\A|[ ])(?:(?:Co|Vill|Distt)\.|[A-Z]*\d+[A-Z]?)(?!\w)")
_NO_PART = re.compile(
    r"(?i)\A[\"“]?(?:dear|hi|hello|hey|attn|attention|to|from|re|subject|cc|mr|mrs|ms|miss|dr|prof|rev|sir|madam"
    r"|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*"
    r"|oct\w*|nov\w*"
    r"|dec\w*|thanks|regards|best|kind|yours|please|invoice|order|date|tel|phone|fax|ref|bill|ship|deliver\w*"
    r"|address|our|your|his|her|and|in|on|of|near"
    r"|rc|crn|abn|acn|ein|cin|gstin|vat|tin|uen|nzbn|reg|registration|company|siret|kvk|nhs|account|acct|iban)\b"
    r"|\d{7}"
)
_TOWN = re.compile(rf"[\"“]?{_CAP}(?: (?:(?:y|yr|of|the|la|le|de|del|du|on|upon|under|am) )?{_CAP}){{0,3}}[\"”]?\Z")
_NAMED_HOUSE = re.compile(r"(?:The (?:Old |New )?|[\"“])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}[\"”]?\Z")
_HOUSE = re.compile(r"(?<![\w-])\d{1,5}[A-Za-z]?(?![\w-])")
_RULES = ("address-", "postcode-", "latin-adr", "latin-loc")
_REACH = 64
_MOST = 5  # parts on one side
_LEFT_SIGNS = frozenset(", \t\n")
_PARTING = ",:;(\n>"  # signs that no part of an address holds


def whole_addresses(text: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The parts beside found addresses, each with its address as one finding; `findings` do not overlap, in order."""
    starts = [one.start for one in findings]
    for one in findings:
        if one.entity != "LOCATION" or not one.recognizer.startswith(_RULES):
            continue
        begin = _grown_left(text, one, findings, starts)
        end = _grown_right(text, one)
        begin, end = _with_corner(text, begin, end)
        if begin < one.start or end > one.end:
            yield Finding("LOCATION", begin, end, one.score, one.recognizer)


def _grown_left(text: str, found: Finding, findings: Sequence[Finding], starts: Sequence[int]) -> int:
    """Where the parts before an address begin: premises and places, and towns while no house was seen."""
    start = found.start
    housed = _is_housed(text[found.start : found.end])
    for _ in range(_MOST if text[start - 1 : start] in _LEFT_SIGNS else 0):
        part = _LEFT.search(text, _edge_before(text, start), start)
        if part is None or _NO_PART.match(part["part"]) or (not part["edge"] and part.start() > 0):
            return start
        is_place = _IS_PLACE.search(part["part"]) is not None
        if "\n" in part["gap"] and housed:
            return start
        if not (is_place or (not housed and _TOWN.match(part["part"]))) or _is_named(part, findings, starts):
            return start
        start = part.start("part")
        housed = housed or _is_housed(part["part"])
    return start


def _edge_before(text: str, end: int) -> int:
    """Where the last sign that parts what stands before an address is, the signs right before it aside."""
    first = max(0, end - _REACH)
    before = text[first:end].rstrip(" \t\n,")
    return first + max(0, *map(before.rfind, _PARTING))


def _with_corner(text: str, start: int, end: int) -> tuple[int, int]:
    """«the corner of Mill Lane and Park Avenue» is one place, its first word and its second street included."""
    corner = _CORNER_LEFT.search(text, max(0, start - 16), start)
    if corner is None:
        return start, end
    second = _CORNER_RIGHT.match(text, end)
    return corner.start(), second.end() if second else end


def _is_housed(address: str) -> bool:
    """Whether a house, a flat or premises are named in an address."""
    return _HOUSE.search(address) is not None or _IS_HOUSE.search(address) is not None


def _is_named(part: re.Match[str], findings: Sequence[Finding], starts: Sequence[int]) -> bool:
    """Whether a part is, or ends with, what was found as something else: a person, a firm, a phone."""
    first, last = part.span("part")
    at = max(0, bisect_left(starts, first) - 1)
    while at < len(findings) and findings[at].start < last:
        one = findings[at]
        if one.end > first and one.entity != "LOCATION":
            inner = one.start > first and one.end < last
            if not inner and (one.end >= last or one.entity not in ("PERSON", "ORG")):
                return True
        at += 1
    return False


def _grown_right(text: str, found: Finding) -> int:
    """Where an address with a house ends: with its country."""
    country = _COUNTRY_RIGHT.match(text, found.end) if _is_housed(text[found.start : found.end]) else None
    return country.end() if country is not None else found.end

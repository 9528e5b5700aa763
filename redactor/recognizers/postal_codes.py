"""Addresses that a postal code and a town tell, without a word for a street. Pure.

"Leidsevaart 208, 2014 HE Haarlem": the parts of an address follow each other between commas or on lines (UPU S42:
thoroughfare, premises, code, locality).
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_COMMA = r"[ \t]{0,2},[ \t]{0,2}\n?[ \t]{0,4}"
_CODE_AND_TOWN = (
    r"(?:(?:[A-Z]{1,3}-)?\d{4,5}(?: [A-Z]{2}(?=[ ]))?|\d{3} \d{2}|\d{2}-\d{3}|\d{5}-\d{3})"
    r" (?:St\. )?[A-ZÀ-Ž][\w'’-]+(?:[ -](?:(?:am|an der|im|in der|ob der|bei|unter) )?[A-ZÀ-Ž][\w'’-]+){0,2}"
)
_HOUSE = r"\d{1,4} ?[A-Za-z]?(?:[-/–]\d{1,4}[a-z]?)?"
_MIDDLE = (
    r"(?:[^,\n\d:;]{3,24}|\d{1,2}(?:st|nd|rd|th|[º°.])[^,\n:;]{2,16}|(?:ap|app?t|Tor|Top|Stiege|Hs|Haus"
    r"|Geb)\.? ?\w{1,5})"
)
# «Kerkstraat 12, 3511 AB Utrecht», «Gertrudenstr. 9, rear building, 2nd floor, 50667 Cologne».
_BEFORE_CODE = re.compile(
    rf"(?P<street>(?!(?:Is|At|In|The|To|From|And|Our|My|His|Her|Near|Are|Was|Does|If|For|On|Since"
    rf"|By)\b)[A-ZÀ-Ž][\w'’.-]*(?:[ ](?:[A-ZÀ-Ž][\w'’.-]*|de|der|den|van|von|am|an|im|la|le|du|des|do|da|das|dos))"
    rf"{{0,4}},? {_HOUSE}(?:{_COMMA}{_MIDDLE}){{0,2}})(?:{_COMMA}|[ \t]{{0,2}}\n[ \t]{{0,4}})(?P<code>{_CODE_AND_TOWN})"
)
_CODE_HERE = re.compile(_CODE_AND_TOWN)
_CODE_GOES_ON = frozenset(" -")  # after its first digits
_CYRILLIC = "\u0400"  # its first sign
_NO_STREET = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.? \d"
    r"|\A(?:order|invoice|lot|item|page|version|table|figure|batch|step|part|article|section|po|week|day|line)\b"
)
_NO_TOWN = re.compile(r" (?:[A-Z]{1,3}|Units?|Pcs|Euros?|Dollars|Copies|People|Users|Rows|Items|Boxes|Shares|Stück)\Z")
_BACK = 90  # characters of a street before its code


def find_streets_before_codes(page: Page) -> Iterator[Finding]:
    """Streets with a house, with the code and the town after them."""
    text, done = page.text, 0
    for start, end in page.numbers:
        if start < done or not 2 <= end - start <= 5 or text[end : end + 1] not in _CODE_GOES_ON:
            continue
        code = _CODE_HERE.match(text, start) if text[end + 1 : end + 2] < _CYRILLIC else None
        if code is not None:
            done = code.end()
            yield from _before_code(text, start, code.end())


def _before_code(text: str, start: int, end: int) -> Iterator[Finding]:
    """The street and house on the same or the last line before a code and a town."""
    first = max(0, start - _BACK)
    for match in _BEFORE_CODE.finditer(text, first, end):
        if match.end() != end or match.start("code") > start or _NO_TOWN.search(match.group()):
            continue
        if not _NO_STREET.search(match["street"]):
            yield Finding("LOCATION", match.start(), match.end(), 0.8, "address-code")

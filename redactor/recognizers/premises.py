"""Addresses without a word for a street: estates, towers and plots, a house before a postal code and a town. Pure.

"Office 907, Clover Bay Tower, Business Bay, Dubai", "Plot 44, SIDCO Industrial Estate, Chennai 600098", "Leidsevaart
208, 2014 HE Haarlem": the parts of an address follow each other between commas or on lines (UPU S42: premises,
thoroughfare, locality, code). A part is short and its words begin with capitals or hold digits.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

PREMISES = (
    r"(?:Units?|Flat|Apt|Apartment|Office|Warehouse|Shed|Shop|Suite|Ste|Plot|Door|House|Blk|Block|Hall|Villa|Level"
    r"|Survey"
    r"|Building|Bldg|Khasra|Gala|Godown|Stall|Lot|Hangar|Pier|Berth|Khoroo|Cabin|Bay|Room|Floor|Gate|Wing|H\.? ?No|Site"
    r"|Entrance|UNIT|FLAT|APT|OFFICE|WAREHOUSE|SHED|SHOP|SUITE|PLOT|DOOR|HOUSE|BLOCK|HALL|VILLA|SURVEY|BUILDING|BLDG)"
    r"\.?(?: (?:No|NO|Number|#))?\.?"
)
_NUMBER = r"#?\d{0,5}[A-Z]?(?:[-/.]\d{1,5}[A-Z]?)?(?: ?[-–&] ?\d{1,4}[A-Z]?)?"
PLACE_WORD = (
    r"(?:Farm|Farmhouse|Cottage|House|Lodge|Court|Villa|Villas|Mill|Mills|Manor|Barn|Hall|Manse|Rectory|Vicarage"
    r"|Grange|Works"
    r"|Towers?|Buildings?|Estates?|Park|Centre|Center|Plaza|Complex|Industrial|Area|Zone|Phase|Sector|Block|Nagar|Marg"
    r"|Colony|Enclave|Layout|Extension|Extn|Docks?|Quay|Wharf|Yard|Loft|Dairy|Chapel|Mews|Lane|Road|Street|Avenue|Mall"
    r"|Arcade|Mansions?|Chambers|Terrace|Apartments|Residences?|Heights|Gardens|Vill|Village|Distt?|Ward|Cross"
    r"|Marina|Island|Wynd|Brae|Loan|Vennel|Parade"
    r"|Quarter|Bungalow|Croft|Priory|Abbey|Hotel|Hostel|Inn|Chowk|Bazaar|Market|Square|Close|Crescent|Drive|Way|Bay"
    r"|Bridge"
    r"|Warehouse|Depot|Terminal|Gate|Campus|Boulevard|Hill|View|Green|Street|Rd|St|Ave|ESTATE|PARK|TOWER|ROAD|STREET"
    r"|HOUSE"
    r"|AREA|ZONE|PHASE|NAGAR|CENTRE|CENTER)"
)
_WORD = r"(?:[A-ZÀ-Ž][\w'’.-]*|\d[\w/-]*(?:\.[\w/-]+)*|&|of|the|de|la|du|des|and|near|opp\.?|Near|s/n|bis|[a-z]{1,3}\.)"
_LAST = r"(?:[A-ZÀ-Ž][\w'’-]*(?:\.(?=,))?|\d[\w/-]*|s/n)"
_PART = rf"(?:{_WORD}[ ]){{0,5}}{_LAST}"
_COMMA = r"[ \t]{0,2},[ \t]{0,2}\n?[ \t]{0,4}"
_END = r"(?![\w@])(?!\.\w)"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Attn|Tel|Phone|Fax|Ph|Mob|ETA|Email|GSTIN|VAT|EORI|Contact)\b"
# Premises with a number and, within three parts, one that is a place by its word, a box or a code.
_SITE = re.compile(
    rf"(?P<first>{PREMISES} {_NUMBER}(?:[ ]\([^()\n]{{1,20}}\))?)(?={_COMMA}(?:{_PART}{_COMMA}){{0,2}}"
    rf"(?:(?:{_WORD}[ ]){{0,4}}{PLACE_WORD}\b|P\.? ?O\.? ?Box|[A-Z][\w-]+[ -]{{1,3}}\d{{6}}(?!\d)))"
    rf"(?:{_COMMA}(?!{_TITLE})(?:P\.? ?O\.? ?Box \d+|{_PART}(?:[ ][-–][ ]?\d{{3}} ?\d{{3}})?){_END}){{1,7}}"
)
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
_CODE_BEGINS = range(2, 6)  # digits
_NO_STREET = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.? \d"
    r"|\A(?:order|invoice|lot|item|page|version|table|figure|batch|step|part|article|section|po|week|day|line)\b"
)
_NO_TOWN = re.compile(r" (?:[A-Z]{1,3}|Units?|Pcs|Euros?|Dollars|Copies|People|Users|Rows|Items|Boxes|Shares|Stück)\Z")
# What a model takes for an address and numbers a thing: "NEN 3140", "voyage 512E", "zakaz 771902", "Trace Mode 7".
_STREET_WORD = re.compile(
    rf"(?:\A|[ ])(?:{PLACE_WORD}|{PREMISES}|Box|Road|Rue|Via|Calle|Str\.?)(?!\w)|(?:str\.|stra(?:ße|sse|at)|weg"
    rf"|gasse|platz|allee"
    r"|gatan|vej|veien|ring|laan|gracht|plein|katu)[ ,]|\b(?:ul|ulitsa|prospekt|pr|per|street|road|lane|avenue|st|rd"
    r"|ave|drive"
    r"|way|close|flat|apt|suite|unit|house|dom|kv|tower|box)\b",
)
_HOUSE_LIKE = re.compile(r"\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?){0,2}|\d{5,6}|\d{5}-\d{3,4}")
_FOUR_DIGITS = re.compile(r"\d{4}")
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_NAME = re.compile(r"[^\W\d_]{5}")
_OF_THING = re.compile(
    r"(?i)\b(?:voyage|trailer|mode|rads|class|type|model|series|grade|size|step|phase|rev|vol|din|iso|en|bs|astm|part"
    r"|order|zakaz"
    r"|container|eori|awb|hwy|version|item|line|track|chapter|psalm|level|figure|table|barn gate|[x×])\b"
)
_POSTAL = re.compile(
    r"(?:\A|[ ])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z\d] ?[A-Z\d]{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\Z"
)


def may_be_address(value: str) -> bool:
    """Whether a piece without a comma that a model takes for an address can be one: a house's number, no thing's."""
    if "," in value or "\n" in value or _STREET_WORD.search(value) or _POSTAL.search(value):
        return True
    words = value.split()
    numbers = [word for word in words if any(map(str.isdigit, word))]
    if not numbers or _OF_THING.search(value) or not all(map(_HOUSE_LIKE.fullmatch, numbers)):
        return not numbers
    if len(words) == 1:
        return value.isdigit()
    return (len(numbers) == 1 and not _FOUR_DIGITS.fullmatch(numbers[0])) or _is_numbered_name(value, numbers)


def _is_numbered_name(value: str, numbers: list[str]) -> bool:
    """«Joaquin Suarez 2906», «10115 Lindenufer 4»: several numbers or a long one, one code at most, need a name."""
    codes = sum(len(number) > 4 and number.isdigit() for number in numbers)
    return len(numbers) <= 2 and codes <= 1 and _NAME.search(value) is not None and not _YEAR.fullmatch(numbers[-1])


_BACK = 90
BEGINNINGS = {"premises": (rf"(?i:{PREMISES})(?![\w])",)}


def find_premises(page: Page) -> Iterator[Finding]:
    """Addresses that begin with premises or end with a code and a town."""
    text, done = page.text, 0
    for spot in page.marks("premises"):
        match = _SITE.match(text, spot.start) if spot.start >= done else None
        if match is not None:
            done = match.end()
            yield Finding("LOCATION", match.start(), _without_full_stop(text, match.end()), 0.8, "address-premises")
    for start, end in page.numbers:
        may_be = start >= done and end - start in _CODE_BEGINS and text[end : end + 1] in _CODE_GOES_ON
        code = _CODE_HERE.match(text, start) if may_be else None
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


def _without_full_stop(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." else end

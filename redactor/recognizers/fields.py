"""Columns of tables and named fields: what a head or a key says of the values under or after it. Pure.

Tables: a line of two or more cells (; tab | or ,) with a known head, and the lines of as many cells after it. Fields:
`"fullName": "…"`, `Имя: …`, `last_name=…`.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from redactor.finding import Finding
from redactor.names.lists import quiet_latin
from redactor.recognizers.heads import HEADS, Field, Head, Papers, head_of, is_contract
from redactor.recognizers.id_numbers import is_id_number
from redactor.recognizers.labels import Label
from redactor.recognizers.page import Page, Spot
from redactor.recognizers.runs import Number
from redactor.recognizers.russian import classify
from redactor.recognizers.secret_values import is_stub
from redactor.recognizers.secret_words import NO_PASSWORDS, STATES
from redactor.word_lists import word_list

_KEY = (
    r"(?:full|first|last|middle|given|family|customer|client|employee|contact|patient|display|person|holder|cardholder"
    r"|owner|applicant|recipient|legal|maiden)[_-]?name|surname|patronymic|fio\b|imya|familiya|otchestvo|фио\b"
    r"|fam\b|otch\b|kto\b|vladelets\b|voditel\b|klient\b"
    r"|фамилия(?:,? имя(?:,? отчество)?)?|имя\b|отчество|contact person|name\b"
)
_FIELD = re.compile(
    rf"(?P<key>{_KEY})[\"']?\s{{0,2}}(?::|=>|=|—|–|is\b)\s{{0,3}}[\"'«]?"
    r"(?P<value>[^\W\d_][^\n\"'«»;:=<>{}\[\]|,]{1,60})",
)
_ASKED = re.compile(  # WHERE lower(fio) LIKE '%иванов%'
    rf"(?P<key>{_KEY})\)?\s{{1,3}}(?:not\s)?(?:i?like|="
    rf"|~\*?)\s{{0,3}}(?:lower\()?'%?(?P<value>[^\W\d_][^\n'%]{{1,60}})",
    re.IGNORECASE,
)
_ASKS, _QUESTION = re.compile(r"\b(?:where|and|or|having|on|when|filter)\b"), 80  # and characters that it may reach
BEGINNINGS = {"key": (_KEY,), "head": HEADS}
# What a column of numbers holds that have not the form of the Russian paper of that name.
_PAPERS = {
    Label.PASSPORT: "PASSPORT",
    Label.FOREIGN: "PASSPORT",
    Label.LICENSE: "US_DRIVER_LICENSE",
    Label.ACCOUNT: "US_BANK_NUMBER",
    Label.SSN: "US_SSN",
    Label.OMS: "ID_NUMBER",
    Label.BIRTH_CERT: "RU_BIRTH_CERT",
    Label.MILITARY: "RU_MILITARY_ID",
}
_SORT_CODE = re.compile(r"\d\d-\d\d-\d\d")
_LEAST_OF_ACCOUNT = 6  # digits; the shortest accounts of banks have so many (Japan 7, Britain 6 to 8)
_PLATE_CELL = re.compile(
    r"(?=\D*\d)(?=[^a-zа-яё]*[a-zа-яё])[\da-zа-яё]{1,6}(?:[ -][\da-zа-яё]{1,5}){0,3}", re.IGNORECASE
)
_TITLE = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Fr|Sr|Sra|Herr|Frau|Mme|г-н|г-жа|гр|др|проф)\.? )+", re.IGNORECASE)
_EDGE, _EDGES = 6, "\n;\t|,"
_DELIMITERS = (";", "\t", "|", ",")
_SMALL_NAME = re.compile(r"[а-яё]{3,}(?:-[а-яё]+)?")
_PART = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*\.?")
_NO_NAME = word_list("not_names")
_TRADES = word_list("firm_trades")
_FORM_LAST = re.compile(
    r" (?:Ltd|LTD|Limited|LLC|LLP|Inc|PLC|plc|GmbH|AG|ASA?|AB|Oyj?|OÜ|S\.?A|S\.?L|SARL|S\.?r\.?l|S\.p\.A|B\.?V|N\.?V|Co"
    r"|Corp|Pty|KG|SE|ApS|A/S|d\.o\.o|[as]\.r?\.?[os]|Group|Company|ООО|ТОО|АО|ПАО)\.?\Z"
)
_GIVEN = word_list("given_latin") | word_list("given_latin_maybe")
_ABBREVIATED = re.compile(r"(?<![\w.])[^\W\d_a-zа-яё]{2,4}\Z")  # «Начальник ПТО»
_DATE = re.compile(r"[\d./\-]{4,10}(?: ?г\.?)?|\d{1,2} \w+ \d{4}(?: г\.?| года)?")
_DAY = re.compile(r"\d\d[.-]\d\d[.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_LOGIN = re.compile(r"@?[A-Za-z][\w.-]{2,31}")
_NUMBER = re.compile(r"[+\d() \-–№.]{5,32}")
_DIGITS, _WORD = re.compile(r"\d+"), re.compile(r"[^\W\d_]{3}")
_RULE_LINE = re.compile(r"[\s|:;+=-]*\Z")


class Cell(NamedTuple):
    """A value of a table: text[start:end]."""

    start: int
    end: int


def find_fields(page: Page) -> Iterator[Finding]:
    """Values under known heads and after known keys."""
    if "\n" in page.text and (page.marks("head") or page.marks("label")):
        yield from _tables(page)
    for match in page.tried("key", _FIELD):
        yield from _field(page.text, match)
    if "'" in page.text:
        for match in page.tried("key", _ASKED, low=False):
            weak = match["key"].lower() == "name"
            if weak and not _ASKS.search(page.low, max(0, match.start() - _QUESTION), match.start()):
                continue
            if is_name(match["value"].strip(" %")) or match["value"].strip("%").isalpha():
                yield Finding("PERSON", *match.span("value"), 0.75, "name-field")


def _field(text: str, match: re.Match[str]) -> Iterator[Finding]:
    value = text[match.start("value") : match.end("value")]
    plain = value.strip(" .,)")
    weak = match["key"] == "name"
    small = not weak and plain not in _NO_NAME and _SMALL_NAME.fullmatch(plain)
    if not plain or not (small or is_name(plain, strict=weak)):
        return
    start = match.start("value")
    yield Finding("PERSON", start, start + len(plain), 0.75, "name-field")


def is_name(value: str, *, strict: bool = False) -> bool:
    """Whether a cell can be a person's name: up to four words of letters. `strict`: two capitalised words or more."""
    words = _PART.findall(value)
    rest = _PART.sub("", value).strip(" ,.()-/")
    if (
        rest
        or value.count("(") != value.count(")")
        or len(value) < 2
        or not 1 <= len(words) <= 5
        or len(value) > 64
        or any(word.lower() in _NO_NAME for word in words)
    ):
        return False
    capitals = sum(word[0].isupper() for word in words)
    if strict:
        if not capitals == len(words) >= 2 or value.isupper() or _ABBREVIATED.search(value):
            return False
        return not any(word.isupper() and 2 <= len(word) <= 4 for word in words[:-1]) and not _is_thing(words)
    return capitals == len(words) or (value.islower() and "/" not in value and 2 <= len(words) <= 3)


def _is_thing(words: Sequence[str]) -> bool:
    """Whether a word is never a part of a name and none is a given one: «In Progress», «Nightly Release Builder»."""
    low = {word.lower() for word in words}
    return not low.isdisjoint(quiet_latin()) and low.isdisjoint(_GIVEN)


def is_firm(value: str) -> bool:
    """Whether a cell can be the name of a firm: a few words that begin with a capital, and no sentence."""
    words = value.split()
    if not 3 <= len(value) <= 64 or len(words) > 6 or value.lower() in STATES or is_stub(value):
        return False
    first = value.lstrip("«\"'„“")
    return first[:1].isupper() and any(map(str.isalpha, first[1:])) and not value.endswith((".", "?", "!", ":"))


def _tables(page: Page) -> Iterator[Finding]:
    text = page.text
    done, line, delimiters = -1, (0, -1), list[str]()
    for spot in sorted([*page.marks("head"), *page.marks("label")]):
        if spot.start <= done or not _begins_cell(text, spot.start):
            continue
        if spot.start > line[1]:
            line = _line_at(text, spot.start)
            if line[1] == len(text):
                return
            delimiters = _delimiters(text, line)
        for delimiter in delimiters:
            heads = _heads(text, line, delimiter, spot)
            if heads:
                done = yield from _rows(text, line[1] + 1, delimiter, heads)
                break


def _delimiters(text: str, line: tuple[int, int]) -> list[str]:
    """What may part the cells of a line that may be the head of a table."""
    found = [sign for sign in _DELIMITERS if text.find(sign, *line) >= 0]
    below = _line_at(text, line[1] + 1)
    if any(1 < text.count(sign, *line) == text.count(sign, *below) for sign in found if sign != ","):
        found = [sign for sign in found if sign != ","]  # which then is within a cell: «LAST NAME, FIRST | DOB | ROOM»
    found = [sign for sign in found if _goes_on(text, below, sign)]
    return [] if found and _is_row_below_head(text, line[0], below) else found


def _is_row_below_head(text: str, start: int, below: tuple[int, int]) -> bool:
    """Whether the line that begins at a place goes on with a table of bars, whose head stands further up."""
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)].strip()
    return above.startswith("|") and above.endswith("|") and _RULE_LINE.match(text, *below) is None


def _begins_cell(text: str, start: int) -> bool:
    """Whether a line or a cell begins right before, quotes and stars aside."""
    if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum():
        return False  # within a sentence, as most are
    before = text[max(0, start - _EDGE) : start].rstrip(" \"'*")
    return before[-1] in _EDGES if before else start <= _EDGE


def _goes_on(text: str, line: tuple[int, int], delimiter: str) -> bool:
    """Whether the line under a head has cells too, or is the rule between them."""
    return text.find(delimiter, *line) >= 0 or _RULE_LINE.match(text, *line) is not None


def _heads(text: str, line: tuple[int, int], delimiter: str, spot: Spot) -> list[Head | None]:
    """What the cells of a line say of the columns under them; nothing when it is no head of a table."""
    start, end = line
    stop = text.find(delimiter, spot.start, end)
    first = max(start, text.rfind(delimiter, start, spot.start) + 1)
    if head_of(text[first : stop if stop >= 0 else end]) is None:
        return []
    cells = _cells(text, start, end, delimiter)
    if sum(cell.end > cell.start for cell in cells) < 2 or not _all_short(cells):
        return []
    names = [text[cell.start : cell.end] for cell in cells]
    heads = [head_of(name) for name in names]
    if Field.NAME in heads and Field.FIRM not in heads:  # the contracts of people
        heads = [
            head or (Papers("ID_NUMBER") if is_contract(name) else None)
            for head, name in zip(heads, names, strict=True)
        ]
    return heads


def _rows(text: str, at: int, delimiter: str, heads: Sequence[Head | None]) -> Generator[Finding, None, int]:
    """Findings of the rows under a head, the first of which begins at a place; returns where the last one ends."""
    while at <= len(text):
        start, end = _line_at(text, at)
        cells = _cells(text, start, end, delimiter)
        if not (_RULE_LINE.match(text, start, end) and text[start:end].strip()):
            if len(cells) != len(heads):
                break
            for cell, head in zip(cells, heads, strict=True):
                if head is not None and cell.end > cell.start:
                    yield from of_cell(text, cell, head)
        at = end + 1
    return at - 1


def _ends_as_firm(value: str) -> bool:
    """Whether a legal form or a trade ends a name: «Fjordheim Drilling AS», «Hexley Plumbing»."""
    words = value.split()
    return len(words) > 1 and (_FORM_LAST.search(value) is not None or words[-1].lower() in _TRADES)


def of_cell(text: str, cell: Cell, head: Head) -> Iterator[Finding]:
    """What a cell holds under a known head."""
    value = text[cell.start : cell.end]
    if head is Field.NAME:
        titled = _TITLE.match(value)
        start = titled.end() if titled else 0
        if is_name(value[start:]):
            somebody = "ORG" if _ends_as_firm(value) else "PERSON"  # customers are both
            yield Finding(somebody, cell.start + start, cell.end, 0.85, "name-column")
    elif head is Field.FIRM:
        if is_firm(value):
            yield Finding("ORG", cell.start, cell.end, 0.7, "firm-column")
    elif head is Field.BIRTH:
        if _DATE.fullmatch(value):
            yield Finding("BIRTH_DATE", cell.start, cell.end, 0.9, "birth-column")
    elif head is Field.ADDRESS:
        if _DIGITS.search(value) and _WORD.search(value):
            yield Finding("LOCATION", cell.start, cell.end, 0.8, "address-column")
    elif head is Field.PASSWORD:
        if _is_password_cell(value):
            yield Finding("SECRET", cell.start, cell.end, 0.8, "password-column")
    elif head is Field.LOGIN:
        if _LOGIN.fullmatch(value):
            yield Finding("USERNAME", cell.start, cell.end, 0.6, "login-column")
    elif head is Label.PLATE:
        if 6 <= len(value) <= 14 and _PLATE_CELL.fullmatch(value):
            yield Finding("RU_PLATE", cell.start, cell.end, 0.8, "plate-column")
    else:
        found = list(_number(value, cell, head)) if isinstance(head, Label) else []
        entity = _PAPERS.get(head) if isinstance(head, Label) else head.entity
        if not found and entity is not None and _is_paper(value, entity):
            found = [Finding(entity, cell.start, cell.end, 0.7, "paper-column")]
        yield from found


def _is_paper(value: str, entity: str) -> bool:
    """Whether a cell can be the number of a paper or of an account at a bank; «C-1044» is an account of a shop."""
    if entity != "US_BANK_NUMBER":
        return is_id_number(value)
    return _SORT_CODE.fullmatch(value) is not None or (
        is_id_number(value) and sum(map(str.isdigit, value)) >= _LEAST_OF_ACCOUNT
    )


def _is_password_cell(value: str) -> bool:
    """Whether a cell under «пароль» holds one: no yes, no none, no state, no short number, no sentence."""
    low = value.lower()
    if not 4 <= len(value) <= 64 or low in STATES or low in NO_PASSWORDS or is_stub(value):
        return False
    return " " not in value and not re.fullmatch(r"\d{1,2}[.,:/]\d{1,2}(?:[.,:/]\d{2,4})?", value)


def _number(value: str, cell: Cell, label: Label) -> Iterator[Finding]:
    if not _NUMBER.fullmatch(value):
        return
    groups = _DIGITS.findall(value)
    sizes, digits = tuple(map(len, groups)), "".join(groups)
    if label is Label.PHONE:
        if digits.startswith("000") or not digits[1:].strip("0") or _DAY.fullmatch(value):
            return  # «+00 000 000000» shows how to write one
        if 6 <= len(digits) <= 15 or (len(digits) == 5 and len(sizes) == 3):
            yield Finding("PHONE", cell.start, cell.end, 0.85, "phone-column")
        return
    found = classify(Number(digits, sizes, cell.start, cell.end), [label]) if sizes else None
    if found is not None:
        yield found


def _all_short(cells: Sequence[Cell]) -> bool:
    return all(cell.end - cell.start <= 40 for cell in cells)


def _line_at(text: str, at: int) -> tuple[int, int]:
    """The line that holds a place."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _cells(text: str, start: int, end: int, delimiter: str) -> list[Cell]:
    """Cells of a line without spaces and quotes around them; the bars at both ends of a Markdown row are no cells."""
    if end - start > 2000:
        return []
    if delimiter == "|":
        barred = text[start:end].lstrip(" ").startswith("|")  # else an empty cell may be the last
        while start < end and text[start] in " |":
            start += 1
        while barred and end > start and text[end - 1] in " |":
            end -= 1
    cells = []
    at = start
    while True:
        stop = text.find(delimiter, _quoted_end(text, at, end, delimiter), end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first] in " \t\"'\r":
            first += 1
        while last > first and text[last - 1] in " \t\"'\r":
            last -= 1
        cells.append(Cell(first, last))
        if stop == end:
            return cells
        at = stop + 1


def _quoted_end(text: str, at: int, end: int, delimiter: str) -> int:
    """Where a cell's quotes end that may hold the delimiter (RFC 4180); where the cell begins, when it has none."""
    if text[at : at + 1] != '"':
        return at
    close = text.find(f'"{delimiter}', at + 1, end)
    if close < 0 and text[end - 1] == '"':
        close = end - 1
    return close + 1 if close > at else at

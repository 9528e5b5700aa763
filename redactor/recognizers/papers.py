"""Papers whose numbers hold letters or words: passports with №, plates, VIN, certificates, KPP beside an INN. Pure.

Sources: ГОСТ Р 50577-2018 (plates), СТБ 914-99 and СТ РК 986-2003 (those of Belarus and Kazakhstan), постановление 828
of 1997 (passport: series of four digits, number of six),
приказ МВД 206 of 2021 (driving licence), ISO 3779 (VIN); design/redaction.md §5.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import checksums
from redactor.recognizers.labels import LEFT, Label, Labels
from redactor.recognizers.page import Page, within

_CYRILLIC = "АВЕКМНОРСТУХ"
_LATIN = "ABEKMHOPCTYX"
_LETTER = f"[{_CYRILLIC}{_LATIN}{_CYRILLIC.lower()}{_LATIN.lower()}]"
_REGION = r"(?:[1-9]\d|0[1-9]|[1279]\d\d)"
_PLATE = re.compile(
    rf"(?<![\w-])(?P<a>{_LETTER})(?P<s> ?)(?P<n>\d{{3}})(?P=s)(?P<b>{_LETTER}{{2}})[ /]?{_REGION}(?: ?(?:RUS"
    rf"|rus))?(?![\w-])"
)
_TRAILER = re.compile(
    rf"(?<![\w-])(?:(?:{_LETTER}{{2}} ?\d{{4}}|\d{{4}} ?{_LETTER}{{2}}|{_LETTER}{{2}} ?\d{{3}}) ?{_REGION}"
    rf"|(?:{_LETTER}{{2}} ?\d{{4}}|\d{{4}} ?{_LETTER}{{2}}) ?- ?[1-8]|\d{{3}} ?[A-Z]{{2,3}} ?(?:0[1-9]|1\d"
    rf"|20))(?![\w-])"
)
# Great Britain (DVLA INF104): since 2001 two letters, the half-year, three letters; before that one letter of the year
# with up to three digits and three letters, either way round: these only right after a word for the plate.
_BRITISH = re.compile(
    r"[A-HJ-PR-Y]{2}(?:0[2-9]|[1-3]\d|5[1-9]|[67]\d|8[0-6]) ?(?!JAN|FEB|MA[RXY]|APR|JUN|JUL|AUG"
    r"|SEP|OCT|NOV|DEC|USB|SSD|RAM|PRO|AMG|PVC|ABS|NPT|BSP|LED|LCD|AND|THE|FOR|NEW|VAT|EUR|USD|GBP|PCS)[A-HJ-PR-Z]{3}(?![\w-])"
)
_BRITISH_SIZES = (4, 7)  # characters of the first word of one, with and without its space
_OLD_BRITISH = re.compile(
    r"(?i:\b(?:reg(?:istration)?\.?(?: (?:no\.?|number|mark))?|plates?)[ :#(]{1,3})"
    r"(?P<plate>[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y]?"
    r"|\d{3} (?!PCS|USD|EUR|GBP|GSM|DPI)[A-HJ-PR-Z]{3}"
    r"|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d{2,3}-(?:\d\d|[A-Z]{2})|\d\d-\d\d-[A-Z]{2}|\d{1,2}-[A-Z]{3}-\d{1,2})(?![\w-])"
)
_MAKES = (
    r"audi\b|bmw\b|citro[eë]n\b|corsa\b|astra\b|dacia\b|fiat\b|fiesta\b|ford\b|galaxy\b|golf\b|honda\b|hyundai\b"
    r"|iveco\b|jaguar\b|kia\b|land rover|mazda\b|mercedes\b|mitsubishi\b|nissan\b|passat\b|peugeot\b"
    r"|qashqai\b|renault\b|scania\b|skoda\b|sprinter\b|subaru\b|suzuki\b|tesla\b|toyota\b|transit\b|vauxhall\b"
    r"|vivaro\b|volkswagen\b|volvo\b|vw\b"
)
_VIN = re.compile(r"[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![\w-])")
_SCANNED_VIN = re.compile(r"[A-Za-z0-9]{17}(?![\w-])")  # a scanner reads O for 0
_NUMBER_SIGN = r"(?:№|N|No\.?|номер|ном\.?|н\.|#|number)"
_SERIES_AND_NUMBER = re.compile(rf"\d(?<!\d\d)\d ?\d\d[\s,]{{1,3}}{_NUMBER_SIGN}\s{{0,2}}\d{{6}}(?!\d)", re.IGNORECASE)
_SERIES = re.compile(
    r"(?:(?<=сери)[ияюей]{1,2}|(?<=seri)es)[\"']?\s{0,2}[:=]?\s{0,2}[\"']?(\d\d ?\d\d)(?!\d|\s?-)", re.IGNORECASE
)
_PASSPORT_NUMBER = re.compile(r"(?:номер|number|№|N)[\"']?\s{0,2}[:=]?\s{0,2}[\"']?(\d{6})(?!\d)", re.IGNORECASE)
_FOREIGN_NUMBER = re.compile(r"\d(?<!\d\d)\d\s{0,2}(?:№|N|No\.?|номер)\s{0,2}\d{7}(?!\d)", re.IGNORECASE)
_LICENSE = re.compile(rf"\d(?<![\w-]\d)\d ?{_LETTER}{{2}} ?(?:№ ?)?\d{{6}}(?!\d)")
_CERTIFICATE = re.compile(
    r"(?<![\w-])(?:[IVXLC1]{1,6}|[ІХУ]{1,6}) ?[-–—] ?[А-ЯA-Z]{2} ?(?:№|N|No\.?)? ?\d{6}(?!\d)", re.IGNORECASE
)
_MILITARY = re.compile(r"(?<![\w-])[А-ЯA-Z]{2} ?(?:№|N|No\.?)? ?\d{6,7}(?!\d)", re.IGNORECASE)
_KPP_AFTER = re.compile(r"[ \t]{0,2}/[ \t]{0,2}(\d{4}[0-9A-Z]{2}\d{3})(?![\w])")
_FAR = LEFT + 30
_SERIES_REACH, _DIGITS = 20, 6  # characters of a certificate's series and sign; digits of its number
_DOCUMENT = re.compile(r"паспорт|passport|документ|выдан|удостовер|загран|(?:номер|№)\s{0,2}:?\s{0,2}\d{6}(?!\d)")

# An account at those who supply a flat, «лицевой счёт 70…», and the answer to who asks for it, a line of its own.
_SUPPLY = re.compile(
    r"лицев\w+(?: сч[её]т\w{0,2})?(?: номер\w{0,2})?[ :№-]{1,4}(?P<value>\d{10,12})(?!\d|[.,-]\d)"
    r"|лицев\w+ сч[её]т\w{0,2}(?: [^\n\d]{0,30})?[.?!]?\n[^\n]{0,40}?(?:[:—–-] ?|(?<=\n))"
    r"(?P<answer>\d{8,12})[ .]{0,2}(?=\n|\Z)"
)
BEGINNINGS = {
    "supply": (r"лицев\w+",),
    "british-plate": (
        r"mot\b|vans?\b|trucks?\b|cars?\b|lorr(?:y|ies)\b|regs?\b|registration|drivers?\b|driv(?:es?|ing)\b|trailers?\b"
        r"|park(?:ed|ing|s)?\b|vehicles?\b|plates?\b|fleet\b|tyres?\b|dvla\b|mileage\b|v5c?\b|garage\b|tachograph\w*|hgv\b"
        r"|minibus\w*|motorbike\w*|motorcycle\w*|taxi\b|tow(?:ed|ing)\b|bay\b|barrier\b|parcels?\b|loading\b|" + _MAKES,
    ),
    "old-plate": (r"reg\b|registration|plates?\b",),
    "passport": (r"паспорт\w*|сери[яией]\b|passport|загран\w*",),
    "license": (r"водит\w*|вод\b|в/у|ву\b|права\b|driv\w+",),
    "military": (r"военн\w+|военнообязан\w*|военник\w*|воен\b|military",),
    "certificate": (r"свидетельств\w*|св-в\w*|birth\b",),
    "vehicle": (
        r"госномер\w*|гос\b|грз\b|номерн\w+|машин\w*|автомобил\w+|авто\b|тс\b|plate\w*|vehicle|car\b|прицеп\w*"
        r"|мотоцикл\w*"
        r"|трактор\w*|автобус\w*|погрузчик\w*|фур[аыуе]\b|экскаватор\w*|комбайн\w*|квадроцикл\w*|снегоход\w*"
        r"|самосвал\w*|тягач\w*"
        r"|скутер\w*|мопед\w*|газел\w+|камаз\w*",
    ),
}


def find_papers(page: Page, labels: Labels) -> Iterator[Finding]:
    """Everything of this file."""
    yield from _plates(page, labels)
    yield from _british_plates(page)
    yield from _vins(page, labels)
    yield from _passports(page, labels)
    yield from _beside(page, labels, _near(page, "license", {6}), _LICENSE, "RU_DRIVER_LICENSE", Label.LICENSE)
    yield from _beside(page, labels, _near(page, "military", {6, 7}), _MILITARY, "RU_MILITARY_ID", Label.MILITARY)
    yield from _beside(page, labels, _near(page, "vehicle", {3, 4}), _TRAILER, "RU_PLATE", Label.PLATE)
    yield from _certificates(page)
    for match in page.tried("supply", _SUPPLY):
        yield Finding("RU_BANK_ACCOUNT", *match.span("value" if match["value"] else "answer"), 0.7, "supply-account")


def _certificates(page: Page) -> Iterator[Finding]:
    """Numbers of six digits after two letters; where no word for the paper stands in the text, «№» is between."""
    called = bool(page.marks("certificate"))
    for start, end in page.digits if called or "№" in page.text else ():
        match = _CERTIFICATE.search(page.text, max(0, start - _SERIES_REACH), end) if end - start >= _DIGITS else None
        if match is not None and (called or "№" in match.group()):
            yield Finding("RU_BIRTH_CERT", match.start(), match.end(), 0.9, "certificate")


def find_kpp(text: str, inn_end: int) -> Finding | None:
    """The KPP that follows an INN and a slash."""
    match = _KPP_AFTER.match(text, inn_end)
    return Finding("RU_KPP", match.start(1), match.end(1), 0.9, "kpp-after-inn") if match else None


def _plates(page: Page, labels: Labels) -> Iterator[Finding]:
    text = page.text
    starts = [start for start, _ in page.mixed if text[start + 1 : start + 4].isdigit()]
    starts += [start - 2 for start, end in page.numbers_of(3) if text[start - 1 : start] == " " == text[end : end + 1]]
    for start in sorted(starts):
        match = _PLATE.match(text, start) if start >= 0 else None
        if match and match["n"] != "000" and _one_alphabet(match["a"] + match["b"]):
            upper = match["a"].isupper() and match["b"].isupper()
            if upper or not match["s"] or _is_cyrillic(match["a"]) or Label.PLATE in labels.left(start):
                yield Finding("RU_PLATE", match.start(), match.end(), 0.9, "plate")


def _british_plates(page: Page) -> Iterator[Finding]:
    """Plates of today where the text speaks of vehicles, those of old after a word for them."""
    text = page.text
    if page.marks("british-plate"):
        for start, end in page.mixed:
            match = _BRITISH.match(text, start) if end - start in _BRITISH_SIZES else None
            if match is not None and text[start - 1 : start] != "-":
                yield Finding("UK_VEHICLE_REGISTRATION", start, match.end(), 0.8, "plate")
    for match in page.tried("old-plate", _OLD_BRITISH, low=False):
        if any(map(str.isdigit, match["plate"])):
            yield Finding("UK_VEHICLE_REGISTRATION", *match.span("plate"), 0.7, "plate")


def _one_alphabet(letters: str) -> bool:
    cyrillic = [_is_cyrillic(letter) for letter in letters]
    return all(cyrillic) or not any(cyrillic)


def _is_cyrillic(letter: str) -> bool:
    return "а" <= letter.lower() <= "я"


def _vins(page: Page, labels: Labels) -> Iterator[Finding]:
    for spot in page.mixed:
        if spot.end - spot.start != 17:
            continue
        labelled = Label.VIN in labels.left(spot.start)
        match = (_SCANNED_VIN if labelled else _VIN).match(page.text, spot.start)
        if match is None or not any(map(str.isdigit, match.group()[11:])):
            continue
        if labelled or _sure_vin(match.group()):
            yield Finding("RU_VIN", spot.start, spot.end, 0.99 if labelled else 0.85, "vin")


def _sure_vin(code: str) -> bool:
    """Capitals, a maker's letters in front, four digits at the end, and the check character."""
    letters = sum(map(str.isalpha, code))
    return (
        code.isupper()
        and code[-4:].isdigit()
        and letters >= 3
        and any(map(str.isalpha, code[:3]))
        and checksums.vin(code)
    )


def _near(page: Page, mark: str, sizes: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches after the words for a paper that hold a number of one of these sizes, or a code."""
    for stretch in page.near(mark, 0, _FAR):
        found = {end - start for start, end in within(page.numbers, *stretch)}
        if not found.isdisjoint(sizes) or within(page.mixed, *stretch):
            yield stretch


def _passports(page: Page, labels: Labels) -> Iterator[Finding]:
    for start, end in _near(page, "license", {6}):
        for match in _SERIES_AND_NUMBER.finditer(page.text, start, end):
            if labels.left(match.start())[:1] == [Label.LICENSE]:
                yield Finding("RU_DRIVER_LICENSE", match.start(), match.end(), 0.9, "series-and-number")
    for start, end in _near(page, "passport", {2, 4, 6, 7}):
        for match in _SERIES_AND_NUMBER.finditer(page.text, start, end):
            kind = "RU_DRIVER_LICENSE" if labels.left(match.start())[:1] == [Label.LICENSE] else "RU_PASSPORT"
            yield Finding(kind, match.start(), match.end(), 0.9, "series-and-number")
        for match in _FOREIGN_NUMBER.finditer(page.text, start, end):
            yield Finding("RU_FOREIGN_PASSPORT", match.start(), match.end(), 0.9, "series-and-number")
        for pattern in (_SERIES, _PASSPORT_NUMBER):
            for match in pattern.finditer(page.text, start, end):
                if not _DOCUMENT.search(page.low, max(0, match.start() - _FAR), match.end() + _FAR):
                    continue
                if {Label.PASSPORT, Label.FOREIGN} & set(labels.left(match.start(1))[:2]):
                    yield Finding("RU_PASSPORT", match.start(1), match.end(1), 0.85, "series-or-number")


def _beside(
    page: Page, labels: Labels, near: Iterator[tuple[int, int]], pattern: re.Pattern[str], entity: str, label: Label
) -> Iterator[Finding]:
    """Matches of a pattern not far after a word, where the word is their label."""
    for start, end in near:
        for match in pattern.finditer(page.text, start, end):
            if label in labels.left(match.start()):
                yield Finding(entity, match.start(), match.end(), 0.9, "label")

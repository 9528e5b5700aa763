"""Papers whose numbers hold letters or words: passports with №, plates, VIN, certificates, KPP beside an INN. Pure.

Sources: ГОСТ Р 50577-2018 (plates), постановление 828 of 1997 (passport: series of four digits, number of six),
приказ МВД 206 of 2021 (driving licence), ISO 3779 (VIN); design/redaction.md §5.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import checksums
from redactor.recognizers.labels import Label, labels_left, lowered

_CYRILLIC = "АВЕКМНОРСТУХ"
_LATIN = "ABEKMHOPCTYX"
_PLATE_LETTER = f"[{_CYRILLIC}{_LATIN}{_CYRILLIC.lower()}{_LATIN.lower()}]"
_REGION = r"(?:[1-9]\d|0[1-9]|1\d\d|2\d\d|7\d\d|9\d\d)"
_PLATE = re.compile(
    rf"(?<![\w-])(?P<a>{_PLATE_LETTER})(?P<s> ?)(?P<n>\d{{3}})(?P=s)(?P<b>{_PLATE_LETTER}{{2}}) ?(?P<r>{_REGION})(?: ?(?:RUS|rus))?(?![\w-])"
)
_TRAILER = re.compile(
    rf"(?<![\w-])(?:{_PLATE_LETTER}{{2}} ?\d{{4}}|\d{{4}} ?{_PLATE_LETTER}{{2}}|{_PLATE_LETTER}{{2}} ?\d{{3}}) ?{_REGION}(?![\w-])"
)
_VIN = re.compile(r"(?<![\w-])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![\w-])")
_SERIES_AND_NUMBER = re.compile(
    r"(?<!\d)\d\d ?\d\d[\s,]{1,3}(?:№|N|No\.?|номер|ном\.?|н\.|#|number)\s{0,2}\d{6}(?!\d)", re.IGNORECASE
)
_SERIES = re.compile(r"(?<=сери)[ияюей]{1,2}\s{0,2}:?\s{0,2}(\d\d ?\d\d)(?!\d)", re.IGNORECASE)
_PASSPORT_NUMBER = re.compile(r"(?:номер|№|N)\s{0,2}:?\s{0,2}(\d{6})(?!\d)", re.IGNORECASE)
_FOREIGN_NUMBER = re.compile(r"(?<!\d)\d\d\s{0,2}(?:№|N|No\.?|номер)\s{0,2}\d{7}(?!\d)", re.IGNORECASE)
_LICENSE = re.compile(rf"(?<![\w-])\d\d ?{_PLATE_LETTER}{{2}} ?(?:№ ?)?\d{{6}}(?!\d)")
_CERTIFICATE = re.compile(
    r"(?<![\w-])(?:[IVXLC1]{1,6}|[ІХУ]{1,6}) ?[-–—] ?[А-ЯA-Z]{2} ?(?:№|N|No\.?)? ?\d{6}(?!\d)", re.IGNORECASE
)
_MILITARY = re.compile(r"(?<![\w-])[А-ЯA-Z]{2} ?(?:№|N|No\.?)? ?\d{6,7}(?!\d)", re.IGNORECASE)
_KPP_AFTER = re.compile(r"[ \t]{0,2}/[ \t]{0,2}(\d{4}[0-9A-Z]{2}\d{3})(?![\w])")
_KPP_LETTERS = re.compile(r"(?<!\w)\d{4}[A-Z]{2}\d{3}(?!\w)")
_SEPARATE = re.compile(r"(?<!\d)(?:7\d|0\d|8\d|9\d|\d\d) ?\d{7}(?!\d)")


def find_papers(text: str) -> Iterator[Finding]:
    """Everything of this file."""
    low = lowered(text)
    yield from _plates(text, low)
    yield from _vins(text, low)
    if "№" in text or "номер" in low or "number" in low or "n" in low:
        yield from _numbered(text, low)
    if "билет" in low or "военник" in low or "military" in low:
        yield from _with_label(_MILITARY, "RU_MILITARY_ID", Label.MILITARY, text, low)
    if "свидетельств" in low or "св-в" in low or "birth" in low or "№" in text:
        yield from _certificates(text, low)
    yield from _with_label(_LICENSE, "RU_DRIVER_LICENSE", Label.LICENSE, text, low)


def find_kpp(text: str, inn_end: int) -> Finding | None:
    """The KPP that follows an INN and a slash."""
    match = _KPP_AFTER.match(text, inn_end)
    return Finding("RU_KPP", match.start(1), match.end(1), 0.9, "kpp-after-inn") if match else None


def _plates(text: str, low: str) -> Iterator[Finding]:
    for match in _PLATE.finditer(text):
        if match["n"] != "000" and (_one_alphabet(match["a"] + match["b"])):
            upper = match["a"].isupper() and match["b"].isupper()
            labels = labels_left(low, match.start())
            if upper or not match["s"] or Label.PLATE in labels or _is_cyrillic(match["a"]):
                yield Finding("RU_PLATE", match.start(), match.end(), 0.9, "plate")
    yield from _with_label(_TRAILER, "RU_PLATE", Label.PLATE, text, low)


def _one_alphabet(letters: str) -> bool:
    cyrillic = [_is_cyrillic(letter) for letter in letters]
    return all(cyrillic) or not any(cyrillic)


def _is_cyrillic(letter: str) -> bool:
    return "а" <= letter.lower() <= "я"


def _vins(text: str, low: str) -> Iterator[Finding]:
    for match in _VIN.finditer(text):
        code = match.group().upper()
        if not any(c.isdigit() for c in code[11:]) or not any(c.isalpha() for c in code):
            continue
        labelled = Label.VIN in labels_left(low, match.start())
        if labelled or (match.group().isupper() and code[-4:].isdigit() and _maker(code) and checksums.vin(code)):
            yield Finding("RU_VIN", match.start(), match.end(), 0.99 if labelled else 0.85, "vin")


def _maker(code: str) -> bool:
    """At least two letters among the first three: a world manufacturer identifier (ISO 3780)."""
    return sum(c.isalpha() for c in code[:3]) >= 1 and sum(c.isalpha() for c in code) >= 3


def _numbered(text: str, low: str) -> Iterator[Finding]:
    for match in _SERIES_AND_NUMBER.finditer(text):
        labels = labels_left(low, match.start())
        kind = "RU_DRIVER_LICENSE" if labels[:1] == [Label.LICENSE] else "RU_PASSPORT"
        if Label.PASSPORT in labels or Label.LICENSE in labels:
            yield Finding(kind, match.start(), match.end(), 0.9, "series-and-number")
    for match in _FOREIGN_NUMBER.finditer(text):
        if {Label.FOREIGN, Label.PASSPORT} & set(labels_left(low, match.start())):
            yield Finding("RU_FOREIGN_PASSPORT", match.start(), match.end(), 0.9, "series-and-number")
    if "паспорт" in low or "passport" in low:
        for pattern in (_SERIES, _PASSPORT_NUMBER):
            for match in pattern.finditer(text):
                if {Label.PASSPORT, Label.FOREIGN} & set(labels_left(low, match.start(1))[:2]):
                    yield Finding("RU_PASSPORT", match.start(1), match.end(1), 0.85, "series-or-number")


def _certificates(text: str, low: str) -> Iterator[Finding]:
    for match in _CERTIFICATE.finditer(text):
        yield Finding("RU_BIRTH_CERT", match.start(), match.end(), 0.9, "certificate")


def _with_label(pattern: re.Pattern[str], entity: str, label: Label, text: str, low: str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if label in labels_left(low, match.start()):
            yield Finding(entity, match.start(), match.end(), 0.9, "label")

"""Dates of birth, and no other dates. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_MONTHS = (
    r"(?:янв(?:аря|арь)?|фев(?:р(?:аля|аль)?)?|мар(?:та|т)?|апр(?:еля|ель)?|ма[яй]|июн[яь]?|июл[яь]?|авг(?:уста|уст)?"
    r"|сен(?:т(?:ября|ябрь)?)?|окт(?:ября|ябрь)?|ноя(?:б(?:ря|рь)?)?|дек(?:абря|абрь)?|jan(?:uary)?|feb(?:ruary)?"
    r"|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[89]|20)\d\d"
_TAIL = r"(?:\s?(?:г\.|г(?= рожд)|года|году|год)(?!\w)(?:\s?р\.)?|\s?г\.?\s?р\.?(?!\w))?"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{4,6}teenth|twentieth"
    r"|thirtieth"
    r"|(?:twenty|thirty)[ -]\w{4,7})"
)
_DAY_IN_WORDS = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|[а-яё]{3,9}надцат"
    r"|двадцат"
    r"|тридцат)(?:ого|ое|его))"
)
_YEAR_IN_WORDS = r"(?:(?:тысяча девятьсот|две тысячи|двухтысячного)(?: [а-яё]+){0,2}? года)"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:{_DAY}(?: ?[./-] ?{_MONTH} ?[./-] ?"
    rf"|\s?(?:st|nd|rd|th|-го|-е)?\s?(?:of )?[-. ]?{_MONTHS}\.?,?[-. ]?)"
    rf"(?:{_YEAR}|\d\d(?!\d)){_TAIL}"
    rf"|{_MONTH}[./-]{_DAY}[./-](?:{_YEAR}|\d\d(?!\d))"
    rf"|{_YEAR}[./-](?:{_MONTH}[./-]{_DAY}|{_DAY}[./-]{_MONTH})"
    rf"|{_MONTHS}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?=\D{0,2}\d)[\doоl]{2}\.[\doоl]{2}\.(?=\D{0,3}\d)[\doоl]{4}"
    rf"|{_YEAR}{_TAIL}|\d\d(?:-?(?:го|й))?\s?(?:г\.\s?р\.?|года?(?= рожд)))(?![\w]|-\d)"
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?:the )?{_ORDINAL} (?:of )?{_MONTHS},? {_YEAR}"
    rf"|{_DAY_IN_WORDS} {_MONTHS} (?:{_YEAR_IN_WORDS}|{_YEAR}{_TAIL}))(?!\w)"
)
_YEAR_BEFORE = re.compile(
    rf"(?<![а-яё])(?P<date>(?:{_DAY_IN_WORDS} {_MONTHS} )?(?:(?:одна )?тысяча девятьсот|две тысячи"
    rf"|двухтысячного)(?: [а-яё]+){{0,2}} года) \Z"
)
_LABEL = (
    r"дат[аыуе][ _]?рожд\w*\.?|д_р(?!\w)|год[ау]? рожд\w*\.?"
    r"|д\.\s?р\.?|д/р(?!\w)|др(?!\w)|д\.?\s?рожд\w*|рожд(?:ен\w*|ени[яюе])?\.?(?!\w)"
    r"|род\.|род ?ил\w*|рожд[её]н\w*|г\.\s?р\.|день рожд\w+|дн[яюем]+ рожд\w+|dob(?![a-z])|d\.o\.b\.?"
    r"|rod\.(?=\s?\d)|rodil(?:sya|as)(?![a-z])|yob(?![a-z])|geburtsdatum|geb\.(?=\s?\d)|naissance"
    r"|(?<!\d)b\.(?=\s?\d|\s[a-z]{3,9}\s\d)|date[ _-]?of[ _-]?birth"
    r"|born(?![a-z])|birth(?=[>\"'= :])"
    r"|birth[ _-]?(?:date|day)|birth[ _-]year|year of birth|b-day|bday|data[ _]rozhd\w*"
)
_AGE = r"лет\b|года\b|год\b|yo\b|yrs\b|years old|y\.o\.?|г\.р\."
_SEX = r"(?:male|female|муж(?:чина|ской)?|жен(?:щина|ский)?)(?!\w)\.?"
_KIN = r"(?:сын|дочь|жена|супруга?|мать|отец|мама|папа|брат|сестра|внук|внучка|реб[её]нок)(?!\w)"
BEGINNINGS = {
    "birth": (_LABEL,),
    "birth-after": (r"рожд\w*|г\b|гр\b|р\b|year|года\b|году\b",),
    "age": (_AGE, _SEX, _KIN, r"aged\b|age\b|возраст\w*"),
}
_LABELS = re.compile(_LABEL)
_NEAR = re.compile(r"[\s:;,=(|\"'«»–—\-]*(?:в|во|on|in|is|was|at|:|года|в году|the|дата)?[\s:=(|\"'«»–—\-]*")
_AFTER = re.compile(r"(?:[^\S\n]|[,(]){0,3}(?:года? )?(?:рожд|г\.?\s?р(?!\w)|р\.(?!\w)|г\.р|\(?дата рожд)")
_BORN_TAIL = re.compile(r"(?:г\.?\s?р\.?|года?\s?р\.)\Z")
# A question may be answered by whoever speaks next: "your date of birth?" "Visitor: …".
_ENDS = re.compile(r"\d{4}|[.!]\s|\?\s(?![\[\]\w .:—–-]{0,34}:?\s?\Z)|\n.*\n|[;|\t][^\n]*\n")
_REACH = 40
_LONGEST = 34  # characters of a date
_LONGEST_IN_WORDS = 64


def find_birth_dates(page: Page) -> Iterator[Finding]:
    """Dates with a word of birth beside them."""
    low = page.low
    labels = [
        match.end()
        for match in page.tried("birth", _LABELS)
        if not (match.group()[0] in "гр" and _BIRTH_YEAR.search(low, max(0, match.start() - 8), match.start()))
    ]
    for end in labels:
        said = _IN_WORDS.search(low, end, end + _REACH + _LONGEST_IN_WORDS)
        if said is not None and said.start() - end <= _REACH and not _ENDS.search(low, end, said.start()):
            yield Finding("BIRTH_DATE", said.start(), said.end(), 0.9, "birth-in-words")
    for spot in page.marks("birth-after") if " года рожд" in low else ():
        year = _YEAR_BEFORE.search(low, max(0, spot.start - _LONGEST_IN_WORDS), spot.start)
        if year is not None and low.startswith("рожд", spot.start):
            yield Finding("BIRTH_DATE", year.start("date"), year.end("date"), 0.9, "birth-in-words")
    done = 0
    for start, end in _stretches(page, labels):
        for found in _DATE.finditer(low, max(start, done), end) if page.number_within(start, end) else ():
            # What ends with the stretch may go on after it: 05.09.19|90.
            match = found if found.end() < end else _DATE.match(low, found.start()) or found
            done = match.end()
            if _of_birth(low, match, labels):
                yield Finding("BIRTH_DATE", match.start(), match.end(), 0.9, "birth-date")


def _stretches(page: Page, labels: list[int]) -> Iterator[tuple[int, int]]:
    """Where a date of birth can be: after a label, or before «г.р.», «рождения»."""
    size = len(page.text)
    wide = [(end, min(size, end + _REACH + _LONGEST)) for end in labels]
    wide += [
        (max(0, spot.start - _LONGEST), min(size, spot.end + 16))
        for spot in page.marks("birth-after")
        if _BIRTH_YEAR.search(page.low, max(0, spot.start - 8), spot.start)
    ]
    return iter(sorted(wide))


_BIRTH_YEAR = re.compile(r"\d\d(?:-?(?:го|й))?(?:[^\S\n]|\.){0,2}(?:г\.?|года?)?[^\S\n]{0,2}\Z")


_AGED = re.compile(
    rf"(?:{_AGE})[ ,]{{0,2}}\(?(?P<date>{_DAY}[./]{_MONTH}[./](?:19[2-9]\d|20[01]\d|\d\d(?!\d)))(?![\w]|-\d)"
)
_AFTER_AGE = re.compile(
    rf"(?:(?:aged?|возраст)[: ]{{1,2}}\d{{1,3}}(?: лет| г| years)?|{_SEX}|{_KIN})[ ,;/|(]{{1,4}}"
    rf"(?P<date>{_DAY}[./-]{_MONTH}[./-](?:19[2-9]\d|200\d|201[0-5])|(?:19[2-9]\d|200\d"
    rf"|201[0-5])-{_MONTH}-{_DAY})(?![\w]|-\d)"
)
_YEARS_BEFORE = re.compile(r"(?<!\d)\d{1,2} ?\Z")


_BIRTHDAYS = re.compile(r"д(?:ни|ней) рожд|именинник|birthdays")
_IN_LIST = re.compile(
    r"(?m)^[^\S\n*•-]*[-*•]?[ ]?[^\W\d_][^\n\d]{1,48}?[ \t]*(?:[—–:|;,-]|\t)[ \t]*(?P<date>"
    rf"{_DAY}(?:[./-]{_MONTH}[./-]|[ ]{_MONTHS}[ ]){_YEAR}(?:[ ]?(?:г\.|года))?)[ \t.,;|]*$"
)
_LONGEST_LIST = 4000  # characters after the word for birthdays


def find_birthdays(page: Page) -> Iterator[Finding]:
    """A list of people and their dates below «дни рождения»."""
    head = _BIRTHDAYS.search(page.low) if "рожд" in page.low or "birthdays" in page.low else None
    if head is not None:
        for match in _IN_LIST.finditer(page.low, head.end(), min(len(page.low), head.end() + _LONGEST_LIST)):
            yield Finding("BIRTH_DATE", *match.span("date"), 0.8, "birthdays")


def find_dates_on_licences(page: Page) -> Iterator[Finding]:
    """The date in the third field of a driving licence (Directive 2006/126/EC, annex I), its names before it."""
    for match in _LICENCE.finditer(page.text) if "3. " in page.text and "2. " in page.text else ():
        if _LICENCE_NAMES.search(page.text, max(0, match.start() - 120), match.start()):
            yield Finding("BIRTH_DATE", *match.span("date"), 0.8, "licence")


def find_dates_beside_age(page: Page) -> Iterator[Finding]:
    """«34 года (05.07.1992)», "male, 14.08.1966", "aged 34 (2/11/1991)"."""
    for match in page.tried("age", _AFTER_AGE):
        yield Finding("BIRTH_DATE", match.start("date"), match.end("date"), 0.7, "age")
    for match in page.tried("age", _AGED):
        if _YEARS_BEFORE.search(page.low, max(0, match.start() - 4), match.start()):
            yield Finding("BIRTH_DATE", match.start("date"), match.end("date"), 0.7, "age")


_OF_OTHER = re.compile(
    r"(?:при[её]м\w*|визит\w*|выда\w+|осмотр\w*|принят\w*|уволен\w*|поступ\w+|договор\w*|заключ\w+|умер\w*"
    r"|смерт\w*|заезд\w*|срок\w*"
    r"|seen|hired|joined|visit(?:s|ed)?\b|issued?|adm\w*|disch\w*|exp\w*|valid\w*|start\w*|since|due|applied"
    r"|appointment|registered|married"
    r"|died|created|updated|hire|employed|enrolled|выпис\w+|регистрац\w+|оформлен\w*)[\s:.,(>]{0,3}(?:on |от "
    r"|с |в |до )?\Z"
)


def _of_birth(low: str, match: re.Match[str], labels: list[int]) -> bool:
    if _BORN_TAIL.search(match.group()) or _AFTER.match(low, match.end()):
        return True
    year_only = len(match.group()) < 6 or match.group()[4:].strip()[:2] in ("го", "г.")
    for end in reversed(labels):
        if 0 <= match.start() - end <= _REACH:
            between = low[end : match.start()]
            if _OF_OTHER.search(between):
                return False
            return bool(_NEAR.fullmatch(between)) if year_only else not _ENDS.search(between)
    return False


_GROWN = r"(?:19[3-9]\d|200\d|201[0-2])"  # years of birth of who is grown up or nearly so
# Also in a tuple or a row of values, and with a day that no month has: ("Морозова Инна", "31.02.1986").
_AFTER_NAME = re.compile(
    rf"(?:[,;]?[ \t(]{{0,2}}|[ \t]*\n[ \t]*(?:(?:г\. ?)?[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё]+){{0,3}}, )?"
    rf"|[\"'], ?[\"'])(?P<date>{_DAY}"
    rf"(?:(?P<sign>[./]){_MONTH}(?P=sign)| {_MONTHS} ){_GROWN}(?: ?г\.| года)?"
    rf"|[0-3]\d\.[0-3]\d\.(?:{_GROWN}|[4-9]\d)|{_GROWN}-{_MONTH}-{_DAY})(?!\w|-\d)",
    re.IGNORECASE,
)
_CHILD_AFTER_NAME = re.compile(rf"[,;]?[ \t(]{{0,2}}(?P<date>{_DAY}\.{_MONTH}\.20[12]\d(?: ?г\.| года)?)(?!\w)")
# «…, 3 March 2017, of 8 Currawong Close»: whoever it is lives there.
_LIVING_AT = re.compile(
    rf", (?P<date>{_DAY}(?:[./]{_MONTH}[./]| {_MONTHS} )(?:19|20)\d\d),? (?:of|residing at) \d", re.IGNORECASE
)
# The third field of a driving licence: «1. … 2. … 3. 08.02.1996».
_LICENCE = re.compile(rf"(?:\A|[\s.])3\.[ ](?P<date>{_DAY}[./]{_MONTH}[./](?:19|20)\d\d)(?![\w])")
_LICENCE_NAMES = re.compile(r"(?:\A|\s)1\.[ ][^\n\d]{2,40}\s2\.[ ][^\n\d]{2,60}\Z")
_CHILD = re.compile(
    r"(?i)ребён|ребен|дет(?:и|ей|ям)|сын|доч[ькеуио]|малыш|мальчик|девочк|племянни|крестни|внук|внучк|ученик"
    r"|учениц|воспитанн|застрахованн"
    r"|child|\bsons?\b|daughter|pupil|\bkids?\b|toddler|\bbaby\b|niece|nephew|\b(?:chd|inf)\b"
    r"|\d\.19[3-9]\d(?:[,;] |\n)"
)
_OF_BIRTH = re.compile(r"(?i)[, (]{1,3}(?:св-во|свид|birth cert)")
_CHILD_REACH = 120


_LATE = re.compile(r"(?<!\d)(?:201[6-9]|202\d)(?!\d)")  # who is born in such a year is a child
_BORN = re.compile(r"(?i)рожд|родил|\bborn\b|birth|\bdob\b|\bд\.? ?р\b")


def may_be_of_birth(text: str, start: int, end: int) -> bool:
    """Whether a date can be one of birth by its year: of the last years only where a child or a birth is spoken of."""
    if _LATE.search(text, start, end) is None:
        return True
    before = max(0, start - _CHILD_REACH)
    return _BORN.search(text, before, end + _REACH) is not None or _CHILD.search(text, before, start) is not None


def birth_date_after_name(text: str, end: int) -> Finding | None:
    """A date of the last century right after a name that ends at `end`: «Сорока Виктор Фёдорович, 18.04.1974».

    Of this century where children are spoken of, and in a list of them.
    """
    match = _AFTER_NAME.match(text, end) or _LIVING_AT.match(text, end)
    if match is None:
        match = _CHILD_AFTER_NAME.match(text, end)
        if match and not (_CHILD.search(text, max(0, end - _CHILD_REACH), end) or _OF_BIRTH.match(text, match.end())):
            return None
    return Finding("BIRTH_DATE", match.start("date"), match.end("date"), 0.6, "birth-after-name") if match else None

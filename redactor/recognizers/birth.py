"""Dates of birth, and no other dates. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.labels import lowered

_MONTHS = (
    r"(?:янв(?:аря|арь)?|фев(?:р(?:аля|аль)?)?|мар(?:та|т)?|апр(?:еля|ель)?|ма[яй]|июн[яь]?|июл[яь]?|авг(?:уста|уст)?|сен(?:т(?:ября|ябрь)?)?|окт(?:ября|ябрь)?"
    r"|ноя(?:б(?:ря|рь)?)?|дек(?:абря|абрь)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[89]|20)\d\d"
_TAIL = r"(?:\s?(?:г\.|года|году|год)(?!\w)(?:\s?р\.)?|\s?г\.?\s?р\.?(?!\w))?"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:(?:0?[1-9]|[12]\d|3[01])(?:[./-](?:0?[1-9]|1[0-2])[./-]|\s?(?:st|nd|rd|th|-го|-е)?\s?(?:of )?[-. ]?{_MONTHS}\.?,?[-. ]?)(?:{_YEAR}|\d\d(?!\d)){_TAIL}"
    rf"|(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:{_YEAR}|\d\d(?!\d))"
    rf"|{_YEAR}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])"
    rf"|{_MONTHS}\.? (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}"
    rf"|{_YEAR}{_TAIL})(?![\w]|-\d)"
)
_LABEL = re.compile(
    r"(?:дат[аыуе] рожд\w*|год[ау]? рожд\w*|д\.\s?р\.?|(?<!\w)д/р(?!\w)|(?<!\w)др(?!\w)|(?<!\w)д\.?рожд\w*|рожд(?:ен\w*)?\.?(?!\w)|(?<!\w)род\.|родил\w+|рожд[её]н\w*|г\.\s?р\.|день рожд\w+|дн[яюем]+ рожд\w+"
    r"|(?<![a-z])dob(?![a-z])|d\.o\.b|date[ _-]?of[ _-]?birth|(?<![a-z])born(?![a-z])|birth[ _-]?(?:date|day)|birth[ _-]year|year of birth|b-day|bday|data[ _]rozhd\w*)"
)
_NEAR = re.compile(r"[\s:;,=(|\"'«»–—\-]*(?:в|во|on|in|is|was|at|:|года|в году|the|дата)?[\s:=(|\"'«»–—\-]*")
_AFTER = re.compile(r"[\s,(]{0,3}(?:года? )?(?:рожд|г\.?\s?р(?!\w)|р\.(?!\w)|г\.р|\(?дата рожд)")
_BORN_TAIL = re.compile(r"(?:г\.?\s?р\.?|года?\s?р\.)$")
_REACH = 34


def find_birth_dates(text: str) -> Iterator[Finding]:
    """Dates with a word of birth beside them."""
    low = lowered(text)
    labels = [match.span() for match in _LABEL.finditer(low)]
    if not labels and "г" not in low:
        return
    for match in _DATE.finditer(low):
        if _of_birth(low, match, labels):
            yield Finding("BIRTH_DATE", match.start(), match.end(), 0.9, "birth-date")


def _of_birth(low: str, match: re.Match[str], labels: list[tuple[int, int]]) -> bool:
    if _BORN_TAIL.search(match.group()) or _AFTER.match(low, match.end()):
        return True
    year_only = len(match.group()) < 6 or match.group()[4:].strip()[:2] in ("го", "г.")
    for _start, end in labels:
        if 0 <= match.start() - end <= _REACH:
            between = low[end : match.start()]
            if year_only:
                return bool(_NEAR.fullmatch(between))
            return not re.search(r"\d{4}|[.!?]\s|\n.*\n", between)
    return False


_AFTER_NAME = re.compile(r"[,;]?[ \t(]{0,2}(?:0?[1-9]|[12]\d|3[01])(?:[./](?:0?[1-9]|1[0-2])[./]| " + _MONTHS + r" )(?:19[3-9]\d|200\d|201[0-2])(?: ?г\.| года)?(?![\w])", re.IGNORECASE)


def birth_date_after_name(text: str, end: int) -> Finding | None:
    """A date of the last century right after a name that ends at `end`: «Сорока Виктор Фёдорович, 18.04.1974»."""
    match = _AFTER_NAME.match(text, end)
    if match is None:
        return None
    start = end + len(match.group()) - len(match.group().lstrip(",; \t("))
    return Finding("BIRTH_DATE", start, match.end(), 0.6, "birth-after-name")

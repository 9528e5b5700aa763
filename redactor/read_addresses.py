"""Whether what the Latin model reads as an address is one: flights, rooms, measures and records look alike. Pure."""

import re

from redactor.recognizers.premises import may_be_address

_BEFORE = re.compile(
    r"(?i)\b(?:rooms?|seat|bed|page|table|gate|flight|train|bus|tram|coach|platform|application|case|plate|seal|lot"
    r"|flying|(?-i:[A-Z]{2}))[ \t/]{0,2}(?:no\.?[ ])?\Z"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:terminal|seat|platform|coach|flight|tram|metro)[ ]?[a-z]?\d|\d,\d{3}(?!\d)"
    r"|\b(?:hosp no|nomer|folio|volume|squawk|cable|invoice|n[o0]te|dose|diet|lane \d of)\b"
    # Sights, sizes, a seed, a row of results, a number that a nought begins: «VA 6/24 R, 6/9 L», «14/2 75m», «3R-511».
    r"|\d/\d{1,3}(?:\D+\d{1,2}/\d|[ ]\d)|\d(?:m|kg|g|l|ml|cm|x)(?!\w)|\d[A-Z]-\d{3}"
    r"|\A[a-z]+ \d{1,3}(?:, [a-z]+ \d{1,3}){2,}\Z|\A[a-z]+ 0\d\Z"
    r"|(?-i:\A[A-Z]{2} ?\d{2,4} [A-Z][a-z])|\d [^\W\d_]+[–—][^\W\d_]|\A(?:no|nr)\.[ ][a-z]?-?[\d,-]+\Z"
    r"|\b(?:sq[ .]?ft|sqft|sq[ .]{1,2}m|m²|beds?|baths?)\b|\d[ ]?(?:km|miles?|met(?:er|re)s?|mm|ft|feet|min(?:utes)?)\b"
    r"|\bport \d{2,5}\Z"
    r"|\A\d{1,2}/\d{2,3}[ ][a-z]+(?:[ ][a-z]+)?\Z"
)
_STREET = re.compile(
    r"(?i)\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|way|close|square|sq(?!\.? ?ft| m)|terrace"
    r"|boulevard|blvd|place|pl|highway|hwy|flat|apt|suite|unit|box|house|cottage|farm)\b"
)
# «Adm 11/2, disch 19/2»: words of a ward or a journey, each with its day.
_DATED = re.compile(
    r"(?i)\b(?:adm|admitted|admission|disch|discharged?|seen|reviewed|due|dob|op|arr|arrival|dep|departure"
    r"|check[- ]?(?:in|out)|start|end|from|to|until|on|issued|expires?|paid|rec'?d|sent)\.? "
    r"[0-3]?\d[/.][01]?\d(?:[/.](?:\d\d){1,2})?(?![\w/])"
)
# «stratum 3», but «kirchgasse 3».
_SMALL = re.compile(
    r"(?![a-z]*(?:str|stra(?:ss|ß)e|weg|gasse|platz|allee|ring|damm|ufer|markt|katu|gatan|vej|veien|straat|laan) )"
    r"[a-z]{3,} \d{1,3}"
)
_HOUR = re.compile(r"(?<=\d):[0-5]\d(?!\d)")  # «Madrid 06:55»
_LEFT = 16  # characters


def is_address(text: str, start: int, end: int) -> bool:
    """Whether the model's address text[start:end] can be one, by its words and by the word before it."""
    value = text[start:end]
    if not may_be_address(value):
        return False
    if _STREET.search(value):
        return True
    if _DATED.search(value) or _SMALL.fullmatch(value):
        return False
    if _HOUR.match(text, end):
        return False
    return _NUMBERED.search(value) is None and _BEFORE.search(text, max(0, start - _LEFT), start) is None

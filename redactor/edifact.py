"""Where a text is a message of EDIFACT: a plus parts its fields, and its codes are no phones, cards or names. Pure.

Source: ISO 9735-1 §7 and §8 (tags of three capitals, the separators +, : and '), UN/EDIFACT D.96A directory.
"""

import re
from collections.abc import Iterable, Iterator

from redactor.finding import Finding

# Segments that hold neither a contact (COM does) nor an account (FII does).
_TAGS = (
    "AJT|ALC|ALI|APR|BGM|BUS|CNI|CNT|CPS|CST|CTA|CUX|DGS|DOC|DTM|EQD|EQN|ERC|FTX|GID|GIR|GIS|HAN|IMD|LIN|LOC|MEA|MOA"
    "|NAD|PAC|PAI|PAT|PCD|PCI|PIA|PNA|PRI|QTY|QVR|RFF|RNG|RTE|SEL|SGP|STS|TAX|TDT|TMD|TOD|TSR|UNA|UNB|UNH|UNS|UNT|UNZ"
)
_SEGMENT = re.compile(rf"(?:{_TAGS})\+[^'\n]*'")
_BEGINS_AFTER = ("", "'", "\n")
_CODE = re.compile(r"[A-Z0-9]{2,3}")
_NAMES = frozenset(("PERSON", "ORG", "LOCATION"))
_NUMBERS = frozenset(("PHONE", "CREDIT_CARD", "IP", "RU_OGRN"))  # as which articles and places are read


def without_codes(text: str, found: list[Finding]) -> list[Finding]:
    """The findings without those that are a tag, a qualifier or a number of such a message."""
    if "'" not in text or "+" not in text:
        return found
    segments = [
        one.span() for one in _SEGMENT.finditer(text) if text[: one.start()].rstrip(" \t")[-1:] in _BEGINS_AFTER
    ]
    return list(_kept(text, found, segments)) if segments else found


def _kept(text: str, found: Iterable[Finding], segments: list[tuple[int, int]]) -> Iterator[Finding]:
    for one in found:
        name = one.entity in _NAMES and _CODE.fullmatch(text, one.start, one.end) is None
        within = any(start <= one.start and one.end <= end for start, end in segments)
        if name or not within or one.entity not in _NAMES | _NUMBERS:
            yield one

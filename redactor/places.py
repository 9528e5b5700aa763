"""Towns and countries: masked where they are somebody's, left where they are only spoken of. Pure.

"weather in Paris" needs its Paris; in "John Smith, Paris" the town narrows down who is meant (Regulation (EU) 2016/679,
art. 4(1) counts location data among identifiers). A place is kept as a finding when a person or a personal value stands
in its line, or when the words before it say that somebody lives there.
"""

import re
from collections.abc import Iterable, Iterator

from redactor.finding import Finding

PLACE = "PLACE"
REACH = 160
"""Code points on either side that count as the same line."""
_SOMEBODYS = frozenset(("PERSON", "PHONE", "EMAIL", "LOCATION", "DATE", "USERNAME"))
_LIVES = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing|ent)|born|mov(?:e|ed|ing)|relocat\w+|address|citizen|hometown|"
    r"nationality|ship(?:ped|ping)?\s+to|deliver(?:ed|y)?\s+to)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)


def split_places(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Findings apart from places, and the places: a town never decides against an address that holds it."""
    found = list(findings)
    return [one for one in found if one.entity != PLACE], [one for one in found if one.entity == PLACE]


def somebodys_places(text: str, places: Iterable[Finding], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The places that are somebody's and lie outside all other findings, as LOCATION."""
    settled = list(findings)
    owners = [one for one in settled if one.entity in _SOMEBODYS]
    for place in places:
        free = not any(one.start < place.end and place.start < one.end for one in settled)
        if free and _is_somebodys(text, place, owners):
            yield Finding("LOCATION", place.start, place.end, place.score, place.recognizer)


def _is_somebodys(text: str, place: Finding, owners: Iterable[Finding]) -> bool:
    start = max(text.rfind("\n", 0, place.start) + 1, place.start - REACH)
    line_end = text.find("\n", place.end)
    end = min(len(text) if line_end < 0 else line_end, place.end + REACH)
    if any(start < owner.end and owner.start < end for owner in owners):
        return True
    return _LIVES.search(text, max(start, place.start - 60), place.start) is not None

"""A nickname between a given name and a surname: Emmanuel "Manny" Quispe, Сергей «Серый» Иванов. Pure."""

import re
from collections.abc import Iterator, Sequence

from redactor.finding import Finding

_CAPITALISED = r"[^\W\d_a-zа-яё][^\W\d_]+(?:['’-][^\W\d_]+)*"
_QUOTED = re.compile(r" [\"“„«'‘(][^\W\d_]{2,16}(?: [^\W\d_]{2,16})?[\"”“»'’)] ")
_NICKNAMED = re.compile(rf"(?<![\w-])(?P<given>{_CAPITALISED}){_QUOTED.pattern}(?P<family>{_CAPITALISED})(?![\w-])")


def nicknamed(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """The whole name, where a part of it outside the quotation marks is already known to be a person's."""
    people = [(one.start, one.end) for one in found if one.entity == "PERSON"]
    if not people or not _QUOTED.search(text):
        return
    for match in _NICKNAMED.finditer(text):
        parts = (match.span("given"), match.span("family"))
        if any(start < last and first < end for start, end in people for first, last in parts):
            yield Finding("PERSON", *match.span(), 0.8, "name-nickname")

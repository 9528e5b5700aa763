"""What the Latin model takes for names though it is none: Russian words, abbreviations, closings. Pure."""

import re
from collections.abc import Iterable, Iterator

from redactor.finding import Finding
from redactor.names.lists import NO_LATIN_NAMES, NOBODY, PARTICLES
from redactor.names.morph import Morph
from redactor.names.translit import TranslitNames, cyrillic_forms

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 5  # letters of an abbreviation at most


def without_doubtful(morph: Morph, translit: TranslitNames, text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """The model's findings that can be names, without Russian words in Latin letters around them."""
    for finding in found:
        if finding.entity == "LOCATION":
            yield finding
        elif _may_be(morph, translit, text, finding):
            yield _trimmed(morph, translit, text, finding)


def _trimmed(morph: Morph, translit: TranslitNames, text: str, finding: Finding) -> Finding:
    """«Petrov Ivan podpisal prikaz» is «Petrov Ivan», «Eto Arkadiy» is «Arkadiy»."""
    words = [match.span() for match in _WORD.finditer(text, finding.start, finding.end)]
    kept = [not _doubtful_edge(morph, translit, text[start:end]) for start, end in words]
    if all(kept) or not any(kept):
        return finding
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    start = finding.start if first == 0 else words[first][0]
    end = finding.end if last == len(words) - 1 else words[last][1]
    return Finding(finding.entity, start, end, finding.score, finding.recognizer)


def _doubtful_edge(morph: Morph, translit: TranslitNames, word: str) -> bool:
    return (
        word.lower() in NOBODY
        or word in PARTICLES
        or (word.islower() and len(word) > 3 and _russian(morph, translit, word))
    )


def _may_be(morph: Morph, translit: TranslitNames, text: str, finding: Finding) -> bool:
    words = _WORD.findall(text[finding.start : finding.end])
    if not words or all(word.lower() in NO_LATIN_NAMES or word.lower() in NOBODY for word in words):
        return False
    if len(words) == 1 and len(words[0]) == 1:
        return False
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= _SHORT and not _shouted(text, finding):
        return False
    return not all(word in PARTICLES or _russian(morph, translit, word) for word in words)


def _shouted(text: str, finding: Finding) -> bool:
    """Whether the line is written in capitals, so that capitals tell nothing."""
    start = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.end)
    return text[start : end if end >= 0 else len(text)].isupper()


def _russian(morph: Morph, translit: TranslitNames, word: str) -> bool:
    """A Russian word that names nobody, in Latin letters: «otvet», «perezvoni»."""
    low = word.lower()
    if translit.reads(low):
        return False
    return any(
        len(form) > 1 and morph.odds(form).known and morph.odds(form).common > 0.9 for form in cyrillic_forms(low)
    )

"""What the Latin model takes for names though it is none: Russian words, abbreviations, closings. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator

from redactor.finding import Finding
from redactor.names.lists import NO_LATIN_NAMES, NOBODY, PARTICLES
from redactor.names.translit import TranslitNames
from redactor.word_lists import word_list

_LATIN = re.compile(r"\b[A-Za-z]{3,}\b")
_WORD = re.compile(r"[^\W\d_]+")
_THINGS = word_list("known_things")
_TWO_BEFORE = re.compile(r"\b[A-Za-z]{2,16}(?: [A-Z][a-z]+)? \Z")
_DEGREE = re.compile(r"(?:M|B|D|Ph|Ed|LL)\.[ ]?(?:Sc|A|D|Ed|Eng|Phil|B|M|Tech|Com)\.?")
_SMALL_TAIL = re.compile(r",[ ](?P<word>[a-z]{4,})\Z")
# A kind of street or house, or a name that ends as streets do.
_RUSSIAN_STREET = re.compile(
    r"(?i)\b(?:ul|ulic\w+|ulits\w+|pr|prosp\w*|per|pereul\w*|nab\w*|sh|shoss\w+|bul\w*|pl|ploshch\w+|proezd\w*|mkr\w*"
    r"|dom\w?|kv|kvart\w+|kor[pn]\w*|podj?ezd\w*|gorod\w?|selo|derevn\w+|pos\w*|obl\w*)\b|\w(?:[as]k|[no]|v)aya\b"
    r"|\wskogo\b"
    r"|\wskoj\b|\w[no]oj\b|\waja\b"
)
_SHORT = 5  # letters of an abbreviation at most
_AROUND = 60  # characters on each side that tell the language


def without_doubtful(translit: TranslitNames, text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """The model's findings that can be names, without Russian words in Latin letters around them.

    In an English sentence «Lisa» and «Tony» are names, though «лиса» and «тоны» are words.
    """
    for finding in found:
        if finding.entity == "LOCATION":
            place = _without_russian(translit, text, finding) if finding.recognizer == "latin-adr" else finding
            if place is not None:
                yield place
        elif _may_be(text, finding):
            trimmed = None if _all_russian(translit, text, finding) else _trimmed(translit, text, finding)
            if trimmed != finding and _in_other_language(translit, text, finding):
                trimmed = _trimmed_of_nobody(text, finding)
            if trimmed is not None:
                yield trimmed


def _without_russian(translit: TranslitNames, text: str, finding: Finding) -> Finding | None:
    """An address without the Russian sentence around it: «ul. Lesnaya 14, predupredi», «bylo 3 marta, vyplatu …»."""
    value = text[finding.start : finding.end]
    tail = _SMALL_TAIL.search(value)
    if tail is not None and _RUSSIAN_STREET.search(value, 0, tail.start()) and _russian(translit, tail["word"]):
        return Finding(finding.entity, finding.start, finding.start + tail.start(), finding.score, finding.recognizer)
    words = _LATIN.findall(value)
    if not value[:1].islower() or not words or _RUSSIAN_STREET.search(value):
        return finding
    russian = sum(_russian(translit, word) for word in words)
    return finding if any(map(str.isupper, value)) or 3 * russian < 2 * len(words) else None


def _in_other_language(translit: TranslitNames, text: str, finding: Finding) -> bool:
    """Whether there are Latin words beside the finding and most of them are no Russian ones."""
    start = text.rfind("\n", max(0, finding.start - _AROUND), finding.start) + 1 or max(0, finding.start - _AROUND)
    near = (text[start : finding.start], text[finding.end : finding.end + _AROUND].partition("\n")[0])
    words = [word for part in near for word in _LATIN.findall(part)]
    return 3 * sum(_russian(translit, word) for word in words) < len(words)


def _trimmed(translit: TranslitNames, text: str, finding: Finding) -> Finding:
    """«Petrov Ivan podpisal prikaz» is «Petrov Ivan», «Eto Arkadiy» is «Arkadiy»."""
    return _cut(text, finding, lambda word: _doubtful_edge(translit, word))


def _trimmed_of_nobody(text: str, finding: Finding) -> Finding:
    return _cut(text, finding, lambda word: word.lower() in NOBODY or word in PARTICLES)


def _cut(text: str, finding: Finding, doubtful: Callable[[str], bool]) -> Finding:
    words = [match.span() for match in _WORD.finditer(text, finding.start, finding.end)]
    kept = [_is_initial(text, start, end) or not doubtful(text[start:end]) for start, end in words]
    if all(kept) or not any(kept):
        return finding
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    start = finding.start if first == 0 else words[first][0]
    end = finding.end if last == len(words) - 1 else words[last][1]
    return Finding(finding.entity, start, end, finding.score, finding.recognizer)


def _is_initial(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start].isupper() and text[end : end + 1] == "."


def _doubtful_edge(translit: TranslitNames, word: str) -> bool:
    return (
        word.lower() in NOBODY or word in PARTICLES or (word.islower() and len(word) > 3 and _russian(translit, word))
    )


def _may_be(text: str, finding: Finding) -> bool:
    words = _WORD.findall(text[finding.start : finding.end])
    if finding.entity == "ORG" and words and _is_of_thing(text, finding, words):
        return False
    if not words or all(word.lower() in NO_LATIN_NAMES or word.lower() in NOBODY for word in words):
        return False
    if (len(words) == 1 and len(words[0]) == 1) or _DEGREE.fullmatch(text, finding.start, finding.end):
        return False
    return not (len(words) == 1 and words[0].isupper() and len(words[0]) <= _SHORT and not _shouted(text, finding))


def _is_of_thing(text: str, finding: Finding, words: list[str]) -> bool:
    """«Zoho Books», also where only «Books» was seen."""
    if words[0].lower() in _THINGS:
        return True
    before = _TWO_BEFORE.search(text, max(0, finding.start - 40), finding.start) if len(words) == 1 else None
    return before is not None and not _THINGS.isdisjoint(before.group().lower().split())


def _all_russian(translit: TranslitNames, text: str, finding: Finding) -> bool:
    words = _WORD.findall(text[finding.start : finding.end])
    return all(word in PARTICLES or _russian(translit, word) for word in words)


def _shouted(text: str, finding: Finding) -> bool:
    """Whether the line is written in capitals, so that capitals tell nothing."""
    start = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.end)
    return text[start : end if end >= 0 else len(text)].isupper()


def _russian(translit: TranslitNames, word: str) -> bool:
    """A Russian word that names nobody, in Latin letters: «otvet», «perezvoni»."""
    return not translit.reads(word.lower()) and translit.is_common(word.lower())

"""From labelled words to findings: trims, what a name is not, the same name elsewhere. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.names.labels import TOLD
from redactor.names.latin_edges import TITLES, begins_sentence, trimmed
from redactor.names.things import is_thing
from redactor.names.told import told
from redactor.names.wordpiece import Word
from redactor.program_text import has_humps, is_identifier
from redactor.word_lists import word_list

ENTITIES = {"PER": "PERSON", "ORG": "ORG", "ADR": "LOCATION", "LOC": "PLACE"}
LEAST = {"PER": 0.65, "ORG": 0.6, "ADR": 0.5, "LOC": 0.5}  # chosen on development sets (docs/decisions/0315)
_MOST_ADDRESS = 0.79  # less than a rule that sees the same: what the model sees alone is looked at once more
_SURE_PERSON = 0.95  # of one word, to be looked for elsewhere
_SURE_LOWER = 0.9  # of one word in small letters: any noun may be somebody's surname
_SURE_FIRM = 0.95  # in small letters
LONGEST = {"PER": 70, "ORG": 90, "ADR": 180, "LOC": 60}  # characters
_CODE_BEFORE = re.compile(r"[_@$\\]\Z|\b[a-z_]\w*\.\Z|(?:::|->|\)\.)\Z")
_CODE_AFTER = re.compile(r"[_@\\]\w|\(\)|::|->|\.\w+\(|=[^ ]|\[\d|\.[a-z]{2,}\b")
_CYRILLIC = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]")
_ABBREVIATIONS = frozenset(
    ("inn", "snils", "kpp", "ogrn", "ogrnip", "bik", "okpo", "oms", "fio", "nan", "nda", "iban", "swift")
)
_EPONYM_OF = re.compile(
    r"(?:[-–][A-Z][a-z]+)?(?:['’]s (?:theorem|law(?! firm| office)|algorithm|disease|syndrome|paradox|constant|equation"
    r"|razor|inequality|conjecture|method|principle)|['’]? (?:check|algorithm|filter|transform|operator|distribution"
    r"|process|chain|sequence|diagram|chart|machine|optimi[sz]er|cipher|correction|correlation|curve|number|effect|reflex"
    r"|virus|prize|simulation|search|sort|tree|code|constant|theorem|syndrome|disease|lymphoma|manoeuvre|maneuver))(?!\w)"
)
_NOBODIES = word_list("fictional") | word_list("eponyms_latin") | word_list("things")
_GENERIC = word_list("generic_firms")
_MOST_GENERIC = 3  # words
_LAW = r"\b(?:Act|Regulations?|Ordinance|Directive|Statutes?)(?: (?:1[6-9]|20)\d\d)?"
_STATUTE, _LAW_AFTER = re.compile(rf"{_LAW}\Z"), re.compile(rf" {_LAW}(?![\w'’-])")
_WORDS = re.compile(r"[^\W\d_]+")
_NAME_BEFORE = re.compile(r"(?:[A-ZÀ-Ž][\w'’.]*|&) \Z")
_NETWORK = re.compile(r"(?i)[-_](?:guests?|staff|office|corp|iot|wi-?fi|wlan|5g|5ghz)\Z")  # «Larkspur-Guest»
_WORD_ALONE = re.compile(r"(?<![\w@./-])[^\W\d_]{3,}(?![\w@-]|\.\w)")
_ORDER = re.compile(r"(?:Ping|Chase|Grant|Mark|Bill) (?:to (?=\d)|(?:the|me|us|them|him|her|it|this|all|each)\b)")
_VERBS = frozenset({"will", "may"})  # names too, where a capital stands within a sentence


@dataclass(frozen=True, slots=True)
class Labelled:
    """A run of words of one kind with the mean probability of its labels."""

    first: int
    end: int
    kind: str
    score: float


def findings(
    text: str, words: Sequence[Word], labelled: Iterable[Labelled], quiet: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Cleaned findings of the runs; what is no name is left out. `quiet`: words that were never part of a name."""
    for run in labelled:
        if run.kind in TOLD:
            values = (told(text, start, end, run.kind, run.score) for start, end in _pieces(words, run))
            yield from filter(None, values)
            continue
        if run.score < LEAST[run.kind]:
            continue
        for start, end in _pieces(words, run):
            start, end = trimmed(text, start, end, run.kind, quiet)
            if end > start and stands(text, start, end, run.kind) and not _is_common(text, start, end, run, quiet):
                score = min(run.score, _MOST_ADDRESS) if run.kind == "ADR" else run.score
                yield Finding(ENTITIES[run.kind], start, end, round(score, 3), f"latin-{run.kind.lower()}")


def _pieces(words: Sequence[Word], run: Labelled) -> Iterator[tuple[int, int]]:
    """The stretches of a run; only an address goes over line ends and gaps."""
    start = end = -1
    for word in words[run.first : run.end]:
        if word.mark and run.kind != "ADR":
            if start >= 0:
                yield start, end
            start = -1
        elif not word.mark:
            start, end = (word.start if start < 0 else start), word.end
    if start >= 0:
        yield start, end


def stands(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a stretch can be a name at all: Latin, not too long, no part of code, e-mail or URL."""
    found = text[start:end]
    if end - start > LONGEST[kind] or _CYRILLIC.search(found) or not any(map(str.isalpha, found)):
        return False
    if kind == "ADR":
        statute = _STATUTE.search(found) or _LAW_AFTER.match(text, end)
        return any(map(str.isdigit, found)) and len(found) >= 8 and not statute
    if kind == "PER" and (any(map(str.isdigit, found)) or len(found.strip(".")) < 2):
        return False
    if "_" in found or "://" in found or len(found) < 2:
        return False
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    return not (_CODE_BEFORE.search(before) or _CODE_AFTER.match(after) or _in_token(text, start, end))


def _is_common(text: str, start: int, end: int, run: Labelled, quiet: frozenset[str]) -> bool:
    """Whether a name is a figure of fiction, an eponym, a common word, or a short abbreviation in an ordinary line."""
    word = text[start:end]
    if run.kind not in ("PER", "ORG"):
        return False
    if word.lower() in _NOBODIES or is_thing(text, start, end, firm=run.kind == "ORG"):
        return True
    if run.kind == "PER" and _NETWORK.search(word):
        return True
    if run.kind == "ORG" and _is_generic(text, start, end, quiet):
        return True
    if " " in word:
        return _is_term(word, quiet) if run.kind == "PER" else word.islower() and run.score < _SURE_FIRM
    if (run.kind == "PER" and has_humps(word)) or is_identifier(text, start, end):
        return True
    if is_verb_like_name(text, start, end):
        return begins_sentence(text, start) and text[end : end + 1] != ":"
    if word.lower() in quiet or word.lower() in _ABBREVIATIONS or word.lower() in TITLES:
        return True
    if run.kind == "ORG":
        return len(word) < 3 or (word.islower() and run.score < _SURE_FIRM)
    if _EPONYM_OF.match(text, end) or _is_of_log(text, start, end) or _is_order(text, start, end):
        return True
    if word.islower() and run.score < _SURE_LOWER:
        return True
    line = text[max(0, start - 40) : end + 40]
    return len(word) <= 3 and word.isupper() and any(map(str.islower, line))


def _is_generic(text: str, start: int, end: int, quiet: frozenset[str]) -> bool:
    """«School of Design», «parish hall»: a few words that name kinds of firms only, which no name stands before."""
    words = _WORDS.findall(text[start:end].lower())
    return (
        len(words) <= _MOST_GENERIC
        and all(word in _GENERIC or (word in quiet and len(word) > 1) for word in words)
        and _NAME_BEFORE.search(text, max(0, start - 24), start) is None
    )


def _is_of_log(text: str, start: int, end: int) -> bool:
    """«postfix/smtpd[2213]: NOQUEUE: reject»: what a log says first after the number of its process."""
    return text.endswith("]: ", max(0, start - 3), start) and text[start:end].isupper() and text[end : end + 1] == ":"


def _is_order(text: str, start: int, end: int) -> bool:
    """«Ping to 127.0.0.1»: a verb that begins a sentence, and its object."""
    return _ORDER.match(text, start) is not None and begins_sentence(text, start)


def _is_term(words: str, quiet: frozenset[str]) -> bool:
    """«Kubernetes ingress»: a capital only on a first word that is nobody's name."""
    first, _, rest = words.partition(" ")
    return first.istitle() and rest.islower() and first.lower() in quiet


def is_verb_like_name(text: str, start: int, end: int) -> bool:
    """Will and May: names only with a capital."""
    return text[start : start + 1].isupper() and text[start:end].lower() in _VERBS


def _in_token(text: str, start: int, end: int) -> bool:
    """Whether the stretch stands within an e-mail address, a URL or a path."""
    left = re.search(r"[^\s<>\"'()\[\],;]*\Z", text[max(0, start - 80) : start])
    right = re.compile(r"[^\s<>\"'()\[\],;]*").match(text, end, min(len(text), end + 80))
    before, after = left.group() if left else "", right.group() if right else ""
    if " " in text[start:end]:
        return "://" in before or "@" in before
    return (
        "://" in before
        or "@" in before + after
        or before.startswith(("www.", "~/", "./", "../", "/"))
        or (before + after).count("/") > 1
        or "\\" in before
    )


def repeated(text: str, found: Sequence[Finding], quiet: frozenset[str]) -> Iterator[Finding]:
    """Other places of names found, as they were written: parts of a whole name, and a sure name of one word."""
    people = [finding for finding in found if finding.entity == "PERSON" and finding.score >= 0.7]
    names = {(text[one.start : one.end], one.score) for one in people}
    whole = {name for name, score in names if " " in name or score >= _SURE_PERSON}
    parts = {
        part
        for name in whole
        for part in re.findall(r"[^\W\d_]{3,}", name)
        if part[0].isupper() and part.lower() not in quiet
    }
    if not parts:
        return
    covered = sorted((one.start, one.end) for one in found)
    position = 0
    for match in _WORD_ALONE.finditer(text):
        if match.group() not in parts:
            continue
        while position < len(covered) and covered[position][1] <= match.start():
            position += 1
        is_free = position == len(covered) or covered[position][0] >= match.end()
        if is_free and not (is_identifier(text, *match.span()) or is_thing(text, *match.span(), firm=False)):
            yield Finding("PERSON", match.start(), match.end(), 0.7, "latin-repeated")

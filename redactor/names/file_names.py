"""People in names of files and folders: «Договор_Савельев_2024.pdf», «dogovor_Skvortsova.docx», «CV_Hendry_Tamsin.pdf».

No sentence says who it is; a word that is nothing but a surname does, a given name beside another word, and what stands
beside the word for a paper that only people have. Names of programs and of their parts are left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from redactor.finding import Finding
from redactor.names.lists import NO_LATIN_NAMES, NOBODY, quiet_latin
from redactor.names.morph import Odds
from redactor.names.quoted_people import is_surname
from redactor.names.tokens import Case, Token
from redactor.word_lists import word_list

_SCORE = 0.75
_JOINTS = frozenset("_\\/*")
_EXTENSIONS = (
    r"(?:pdf|docx?|rtf|odt|xlsx?|ods|pptx?|jpe?g|png|heic|tiff?|gif|cr[23]|eml|msg"
    r"|mp[34]|m4a|wav|mov|vcf|sig|p7m|zip|rar|7z)"
)
_DOCUMENT = re.compile(rf"(?i)\*?\.{_EXTENSIONS}(?![\w@])")
_HERE = re.compile(rf"(?i){_EXTENSIONS}")
_TEST = re.compile(r"бланк|методик|шкал|опросник|теори|цитат|стихи")  # of a method or a book
# Papers that people have and firms have not.
_OWN_PAPER = re.compile(
    r"(?:анкет|резюме|заявлени|паспорт|снилс|пропуск|диплом|довер|доверенност|характеристик|больничн|отпуск|личное)[а-яё]{0,3}"
)
_COMMON = 0.9  # share of a word's readings as no name with which it is none
_LEAST, _INITIALS = 4, 2  # letters of a surname; initials after it
_STEM = re.compile(r"[\w.-]+\Z")
_FOLDER = re.compile(r"(?<=[\\/])(?=[^\W\d]+[_.-][^\W\d])[\w.-]{7,60}(?=[\\/])")
_PART = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ž]{2}")
_LONGEST = 80  # characters of a file's name
_GIVEN = word_list("given_latin")
_RUSSIAN_PAPER = re.compile(
    r"dogovor|akt|za[yj]avk[ai]|za[yj]avleni[ey]|s[ck]?h[eyo]t|anketa|rezyu?me|spravka|pasport|prikaz|dover(?:ennost)?|otpusk"
    r"|lichnoe|delo|skan|foto|pismo|raspiska|kart(?:a|ochka)|propusk|diplom|harakteristika|nakladnaya"
)
_ENGLISH_PAPER = re.compile(r"cv|resume|passport|payslips?|p45|p60|headshot|portrait|sicknote|appraisal|mugshot|dbs")
# Papers that firms have as well: two words beside one, none of the language, are somebody's name.
_PAPER_OF_TWO = re.compile(r"contract|timesheet|onboarding|probation|disciplinary|lease|tenancy|will|offer|reference")
_NO_ONES = frozenset("template sample blank example form guidelines policy guide modern photo dummy".split())  # noqa: SIM905
# A folder of people's folders: «Clients\\Ravndal_Ingeborg\\».
_PEOPLE = re.compile(
    r"(?i)[\\/](?:clients?|patients?|employees?|staff|people|personnel|candidates?|portraits?|students?|tenants?|applicants?"
    r"|customers?|members?|leavers|starters|pupils?|residents?)[\\/]\Z"
)


def find_in_cyrillic_files(odds: Callable[[str], Odds], text: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    """Words in Cyrillic with «_», «\\» or «/» beside them, or with the ending of a document."""
    if not any(sign in text for sign in "_\\/") and _DOCUMENT.search(text) is None:
        return
    for at, token in enumerate(tokens):
        if not token.cyrillic or token.case not in (Case.TITLE, Case.UPPER) or len(token.text) < _LEAST:
            continue
        before, after = _beside(tokens, at, -1), _beside(tokens, at, 1)
        if before not in _JOINTS and after not in _JOINTS and not _ends_file(tokens, at + 1):
            continue
        last = _end_of_initials(tokens, at)
        if (last > at and odds(token.low).common < _COMMON) or _is_named_on_file(odds, tokens, at):
            yield Finding("PERSON", token.start, tokens[last].end, _SCORE, "name-file")


def _beside(tokens: Sequence[Token], at: int, step: int) -> str:
    """The sign that touches a token before or after it."""
    near = at + step
    if not 0 <= near < len(tokens):
        return ""
    first, second = sorted((at, near))
    return tokens[near].text[0] if tokens[first].end == tokens[second].start else ""


def _ends_file(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].text == "." and _HERE.fullmatch(tokens[at + 1].text) is not None


def _end_of_initials(tokens: Sequence[Token], at: int) -> int:
    """The last token of «Дзюба_А_В», of «Пантелеева Р.О.» before «_»; `at` when there are none."""
    last, end, joined = at, at + 1, False
    for _ in range(_INITIALS):
        joined |= end < len(tokens) and tokens[end].text == "_"
        end += end < len(tokens) and tokens[end].text == "_"
        if end == len(tokens) or len(tokens[end].text) > 1 or tokens[end].case is not Case.UPPER:
            break
        dotted = end + 1 < len(tokens) and tokens[end + 1].text == "."
        last, end = end + dotted, end + dotted + 1
    joined |= last + 1 < len(tokens) and tokens[last + 1].text == "_"
    return last if joined else at


def _is_named_on_file(odds: Callable[[str], Odds], tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a surname, and no method's; or stands beside a paper of people's and is no word of the language."""
    if at + 2 < len(tokens) and _TEST.match(tokens[at + 2].low):
        return False
    if is_surname(odds, tokens[at]):
        return True
    own = at > 1 and tokens[at - 1].text == "_" and _OWN_PAPER.fullmatch(tokens[at - 2].low)
    found = odds(tokens[at].low)
    return bool(own) and (not found.known or found.common < _COMMON)


def find_in_latin_files(reads: Callable[[str], str], text: str) -> Iterator[Finding]:
    """Words in Latin letters of documents' names and of folders; `reads` tells what a Russian word is as a name."""
    if "." in text:
        for match in _DOCUMENT.finditer(text):
            stem = _STEM.search(text, max(0, match.start() - _LONGEST), match.start())
            if stem is not None and _LATIN.search(stem.group()):
                yield from _of_parts(reads, text, stem.start(), stem.end(), document=True)
    if "\\" in text or "/" in text:
        for match in _FOLDER.finditer(text):
            yield from _of_parts(reads, text, match.start(), match.end(), document=False)


def _of_parts(reads: Callable[[str], str], text: str, start: int, end: int, *, document: bool) -> Iterator[Finding]:
    """The people among the words of one name: two words of which one is a given name, or one beside a paper."""
    parts = [match.span() for match in _PART.finditer(text, start, end) if match.end() - match.start() > 1]
    words = [text[first:last].lower() for first, last in parts]
    if not _NO_ONES.isdisjoint(words):
        return
    free = [len(word) > 2 and not _is_word(word) for word in words]
    russian = document and any(_RUSSIAN_PAPER.fullmatch(word) for word in words)
    own = document and any(_ENGLISH_PAPER.fullmatch(word) for word in words)
    two_own = own or (document and any(_PAPER_OF_TWO.fullmatch(word) for word in words))
    folder = not document and len(words) == 2 and _PEOPLE.search(text, max(0, start - 16), start) is not None
    at = 0
    while at < len(words):
        two = at + 1 < len(words) and free[at] and free[at + 1]
        if two and (folder or two_own or _are_pair(reads, words[at], words[at + 1])):
            yield Finding("PERSON", parts[at][0], parts[at + 1][1], _SCORE, "name-file")
            at += 2
            continue
        if (russian and reads(words[at]) == "S") or (own and free[at] and _may_be_alone(text, *parts[at])):
            yield Finding("PERSON", *parts[at], _SCORE, "name-file")
        at += 1


def _are_pair(reads: Callable[[str], str], one: str, other: str) -> bool:
    return one in _GIVEN or other in _GIVEN or {reads(one), reads(other)} in ({"G", "S"}, {"G", "B"}, {"S", "B"})


def _may_be_alone(text: str, start: int, end: int) -> bool:
    """Whether a word is written as a name, or is a given one."""
    return text[start:end].istitle() or text[start:end].lower() in _GIVEN


def _is_word(word: str) -> bool:
    return (
        word in quiet_latin()
        or word in NOBODY
        or word in NO_LATIN_NAMES
        or _RUSSIAN_PAPER.fullmatch(word) is not None
        or _ENGLISH_PAPER.fullmatch(word) is not None
        or _PAPER_OF_TWO.fullmatch(word) is not None
    )

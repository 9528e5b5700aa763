"""Values that no format gives away, only their sentence: a password in prose, a birthday in words, ids of other lands.

The name networks learn the manner in which such values are told (docs/decisions/0424). Where a rule has found something
the rule is right, for it knows what the value is.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from redactor.finding import Finding
from redactor.program_text import is_identifier
from redactor.recognizers import secret_values as values
from redactor.recognizers.birth import may_be_of_birth
from redactor.recognizers.secret_words import NO_PASSWORDS
from redactor.resolve import THRESHOLD

ENTITIES = {"SEC": "SECRET", "DOB": "BIRTH_DATE", "TEL": "PHONE", "NUM": "ID_NUMBER", "ACC": "USERNAME"}
LEAST = {"SEC": 0.85, "DOB": 0.7, "TEL": 0.7, "NUM": 0.7, "ACC": 0.85}  # mean probability of a span
_SCORE = 0.55  # what a rule says of the same place is better known
_RULE = "told-"
_GLUED = frozenset(("SEC", "NUM", "ACC"))  # written without blanks as far as they reach
_BEFORE = re.compile(r"[^\s\"'`«»“”„<>()\[\]{},;:=|]*\Z")
_AFTER = re.compile(r"[^\s\"'`«»“”„<>()\[\]{},;|]*")
_ENDS = ".!?:-–—/"
_FURTHEST = 60  # characters that a glued value is looked for beside what the network saw
_LEAST_SIGNS = 3  # letters or digits
_MOST_DIGITS = 15  # of a phone (E.164)
_MOST_GLUED = 64  # characters; a longer run is no word that somebody tells, and its own rules know keys
_LEAST_WORDS = 3  # of a number in words
_SHORT = re.compile(r"\D{0,2}\d{1,2}[:.]\d\d|\D?\d{1,4}")  # «11:00», «15.11», «0144»
_CHANGE = re.compile(r"[+-]\d{1,6}")  # of an account: «+131000»
_NO_DATE = re.compile(r"\d{1,5}|\d+[.,]\d+|\d{1,2}:\d\d")
# A sum, a version, the size of a fitting: no phone and nobody's number.
_SUM, _CENTS = re.compile(r"[+-]?\d{1,3}(?:[ .]\d{3})*(?:,\d\d)?"), re.compile(r",\d\d(?![\w,])")
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,5}){3}|\d\d?\.\d\d?\.(?:19|20)\d\d")  # or a date
_SIZES = re.compile(r"(?:[A-ZА-Я]{1,3}\d{1,3}[\s,/x×х*-]{1,2}){1,3}[A-ZА-Я]{1,3}\d{1,3}")  # «B25 W6»
_PARCEL = re.compile(r"[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}|(?i:md5|sha-?\d*)\b.*")  # of the post; a digest
_FLIGHT = re.compile(r"[A-Z\d]{2} ?\d{2,4} [A-Z]{3}[-–/ ][A-Z]{3}")  # and its way: «AC857 LHR-YYZ»
# A Russian code of what is paid for (КБК).
_BUDGET = re.compile(r"(?:18[0-9]|153|39[0-9]) ?\d ?\d\d ?\d{5} ?\d\d ?\d{4} ?\d{3}")
_SIZE = re.compile(r"(?:(?:DN|PN|SDR|NPT|DU|Ду|ДУ|Ру|РУ) ?\d{1,4}[\s,/x×х*-]{0,2})+")
# What names a device, a part or a product, at most two words before its number.
_OF_DEVICE = re.compile(
    r"(?i)(?:\b(?:s/n|p/n|sn(?=[\"':= ])|serial|part (?:no|number)|model|sku|cartridge|firmware|серийн\w*|заводск\w*"
    r"|зав\. ?(?=№|номер)"
    r"|модел\w+|артикул\w*|арт\.|картридж\w*|прошивк\w*|шильдик\w*|холодильник\w*|телевизор\w*|принтер\w*|ноутбук\w*"
    r"|кондиционер\w*|fridge|printer|laptop))(?:[ .:№#-]{1,3}(?:no|number|num|номер\w*))?"
    r"(?: (?:of|на|у)?[ ]?[^\W\d]+){0,2}[ .:№#=\"'-]{1,5}(?:\d{2,4} ){0,4}\Z"
)
# An order right before its number: with words between the number may be a person's.
_OF_ORDER = re.compile(
    r"(?i)\b(?:orders?|tickets?|b/?l|bill of lading|коносамент\w{0,2}|заказ\w{0,2}|заявк\w{1,2}"
    r"|накладн\w{2,3})(?:[ .:№#-]{1,3}(?:no|number|num|номер\w*))?"
    r"[ .:№#=-]{1,4}\Z"
)
_OF_MAKE = re.compile(r"(?:г|года?)?[ .]{0,2}(?:в\.|вып|изг|постр|модел)")  # «2022 г.в.», «2019 года выпуска»
_NO_SECRETS = NO_PASSWORDS | {"alarm", "error", "warning", "ключ", "ключи", "код", "key", "keys", "code"}
_OF_MACHINE = re.compile(r"(?i)\b(?:баз[аеуы]|таблиц[аыеу]|пк|хост|database|table|host) (?:[\w.]{3,30}, )?\Z")
_OF_ACCESS = re.compile(r"(?i)парол|pass|ключ|\bkey|доступ|secret|\bкод|\bcode")
_MAIL = re.compile(r"(?i)@|\bсобак|\b(?:at|dot)\b|\bточка\b")


def told(text: str, start: int, end: int, kind: str, odds: float) -> Finding | None:
    """What a network saw as a finding, as far as its writing goes; None when it can be no value of its kind."""
    if odds < LEAST[kind]:
        return None
    if kind in _GLUED:
        start, end = _whole(text, start, end)
    value = text[start:end]
    digits = sum(map(str.isdigit, value))
    if sum(map(str.isalnum, value)) < _LEAST_SIGNS or (kind in _GLUED and len(value) > _MOST_GLUED):
        return None
    if kind in ("TEL", "NUM", "DOB") and digits < _LEAST_SIGNS and len(value.split()) < _LEAST_WORDS:
        return None
    if kind == "TEL" and (digits > _MOST_DIGITS or _SHORT.fullmatch(value) or _CHANGE.fullmatch(value)):
        return None
    if kind == "DOB" and (_NO_DATE.fullmatch(value) or not may_be_of_birth(text, start, end)):
        return None
    if kind == "SEC" and (
        value.lower() in _NO_SECRETS
        or "PUBLIC KEY" in value
        or _is_machine(text, start)
        or values.is_fingerprint(text, start)
    ):
        return None
    if _is_of_thing(text, start, end, kind):
        return None
    if kind in _GLUED and " " not in value and (is_identifier(text, start, end) or _is_of_program(text, start, end)):
        return None
    entity = "EMAIL" if kind == "ACC" and _MAIL.search(value) else ENTITIES[kind]
    return Finding(entity, start, end, _SCORE, _RULE + kind.lower())


def _is_of_thing(text: str, start: int, end: int, kind: str) -> bool:
    """A sum or a version for a phone, the number of a device or a size for a person's, a year of make."""
    value = text[start:end]
    if kind == "TEL":
        if "\t" in value and all(_SUM.fullmatch(cell) or _SHORT.fullmatch(cell) for cell in value.split("\t")):
            return True  # cells of a row
        cents = value[-3:-2] == "," or _CENTS.match(text, end) is not None
        return (cents and _SUM.fullmatch(value) is not None) or _VERSION.fullmatch(value) is not None
    if kind == "NUM":
        before = max(0, start - _FURTHEST)
        written = any(form.fullmatch(value) for form in (_SIZE, _SIZES, _PARCEL, _FLIGHT, _BUDGET))
        return written or any(words.search(text, before, start) for words in (_OF_DEVICE, _OF_ORDER))
    return kind == "DOB" and _OF_MAKE.match(text, end) is not None


def _is_machine(text: str, start: int) -> bool:
    """A database, a table or a host by the word before it, where no password is spoken of."""
    before = text[max(0, start - _FURTHEST) : start]
    return _OF_MACHINE.search(before) is not None and _OF_ACCESS.search(before) is None


def _is_of_program(text: str, start: int, end: int) -> bool:
    """A path, a digest, a name in a program, a decorator at the beginning of its line, an attribute («name@val»)."""
    value = text[start:end]
    if value.startswith("@"):
        return "/" in value or not text[max(0, start - _FURTHEST) : start].rpartition("\n")[2].strip()
    name, at, host = value.partition("@")
    if (at and name and "." not in host) or (at and "/" in value) or value.startswith("pk_"):
        return True  # «name@val», «@scope/package@4.12.4», a publishable key
    known = (values.is_path, values.is_hash, values.is_placeholder, values.is_reference, values.is_type_name)
    return any(is_known(value) for is_known in known)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = _BEFORE.search(text, max(0, start - _FURTHEST), start), _AFTER.match(text, end, end + _FURTHEST)
    start, end = before.start() if before else start, after.end() if after else end
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return start, end


def without_known(found: Sequence[Finding]) -> list[Finding]:
    """Findings without the told ones where a rule or a name stands already."""
    if not any(map(_is_told, found)):
        return list(found)
    known = sorted((one.start, one.end) for one in found if one.score >= THRESHOLD and not _is_told(one))
    starts, reach = [start for start, _ in known], list(accumulate((end for _, end in known), max))

    def stands(one: Finding) -> bool:
        before = bisect_left(starts, one.end)
        return before > 0 and reach[before - 1] > one.start

    return [one for one in found if not _is_told(one) or not stands(one)]


def _is_told(one: Finding) -> bool:
    return one.recognizer.startswith(_RULE)

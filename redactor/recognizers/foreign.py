"""Identifiers of other countries: IBAN, US, UK and the others that Presidio knows, Kazakhstan, Belarus, Ukraine. Pure.

One row an identifier: a form, a check, the words beside it. A row with `alone` counts without a word when its check
fits; all others need a word, and count by it even when the check fails (a typo in a real number is still data).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.finding import Finding
from redactor.recognizers import checksums
from redactor.recognizers import foreign_checks as check
from redactor.recognizers.id_numbers import DATE
from redactor.recognizers.page import Page, Spot, beginnings

_REACH = 40
_BARE = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class _Row:
    entity: str
    form: re.Pattern[str]
    words: re.Pattern[str]
    fits: Callable[[str], bool] | None
    alone: bool


def _rows() -> tuple[_Row, ...]:
    """The rows of foreign.tsv."""
    lines = (Path(__file__).parent / "foreign.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_row(*line.split("\t")) for line in lines if not line.startswith("#"))


def _row(entity: str, alone: str, fits: str, form: str, words: str) -> _Row:
    bounded = re.compile(rf"(?<![\w.,/-])(?:{form})(?![\w/-]|[.,]\d)", re.IGNORECASE)
    return _Row(entity, bounded, re.compile(words), getattr(check, fits) if fits else None, bool(alone))


_ROWS = _rows()
_ALONE = tuple(row for row in _ROWS if row.alone)
_ANY_ALONE = re.compile("|".join(row.form.pattern for row in _ALONE), re.IGNORECASE)
_IBAN = re.compile(r"[A-Za-z]{2}\d{2}(?: ?[\dA-Za-z]{4}){2,7}(?: ?[\dA-Za-z]{1,4})?(?!\w)")
_SSN = re.compile(r"(?<![\w.,/-])\d{3}-\d{2}-\d{4}(?![\w-])")
# «our supplier codes are 882-10-4417 and …»: a thing's code in the form of a number of social security.
_CODE_OF_THING = re.compile(
    r"(?i)\b(?:(?:supplier|vendor|product|material|catalog(?:ue)?|drawing|job|paint|colou?r|stock|asset|model|form|batch"
    r"|lot|serial|invoice|ticket|tracking)s?[ -](?:codes?|no|nos|numbers?|num|refs?|#)"
    r"|(?:part|item|article|order|sku)s?(?:[ -](?:codes?|no|nos|numbers?|num|ids?|refs?))?)\b[.:#]{0,2}"
    r"(?:[ ](?:is|are|was|were)|[ ]?\(?(?:e\.g\.,?|like|such as))?[ ]{0,2}(?:[\d-]{11}(?:,|[ ]and|[ ]or|[ ]&"
    r"|[ ]?/)[ ]{1,2}){0,5}\Z"
)
# Numbers that their grouping alone tells: British insurance, a New Zealand account, a British branch with its account.
_GROUPED = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<UK_NINO>(?:QQ|(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) \d\d \d\d \d\d [A-D])"
    r"|(?P<nz>(?:0[1-6]|1[1-9]|2\d|3[018]|88)-\d{4}-\d{7}-\d{2,3})"
    r"|(?P<branch>\d\d-\d\d-\d\d)(?:[ ,/]{1,3}(?:and )?(?:a/?c(?:count|ct)?\.? ?(?:no\.? ?)?)?)"
    r"(?P<account>(?!(?:19|20)\d\d(?:0[1-9]|1[0-2]))\d{8}))"
    r"(?![\w-])"
)
# A number of an American employer, where a text speaks of taxes: «'Ozark Fastener Supply' '41-7850315'».
_EIN = re.compile(r"(?<![\w.,/-])\d\d-\d{7}(?![\w-]|[.,]\d)")
_OF_TAXES = re.compile(r"\btax(?:payer)?[ _-]?(?:id|no|number)|\bf?ein\b|\bw-9\b|\b1099\b")
_CPF = re.compile(r"(?<![\w.,/-])(?!(\d)\1\1\.\1\1\1\.)\d{3}\.\d{3}\.\d{3}-\d\d(?![\w-])")  # of a person in Brazil
_BEFORE_GROUPS = {" ": 3, "-": 0}  # characters before the first two digits, by what follows these
_WALLET = re.compile(
    r"(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}"
    r"|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?!\w)"
)
_WALLET_WORD = re.compile(
    r"(?i)wallet|кошел|btc|bitcoin|биткоин|eth|usdt|trc|crypto|крипт|адрес|address|monero|xmr|tron"
)
_SENTENCE = re.compile(r"\d{5,}|\n\s*\n|[.!]\s+[A-ZА-Я]|\?(?!\n[^\n:]{1,30}:)\s+[A-ZА-Я]")
_LISTED = re.compile(r"[\s,;)]{0,3}(?:and|or|&|/|и|или)?[\s,;(]{1,3}")
_ANY_PASSPORT = re.compile(r"(?<![\w.,/-])(?=[A-Z\d]*\d{3})(?:(?=[A-Z\d]*[A-Z])[A-Z\d]{7,9}|\d{9})(?![\w/-])")
# «SIN 612 … but that's my sister's, mine is 550 …»: the other number of the two that are spoken of.
_CONTRASTED = re.compile(
    r"[^!?\n\d]{0,56}\b(?:mine|hers|his|theirs|ours|yours|(?:right|correct|real|new|other|old) one)"
    r"(?:'s|[ ](?:is|was|should be|reads))?[ :]{1,2}"
)
_LIST_REACH, _MOST_LISTED = 80, 12
_SHORTEST = 9  # characters of a form that counts alone
BEGINNINGS = {"foreign": tuple(row.words.pattern for row in _ROWS)}
_FAR = _REACH + 24
_FAR_CODE = 120


def _rows_by_letters() -> dict[str, list[_Row]]:
    """Rows by the first three letters of their words."""
    table: dict[str, list[_Row]] = {}
    for row in _ROWS:
        for letters in {found[:3] for found, _ in beginnings(row.words.pattern)}:
            table.setdefault(letters, []).append(row)
    return table


_BY_LETTERS = _rows_by_letters()


def find_foreign(page: Page) -> Iterator[Finding]:
    """Everything of this file."""
    text = page.text
    for start, end in page.numbers_of(2):
        if (before := _BEFORE_GROUPS.get(text[end : end + 1])) is not None:
            yield from _grouped(text, start - before)
        employer = _EIN.match(text, start) if before == 0 else None
        if employer is not None and _OF_TAXES.search(page.low):
            yield Finding("ID_NUMBER", employer.start(), employer.end(), 0.6, "grouping")
    for start, end in page.numbers_of(3):
        if text[end : end + 1] == "." and (match := _CPF.match(text, start)):
            yield Finding("ID_NUMBER", match.start(), match.end(), 0.7, "grouping")
        match = _SSN.match(text, start) if text[end : end + 1] == "-" else None
        if match is None or _CODE_OF_THING.search(text, max(0, start - _FAR_CODE), start):
            continue
        if check.ssn(_bare(match.group())):
            yield Finding("US_SSN", match.start(), match.end(), 0.85, "ssn")
    for spot in page.mixed:
        yield from _of_code(text, spot)
    for spot in page.marks("foreign"):
        if page.number_within(spot.end - 1, spot.end + _FAR):
            yield from _beside(page, spot)


def _grouped(text: str, start: int) -> Iterator[Finding]:
    match = _GROUPED.match(text, start) if start >= 0 else None
    for name, value in match.groupdict().items() if match is not None else ():
        if match is not None and value is not None:
            yield Finding(name if name.isupper() else "US_BANK_NUMBER", *match.span(name), 0.7, "grouping")


def _bare(value: str) -> str:
    return _BARE.sub("", value).upper()


def _of_code(text: str, spot: Spot) -> Iterator[Finding]:
    """IBAN, wallets and the forms that count alone, at a word of letters and digits."""
    iban = _IBAN.match(text, spot.start)
    finding = _iban(text, iban) if iban else None
    if finding is None and spot.end - spot.start > 25:
        finding = _wallet(text, spot)
    if finding is None:
        finding = _alone(text, spot)
    if finding is not None:
        yield finding


def _iban(text: str, match: re.Match[str]) -> Finding | None:
    value = match.group()
    labelled = "iban" in text[max(0, match.start() - _REACH) : match.start()].lower()
    while value:
        code = value.replace(" ", "").upper()
        sure = checksums.iban(code)
        if sure or (labelled and checksums.iban_shape(code)):
            return Finding("IBAN", match.start(), match.start() + len(value), 0.99 if sure else 0.6, "iban")
        value = value.rpartition(" ")[0]
    return None


def _alone(text: str, spot: Spot) -> Finding | None:
    """A form with letters and digits whose check fits."""
    if not text[spot.start : spot.end].isupper():
        return None
    if not _ANY_ALONE.match(text, spot.start) and not (spot.start > 6 and _ANY_ALONE.match(text, spot.start - 7)):
        return None
    for row in _ALONE:
        match = row.form.match(text, spot.start) or (row.form.match(text, spot.start - 7) if spot.start > 6 else None)
        if match and len(match.group()) >= _SHORTEST and row.fits and row.fits(_bare(match.group())):
            return Finding(row.entity, match.start(), match.end(), 0.8, "form-and-check")
    return None


def _wallet(text: str, spot: Spot) -> Finding | None:
    match = _WALLET.match(text, spot.start)
    if match is None:
        return None
    value = match.group()
    sure = check.base58_address(value) if value[0] in "13" else value.startswith("bc1") and value.islower()
    if sure or _WALLET_WORD.search(text, max(0, match.start() - _REACH), match.start()):
        return Finding("CRYPTO", match.start(), match.end(), 0.85, "wallet")
    return None


def _rows_at(low: str, spot: Spot) -> Sequence[_Row]:
    """Rows whose words may begin at a spot: by its three letters, or fewer where an abbreviation has full stops."""
    return _BY_LETTERS.get(low[spot.start : min(spot.end, spot.start + 3)], ())


def _beside(page: Page, spot: Spot) -> Iterator[Finding]:
    """The number that follows a word, by the rows that know the word: a fitting check first."""
    text, low = page.text, page.low
    best: Finding | None = None
    best_row: _Row | None = None
    for row in _rows_at(low, spot):
        word = row.words.match(low, spot.start)
        if word is None:
            continue
        match = row.form.search(text, word.end(), min(len(text), word.end() + _FAR))
        if match is None or match.start() - word.end() > _REACH or not any(map(str.isdigit, match.group())):
            continue
        if _SENTENCE.search(text, word.end(), match.start()):
            continue
        fits = row.fits is not None and row.fits(_bare(match.group()))
        score = 0.95 if fits else 0.62 if row.fits is None else 0.61
        if best is None or score > best.score:
            best, best_row = Finding(row.entity, match.start(), match.end(), score, "label"), row
    if best is not None and best_row is not None:
        yield best
        yield from _listed(text, best_row, best)


def _listed(text: str, row: _Row, first: Finding) -> Iterator[Finding]:
    """Further numbers of the same form after a labelled one: in brackets after other names, in a list."""
    end = first.end
    for _ in range(_MOST_LISTED):
        form = _ANY_PASSPORT if row.entity.endswith("PASSPORT") else row.form
        match = form.search(text, end, min(len(text), end + _LIST_REACH))
        if match is None or not any(map(str.isdigit, match.group())) or _SENTENCE.search(text, end, match.start()):
            return
        if DATE.fullmatch(match.group()):
            return
        lead = text[max(end, match.start() - 5) : match.start()]
        lettered = any(map(str.isalpha, match.group())) and match.group().upper() == match.group()
        if not (lettered and lead.endswith("(")) and not (
            _LISTED.fullmatch(text, end, match.start()) or _CONTRASTED.fullmatch(text, end, match.start())
        ):
            return
        yield Finding(row.entity, match.start(), match.end(), 0.6, "listed")
        end = match.end()

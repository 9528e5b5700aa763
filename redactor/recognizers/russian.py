"""Russian identifiers, bank accounts and cards: numbers classified by shape, check digits and labels. Pure.

Scores (design/redaction.md §5): check digits and label .99, check digits alone .85, label and length with wrong check
digits .6 (a typo in a real number), form alone .2 and so not masked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.recognizers import checksums
from redactor.recognizers.labels import Label, Labels
from redactor.recognizers.page import Page, Spot
from redactor.recognizers.runs import Number, runs, windows

BOTH, CHECKED, LABELLED, TYPO = 0.99, 0.85, 0.9, 0.6

_BALANCE = re.compile(
    r"(?:30[12]|40[1-8]|42[0-6]|45[2-9]|47[4-8]|6\d\d)\d\d(?:810|643|840|978|156|398|933|826|756|392|944|860|417|051"
    r"|981|949|784)"
)
# Two digits of a region, two of the year of the form: no other number is grouped like this.
_PASSPORT_YEAR = re.compile(r"9[7-9]|[01]\d|2[0-7]")
_BIK_SIZE = 9
_BIK = re.compile(r"(?<!\d)0[14]\d{7}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How numbers of one kind look. `bare` is the set of groupings that count without a label."""

    entity: str
    label: Label
    lengths: tuple[int, ...]
    check: Callable[[str], bool] | None
    bare: tuple[tuple[int, ...], ...] = ()


_KINDS = (
    _Kind("RU_INN", Label.INN, (10, 12), checksums.inn, ((10,), (12,))),
    _Kind("RU_SNILS", Label.SNILS, (11,), checksums.snils, ((3, 3, 3, 2), (11,), (9, 2), (3, 3, 5))),
    _Kind("RU_OGRN", Label.OGRN, (13,), checksums.ogrn, ((13,),)),
    _Kind("RU_OGRNIP", Label.OGRNIP, (15,), checksums.ogrnip, ((15,),)),
    _Kind("RU_OGRN", Label.OGRNIP, (13,), checksums.ogrn),
    _Kind("RU_OGRNIP", Label.OGRN, (15,), checksums.ogrnip),
    _Kind("RU_OKPO", Label.OKPO, (8, 10), checksums.okpo),
    _Kind("RU_KPP", Label.KPP, (9,), None),
    _Kind("RU_KPP", Label.INN, (9,), None),
    _Kind("RU_BIK", Label.BIK, (9,), None),
    _Kind("RU_OMS", Label.OMS, (16,), checksums.luhn),
    _Kind("RU_FOREIGN_PASSPORT", Label.FOREIGN, (9,), None),
    _Kind("RU_FOREIGN_PASSPORT", Label.PASSPORT, (9,), None),
    _Kind("RU_PASSPORT", Label.PASSPORT, (10,), None),
    _Kind("RU_DRIVER_LICENSE", Label.LICENSE, (10,), None),
    _Kind("CREDIT_CARD", Label.CARD, (12, 13, 14, 15, 16, 17, 18, 19), checksums.luhn),
    _Kind("US_SSN", Label.SSN, (9,), None),
)
_LABEL_OF = {kind.entity: kind.label for kind in reversed(_KINDS)}
_BY_LABEL = {label: tuple(kind for kind in _KINDS if kind.label is label) for label in Label}
_BY_SIZES = {
    sizes: tuple(kind for kind in _KINDS if sizes in kind.bare)
    for sizes in {sizes for kind in _KINDS for sizes in kind.bare}
}
_REACH = 160
_MILLISECONDS = re.compile(r"1[3-9]\d{11}")
_CYRILLIC = re.compile(r"[А-яЁё]")
_SHORTEST, _LEAST_OF_CARD = 8, 12  # digits


def find_numbers(page: Page, labels: Labels) -> Iterator[Finding]:
    """Numbers of persons, firms, accounts and cards."""
    text = page.text
    biks: Sequence[str] | None = None
    last: Finding | None = None
    for groups in runs(page):
        if sum([end - start for start, end in groups]) < _SHORTEST or _is_abroad(text, groups[0].start):
            continue
        at = 0
        while at < len(groups):
            if biks is None:
                biks = [
                    bik
                    for spot in page.digits
                    if spot.end - spot.start >= _BIK_SIZE
                    for bik in _BIK.findall(text, *spot)
                ]
            step, finding = _at(text, labels, groups, at, biks)
            if finding is None and last is not None and groups[at].start - last.end < _REACH:
                step, finding = _alike(text, labels, groups, at, last)
            if finding is not None:
                yield finding
                last = finding if finding.recognizer in ("label", "alike") else last
            at = step


def _is_abroad(text: str, start: int) -> bool:
    """A plus before digits tells a phone."""
    return start > 0 and text[start - 1] == "+" and (start == 1 or not text[start - 2].isalnum())


def _at(text: str, known: Labels, groups: list[Spot], at: int, biks: Sequence[str]) -> tuple[int, Finding | None]:
    """The number that begins at a group, and the group to go on with."""
    start = groups[at].start
    if groups[-1].end - start < _SHORTEST:
        return at + 1, None
    labels = known.left(start)
    bare = not labels or labels[0] is Label.OTHER  # which ends the list
    for end, number in windows(text, groups, at):
        if len(number.digits) < _SHORTEST:
            break
        beside = labels
        if bare and end == len(groups):
            right = known.right(number.end)
            # «order 114-8820917-33, card ending 6603»
            named = bool(labels) and text[number.end : number.end + 1] == "," and known.names(start)
            beside = [right, *labels] if right is not None and not named else labels
        finding = classify(number, beside, biks)
        bare_digits = finding is not None and finding.recognizer == "check-digits"
        if finding is not None and not (bare_digits and (known.counts(number.end) or _is_moment(text, number))):
            return end, finding
    return at + 1, None


def _is_moment(text: str, number: Number) -> bool:
    """Milliseconds since 1970, of 2011 and later, among Latin letters: one in eleven has the digit of an ОГРН."""
    near = max(0, number.start - _REACH), number.end + _REACH
    return _MILLISECONDS.fullmatch(number.digits) is not None and _CYRILLIC.search(text, *near) is None


def _alike(text: str, known: Labels, groups: list[Spot], at: int, last: Finding) -> tuple[int, Finding | None]:
    """A number of the same kind as the labelled one shortly before: «паспорт 65 17 004218, в анкете 65 17 004281»."""
    wanted = sum(map(str.isdigit, text[last.start : last.end]))
    nearest = known.left(groups[at].start)[:1]
    no_card = nearest == [Label.CARD] and wanted < _LEAST_OF_CARD  # «в прошлой карточке было 04…»
    if nearest not in ([], [_LABEL_OF.get(last.entity)]) and not no_card:
        return at + 1, None
    for end, number in windows(text, groups, at):
        if len(number.digits) == wanted and _grouped_as(last.entity, number):
            return end, _finding(last.entity, number, 0.7, "alike")
    return at + 1, None


def _grouped_as(entity: str, number: Number) -> bool:
    if entity == "RU_SNILS":
        return number.sizes == (3, 3, 3, 2)
    return any(kind.entity == entity and kind.check is None and _plausible(kind, number) for kind in _KINDS)


def classify(number: Number, labels: Sequence[Label], biks: Sequence[str] = ()) -> Finding | None:
    """What a number is, given the labels beside it, the nearest first, and the bank codes of the text."""
    digits = number.digits
    for label in labels:
        if label is Label.OTHER:
            break
        for kind in _BY_LABEL.get(label, ()):
            if len(digits) in kind.lengths and _plausible(kind, number):
                fits = kind.check is None or kind.check(digits)
                if _stands_for_any(digits) and not (fits and kind.check):
                    continue
                score = LABELLED if kind.check is None else BOTH if fits else TYPO
                if label is Label.PASSPORT and number.sizes == (9,):
                    score = TYPO  # nine digits in one are a passport of the US or the UK as well
                return _finding(kind.entity, number, score, "label")
        if label is Label.ACCOUNT and len(digits) == 20:
            return _finding("RU_BANK_ACCOUNT", number, LABELLED, "account-label")
    return _unlabelled(number, bool(labels) and labels[0] is Label.OTHER, biks)


def _stands_for_any(digits: str) -> bool:
    """Whether a number only shows how such numbers look: one digit again and again, or a round one."""
    return len(set(digits)) == 1 or digits.endswith("000000")


def _plausible(kind: _Kind, number: Number) -> bool:
    """Whether the grouping can be of this kind: no lone digits, a passport's series first."""
    sizes = number.sizes
    if sizes[:3] == (4, 2, 2) and number.digits[:2] in ("19", "20"):
        return False  # a date and an hour: «2025-11-20 08»
    if kind.entity == "RU_PASSPORT":
        return sizes in ((10,), (4, 6), (2, 2, 6), (2, 8), (4, 3, 3), (2, 2, 3, 3))
    if kind.entity == "RU_FOREIGN_PASSPORT":
        return sizes in ((9,), (2, 7))
    if kind.entity == "RU_DRIVER_LICENSE":
        return sizes in ((10,), (4, 6), (2, 2, 6))
    if kind.entity == "US_SSN":
        return sizes in ((9,), (3, 2, 4))
    if sizes[:4] == (4, 4, 4, 4) and len(sizes) > 4 and not checksums.luhn(number.digits):
        return False  # a card, and the month to which it holds: «4276 … 9010 12/27»
    return len(sizes) <= 6 and (len(sizes) == 1 or min(sizes) >= 2 or kind.entity == "RU_BANK_ACCOUNT")


def _unlabelled(number: Number, other: bool, biks: Sequence[str]) -> Finding | None:
    """By check digits alone; beside a word such as «заказ» one fit of ten is no evidence."""
    digits, sizes = number.digits, number.sizes
    if len(digits) == 20 and _BALANCE.match(digits) and (sizes == (20,) or len(sizes) >= 3):
        sure = any(checksums.account(digits, bik) for bik in biks)
        return _finding("RU_BANK_ACCOUNT", number, BOTH if sure else 0.7, "account")
    if 13 <= len(digits) <= 19 and _grouped_as_card(sizes) and checksums.card(digits):
        if other and sizes != (4, 4, 4, 4):
            return None
        return _finding("CREDIT_CARD", number, CHECKED, "luhn")
    if other:
        return None
    if sizes == (2, 2, 6) and _PASSPORT_YEAR.match(digits, 2):
        return _finding("RU_PASSPORT", number, TYPO, "passport-form")
    for kind in _BY_SIZES.get(sizes, ()):
        if kind.check is not None and kind.check(digits) and not _like_phone(digits, sizes):
            return _finding(kind.entity, number, CHECKED, "check-digits")
    return None


def _grouped_as_card(sizes: tuple[int, ...]) -> bool:
    if len(sizes) == 1 or (sizes[-1] <= 4 and all(size == 4 for size in sizes[:-1])):
        return True
    return sizes in ((4, 6, 5), (4, 6, 4), (6, 10), (8, 8))


def _like_phone(digits: str, sizes: tuple[int, ...]) -> bool:
    return len(digits) == 11 and sizes == (11,) and digits[0] in "78" and digits[1] in "3489"


def _finding(entity: str, number: Number, score: float, rule: str) -> Finding:
    return Finding(entity, number.start, number.end, score, rule)

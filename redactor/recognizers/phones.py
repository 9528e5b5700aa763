"""Phone numbers in the writings that people use. Pure.

Sources: Российская система и план нумерации, приказ Минцифры 61 of 2022 (+7/8 and ten digits that begin 3, 4, 8, 9);
NANP (area and exchange begin 2-9); Ofcom National Telephone Numbering Plan (0 and nine or ten digits); ITU-T E.164
(+ and 15 digits at most).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.recognizers.labels import Label, Labels
from redactor.recognizers.page import Page

_JOIN = re.compile(r"[ \t]{0,2}[()./\-–]{0,2}[ \t]{0,2}")
_HEAD = re.compile(r"\+ ?\(?\Z|\(\Z")
_SPACED = re.compile(r"[\d \t]+")
_NO_EDGE = frozenset("@$€£_")  # what stands directly before no phone number
_PATH = frozenset("=/&.,-")  # nor these after a digit: a path, a decimal
_WITH_EXTENSION = re.compile(r"(\d+)x\d{1,6}\Z", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[ \t,;(]{0,3}(?:доб(?:\.|авочный)?|вн(?:\.|утр\w*\.?)|ext(?:\.|ension)?|x|#)[ \t.:]{0,2}\d{1,6}\)?", re.IGNORECASE
)
_LEAST, _MOST = 5, 15  # digits
_GROUPS = 8  # groups of one number at most
_LONGEST = 22  # characters of a group with its extension
_NUMBER_WORD = re.compile(r"номер\w*\W|номерок\w*\W|\bnumber\W|\bт\.|\bт:")
_PHONE_SOON = re.compile(r"[^\n.]{0,30}?\b(?:телефон|звон|набер|трубк|phone|call)")
# Country calling codes of ITU-T E.164 by first digits, as far as they tell a phone from a sum after a plus.
_COUNTRY = re.compile(
    r"1|2[07]|2[1-69]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[789]\d|7|8[1246]|8[05789]\d|9[0-58]|9[679]\d"
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Digits as grouped: `plus` and `bracket` say what stands before them, `hard` whether a sign other than a space
    parts them."""

    digits: str
    sizes: tuple[int, ...]
    plus: bool
    bracket: bool
    hard: bool


def find_phones(page: Page, labels: Labels) -> Iterator[Finding]:
    """Phone numbers, extension included."""
    for groups in _runs(page):
        first = 0
        while first < len(groups):
            step = first + 1
            for last in range(min(len(groups), first + _GROUPS), first, -1):
                digits = sum(b - a for a, b in groups[first:last])
                if digits < _LEAST:
                    break
                finding = _phone(page, labels, groups[first:last]) if digits <= _MOST else None
                if finding is not None:
                    yield finding
                    step = last
                    break
            first = step


def _runs(page: Page) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that may be one number: at most six spaces, brackets, points and dashes between."""
    text, run = page.text, list[tuple[int, int]]()
    for spot in page.digits:
        start, end = spot
        if spot.end - spot.start > _LONGEST or not text[start].isdigit():
            continue
        if not text[start:end].isdigit():
            tail = _WITH_EXTENSION.match(text, start, end)
            if tail is None:
                continue
            end = tail.end(1)
        if run and not _JOIN.fullmatch(text, run[-1][1], start):
            if sum(b - a for a, b in run) >= _LEAST:
                yield run
            run = []
        run.append((start, end))
    if sum(b - a for a, b in run) >= _LEAST:
        yield run


def _phone(page: Page, labels: Labels, groups: list[tuple[int, int]]) -> Finding | None:
    """The finding when these groups are a phone number."""
    text = page.text
    begin, end = groups[0][0], groups[-1][1]
    inside = text[begin:end]
    before = text[max(0, begin - 4) : begin]
    head = _HEAD.search(before)
    edge = before[: head.start()] if head else before
    if edge[-1:] in _NO_EDGE or (edge[-1:] in _PATH and edge[-2:-1].isdigit()):
        return None
    plus = head is not None and "+" in head.group()
    bracket = before.endswith("(") and ")" in inside and "(" not in inside[: inside.index(")")]
    shape = _Shape(
        digits="".join(text[a:b] for a, b in groups),
        sizes=tuple(b - a for a, b in groups),
        plus=plus,
        bracket=bracket,
        hard=not _SPACED.fullmatch(inside),
    )
    score = _score(shape, page.low, labels, begin, end)
    if not score:
        return None
    if bracket or plus:
        begin = text.rindex("+" if plus else "(", 0, begin)
    extension = _EXTENSION.match(text, end)
    if extension:
        end = extension.end() - (text[extension.end() - 1] == ")" and "(" not in extension.group())
    return Finding("PHONE", begin, end, score, "phone")


def _score(shape: _Shape, low: str, known: Labels, begin: int, end: int) -> float:
    """0 when it is no phone number."""
    if shape.plus:
        return _international(shape)
    labels = known.left(begin)
    if labels and labels[0] not in (Label.PHONE, Label.OTHER):
        return 0.0
    other = bool(labels) and labels[0] is Label.OTHER
    if _formatted(shape) and not (other and len(shape.sizes) == 1):
        return 0.85
    if labels and labels[0] is Label.PHONE and _labelled(shape):
        return 0.8
    if other or known.right(end) not in (None, Label.PHONE):
        return 0.0
    if _mobile(shape) and (_NUMBER_WORD.search(low, max(0, begin - 28), begin) or _PHONE_SOON.match(low, end)):
        return 0.7
    return 0.65 if _bare_russian(shape) else 0.0


def _international(shape: _Shape) -> float:
    if shape.digits[0] == "7":
        return 0.95 if len(shape.digits) == 11 else 0.6 if len(shape.digits) in (10, 12) else 0.0
    return 0.9 if 9 <= len(shape.digits) <= 15 and _COUNTRY.match(shape.digits) else 0.0


_NATIONAL = frozenset(
    {
        (3, 4, 4),
        (4, 3, 4),
        (5, 6),
        (5, 3, 3),
        (4, 3, 3),
        (5, 5),
        (4, 6),
        (3, 3, 4),
        (3, 3, 5),
        (4, 3, 2, 2),
        (3, 3, 2, 2),
    }
)


def _formatted(shape: _Shape) -> bool:
    """Whether the grouping alone says that it is a phone."""
    digits, sizes = shape.digits, shape.sizes
    if len(digits) == 11 and digits[0] in "78" and digits[1] in "3489" and len(sizes) >= 2 and sizes[0] in (1, 4):
        return digits[0] == "8" or shape.hard or shape.bracket or len(sizes) >= 3
    if sizes == (3, 3, 2, 2) and digits[0] in "3489":
        return True
    if sizes == (3, 3, 4) and digits[0] in "23456789" and digits[3] in "23456789":
        return shape.hard or shape.bracket
    if sizes == (1, 3, 3, 4) and digits[0] == "1":
        return shape.hard
    if digits[0] == "0" and sizes == (2, 2, 2, 2, 2):
        return digits[1] != "0"
    if digits[0] == "0" and len(digits) in (10, 11) and digits[1] in "12356789":
        return sizes in _NATIONAL
    if digits.startswith("00") and len(digits) >= 11:
        return _COUNTRY.match(digits, 2) is not None and len(sizes) >= 2
    return shape.bracket and 3 <= sizes[0] <= 5 and 9 <= len(digits) <= 11 and len(sizes) >= 2


def _labelled(shape: _Shape) -> bool:
    """Whether it can be a phone beside a word that says so."""
    count = len(shape.digits)
    if len(shape.sizes) == 1:
        return 6 <= count <= 13
    return 6 <= count <= 15 and min(shape.sizes[1:]) >= 2 and not _date(shape)


def _date(shape: _Shape) -> bool:
    return shape.sizes in ((2, 2, 4), (4, 2, 2), (4, 4))


def _mobile(shape: _Shape) -> bool:
    return len(shape.digits) == 10 and shape.digits[0] == "9" and len(shape.sizes) <= 4


def _bare_russian(shape: _Shape) -> bool:
    """Eleven digits in one piece that begin as a Russian mobile or a free number."""
    return shape.sizes == (11,) and (shape.digits[:2] in ("89", "79") or shape.digits.startswith("8800"))

"""Phone numbers in the writings that people use. Pure.

Sources: Российская система и план нумерации, приказ Минцифры 61 of 2022 (+7/8 and ten digits that begin 3, 4, 8, 9);
NANP (area and exchange begin 2-9); Ofcom National Telephone Numbering Plan (0 and nine or ten digits); ITU-T E.164
(+ and 15 digits at most).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redactor.finding import Finding
from redactor.recognizers.labels import Label, Labels
from redactor.recognizers.page import Page
from redactor.recognizers.phone_shapes import (
    SURE,
    Shape,
    follows,
    formed,
    international,
    is_bare,
    is_mobile,
    is_russian,
    is_russian_mobile,
    labelled,
)

_SIGNS = ["", *"()./-–·"]
# Between two groups: two of these signs at most, and two spaces before and after them.
_JOINS = frozenset(
    " " * before + first + second + " " * after
    for before in range(3)
    for after in range(3)
    for first in _SIGNS
    for second in _SIGNS
)
_HEAD = re.compile(r"\+ ?\(?\Z|\(\Z")
_SPACED = re.compile(r"[\d \t]+")
_NO_EDGE = frozenset("@$€£_")  # what stands directly before no phone number
_PATH = frozenset("=/&.,-")  # nor these after a digit: a path, a decimal
_MINUTES = re.compile(r"\d\d?:[0-5]\d:\Z")  # before the seconds of a line of a log: «16:15:00.939  1702  2558 D»
_WITH_EXTENSION = re.compile(r"(\d+)x\d{1,6}\Z", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[ \t,;(]{0,3}(?:доб(?:\.|авочный)?|вн(?:\.|утр\w*\.?)|ext(?:n|ension)?\.?|x|#|wew?\.|tst\.|poste|int\."
    r"|w\.)[ \t.:#]{0,3}"
    r"\d{1,6}(?:-\d{1,4})?\)?",
    re.IGNORECASE,
)
# Groupings that are a part of a longer number as often: they count alone.
_OF_LONGER = frozenset({(3, 3, 3), (5, 5), (2, 3, 4), (4, 4, 4), (4, 4, 3), (6, 5)})
_DIGITS_BEFORE = re.compile(r"\d[ -]\Z")
_DIGITS_AFTER = re.compile(r"[ -]\d")
_STATE = re.compile(r"\b[A-Z]{2},?\s[\s#*]{0,5}\Z")  # before the nine digits of a ZIP code: «Boston, MA 02110-1301»
_SAID_PLUS = re.compile(r"(?:plus|плюс) {1,2}\Z", re.IGNORECASE)
_CYRILLIC, _NEAR = re.compile("[а-яё]"), 160  # and characters on both sides in which it tells the land of a text
_WIDEST = 6  # characters between two groups
_LEAST, _MOST = 6, 15  # digits
_LEAST_ALONE = 9  # digits of a number that no word calls a phone
_BETWEEN = 20  # characters between two phones of a list at most
_GROUPS = 8  # groups of one number at most
_LONGEST = 22  # characters of a group with its extension
_NUMBER_WORD = re.compile(r"номер\w*\W|номерок\w*\W|\bnumber\W|\bт\.|\bт:")
_SOMEBODYS = re.compile(
    r"\b(?:my|his|her|their|our|your|new|home|work|office|personal) (?:\w+ )?(?:number|no|num)\W{1,3}(?:is |was )?\Z"
)
_NUMBERED = re.compile(r"(?:[№#]|\bn[o°]?\.?|\binv\.?|/)\s{0,2}\Z")  # what numbers an order, not a subscriber
# «bag tag SK 0117-883204», "serial no. 0212-445566": what is called so is a thing.
_TAGGED = re.compile(
    r"\b(?i:tags?|serial|s/n|asset|seal|docket|waybill|consignment|pallet|meter|sku|batch|lot|reel|claim|parcel|model"
    r"|part)(?:(?i:[ ](?:no|number|code|id))\b\.?[ :#]{1,3}(?:[A-Z]{1,4}[ -])?"
    r"|[ :#]{1,3}(?!TEL|PH|MOB|CELL|CALL|FAX)[A-Z]{1,4}[ -])\Z"
)
_SAMPLE = re.compile(  # «order numbers like 0770-4418-22»
    r"\b(?i:order|invoice|ticket|part|case|sku|заказ\w*|артикул\w*|накладн\w*)s?(?i:[ ](?:numbers?|nos?\.?|codes?))?"
    r"[ ](?i:like|such as|e\.g\.,?|вида|типа|вроде|например,?)[ ]\Z"
)
_PARCEL = re.compile(r"\b1Z ?\w{3} ?\w{3} ?\Z")  # of UPS, before its last ten digits
_TAG_ENDS = re.compile(r"[A-Z][ -]\Z|(?i:no|number|code|id)\b\.?[ :#]{1,3}\Z")  # as every match of _TAGGED
# A day, a month with its year, the numbers of a register with theirs, the two ends of a range: «23/10/26», «2026-11»,
# «14/07/02/2025», «0044171–0044185».
_NO_PHONE = re.compile(
    r"(?:\d{1,2}/){3}(?:19|20)\d\d"
    r"|\d{1,2}([/.])\d{1,2}\1\d{2}(?:\d\d)?(?: ?[-–] ?[0-3]?\d\1[01]?\d)?|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?"
    r"|(\d{5,})–(?:\d{5,})"
)
_DATE_BEGINS = re.compile(r"[ \t]\d\d?\.\d\d?\.(?:19|20)\d\d(?!\d)")  # «8 912 345-67-89 12.12.2025»
_HOST = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}\)")  # «(192.0.2.1)  0.412 ms»
# An address of a host beside other digits, «esx-02 172.19.40.12»; with two digits in each part it may be a phone.
_PART = r"(?:1?\d?\d|2[0-4]\d|25[0-5])"
_HOST_INSIDE = re.compile(rf"(?<![\d.])(?:{_PART}\.){{3}}{_PART}(?![\d.])(?<!\D\d\d\.\d\d\.\d\d\.\d\d)")
_OF_NAME = re.compile(r"[^\W\d_]-\Z")  # before the number at the end of a machine's name
_SINCE_1970 = re.compile(r"1[4-9]\d{8}\.\d")  # seconds with their fraction
_HOUR_GOES_ON = re.compile(r":[0-5]\d(?!\d)")  # «14/10 19:30»
_TOLD_NUMBER = re.compile(r"(?:тел|моб|phone|ph|mob|факс|fax)[\w.]{0,7}\s?(?:[№#]|no\.?)\s{0,2}\Z")
# Between phones of a list; a sign alone parts the cells of a table.
_NEXT = re.compile(r"(?![;\t,]\Z)[\s,;/&+•*-]{0,6}(?:(?:и|или|and|or)\s)?(?:\d{1,2}[.)]\s)?\+?\(?\Z")
_PHONE_SOON = re.compile(r"[^\n.]{0,30}?\b(?:телефон|звон|набер|трубк|phone|call)")


class _Lead(NamedTuple):
    """What stands right before digits: a plus, an open bracket; `said` is where the word for a plus begins, or -1."""

    before: str
    plus: bool
    bracket: bool
    said: int

    @property
    def opened(self) -> bool:
        """Whether a bracket is open before the digits, before a plus too: «(+47) 55 …»."""
        return self.bracket or self.before.rstrip(" +").endswith("(")


def find_phones(page: Page, labels: Labels) -> Iterator[Finding]:
    """Phone numbers, extension included."""
    last = -1
    for groups in _runs(page):
        first, sizes = 0, [end - start for start, end in groups]
        while first < len(groups):
            start, stop = groups[first][0], min(len(groups), first + _GROUPS)
            begin, first, digits = first, first + 1, sum(sizes[first:stop])
            if digits < _LEAST:
                continue
            listed = last >= 0 and start - last < _BETWEEN and _NEXT.fullmatch(page.low, last, start) is not None
            left = labels.left(start)
            if left and left[0] in _OTHERS and sizes[begin] not in _BEGINNING:
                continue
            least = _LEAST if listed or left[:1] == [Label.PHONE] else _LEAST_ALONE
            lead = _lead(page.text, start) if digits >= least else None
            if lead is None:
                continue
            for end in range(stop, begin, -1):
                digits -= 0 if end == stop else sizes[end]
                if digits < least:
                    break
                finding = _phone(page, labels, lead, groups[begin:end], listed=listed) if digits <= _MOST else None
                if finding is not None:
                    yield finding
                    first, last = end, finding.end
                    break


def _runs(page: Page) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that may be one number: at most six spaces, brackets, points and dashes between."""
    text, run, last, count = page.text, list[tuple[int, int]](), -1, 0
    for start, end in _groups(page):
        if end - start > _LONGEST:
            continue
        if run and (start - last > _WIDEST or not _joins(text, run, start, count)):
            if count >= _LEAST:
                yield run
            run, count = [], 0
        run.append((start, end))
        last, count = end, count + end - start
    if count >= _LEAST:
        yield run


def _joins(text: str, run: list[tuple[int, int]], start: int, count: int) -> bool:
    """Whether groups go on as one number; the stop of «+7-862-247-30-91. 2 насоса» is the sentence's."""
    last = run[-1][1]
    signs = text[last:start]
    return signs in _JOINS and (signs != ". " or count < _LEAST_ALONE or "." in text[run[0][0] : last])


def _groups(page: Page) -> Sequence[tuple[int, int]]:
    """Runs of digits, also those that an extension follows with its x."""
    tails = (_WITH_EXTENSION.match(page.text, *spot) for spot in page.mixed)
    extended = [tail.span(1) for tail in tails if tail is not None and tail.end() - tail.start() <= _LONGEST]
    return sorted([*page.numbers, *extended]) if extended else page.numbers


def _lead(text: str, begin: int) -> _Lead | None:
    """What stands before digits; None where no phone number can begin."""
    before = text[max(0, begin - 4) : begin]
    head = _HEAD.search(before)
    edge = before[: head.start()] if head else before
    if edge[-1:] in _NO_EDGE or (edge[-1:] in _PATH and edge[-2:-1].isdigit()) or text.startswith("000", begin):
        return None
    bracket = before.endswith("(")
    if bracket and edge[-1:].isalnum():
        return None
    if edge[-1:] == ":" and _MINUTES.search(text, max(0, begin - 6), begin):
        return None
    said = _SAID_PLUS.search(text, max(0, begin - 6), begin) if before[-1:] == " " else None
    return _Lead(before, head is not None and "+" in head.group(), bracket, said.start() if said else -1)


def _phone(page: Page, labels: Labels, lead: _Lead, groups: list[tuple[int, int]], *, listed: bool) -> Finding | None:
    """The finding when these groups are a phone number; `listed`: another one stands right before."""
    text = page.text
    begin, end = groups[0][0], groups[-1][1]
    inside = text[begin:end]
    bracket = lead.bracket and ")" in inside and "(" not in inside[: inside.index(")")]
    shape = Shape(
        digits="".join([text[a:b] for a, b in groups]),
        sizes=tuple([b - a for a, b in groups]),
        plus=lead.plus or lead.said >= 0,
        bracket=bracket,
        hard=not _SPACED.fullmatch(inside),
    )
    score = _score(shape, page.low, labels, begin, end)
    if not score and listed and follows(shape) and not labels.counts(end):
        score = 0.7
    if not score or _is_other(text, begin, end, shape, lead):
        return None
    if lead.said >= 0:
        begin = lead.said
    elif bracket or lead.plus:
        begin = text.rindex("+" if lead.plus else "(", 0, begin)
        begin -= lead.plus and lead.opened and inside.count(")") > inside.count("(")
    extension = _EXTENSION.match(text, end)
    if extension:
        end = extension.end() - (text[extension.end() - 1] == ")" and "(" not in extension.group())
    return Finding("PHONE", begin, end, score, "phone")


_COMPARED = (") > ", ") < ", ") >= ", ") <= ")  # «HAVING SUM(amount) > 150000»


def _is_other(text: str, begin: int, end: int, shape: Shape, lead: _Lead) -> bool:
    """Whether digits that are grouped like a phone are a date, an hour, a host, a tag, a ZIP or part of a number."""
    inside = text[begin:end]
    if lead.before.endswith(_COMPARED) and not lead.plus:
        return True
    if _NO_PHONE.fullmatch(inside) or _SINCE_1970.match(text, begin) or _HOUR_GOES_ON.match(text, end):
        return True
    if "." in text[begin : end + 1]:
        date = _DATE_BEGINS.search(text, begin, end + 8)
        if date and date.start() < end:
            return True
        if inside.count(".") >= 3 and not lead.plus and _holds_host(inside, lead):
            return True
    if (not lead.plus and _is_tag(text, begin)) or (
        ")" in inside and inside.count(")") > inside.count("(") + lead.opened
    ):
        return True
    if shape.sizes == (5, 4) and _STATE.search(text, max(0, begin - 9), begin):
        return True
    longer = shape.sizes in _OF_LONGER
    return longer and bool(_DIGITS_BEFORE.search(lead.before) or _DIGITS_AFTER.match(text, end))


def _holds_host(inside: str, lead: _Lead) -> bool:
    """Whether digits are an address in brackets, or one beside digits of something else."""
    host = _HOST_INSIDE.search(inside)
    beside = host is not None and len(host.group()) < len(inside)
    return beside or _HOST.match(inside) is not None or _OF_NAME.search(lead.before) is not None


def _is_tag(text: str, begin: int) -> bool:
    """Whether digits are the number of a thing, by the words before them."""
    if "1Z" in text[max(0, begin - 11) : begin] and _PARCEL.search(text, max(0, begin - 11), begin):
        return True
    if text[begin - 1 : begin] == " " and _SAMPLE.search(text, max(0, begin - 40), begin):
        return True
    return (
        _TAG_ENDS.search(text, max(0, begin - 10), begin) is not None
        and _TAGGED.search(text, max(0, begin - 32), begin) is not None
    )


def _score(shape: Shape, low: str, known: Labels, begin: int, end: int) -> float:
    """0 when it is no phone number."""
    if shape.plus and (shape.digits[:2] != "00" or shape.digits[2] == "0"):  # both at once after a format's plus
        return international(shape)
    labels = known.left(begin)
    if labels and labels[0] not in (Label.PHONE, Label.OTHER):
        moved = labels[0] in _MOVED_BY_PHONE and len(shape.digits) == 11 and is_russian(shape)
        return 0.8 if moved or (_nothing_else(shape, labels[0]) and not known.touches(begin)) else 0.0
    other = bool(labels) and labels[0] is Label.OTHER
    form = formed(shape)
    if form and not (other and (form < SURE or len(shape.sizes) == 1 or known.touches(begin))):
        return form
    counted = known.counts(end) and low[end] != "%"  # which parts a pattern of SQL from what it asks for
    if labels and labels[0] is Label.PHONE and labelled(shape) and not counted:
        numbered = len(shape.sizes) == 1 and _NUMBERED.search(low, max(0, begin - 5), begin)
        return 0.8 if not numbered or _TOLD_NUMBER.search(low, max(0, begin - 20), begin) else 0.0
    if other and not (is_russian_mobile(shape) and _CYRILLIC.search(low, max(0, begin - _NEAR), end + _NEAR)):
        return 0.0
    after = None if low[end : end + 1] == "," else known.right(end)  # after a comma another thing is named
    if (other and known.names(begin)) or after not in (None, Label.PHONE) or counted:
        return 0.0
    if is_mobile(shape) and (_NUMBER_WORD.search(low, max(0, begin - 28), begin) or _PHONE_SOON.match(low, end)):
        return 0.7
    if len(shape.digits) in (10, 11) and _SOMEBODYS.search(low, max(0, begin - 40), begin) and labelled(shape):
        return 0.7
    return 0.65 if is_bare(shape) and not _NUMBERED.search(low, max(0, begin - 5), begin) else 0.0


# «на карту по номеру 8-900-…»: money goes to a card by its owner's phone.
_MOVED_BY_PHONE = frozenset((Label.CARD, Label.ACCOUNT))
_OTHERS = frozenset(Label) - _MOVED_BY_PHONE - {Label.PHONE, Label.OTHER}
_BEGINNING = frozenset((1, 2, 3, 4, 5, 10, 11))  # digits that a phone begins with
# Numbers of eleven digits in one piece may be these.
_IN_ONE_PIECE = frozenset((Label.SNILS, Label.OMS, Label.INN, Label.ACCOUNT, Label.CARD, Label.SSN))


def _nothing_else(shape: Shape, label: Label) -> bool:
    """A phone that no number of the label looks like: «водитель машины Олег 8 904 377-91-05»."""
    if len(shape.sizes) == 1:
        return is_bare(shape) and label not in _IN_ONE_PIECE
    if len(shape.sizes) == 3 and shape.digits[0] == "0" and formed(shape) >= SURE:
        return label not in _IN_ONE_PIECE or label is Label.ACCOUNT
    return len(shape.sizes) >= 3 and (shape.hard or shape.bracket or len(shape.sizes) >= 4) and formed(shape) >= SURE

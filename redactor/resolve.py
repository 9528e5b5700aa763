"""Which of overlapping findings stays. Pure."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from operator import attrgetter

from redactor.entities import entity_of
from redactor.finding import Finding
from redactor.quoted import in_quotes

# Below this a finding is not masked: a format alone, without checksum or label (design/redaction.md §5).
THRESHOLD = 0.5
# Kinds that several recognizers see in part: what one saw and what another saw are one.
_JOINED = frozenset({"PERSON", "LOCATION", "ORG"})
# Rules, by how their names begin, of whose findings a part is still to be masked when another is more dangerous.
_CUT = ("address-", "latin-adr", "firm-", "legal-form", "private-link")
_START = attrgetter("start")

_LABEL = 5  # letters of a label in capitals at most


def resolve(text: str, findings: Iterable[Finding], *, threshold: float = THRESHOLD) -> list[Finding]:
    """Findings that do not overlap, in the order of the text.

    The more dangerous kind wins, then the longer span, then the higher score. What a winner leaves uncovered of a name,
    an address, a firm or a link stays masked as what it is.
    """
    strong = [in_quotes(text, one) for one in findings if one.score >= threshold and one.start < one.end]
    strong = [one for one in strong if one.entity != "ORG" or any(map(str.isalnum, text[one.start : one.end]))]
    firms = [finding for finding in strong if finding.recognizer in ("legal-form", "firm-trade")]
    if firms:
        strong = [finding for finding in strong if not _is_part_of_firm(finding, firms)]
    strong = list(_joined(strong))
    strong.sort(key=lambda f: (entity_of(f.entity).rank, f.start - f.end, -f.score, f.start))
    taken = _Taken()
    kept = [piece for finding in strong for piece in taken.free(text, finding)]
    kept.sort(key=_START)
    return kept


def _is_part_of_firm(finding: Finding, firms: list[Finding]) -> bool:
    """«Amber Finch» in «Amber Finch Media Ltd» is no person."""
    return finding.entity == "PERSON" and any(firm.start <= finding.start and finding.end <= firm.end for firm in firms)


def _joined(findings: list[Finding]) -> Iterator[Finding]:
    """Overlapping findings of one joined kind as one, with the rule of the best."""
    last: dict[str, Finding] = {}
    for finding in sorted(findings, key=_START):
        if finding.entity not in _JOINED:
            yield finding
            continue
        before = last.get(finding.entity)
        if before is not None and finding.start < before.end:
            best = max(before, finding, key=lambda f: f.score)
            end = max(before.end, finding.end)
            last[finding.entity] = Finding(finding.entity, before.start, end, best.score, best.recognizer)
            continue
        if before is not None:
            yield before
        last[finding.entity] = finding
    yield from last.values()


class _Taken:
    """Stretches already given away, in order."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []

    def free(self, text: str, finding: Finding) -> list[Finding]:
        """What stays of a finding: all of it, or, where it may be cut, the parts that are free; it is taken then."""
        at = bisect_left(self._stretches, (finding.start, finding.start))
        if at and self._stretches[at - 1][1] > finding.start:
            at -= 1
        met = []
        while at < len(self._stretches) and self._stretches[at][0] < finding.end:
            met.append(self._stretches[at])
            at += 1
        if not met:
            self._stretches.insert(at, (finding.start, finding.end))
            return [finding]
        pieces = _left_over(text, finding, met) if _may_be_cut(finding) else []
        for piece in pieces:
            insort(self._stretches, (piece.start, piece.end))
        return pieces


def _may_be_cut(finding: Finding) -> bool:
    return finding.entity == "PERSON" or finding.recognizer.startswith(_CUT)


def _left_over(text: str, finding: Finding, met: list[tuple[int, int]]) -> list[Finding]:
    """The words of a finding outside the stretches that were taken."""
    pieces = []
    start = finding.start
    for first, last in [*met, (finding.end, finding.end)]:
        left, right = start, first
        while left < right and not text[left].isalnum():
            left += 1
        while right > left and not text[right - 1].isalnum():
            right -= 1
        if right - left > 2 and (finding.entity != "LOCATION" or _is_more_than_a_label(finding, text[left:right])):
            pieces.append(Finding(finding.entity, left, right, finding.score, finding.recognizer))
        start = last
    return pieces


def _is_more_than_a_label(finding: Finding, piece: str) -> bool:
    """«TIN» before a number that was taken for a house is no part of an address."""
    if " " in piece or any(map(str.isdigit, piece)):
        return True
    return finding.recognizer != "latin-adr" and not (piece.isascii() and piece.isupper() and len(piece) <= _LABEL)

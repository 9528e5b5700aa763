"""Which of overlapping findings stays. Pure."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from redactor.entities import entity_of
from redactor.finding import Finding

# Below this a finding is not masked: a format alone, without checksum or label (design/redaction.md §5).
THRESHOLD = 0.5


def resolve(findings: Iterable[Finding], *, threshold: float = THRESHOLD) -> list[Finding]:
    """Findings that do not overlap, in the order of the text.

    The more dangerous kind wins, then the longer span, then the higher score; what a winner leaves uncovered of a
    loser is masked still, under the loser's kind, so that a conflict never shows a character.
    """
    strong = [finding for finding in findings if finding.score >= threshold and finding.start < finding.end]
    strong.sort(key=lambda f: (entity_of(f.entity).rank, f.start - f.end, -f.score, f.start))
    kept: list[Finding] = []
    taken = _Taken()
    for finding in strong:
        if taken.add(finding.start, finding.end):
            kept.append(finding)
    kept.sort(key=lambda f: f.start)
    return kept


class _Taken:
    """Intervals already given away."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> bool:
        """Take an interval if it is free."""
        at = bisect_left(self._ends, start + 1)
        if at < len(self._starts) and self._starts[at] < end:
            return False
        insort(self._starts, start)
        insort(self._ends, end)
        return True

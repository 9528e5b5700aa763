"""Many texts at once: lines {"id", "text"} in, lines {"id", "spans": [{"start", "end", "type", "score"}]} out."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from redactor.finding import Finding, RedactionError


class Finds(Protocol):
    """What looks into a text."""

    def find(self, text: str) -> list[Finding]:
        """Findings in code points of the text."""


@dataclass(slots=True)
class Count:
    """Lines so far; `bad` of them were no such line, and `refused` could not be examined."""

    lines: int = 0
    bad: int = 0
    refused: int = 0


def find_in_lines(
    engine: Finds, lines: Iterable[str], progress: Callable[[Count], None] = lambda count: None
) -> Iterator[str]:
    """One line of answer for each line that is not empty, in order, as soon as it is there.

    A line that cannot be read, or whose text cannot be examined, is answered by {"id", "error"}: nothing passes as if
    nothing had been found in it. `progress` is called after each line.
    """
    count = Count()
    for line in lines:
        if not line.strip():
            continue
        count.lines += 1
        yield json.dumps(_answer(engine, line, count))
        progress(count)


def _answer(engine: Finds, line: str, count: Count) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except ValueError:
        count.bad += 1
        return {"id": None, "error": f"line {count.lines} is no JSON"}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        count.bad += 1
        identity = asked.get("id") if isinstance(asked, dict) else None
        return {"id": identity, "error": f"line {count.lines} has no text"}
    try:
        found = engine.find(asked["text"])
    except RedactionError as error:
        count.refused += 1
        return {"id": asked.get("id"), "error": error.reason.en}
    return {"id": asked.get("id"), "spans": [_span(one) for one in found]}


def _span(finding: Finding) -> dict[str, object]:
    return {"start": finding.start, "end": finding.end, "type": finding.entity, "score": round(finding.score, 3)}

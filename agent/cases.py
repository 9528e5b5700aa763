"""A question and its answer kept as a worked case: spoken labels stand in the place of the values, in both."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from agent.messages import CaseRequest, KeptCase
from agent.spoken import labelled, masked_items
from proxy.server import Finder
from redactor.finding import Finding


async def worked_case(finder: Finder, request: CaseRequest, language: str) -> KeptCase:
    """The case, with one label for one value in both texts.

    Raises:
        RedactionError: the texts could not be looked through.
    """
    asked, answered = await finder.find([request.text, request.answer])
    both, start = f"{request.text}\n{request.answer}", len(request.text) + 1
    findings = [*asked, *(one.moved(start) for one in answered)]
    items = masked_items(both, [*findings, *_once_more(both, findings)])
    return KeptCase(
        id=secrets.token_hex(8),
        text=labelled(request.text, [item for item in items if item.end < start], language),
        answer=labelled(both, [item for item in items if item.start >= start], language)[start:],
        assistant=request.assistant,
    )


def _once_more(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Where a value that was found in one place stands in another, unseen there: an answer has other words around."""
    kinds = {text[one.start : one.end].casefold(): one.entity for one in findings}
    if not kinds:
        return []
    longest_first = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
    places = re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text, re.IGNORECASE)
    return [
        Finding(kinds[place[0].casefold()], *place.span(), 1.0, "once-more")
        for place in places
        if place[0].casefold() in kinds
        and not any(one.start < place.end() and place.start() < one.end for one in findings)
    ]

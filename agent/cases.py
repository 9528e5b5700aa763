"""A question and its answer kept as a worked case: what was masked stays masked.

The texts are looked through anew, the answer too: in it the values stand again.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from agent.messages import CaseRequest, Conversation, KeptCase, MaskedItem, Turn
from agent.spoken import labelled, masked_items
from proxy.server import Finder
from redactor.finding import Finding


def asked_and_answered(kept: Conversation, question: int) -> tuple[Turn, str]:
    """A question of a conversation, counted from 0, and its answer ("" where none came).

    Raises:
        ValueError: the conversation has no such question.
    """
    places = [place for place, turn in enumerate(kept.turns) if turn.role == "user"]
    if not 0 <= question < len(places):
        raise ValueError("no such question")
    after = kept.turns[places[question] + 1 : places[question] + 2]
    return kept.turns[places[question]], "".join(turn.text for turn in after if turn.role == "assistant")


async def worked_case(finder: Finder, kept: Conversation, request: CaseRequest, language: str) -> KeptCase:
    """The case with spoken labels in the place of the values, the same label for the same value in both texts.

    Raises:
        RedactionError: the texts could not be looked through.
        ValueError: there is no such question.
    """
    question, answer = asked_and_answered(kept, request.question)
    texts = (question.text, answer)
    found = await finder.find(texts)
    both = "\n".join(texts)
    starts = (0, len(question.text) + 1)
    findings = [one.moved(start) for start, of_text in zip(starts, found, strict=True) for one in of_text]
    items = masked_items(both, [*findings, *_known(both, question.masked, findings)])
    mine = [item for item in items if item.end <= len(question.text)]
    told = [item for item in items if item.start >= starts[1]]
    return KeptCase(
        id=secrets.token_hex(8),
        text=labelled(both[: len(question.text)], mine, language),
        answer=labelled(both, told, language)[starts[1] :],
        assistant=request.assistant,
    )


def _known(text: str, masked: Sequence[MaskedItem], findings: Sequence[Finding]) -> list[Finding]:
    """Where values that were masked when they were asked stand once more, unseen by the look of now."""
    kinds = {item.value.casefold(): item.entity for item in masked}
    if not kinds:
        return []
    longest_first = "|".join(map(re.escape, sorted((item.value for item in masked), key=len, reverse=True)))
    places = re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text, re.IGNORECASE)
    return [
        Finding(kinds[place[0].casefold()], *place.span(), 1.0, "known")
        for place in places
        if place[0].casefold() in kinds
        and not any(one.start < place.end() and place.start() < one.end for one in findings)
    ]

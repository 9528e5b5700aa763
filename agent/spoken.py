"""Findings as a person reads them: «[имя 1]», never a placeholder. Pure."""

from collections.abc import Sequence

from agent.messages import MaskedItem, Preview
from policy.words import Text
from redactor.entities import words_of
from redactor.finding import Finding


def masked_items(text: str, findings: Sequence[Finding]) -> tuple[MaskedItem, ...]:
    """Findings with spoken labels: the same value of the same kind has the same number."""
    numbers: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    items = []
    for finding in sorted(findings, key=lambda one: one.start):
        value = text[finding.start : finding.end]
        kind = words_of(finding.entity)
        key = (kind.en, value.casefold())
        if key not in numbers:
            counts[kind.en] = counts.get(kind.en, 0) + 1
            numbers[key] = counts[kind.en]
        number = numbers[key]
        items.append(
            MaskedItem(
                label=Text(f"[{kind.ru} {number}]", f"[{kind.en} {number}]"),
                kind=kind,
                entity=finding.entity,
                value=value,
                start=finding.start,
                end=finding.end,
            )
        )
    return tuple(items)


def labelled(text: str, items: Sequence[MaskedItem], language: str) -> str:
    """The text with spoken labels in the place of the values."""
    pieces, place = [], 0
    for item in items:
        pieces += [text[place : item.start], item.label.to(language)]
        place = item.end
    return "".join([*pieces, text[place:]])


def preview(text: str, findings: Sequence[Finding], language: str) -> Preview:
    """What would be masked in a text, and the text as the model would read it."""
    items = masked_items(text, findings)
    return Preview(items=items, text=labelled(text, items, language))

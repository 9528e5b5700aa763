"""What is called like a person or a firm and is neither, and people and firms that stand beside such words."""

import re

import pytest

from redactor.engine import Engine
from redactor.names.things import is_thing
from tests.redactor.spans import of

THINGS = [
    "Typhoon ⟦Marisol⟧ closed the port for a day.",
    "Taxi via taxiway ⟦Juliet⟧, hold short.",
    "Prep the ⟦Foley⟧ catheter and the tray.",
    "Two sacks of ⟦Charlotte⟧ potatoes, please.",
    "Give ⟦Ramipril⟧ 2.5 mg at night.",
    "the chair was mended by an unknown ⟦turner⟧.",
    "Deploy to node ⟦Persimmon⟧ first.",
    "3. ⟦Bond⟧: three months, paid by bank",
    "  ⟦Ward⟧ – 4 East, week 11",
]
PEOPLE = [
    "ask ⟦turner⟧ for the keys",
    "name=⟦turner⟧",
    "⟦Ward⟧: I object.\n⟦Ward⟧: I still object.",
    "Team: ⟦Persimmon⟧, Odile",
    "The event ⟦Marisol⟧ planned was fine.",
    "on node 7 ⟦Persimmon⟧ saw nothing",
]


NOBODY = [
    "The School of Nursing moved; write to the parish hall and the council depot.",
    "Post open: H&S. Reports to the Marketing Department.",
    "Tablets left: Amlodipine x14, Lansoprazole x28.",
    "Compare Miro, Xero and Sidekiq in a table.",
    "dosage of Furosemide 40 mg after Typhoon Marisol",
]


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they stood."""
    plain, spans = "", []
    for piece in re.split("(⟦.+?⟧)", text):
        inner = piece.strip("⟦⟧")
        if inner != piece:
            spans.append((len(plain), len(plain) + len(inner)))
        plain += inner
    return plain, spans


@pytest.mark.parametrize("text", THINGS)
def test_what_stands_around_a_name_tells_that_it_is_a_things(text: str) -> None:
    plain, spans = _marked(text)
    assert spans
    assert all(is_thing(plain, *span, firm=False) for span in spans)


@pytest.mark.parametrize("text", PEOPLE)
def test_people_stay_people_beside_such_words(text: str) -> None:
    plain, spans = _marked(text)
    assert spans
    assert not any(is_thing(plain, *span, firm=False) for span in spans)


@pytest.mark.parametrize("text", NOBODY)
def test_kinds_of_firms_drugs_and_programs_are_nobodys(engine: Engine, text: str) -> None:
    assert [*of(text, engine.find, "ORG"), *of(text, engine.find, "PERSON")] == []


@pytest.mark.parametrize(
    "text",
    ["Invoice from Brockwell Park Practice, due Friday.", "We pay Crane & Rigging Services Ltd monthly."],
)
def test_a_firm_with_a_name_before_its_kind_stays_one(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "ORG")

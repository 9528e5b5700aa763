"""Given names where no sentence tells them: lists, signatures, speakers, errands in small letters."""

import pytest

from redactor.engine import Engine
from redactor.finding import Finding
from redactor.names.given import given_names


def given(text: str, found: list[Finding] | None = None) -> list[str]:
    return [text[one.start : one.end] for one in sorted(given_names(text, found or []), key=lambda one: one.start)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Keys are with the agent, ask Oonagh.", ["Oonagh"]),
        ("2. Manpreet – bring the ladder", ["Manpreet"]),
        ("ring wendy re the boiler", ["wendy"]),
        ("Sister Niamh had four off sick", ["Niamh"]),
        ("7A: Katarzyna Lis, two absences", ["Katarzyna Lis"]),
        ("See you Friday.\n\nRos", ["Ros"]),
        ("> all done\n> Dom\n>", ["Dom"]),
        ("wifi is sorted. – Sam", ["Sam"]),
        ("remind big kev about the skip", ["big kev"]),
        ("Receiving (Big Mike) signed", ["Big Mike"]),
        ("send auntie carol the form", ["carol"]),
        ("text bev if you are late", ["bev"]),
        ("Dev: yes\nMia: no\nDev: then no", ["Dev", "Dev"]),
        ("his sister Ruby starts on Monday", ["Ruby"]),
        ("leave it for Trev, please", ["Trev"]),
    ],
)
def test_a_given_name_is_a_person_where_it_stands_alone(text: str, names: list[str]) -> None:
    assert given(text if text[0].isdigit() else f"x\n{text}") == names


@pytest.mark.parametrize(
    "text",
    [
        "it moved from June into May",
        "which colours go with Rose and Olive?",
        "Black-eyed Susan and Sweet William",
        "Ruby on Rails, written in Crystal",
        "the St Albert Road surgery in Victoria Park",
        "Bernard Street, Charlotte Court",
        "/home/gemma/notes and gemma@host.example",
        "Is 'Bill of Lading' capitalised, and Grace period?",
        "chase bill for the deposit, mark it paid",
        "Kit: laptop, two screens",
        "Fun Run (May 18, entry free)",
        "def wendy(x): return kevin.age",
    ],
)
def test_words_towns_and_code_are_no_given_names(text: str) -> None:
    assert given(text) == []


def test_what_is_found_already_is_not_found_again() -> None:
    text = "Wendy Bakes Ltd"
    assert given(text, [Finding("ORG", 0, len(text), 0.8, "legal-form")]) == []


def test_who_stands_above_an_address_lives_there_and_a_heading_does_not() -> None:
    for name, lives in (("Calliope Strand", True), ("Delivery Address", False), ("Mill Road", False)):
        text = f"Ship the lens to:\n{name}\nFlat 3, 27 Wrenfield Mews"
        house = Finding("LOCATION", text.index("Flat"), len(text), 0.8, "address-street")
        assert (name in given(text, [house])) == lives


def test_big_before_a_name_that_is_known_belongs_to_it() -> None:
    text = "told big jim tolliver not to push"
    assert given(text, [Finding("PERSON", 9, 21, 0.9, "latin-per")]) == ["big jim tolliver"]


def test_a_word_of_a_template_is_nobodys_given_name(engine: Engine) -> None:
    assert engine.find("{% if user %}\n{% elif post %}\n") == []

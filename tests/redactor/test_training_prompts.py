"""The synthetic prompts of the Latin name model: spans are where names are, and nothing else is labelled."""

from __future__ import annotations

import pytest

from redactor.names.labels import KINDS
from redactor.names.latin import FOLDER
from redactor.names.training.encode import IGNORED, encode
from redactor.names.training.field import ALIKE, parts, with_others, without_alike
from redactor.names.training.lexicon import DATA, is_held_out, lines_of
from redactor.names.training.prompts import Example, Span, Writer
from redactor.names.training.records import eponym, heading, record
from redactor.names.training.slots import UNSURE
from redactor.names.wordpiece import WordPiece, read_vocabulary


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(3)


def test_every_template_can_be_filled_in(writer: Writer) -> None:
    for lines in writer.templates.values():
        for line in lines:
            example = writer._fill(line.replace("{negative}", "nothing"))
            assert all(span.label in KINDS for span in example.spans), line


def test_a_sentence_without_names_gets_no_label_whatever_stands_in_its_slots(writer: Writer) -> None:
    for line in writer.slots.negatives:
        assert writer._fill(line).spans == (), line


def test_spans_of_a_prompt_are_names_in_order_and_without_overlap(writer: Writer) -> None:
    for example in writer.examples(400):
        position = 0
        for span in example.spans:
            assert position <= span.start < span.end <= len(example.text)
            assert not example.text[span.start].isspace()
            assert not example.text[span.end - 1].isspace()
            position = span.end


def test_of_ten_records_some_hold_people_and_some_hold_nobody(writer: Writer) -> None:
    labels = [{label for _, label in record(writer.slots)} - {""} for _ in range(100)]
    assert sum("PER" in one for one in labels) > 50
    assert sum(not one for one in labels) > 5


def test_terms_and_headings_are_words_with_capitals_and_carry_no_label(writer: Writer) -> None:
    for make in (eponym, heading):
        for _ in range(50):
            assert any(letter.isupper() for letter in make(writer.slots))
    assert writer._fill("{eponym}: {heading}, {thing}").spans == ()


@pytest.mark.parametrize("slot", ["gadget", "squad", "post", "scheme", "work", "namesake", "title"])
def test_what_is_called_like_somebody_and_is_nobody_carries_no_label(writer: Writer, slot: str) -> None:
    for _ in range(30):
        example = writer._fill(f"{{{slot}}} came up")
        assert example.spans == ()
        assert not example.text.startswith(" ")


def test_a_letter_is_addressed_with_a_title_and_a_name(writer: Writer) -> None:
    titles = writer.slots.lists["title"]
    assert all(writer._fill("Dear {title} {p}").text[5:].startswith(tuple(titles)) for _ in range(50))


def test_firms_and_things_that_measure_are_never_trained_on() -> None:
    trained, held = Writer(1).slots, Writer(1, held_out=True).slots
    assert not {*trained.firms, *trained.things} & {*held.firms, *held.things}
    assert all(is_held_out(one) for one in held.firms)


def test_no_firm_is_also_a_thing() -> None:
    assert not {*lines_of(DATA / "firms.txt")} & {*lines_of(DATA / "things.txt")}


def test_people_of_a_prompt_by_other_hands_become_others_of_the_same_writing_and_firms_may(writer: Writer) -> None:
    text = "MR OKAFOR asked: did Ada Okafor ring Fenwick Boilers? ada: yes"
    prompt = Example(
        text,
        (Span(3, 9, "PER"), Span(21, 31, "PER"), Span(37, 52, "ORG"), Span(54, 57, "PER")),
    )
    for _ in range(40):
        changed = with_others(prompt, writer.slots, writer.random)
        upper, whole, _, lower = (changed.text[span.start : span.end] for span in changed.spans)
        assert upper == upper.upper()
        assert whole.lower().endswith(upper.lower())
        assert whole.lower().startswith(lower)
        assert lower == lower.lower()
        assert changed.text.startswith("MR ")
        assert changed.text.endswith(": yes")


def test_a_thing_with_a_persons_name_gets_another_one_and_is_never_learnt_as_a_person(writer: Writer) -> None:
    given = writer.slots.cultures[0].given[0]
    text = f"{given} orders ten {given} potatoes"
    thing = text.index(f"{given} potatoes")
    prompt = Example(text, (Span(0, len(given), "PER"), Span(thing, len(text), ALIKE)))
    seen = set()
    for _ in range(20):
        changed = without_alike(with_others(prompt, writer.slots, writer.random))
        (person,) = changed.spans
        name = changed.text[person.start : person.end]
        assert changed.text == f"{name} orders ten {name} potatoes"
        seen.add(name)
    assert len(seen) > 5


def test_a_name_that_a_window_cuts_is_not_judged_and_a_mark_that_may_be_left_out_neither() -> None:
    pieces = WordPiece(read_vocabulary(FOLDER / "latin_vocabulary.txt"))
    long = Example("word " * 120 + "Ada Okafor " + "word " * 120, (Span(600, 610, "PER"),))
    told = {span.label for part in parts(long, pieces) for span in part.spans}
    assert "PER" in told
    assert told <= {"PER", UNSURE}
    unsure = encode(Example("Ada left", (Span(0, 3, UNSURE),)), pieces)
    assert set(unsure.labels) == {IGNORED, 0}

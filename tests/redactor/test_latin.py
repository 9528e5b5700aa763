"""The Latin name model on prompts written by hand: what it must find, what it must leave."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from redactor.finding import Finding
from redactor.names.latin import FOLDER, LatinNames

MARK = re.compile(r"⟦([POA]):(.*?)⟧")
ENTITY = {"P": "PERSON", "O": "ORG", "A": "LOCATION"}
Gold = tuple[int, int, str]


def parts(line: str) -> tuple[str, list[Gold]]:
    """The text of a marked line and where its names are."""
    text, gold, position = "", list[Gold](), 0
    line = line.replace("\\n", "\n")
    for match in MARK.finditer(line):
        text += line[position : match.start()]
        gold.append((len(text), len(text) + len(match[2]), ENTITY[match[1]]))
        text, position = text + match[2], match.end()
    return text + line[position:], gold


def prompts(name: str) -> list[tuple[str, list[Gold]]]:
    """The marked prompts of a file beside this one."""
    return [parts(line) for line in (Path(__file__).parent / name).read_text("utf-8").splitlines()[2:]]


PROMPTS, BUSINESS = prompts("latin_prompts.txt"), prompts("latin_business.txt")


@pytest.fixture(scope="module")
def names() -> LatinNames:
    return LatinNames()


def people(names: LatinNames, text: str) -> list[Finding]:
    return [one for one in names.find(text) if one.entity == "PERSON"]


def quality(names: LatinNames, texts: list[tuple[str, list[Gold]]]) -> tuple[float, float]:
    """Recall (names of which half is covered) and precision (findings that touch a name) of PERSON."""
    found = total = right = said = 0
    for text, gold in texts:
        predicted = people(names, text)
        for start, end, entity in gold:
            if entity == "PERSON":
                covered = sum(max(0, min(end, one.end) - max(start, one.start)) for one in predicted)
                total, found = total + 1, found + (covered * 2 >= end - start)
        said += len(predicted)
        right += sum(any(one.start < end and start < one.end for start, end, _ in gold) for one in predicted)
    return found / total, right / said


@pytest.mark.parametrize(
    ("writing", "recall", "precision"),
    [(str, 0.95, 0.95), (str.lower, 0.88, 0.90), (str.upper, 0.88, 0.88)],
    ids=["as written", "lower case", "capitals"],
)
def test_people_are_found_in_every_writing(
    names: LatinNames, writing: type[str], recall: float, precision: float
) -> None:
    texts = [(writing(text) if len(writing(text)) == len(text) else text, gold) for text, gold in PROMPTS]
    got_recall, got_precision = quality(names, texts)
    assert got_recall >= recall
    assert got_precision >= precision


@pytest.mark.parametrize("text", [text for text, gold in PROMPTS if not gold])
def test_a_prompt_without_names_stays_untouched(names: LatinNames, text: str) -> None:
    assert [text[one.start : one.end] for one in names.find(text)] == []


def test_an_address_is_one_finding(names: LatinNames) -> None:
    text = "Please ship it to 221 Alder Street, Apt 4B, Springfield, IL 62704 by Friday."
    assert [text[one.start : one.end] for one in names.find(text) if one.entity == "LOCATION"] == [
        "221 Alder Street, Apt 4B, Springfield, IL 62704"
    ]


def test_a_town_alone_is_told_only_on_request(names: LatinNames) -> None:
    text = "I am flying from Lisbon to Warsaw on Monday."
    assert names.find(text) == []
    assert {text[one.start : one.end] for one in names.find(text, places=True)} == {"Lisbon", "Warsaw"}


def test_names_in_russian_text_are_found_and_hold_no_russian_letter(names: LatinNames) -> None:
    text = "Напиши письмо для Harriet Olusola из Corvane Logistics Ltd о переносе встречи, копия Иванову"
    found = names.find(text)
    assert "Harriet Olusola" in [text[one.start : one.end] for one in found]
    assert not any(re.search("[а-яё]", text[one.start : one.end].lower()) for one in found)


@pytest.mark.parametrize("text", ["", "   ", "12345", "Привет, как дела?", "\0\0", "🙂🙂", "\ud800", "e" * 5000])
def test_text_without_latin_names_costs_nothing_and_raises_nothing(names: LatinNames, text: str) -> None:
    assert names.find(text) == []


def test_a_name_far_into_one_long_line_is_found(names: LatinNames) -> None:
    text = "the report is late and the client is angry " * 200 + "so call Harriet Olusola now " + "and then wait " * 100
    assert "Harriet Olusola" in [text[one.start : one.end] for one in names.find(text)]


def test_the_same_name_is_found_again_without_its_context(names: LatinNames) -> None:
    text = "My name is Harriet Olusola.\n\nOLU-7: ok\nOlusola\n17; x; Olusola; y"
    assert [text[one.start : one.end] for one in names.find(text)].count("Olusola") == 2


def test_findings_are_sorted_and_carry_no_text(names: LatinNames) -> None:
    text = "\n".join(text for text, _ in PROMPTS)
    found = names.find(text)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))
    assert all(0 <= one.start < one.end <= len(text) and 0 < one.score <= 1 for one in found)


def test_the_card_names_the_hash_of_the_weights() -> None:
    import hashlib

    card = (FOLDER / "MODEL_CARD.md").read_text("utf-8")
    for name in ("latin.onnx", "latin_vocabulary.txt", "latin_quiet.txt"):
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() in card
    assert (FOLDER / "latin.onnx").stat().st_size <= 24 * 1024 * 1024

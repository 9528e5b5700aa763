"""A text is read once, and no word that a pattern wants is passed over."""

import re

import pytest

from redactor.recognizers.identifiers import read
from redactor.recognizers.page import Page, Words, beginnings, lowered


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"заказ\w*|арт\b", {"заказ", "арт"}),
        (r"инн(?:/?кпп)?\b", {"инн", "иннкпп"}),
        (r"[рк][./]\s?с", {"р", "к"}),
        (r"(?:обл|край)\.?\s[а-я]+", {"обл", "край"}),
        (r"driver'?s? licence", {"driver", "drivers"}),
        (r"постав(?:ка|щик[а-яё])", {"поставка", "поставщи"}),
        (r"ком(?:[а-яё]ы|пас)", {"ком", "компас"}),
        (r"(?i:[Кк]омпания)", {"компания"}),
    ],
)
def test_the_first_letters_of_a_pattern_are_taken_from_it(pattern: str, letters: set[str]) -> None:
    assert {found for found, _ in beginnings(pattern)} == letters


def test_a_pattern_that_begins_with_no_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        beginnings(r"\d+ рублей")


def test_a_word_that_may_go_on_needs_three_letters() -> None:
    with pytest.raises(ValueError, match="too few"):
        Words({"x": (r"ip\w*",)})


def test_marks_stand_where_words_begin() -> None:
    words = Words({"car": (r"автомобил\w+|авто\b",), "id": (r"инн\b",)})
    page = Page("Автомобиль, АВТО, ИНН и инновация", words)
    assert [page.low[spot.start : spot.end] for spot in page.marks("car")] == ["автомобиль", "авто"]
    assert [page.low[spot.start : spot.end] for spot in page.marks("id")] == ["инн"]
    assert [match.group() for match in page.tried("car", re.compile(r"авто\b"))] == ["авто"]


def test_parts_of_a_name_in_code_are_words_too() -> None:
    words = Words({"name": (r"name\b",)})
    assert len(Page("full_name = name2", words).marks("name")) == 2


def test_numbers_and_codes_are_told_apart() -> None:
    page = read("12 а34 567 x_1 №89")
    assert [page.text[spot.start : spot.end] for spot in page.numbers] == ["12", "567", "89"]
    assert [page.text[spot.start : spot.end] for spot in page.mixed] == ["а34", "x_1"]


def test_small_letters_keep_their_places() -> None:
    assert len(lowered("İSTANBUL ẞ")) == len("İSTANBUL ẞ")

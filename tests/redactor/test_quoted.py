"""Firms in quotation marks."""

import pytest

from redactor.finding import Finding
from redactor.quoted import in_quotes

SEEN = {
    "the rest of the name": ("для «⟦Таёжного⟧ дара» скидка", "«Таёжного дара»"),
    "what stands before it": ("«Чак-Чак ⟦Хаус⟧», Казань", "«Чак-Чак Хаус»"),
    "a kind before the quotation": ("сеть ⟦клиник «Вектор⟧»", "клиник «Вектор»"),
    "marks of another land": ("и „Вектор ⟦Плюс⟧“", "„Вектор Плюс“"),
    "straight marks stay outside": ('{"name": "⟦Paper⟧ Mills"}', "Paper Mills"),
    "a sentence that somebody said": ("она сказала: «⟦Вектор⟧ не платит нам»", "Вектор"),
    "a quotation that ended before": ("«Заря» и ⟦Вектор⟧», да", "Вектор"),
    "a quotation without an end": ("«⟦Вектор⟧ молчит", "Вектор"),
    "marks of an attribute after those of the name": ('h="ООО "⟦Вектор⟧"" i="7"', "Вектор"),
    "a quotation over two lines": ("«⟦Вектор⟧\nПлюс»", "Вектор"),
}


@pytest.mark.parametrize(("marked", "name"), SEEN.values(), ids=SEEN.keys())
def test_a_firm_in_quotation_marks_is_all_that_is_between_them(marked: str, name: str) -> None:
    start = marked.rindex("⟦")
    text = marked[:start] + marked[start + 1 :].replace("⟧", "", 1)
    end = marked.rindex("⟧") - 1
    found = in_quotes(text, Finding("ORG", start, end, 0.6, "firm-cyrillic"))
    assert text[found.start : found.end] == name


def test_a_person_in_quotation_marks_keeps_its_place() -> None:
    person = Finding("PERSON", 1, 6, 0.8, "name-cyrillic")
    assert in_quotes("«Ольга Петрова»", person) == person

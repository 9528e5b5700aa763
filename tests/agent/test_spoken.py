"""Masked values are shown by kind and number, never as placeholders."""

from agent.spoken import masked_items, preview
from redactor.finding import Finding

TEXT = "Иван Петров и Анна Седова, потом снова Иван Петров, тел. +7 912 345-67-89"


def findings() -> list[Finding]:
    places = [("PERSON", 0, 11), ("PERSON", 14, 25), ("PERSON", 39, 50), ("PHONE", 57, 73)]
    return [Finding(entity, start, end, 0.9, "test") for entity, start, end in places]


def test_the_same_value_has_the_same_number() -> None:
    labels = [item.label.en for item in masked_items(TEXT, findings())]
    assert labels[0] == labels[2]
    assert labels[0] != labels[1]


def test_the_preview_holds_no_value() -> None:
    shown = preview(TEXT, findings(), "ru")
    assert "Петров" not in shown.text
    assert "912" not in shown.text
    assert shown.text.endswith(shown.items[-1].label.ru)


def test_offsets_are_code_points_of_the_text() -> None:
    for item in masked_items(TEXT, findings()):
        assert TEXT[item.start : item.end] == item.value

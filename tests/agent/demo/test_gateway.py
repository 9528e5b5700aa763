"""The demo gateway's answer shows a person both sides: what reached it, and what came back."""

import pytest

from agent.demo.gateway import compose_answer
from redactor.codes import Codes
from redactor.finding import Finding
from redactor.placeholder import redact


@pytest.mark.parametrize(
    ("question", "value", "reached"),
    [
        ("Напиши Анне Петровой о сроке", "Анне Петровой", "> Напиши ••• о сроке"),
        ("Write to Maria Brown today", "Maria Brown", "> Write to ••• today"),
    ],
)
def test_dots_stand_where_a_placeholder_came_and_the_placeholder_goes_back(
    question: str, value: str, reached: str
) -> None:
    start = question.index(value)
    sent = redact(question, [Finding("PERSON", start, start + len(value), 1.0, "test")], Codes(bytes(32)))
    answer = compose_answer(sent.text)
    assert reached in answer.splitlines()
    assert f"> {sent.text}" in answer.splitlines()


def test_a_question_without_values_is_shown_once() -> None:
    assert compose_answer("Which day is it?\nAnd tomorrow?").splitlines()[2:] == [
        "> Which day is it?",
        "> And tomorrow?",
    ]

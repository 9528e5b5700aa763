"""Names come back in the case that the sentence needs: a table of hand-checked answers."""

from pathlib import Path

import pytest

from redactor.finding import Finding
from redactor.placeholder import Codes, redact
from redactor.restore import Restorer

CODES = Codes(b"k" * 32)
_TABLE = Path(__file__).with_name("names_in_answers.tsv")
ROWS = [tuple(line.split("|")) for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def answered(prompt: str, name: str, answer: str) -> str:
    """The answer as the reader gets it, streamed in pieces of three code points."""
    start = prompt.index(name)
    redaction = redact(prompt, [Finding("PERSON", start, start + len(name), 1.0, "test")], CODES)
    (placeholder,) = redaction.originals
    restorer = Restorer(redaction.originals)
    written = answer.format(placeholder)
    pieces = [restorer.feed(written[at : at + 3]) for at in range(0, len(written), 3)]
    return "".join(pieces) + restorer.finish()


def wrong(of_set: str) -> list[str]:
    return [
        f"{answered(prompt, name, answer)}  (not {expected})"
        for rows_set, prompt, name, answer, expected in ROWS
        if rows_set == of_set and answered(prompt, name, answer) != answer.format(expected)
    ]


@pytest.mark.parametrize("of_set", ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"])
def test_nine_of_ten_names_stand_in_the_case_of_their_sentence(of_set: str) -> None:
    total = sum(row[0] == of_set for row in ROWS)
    failures = wrong(of_set)
    assert len(failures) <= total / 10, "\n".join(failures)


@pytest.mark.parametrize("row", ROWS[::9], ids=lambda row: row[3])
def test_a_name_has_the_same_form_however_the_answer_is_cut(row: tuple[str, ...]) -> None:
    _, prompt, name, answer, _ = row
    start = prompt.index(name)
    redaction = redact(prompt, [Finding("PERSON", start, start + len(name), 1.0, "test")], CODES)
    written = answer.format(*redaction.originals)
    results = set()
    for cut in range(len(written) + 1):
        restorer = Restorer(redaction.originals)
        results.add(restorer.feed(written[:cut]) + restorer.feed(written[cut:]) + restorer.finish())
    restorer = Restorer(redaction.originals)
    results.add("".join(restorer.feed(letter) for letter in written) + restorer.finish())
    assert len(results) == 1


def test_a_name_waits_for_at_most_the_word_after_it() -> None:
    prompt = "Сафина Лилия просит ответа."
    redaction = redact(prompt, [Finding("PERSON", 0, 12, 1.0, "test")], CODES)
    (placeholder,) = redaction.originals
    restorer = Restorer(redaction.originals)
    assert restorer.feed(f"Сегодня {placeholder}") == "Сегодня "
    assert restorer.feed(" необхо") == ""
    assert restorer.feed("димо ") == "Сафиной Лилии необходимо "
    assert restorer.feed(f"Для {placeholder} ") == "Для Сафиной Лилии "


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("{}:дат", "Кузнецовой Ольге"),
        ("{}:тв", "Кузнецовой Ольгой"),
        ("{}:РОД", "Кузнецовой Ольги"),
        ("{}:ins", "Кузнецовой Ольгой"),
        ("{}у", "Кузнецову Ольгу"),
        ("{}-у", "Кузнецову Ольгу"),
        ("для {}ы", "для Кузнецовой Ольги"),
        ("с {}ой", "с Кузнецовой Ольгой"),
    ],
)
def test_a_case_that_the_model_marks_itself_is_obeyed(spelling: str, expected: str) -> None:
    prompt = "Пишет Кузнецова Ольга."
    redaction = redact(prompt, [Finding("PERSON", 6, 21, 1.0, "test")], CODES)
    restorer = Restorer(redaction.originals)
    assert restorer.feed(spelling.format(*redaction.originals) + ".") + restorer.finish() == expected + "."


def test_an_ending_glued_to_what_is_no_name_spoils_nothing() -> None:
    prompt = "Пиши на a@x.ru из Сбербанк"
    findings = [Finding("EMAIL", 8, 14, 1.0, "test"), Finding("ORG", 18, 26, 1.0, "test")]
    redaction = redact(prompt, findings, CODES)
    mail, bank = redaction.originals
    restorer = Restorer(redaction.originals)
    assert restorer.feed(f"{mail}у или {bank}у.") + restorer.finish() == "a@x.ru или Сбербанку."

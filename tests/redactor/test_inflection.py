"""Names come back in the case that the sentence needs: a table of hand-checked answers."""

from pathlib import Path

import pytest

from redactor.finding import Finding
from redactor.placeholder import Codes, Redaction, redact
from redactor.restore import Restorer
from redactor.spelling import WINDOW

CODES = Codes(b"k" * 32)
_TABLE = Path(__file__).with_name("names_in_answers.tsv")
ROWS = [tuple(line.split("|")) for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def redacted(prompt: str, names: str) -> Redaction:
    starts = [(prompt.index(name), len(name)) for name in names.split(" + ")]
    return redact(prompt, [Finding("PERSON", start, start + length, 1.0, "test") for start, length in starts], CODES)


def written(prompt: str, names: str, answer: str) -> tuple[Redaction, str]:
    """The prompt's redaction, and the answer with the placeholders of the names in their order."""
    redaction = redacted(prompt, names)
    in_prompt = sorted(names.split(" + "), key=prompt.index)
    placeholders = dict(zip(in_prompt, redaction.placeholders, strict=True))
    for name in names.split(" + "):
        answer = answer.replace("{}", placeholders[name], 1)
    return redaction, answer


def expected_text(answer: str, expected: str) -> str:
    return answer.format(*expected.split(" + "))


def answered(prompt: str, names: str, answer: str) -> str:
    """The answer as the reader gets it, streamed in pieces of three code points."""
    redaction, text = written(prompt, names, answer)
    restorer = Restorer(redaction.originals)
    pieces = [restorer.feed(text[at : at + 3]) for at in range(0, len(text), 3)]
    return "".join(pieces) + restorer.finish()


def wrong(of_set: str) -> list[str]:
    return [
        f"{answered(prompt, names, answer)}  (not {expected})"
        for rows_set, prompt, names, answer, expected in ROWS
        if rows_set == of_set and answered(prompt, names, answer) != expected_text(answer, expected)
    ]


@pytest.mark.parametrize("of_set", sorted({row[0] for row in ROWS}))
def test_nine_of_ten_names_stand_in_the_case_of_their_sentence(of_set: str) -> None:
    total = sum(row[0] == of_set for row in ROWS)
    failures = wrong(of_set)
    assert len(failures) <= total / 10, "\n".join(failures)


@pytest.mark.parametrize("row", ROWS[::9], ids=lambda row: row[3])
def test_a_name_has_the_same_form_however_the_answer_is_cut(row: tuple[str, ...]) -> None:
    _, prompt, names, answer, _ = row
    redaction, text = written(prompt, names, answer)
    results = set()
    for cut in range(len(text) + 1):
        restorer = Restorer(redaction.originals)
        results.add(restorer.feed(text[:cut]) + restorer.feed(text[cut:]) + restorer.finish())
    restorer = Restorer(redaction.originals)
    results.add("".join(restorer.feed(letter) for letter in text) + restorer.finish())
    assert len(results) == 1


def test_a_name_waits_for_three_words_or_the_end_of_its_sentence() -> None:
    redaction = redacted("Сафина Лилия просит ответа.", "Сафина Лилия")
    (placeholder,) = redaction.originals
    restorer = Restorer(redaction.originals)
    assert restorer.feed(f"Сегодня {placeholder}") == "Сегодня "
    assert restorer.feed(" необхо") == ""
    assert restorer.feed("димо, а") == ""
    assert restorer.feed(" ") == "Сафиной Лилии необходимо, а "
    assert restorer.feed(f"Ждём {placeholder}.") == "Ждём Сафину Лилию."


def test_a_name_is_held_back_within_the_window_however_the_answer_goes_on() -> None:
    redaction = redacted("Сафина Лилия просит ответа.", "Сафина Лилия")
    restorer = Restorer(redaction.originals)
    for letter in f"Для {redaction.placeholders[0]} " + "очень" * 20:
        restorer.feed(letter)
        assert len(restorer.held) < WINDOW


def test_half_a_surrogate_pair_beside_a_name_spoils_nothing() -> None:
    assert answered("Пишет Анна.", "Анна", "для \udc00 {} \udc00 и всё") == "для \udc00 Анны \udc00 и всё"


def test_a_name_stays_as_it_was_written_where_its_form_fits() -> None:
    assert (
        answered("Договор подписал Артем Ковалёв.", "Артем Ковалёв", "{} уже ответил.") == "Артем Ковалёв уже ответил."
    )


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

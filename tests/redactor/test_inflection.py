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


@pytest.mark.parametrize("of_set", ["A", "B", "C"])
def test_nine_of_ten_names_stand_in_the_case_of_their_sentence(of_set: str) -> None:
    total = sum(row[0] == of_set for row in ROWS)
    failures = wrong(of_set)
    assert len(failures) <= total / 10, "\n".join(failures)

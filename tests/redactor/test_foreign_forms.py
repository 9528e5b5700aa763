"""Whatever looks like a number of another land is judged, alone and beside its word; no check falls over it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import redactor.recognizers.foreign as foreign
from tests.redactor.spans import identified

_ROWS = [
    (entity, form, words.split("|")[0])
    for entity, _, _, form, words in (
        line.split("\t")
        for line in (Path(foreign.__file__).parent / "foreign.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
]


@pytest.mark.parametrize(("entity", "form", "word"), _ROWS, ids=[f"{row[0]}-{at}" for at, row in enumerate(_ROWS)])
@settings(
    max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_every_form_is_judged_without_an_error(entity: str, form: str, word: str, data: st.DataObject) -> None:
    value = data.draw(st.from_regex(form, fullmatch=True, alphabet=st.characters(codec="ascii")))
    for text in (value, f"{word}: {value}.", f"see {value.upper()} and {value.lower()}, {word} {value}{value[:3]}"):
        assert all(piece in text for _, piece in identified(text)), (entity, text)


def test_a_finnish_code_is_found_by_itself() -> None:
    assert identified("the tenant is 131052-308T, moving in May") == [("FI_PERSONAL_IDENTITY_CODE", "131052-308T")]

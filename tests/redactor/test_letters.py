"""What a table says of a text is what the patterns say of it letter by letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor import plain
from redactor.letters import OTHER_SIGN, Letters

LETTERS = (
    "abOolI019 _-.:/\nабОоЗзЁёі«»’“—№₽→é&;\\u04nbspq"
    "\u00fc\u00b3\u011f\u0661\u200b\u00ad\u0301\u00a0\U0001f33f\ud800\u03b1"
)
TEXTS = st.text(alphabet=LETTERS, max_size=40) | st.text(max_size=40)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_text_is_normalised_alike_with_and_without_the_table(text: str) -> None:
    with_table = plain.normalise(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Letters, "mapped", lambda *_: None)
        assert plain.normalise(text) == with_table


@pytest.mark.parametrize("text", ["b1ll: 4I7 ОО8", "пapoль", "П а в е л ждёт", "а0б", "x\u200by", "Ε1 і"])
def test_what_is_written_strangely_is_seen_by_the_table(text: str) -> None:
    kinds = plain._KINDS.mapped(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Letters, "mapped", lambda *_: None)
        expected = plain.normalise(text)
    assert kinds is None or plain.normalise(text) == expected


def test_a_page_holds_letters_or_the_text_is_not_mapped() -> None:
    sorts = Letters(lambda one: "l" if one.isalpha() else "0" if one.isdigit() else "!" if one == OTHER_SIGN else " ")
    assert sorts.mapped("b2") == b"l0"
    assert sorts.mapped("Счёт №5 — “x”") == b"llll  0    l "
    assert sorts.mapped("é ’") == b"l  "
    assert sorts.mapped("5 ₽ 🌿") == b"0 ! !"
    assert sorts.mapped("счёт и é") is None
    assert sorts.mapped("\u011f") is None

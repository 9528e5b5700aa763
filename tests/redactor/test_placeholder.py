"""Placeholders: one for one value, none for two, and back again byte for byte."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.finding import Finding, RedactionError
from redactor.placeholder import Codes, redact, redact_all
from redactor.restore import Restorer

CODES = Codes(b"k" * 32)
OTHER = Codes(b"o" * 32)
_SHAPED = re.compile("ZQ_[A-Z]+_[0-9A-Z]{8,16}")
_ENTITIES = ("PERSON", "ORG", "EMAIL", "PHONE", "SECRET", "RU_INN", "LOCATION", "URL", "COMPANY_NUMBER")


def found(text: str, **values: str) -> list[Finding]:
    """Findings of given values: found(text, PERSON="Иванов")."""
    return [
        Finding(entity, match.start(), match.end(), 1.0, "test")
        for entity, value in values.items()
        for match in re.finditer(re.escape(value), text)
    ]


def echo(text: str, redaction_of: list[Finding]) -> str:
    redaction = redact(text, redaction_of, CODES)
    restorer = Restorer(redaction.originals)
    return restorer.feed(redaction.text) + restorer.finish()


def test_a_placeholder_has_its_shape_and_no_sentinel_letter_in_its_code() -> None:
    codes = [Codes(bytes([key]) * 32).placeholder("PERSON", "Иванов") for key in range(200)]
    assert all(re.fullmatch("ZQ_PERSON_[2-9A-HJKMNP-Y]{8}", code) for code in codes)
    assert len(set(codes)) == 200


def test_the_same_value_has_the_same_placeholder_after_a_restart_and_another_with_another_key() -> None:
    assert CODES.placeholder("EMAIL", "a@b.ru") == Codes(b"k" * 32).placeholder("EMAIL", "a@b.ru")
    assert CODES.placeholder("EMAIL", "a@b.ru") != OTHER.placeholder("EMAIL", "a@b.ru")


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("PHONE", "+7 (912) 345-67-89", "8 912 345 67 89"),
        ("PHONE", "+7 912 345-67-89", "9123456789"),
        ("EMAIL", "Ivan.Petrov@Mail.ru", "ivan.petrov@mail.ru"),
        ("EMAIL", "ivan\u200b@mail.ru", "ivan@mail.ru"),
        ("RU_INN", "7707 083 893", "7707083893"),
        ("CREDIT_CARD", "2200-7001-1234-5678", "2200 7001 1234 5678"),
        ("RU_PLATE", "А123ВС77", "A123BC77"),
        ("ORG", "ООО «Ромашка»", 'ООО "Ромашка"'),
        ("LOCATION", "ул. Королёва, д. 5", "ул. Королева,  д. 5"),
    ],
)
def test_two_writings_of_one_value_share_a_placeholder(entity: str, one: str, other: str) -> None:
    assert CODES.placeholder(entity, one) == CODES.placeholder(entity, other)


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("PHONE", "+7 912 345-67-89", "+7 912 345-67-88"),
        ("PHONE", "+7 495 123-45-67 доб. 12", "+7 495 123-45-67 доб. 13"),
        ("PHONE", "+7 495 123-45-67", "+7 495 123-45-67 доб. 13"),
        ("SECRET", "Passw0rd", "passw0rd"),
        ("PERSON", "Иванов Пётр", "Иванов Павел"),
    ],
)
def test_two_values_never_share_a_placeholder(entity: str, one: str, other: str) -> None:
    assert CODES.placeholder(entity, one) != CODES.placeholder(entity, other)


def test_a_value_has_one_placeholder_in_all_texts_of_a_prompt_and_each_is_restored_to_itself() -> None:
    texts = ["Пиши на a@x.ru", "и на b@x.ru, не на a@x.ru"]
    findings = [found(text, EMAIL="a@x.ru") + found(text, EMAIL="b@x.ru") for text in texts]
    whole = redact_all(texts, findings, CODES)
    assert whole.texts[0] == f"Пиши на {CODES.placeholder('EMAIL', 'a@x.ru')}"
    for text, redacted in zip(texts, whole.texts, strict=True):
        restorer = Restorer(whole.originals)
        assert restorer.feed(redacted) + restorer.finish() == text


def test_a_look_alike_typed_by_the_user_stays_and_is_never_restored_to_a_value() -> None:
    literal = CODES.placeholder("EMAIL", "a@x.ru")
    for typed in (literal, literal.lower(), f"[{literal.replace('_', ' ')}]", literal.replace("EMAIL", "ПОЧТА")):
        text = f"Что такое {typed}? Моя почта a@x.ru."
        redaction = redact(text, found(text, EMAIL="a@x.ru"), CODES)
        assert typed in redaction.text
        assert "a@x.ru" not in redaction.text
        restorer = Restorer(redaction.originals)
        assert restorer.feed(redaction.text) + restorer.finish() == text


def test_a_taken_placeholder_is_not_used() -> None:
    usual = CODES.placeholder("EMAIL", "a@x.ru")
    redaction = redact("a@x.ru", found("a@x.ru", EMAIL="a@x.ru"), CODES, taken=frozenset({usual}))
    assert redaction.text != usual
    assert redaction.text.startswith(usual)


def test_a_text_that_takes_every_length_of_a_code_is_refused() -> None:
    code = CODES.code("EMAIL", "a@x.ru")
    text = "a@x.ru " + " ".join(f"ZQ_EMAIL_{code[:length]}" for length in range(8, 17))
    with pytest.raises(RedactionError):
        redact(text, found(text, EMAIL="a@x.ru"), CODES)


@pytest.mark.parametrize(
    "text", ["до79991234567после", "79991234567руб", "X79991234567а", "79991234567_2", "79991234567:дат"]
)
def test_a_value_glued_to_letters_comes_back(text: str) -> None:
    assert echo(text, found(text, PHONE="79991234567")) == text


def test_nothing_of_a_prompt_is_shown_by_repr() -> None:
    redaction = redact("a@x.ru", found("a@x.ru", EMAIL="a@x.ru"), CODES)
    assert "a@x.ru" not in repr(redaction)
    assert "a@x.ru" not in repr(list(redaction.originals.values()))


@st.composite
def prompts(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text of awkward pieces with findings anywhere in it."""
    pieces = draw(
        st.lists(
            st.one_of(
                st.sampled_from(
                    [
                        "ZQ_",
                        "zq ",
                        "ZQ_PERSON_",
                        CODES.placeholder("ORG", "x"),
                        "Иванов",
                        "а",
                        "у",
                        "_",
                        "Z",
                        "7K2M4X9A",
                        "](",
                        "://",
                    ]
                ),
                st.text(alphabet='ZzQq_PEаяИ 12\n\\"-:', max_size=6),
                st.text(max_size=4),
            ),
            max_size=12,
        )
    )
    text = "".join(pieces)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=5))
    return text, [
        Finding(draw(st.sampled_from(_ENTITIES)), start, min(start + length, len(text)), 1.0, "test")
        for start, length in spans
        if start < len(text)
    ]


@settings(max_examples=400, deadline=None)
@given(prompts())
def test_an_answer_that_repeats_the_prompt_is_the_prompt_byte_for_byte(prompt: tuple[str, list[Finding]]) -> None:
    text, findings = prompt
    assert echo(text, findings) == text


@settings(max_examples=300, deadline=None)
@given(prompts())
def test_what_is_redacted_stays_as_it_is_when_redacted_again(prompt: tuple[str, list[Finding]]) -> None:
    text, findings = prompt
    once = redact(text, findings, CODES)
    again = [Finding("SECRET", match.start(), match.end(), 1.0, "test") for match in _SHAPED.finditer(once.text)]
    live = [finding for finding in again if once.text[finding.start : finding.end] in once.originals]
    assert redact(once.text, live, CODES).text == once.text

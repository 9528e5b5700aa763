"""What is hidden in a text does not hide it from the rules, and offsets stay those of the text as sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.finding import Finding
from redactor.plain import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("обычный текст, 8 900 000-77-12", "обычный текст, 8 900 000-77-12", id="usual text stays"),
        pytest.param("4276\u200b0000\u200b9871", "427600009871", id="zero-width spaces go"),
        pytest.param("42\u202e76\u202c00", "427600", id="bidi marks go"),
        pytest.param("пе\u00adтров", "петров", id="soft hyphens go"),
        pytest.param("８９００", "8900", id="full-width digits are ASCII"),
        pytest.param("٨٩٠٠", "8900", id="Arabic digits are ASCII"),
        pytest.param("8\u00a0900\u2009000", "8 900 000", id="no-break and thin spaces are spaces"),
        pytest.param("137\u2011482\u2010905", "137-482-905", id="hyphens of all kinds are hyphens"),
        pytest.param("и\u0306", "й", id="a letter and its mark are one"),
        pytest.param("\\u0418\\u0432\\u0430\\u043d", "Иван", id="escapes of JSON are letters"),
        pytest.param("a&nbsp;b &laquo;c&raquo;", "a b «c»", id="entities of HTML are characters"),
        pytest.param("a\x00b", "a b", id="NUL is a space"),
        pytest.param("a\ud800b", "a b", id="a lone surrogate is a space"),
        pytest.param("\\ud83d\\ude00", "\U0001f600", id="a pair of escapes is one character"),
        pytest.param('{"a": "б\\nИван"}', '{"a": "б\n Иван"}', id="a line's end inside JSON is a line's end"),
        pytest.param('"ООО \\"Клён\\""', '"ООО "Клён""', id="escaped quotes are quotes"),
        pytest.param("C:\\new\\names", "C:\\new\\names", id="a path is no JSON"),
        pytest.param("паспорт 4О 19 33l728", "паспорт 40 19 331728", id="letters among digits are digits"),
        pytest.param("О9.1О.1982", "09.10.1982", id="dates of a scanner are dates"),
        pytest.param("Пр0хор, Д0Г0ВОР", "Прохор, ДОГОВОР", id="a nought among letters is a letter"),
        pytest.param("О123ОО77", "О123ОО77", id="a number plate keeps its letters"),
        pytest.param("П е т р о в, к т о", "Петров, к т о", id="letters spaced out are a word"),
        pytest.param("VALUES (N'Porto', N'Rua 5')", "VALUES ( 'Porto',  'Rua 5')", id="a string of SQL is its words"),
        pytest.param("by N'Dour, N'Golo's", "by N'Dour, N'Golo's", id="a name with an apostrophe is no string"),
        pytest.param("AT&T; R&D", "AT&T; R&D", id="an ampersand is no entity"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_a_finding_comes_back_to_the_text_as_sent() -> None:
    text = "карта 4276\u200b0000, код"
    plain = normalise(text)
    start = plain.text.index("42760000")
    found = plain.restored(Finding("CREDIT_CARD", start, start + 8, 0.9, "own"))
    assert text[found.start : found.end] == "4276\u200b0000"


_PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["\u200b", "\\u0418", "&nbsp;", "&#1048;", "и\u0306", "８", "\u202e", "\ud800", "\\ud83d\\ude00"]
        ),
    ),
    max_size=12,
)


@given(_PIECES)
def test_every_place_has_its_origin(parts: list[str]) -> None:
    text = "".join(parts)
    plain = normalise(text)
    if not plain.text or not plain.starts:
        assert len(plain.text) in (0, len(text))
        return
    assert len(plain.starts) == len(plain.ends) == len(plain.text)
    for start, end in zip(plain.starts, plain.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(plain.starts) == sorted(plain.starts)

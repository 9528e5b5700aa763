"""What is written in codes is found in what it says; pictures, keys and hashes stay."""

from base64 import b64encode
from quopri import encodestring
from urllib.parse import quote, quote_plus

import pytest

from redactor.encoded import decoded
from redactor.engine import Engine
from tests.redactor.spans import pieces

_NAME = "Тимофей Крапивин"


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"fio={quote(_NAME)}&page=2", quote(_NAME)),
        (f"name={quote_plus(_NAME)}", quote_plus(_NAME)),
        (f"name={quote_plus(_NAME, encoding='cp1251')}", quote_plus(_NAME, encoding="cp1251")),
        (f"GET /people/{quote(_NAME)}/edit", quote(_NAME)),
        ("q=1&mail=t.krapivin%40klen.example", "t.krapivin%40klen.example"),
        ("to=%2B7%20900%20000-41-17&from=x", "%2B7%20900%20000-41-17"),
        (encodestring("Звонил Лев.".encode()).decode(), encodestring("Лев".encode()).decode()),
    ],
)
def test_a_value_in_escapes_is_masked_where_it_stands(engine: Engine, text: str, value: str) -> None:
    assert value in [piece for _, piece in pieces(text, engine.find(text))]


def test_escapes_broken_over_two_lines_are_read_together(engine: Engine) -> None:
    text = encodestring(f"Подготовьте доверенность на имя {_NAME}, копию отправьте в архив.".encode()).decode()
    assert "=\n" in text
    masked = "".join(piece for kind, piece in pieces(text, engine.find(text)) if kind == "PERSON").replace("=\n", "")
    assert encodestring(_NAME.split()[1].encode()).decode() in masked


@pytest.mark.parametrize(
    "code",
    [
        _base64('{"client": "Тимофей Крапивин", "phone": "+7 900 000-41-17"}'),
        _base64("mail t.krapivin@klen.example today"),
        "=?utf-8?B?" + _base64(_NAME) + "?=",
        "=?utf-8?Q?" + quote(_NAME).replace("%20", "_").replace("%", "=") + "?=",
    ],
)
def test_base64_that_says_something_personal_goes_as_a_whole(engine: Engine, code: str) -> None:
    text = f'{{"body": "{code}", "n": 1}}'
    assert [(one.entity, text[one.start : one.end]) for one in engine.find(text)] == [("ENCODED", code)]


def test_base64_over_several_lines_is_one(engine: Engine) -> None:
    code = _base64(f"Договор подписал {_NAME}, паспорт 4519 883021. " * 4)
    wrapped = "\n".join(code[at : at + 76] for at in range(0, len(code), 76))
    text = f"Content-Transfer-Encoding: base64\n\n{wrapped}\n\n--end"
    assert [text[one.start : one.end] for one in engine.find(text)] == [wrapped]


@pytest.mark.parametrize(
    "text",
    [
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        f"body: {_base64('обычный текст без людей и номеров, просто заметка')}",
        "скидка 20% и 100%20, формат %d %s %25",
        "q=" + quote("купить диван в рассрочку"),
        "x = 0x41=42 и a==b, =3D",
        "sha512: 9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da",
    ],
)
def test_codes_without_anybody_stay(engine: Engine, text: str) -> None:
    assert engine.find(text) == []


@pytest.mark.parametrize(
    "text", ["%D0", "%D0%", "=D0=", "=D0=D0\n" * 3, "%%%41", "=?u?B?????=", "A" * 5000, "%41" * 3000]
)
def test_broken_codes_do_no_harm(text: str) -> None:
    found = decoded(text)
    if found is not None:
        assert all(0 <= a < b <= len(text) for one in found.passages for a, b in zip(one.starts, one.ends, strict=True))

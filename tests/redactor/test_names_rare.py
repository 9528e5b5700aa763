"""Names that dictionaries lack, names that are words, and words that only look like names."""

import pytest

from redactor.engine import Engine
from tests.redactor.spans import of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ревью у Гюльчехры", "Гюльчехры"),
        ("рапорт на имя нач. охраны Дзюбы.", "Дзюбы"),
        ("лечит Сон Ен Хи, клиника на Садовой", "Сон Ен Хи"),
        ("ИП Дин Чжао прислал счёт", "Дин Чжао"),
        ("пришёл де Боннер Ж.-К.", "де Боннер Ж.-К."),
        ("скинь номер маринки ковальчук плиз", "маринки ковальчук"),
        ("передай танечке смирновой", "танечке смирновой"),
        ("в отпуске, вместо него Каролина.", "Каролина"),
        ("если упало: Игорян 8900 000 7004", "Игорян"),
        ("копию фон Брауну Вернеру", "фон Брауну Вернеру"),
        ("Таубе Рената Эдуардовна, снабжение", "Таубе Рената Эдуардовна"),
    ],
)
def test_a_rare_name_is_found(engine: Engine, text: str, name: str) -> None:
    assert of(text, engine.find, "PERSON") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Тикет 88412: не печатает принтер",
        "Подбери ник покороче",
        "Любовь к работе — это когда не спишь",
        "вера в победу есть, а экскаватора нет",
        "объясни закон Гутенберга — Рихтера",
        "теорема Гаусса — Маркова",
        "перепиши с Питона на Котлин",
        "Шерлок Холмс или Эркюль Пуаро?",
        "Король Артур и рыцари",
        "SELECT c.fio, c.inn FROM clients c",
    ],
)
def test_what_only_looks_like_a_name_stays(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "PERSON") == []

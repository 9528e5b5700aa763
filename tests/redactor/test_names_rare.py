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
        ("скинь номер маринки ковальчук плиз", "маринки ковальчук"),
        ("передай танечке смирновой", "танечке смирновой"),
        ("в отпуске, вместо него Каролина.", "Каролина"),
        ("если упало: Игорян 8900 000 7004", "Игорян"),
        ("копию фон Брауну Вернеру", "фон Брауну Вернеру"),
        ("Таубе Рената Эдуардовна, снабжение", "Таубе Рената Эдуардовна"),
        ("отпуск: Бабаджанян 1–14 июля", "Бабаджанян"),
        ("Маш, привет", "Маш"),
        ("пришёл Чон Дмитрий Ин-Сунович", "Чон Дмитрий Ин-Сунович"),
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
        "твёрдость по Роквеллу, оценка по Апгар",
        "Лада Веста или Киа Рио",
        "Логи упали вчера",
        "SELECT c.fio, c.inn FROM clients c",
        "The works go on from home but it will remain on file",
    ],
)
def test_what_only_looks_like_a_name_stays(engine: Engine, text: str) -> None:
    assert of(text, engine.find, "PERSON") == []

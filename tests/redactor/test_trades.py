"""Firms by their trade, and surnames that a method or a disease is called after."""

import pytest

from redactor.engine import Engine


def found(engine: Engine, text: str, entity: str) -> list[str]:
    return [text[one.start : one.end] for one in engine.find(text) if one.entity == entity]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Рыболовецкая артель «Синяя Коса» просит отсрочку.", "«Синяя Коса»"),
        ("Поздравление от профкома санатория «Горный Ключ».", "«Горный Ключ»"),
        ("Перевозчик — «Ладога-Транс Сервис», груз принят.", "«Ладога-Транс Сервис»"),
        ("Работаю в бюро переводов «Пятая Глава».", "«Пятая Глава»"),
        ("инструктор в автошколе «Третий Ряд»", "«Третий Ряд»"),
        ("Кредитор: МКК «До Аванса» (АО).", "МКК «До Аванса» (АО)"),
    ],
)
def test_a_firm_is_known_by_its_trade(engine: Engine, text: str, name: str) -> None:
    assert found(engine, text, "ORG") == [name]


@pytest.mark.parametrize(
    "text",
    ["Склад: «A-12», порт «COM3»", "исполнитель: «gitlab-runner»", "песня «Катюша», роман «Идиот», программа «Время»"],
)
def test_codes_songs_and_programs_are_no_firms(engine: Engine, text: str) -> None:
    assert found(engine, text, "ORG") == []


@pytest.mark.parametrize(
    "text",
    [
        "Симптом Щёткина — Блюмберга отрицательный.",
        "ФВ 52% по Симпсону, болезнь Альцгеймера под вопросом.",
        "Разница между рядом Фурье и преобразованием Лапласа",
        "твёрдость по Роквеллу указана на бирке, шкала Апгар 8/9",
    ],
)
def test_what_is_called_after_somebody_is_nobody(engine: Engine, text: str) -> None:
    assert found(engine, text, "PERSON") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Операция Петровой назначена на завтра.", "Петровой"),
        ("Система Иванова принята заказчиком.", "Иванова"),
        ("Карточка: Фурье Анна Львовна, тел. в деле.", "Фурье Анна Львовна"),
    ],
)
def test_a_person_of_the_same_kind_of_sentence_is_somebody(engine: Engine, text: str, name: str) -> None:
    assert found(engine, text, "PERSON") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("got it from john (sales, anna knows), update anna please", "john"),
        ("Please ask Bowman about the invoice.", "Bowman"),
        ("I met Giselle at the bank.", "Giselle"),
        ("Василиса заболела, перенесите занятие.", "Василиса"),
        ("В отпуске трое, в том числе Мюллер и Крамер.", "Мюллер"),
        ("Система Маркова готова, за ней сидит Фишер.", "Маркова"),
    ],
)
def test_words_of_queries_and_methods_hide_nobody_in_ordinary_sentences(engine: Engine, text: str, name: str) -> None:
    assert name in found(engine, text, "PERSON")


def test_columns_that_a_statement_names_are_nobody(engine: Engine) -> None:
    assert found(engine, "INSERT INTO turist (fio, zagran, vyezd) VALUES (1, 2, 3)", "PERSON") == []


@pytest.mark.parametrize(
    "text",
    [
        "Integrates with Tally and Zoho Books, no card needed.",
        "EDUCATION\nHNC Electrical Engineering, MSc Sustainable Textiles",
        "Training: asbestos awareness, Bluebeam\n",
    ],
)
def test_programs_and_degrees_are_no_firms(engine: Engine, text: str) -> None:
    assert found(engine, text, "ORG") == []


def test_a_street_with_the_number_of_a_flat_is_kept_though_the_model_alone_would_not_do(engine: Engine) -> None:
    assert found(engine, "tenant in 22 Alder Ct #3 says the boiler is dead", "LOCATION") == ["22 Alder Ct #3"]


def test_the_name_of_a_network_is_nobody(engine: Engine) -> None:
    assert found(engine, "the wifi in the lobby is Larkspur-Guest", "PERSON") == []

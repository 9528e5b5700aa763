"""Postal addresses as one span, in Russian, English, Latin letters and European order; sizes and pages are none."""

import pytest

from tests.redactor.spans import identified

WHOLE = [
    "г. Верхние Заводи, ул. Кузнечная, д. 7, кв. 32",
    "623700, Уральская обл., г. Заозёрск, пр-т Металлургов, д. 18, корп. 2, кв. 101",
    "посёлок Дальние Ключи, 3-я линия, 14Б",
    "улицу Садовую, дом 5, подъезд 2, 9 этаж",
    "454000, Челябинская область, рп Каменный Брод, пер. Тихий, зд. 3, стр. 1, помещ. 12",
    "наб. Речников 21 кв 4",
    "г.Заозёрск ул.Малая д.36 оф.401",
    "ул. 8 Марта, д. 14",
    "ул. 50 лет Октября 12-34",
    "дер. Старые Выселки, дом 3 (второй от колодца), Клинский г.о., Моск. обл., 141999",
    "115999, г. Москва, вн.тер.г. муниципальный округ Нагорный, Сиреневый б-р, д. 24, к. 1, помещ. IV, ком. 6",
    "352999, Краснодарский край, муниципальный округ город-курорт Анапа, с. Юровка, ул. Степная, д. 6",
    "Калуга, проезд Ольховый, 3 — 27",
    "ОЗЁРНАЯ 5 КВ 3",
    "снт ромашка-2 линия 5 уч 44",
    "420999, РТ, г. Казань, ул. Садовая, 16А, кв. 7",
    "Дагестан, Дербент, ул. Садовая 31",
    "РБ, Г. САЛАВАТ, УЛ. ЗАРЕЧНАЯ, Д. 98, КВ. 54",
    "Санкт-Петербург, наб. Заречного канала, 199-201, лит. К",
    "Чита, 5 микрорайон, 11, 76",
    "КБР, Урванский р-н, с.п. Псыгансу, ул. Степная 5",
    "обл Томская р-н Томский с Заречное ул Садовая 29/1-4",
    "Республика Коми, г. Ухта, наб. Газовиков, д. 14, лит. А, пом. 3-Н",
    "Симферополь, ш. Южное 11 км, строение 5",
    "г. Астана, пр. Мангилик Ел, 55, блок С2.3, офис 201",
    "ХМАО-Югра, г. Нижневартовск, Мира, 60/2 кв 15",
    "с. Ивановка ул. Советская, 5а (напротив школы), Саракташский район, Оренбургская область",
    "Казань, ул. Баумана, 5",
    "Москва, Ленинградское шоссе, 16А, стр. 3",
    "с. Ивановка, д. 5",
    "ул баумана 5 кв 12",
    "Невский проспект, 28",
    "ул. академика Королёва, 12",
    "Russia, 190000, Saint Petersburg, Rechnaya ul., d. 11, kv. 58",
    "Moscow, ul. Lenina, d. 5, kv. 11",
    "418 Juniper Hollow Rd, Apt 6C, Eastmere, OH 45999",
    "Flat 3, 27 Wrenfield Mews\nLittle Harrowby\nZZ9 9ZZ",
    "1600 Foxglove Parkway, Suite 210, Brightwater, FL 33999-0142",
    "PO Box 77, Dry Creek, NV 89999",
    "P.O. Box 41999-00100, Nairobi",
    "78 Brown Lane\n Suite 022\n West Timothy, AR 12345",
    "221b Baker Street London NW1 6XE",
    "Hauptstraße 5, 10115 Berlin",
    "12 rue de Rivoli, 75001 Paris",
    "Unit 1234 Box 5678\nDPO AE 12345",
    "27 Beach Rd, Bondi NSW 2026",
    "ul. Kręta 12/34, 00-950 Warszawa",
    "Burgring 5, 1010 Wien",
    "Storgate 12, 0155 Oslo",
    "Mannerheimintie 5, 00100 Helsinki",
]


@pytest.mark.parametrize("address", WHOLE)
def test_an_address_is_one_span(address: str) -> None:
    assert identified(f"Доставка: {address}\nспасибо") == [("LOCATION", address)]


@pytest.mark.parametrize(
    "text",
    [
        "площадь 45 кв. м, 3 комнаты",
        "стр. 5 отчёта за 2024 г.: исправь «к.т.н.»",
        "в 3 квартале 2024 г. продали 5 домов",
        "д. 5 т. 3, л. 12",
        "проезд 50 руб., линия поддержки 8",
        "на улице тепло, 25 градусов",
        "дом 5 лет назад построен",
        "5 new features in Park mode",
        "version 3 Release Run",
        "I need 3 Union reps and 2 Drive files",
        "в г. Казань 120 человек",
        "During 1971, sales doubled",
        "String 5, hiring 3, Spring 2024",
        "aggregate 10, delegate 3, my auntie 2",
        "о простоях линии KRX-12 за октябрь",
        "your neighbour in Unit 5, a quiet man",
        "declined as per section 4.2, order 773104 by hand",
        "передать на Иванова, 15 ноября; за Сидорова, 3 экземпляра",
        "по Лермонтова 4 вопроса, стихи Пушкина, 12 баллов",
        "встретимся на советской пять минут постоим, на лесной два автобуса, 3 шт",
        "купили на Садовой, 3 яблока",
        "дом семь лет строили, лермонтова дом в тарханах",
        "раздел Центральная 3.2, поезд Московская 14:20",
        "начальник склада WMS, площадь 6 200 м²",
        "Заказ 45, вход с торца; Магазин 12, цоколь утеплён",
        "Samara 14 kW, Tequila 5 kv",
        "карбамид марки Б, 22 МКР по 1000 кг",
        "плёнка рвётся на линии Bosch SVE 2530",
        "listing: 3 bed terrace, 84 m2, gas boiler",
    ],
)
def test_sizes_pages_and_sums_are_no_address(text: str) -> None:
    assert "LOCATION" not in [kind for kind, _ in identified(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("магазин, Казань, Павлюхина 57, 4 паллеты, до 11:00", "Казань, Павлюхина 57"),
        ("кв. 32, ул. Лесная, д. 4, дом 1974 г., торг", "кв. 32, ул. Лесная, д. 4"),
        ("СНЯТЫ С ОБЪЕКТА УЛ. ДЕКАБРИСТОВ, 106 ЗА НАРУШЕНИЕ", "УЛ. ДЕКАБРИСТОВ, 106"),
        ("Дом по Малой Набережной, 14 под снос", "Малой Набережной, 14"),
        ('"addr": "Рязань, Зубковой 18к4, 112"', "Рязань, Зубковой 18к4, 112"),
        ("адрес тот же мира 15 офис 4", "мира 15 офис 4"),
        ("заводская 14 строение 2 заезд со двора", "заводская 14 строение 2"),
        ("клиент: муром ленинградская 14 корпус 2 квартира 50", "муром ленинградская 14 корпус 2 квартира 50"),
        ("везти тюмень республики 142 офис 310", "тюмень республики 142 офис 310"),
        ("Серёга — Заречная 27, вход через арку, потом", "Заречная 27, вход через арку"),
        ("живу на Тополиной 12, третья парадная", "Тополиной 12, третья парадная"),
        ("346880, Батайск, Речная, 9, цоколь", "346880, Батайск, Речная, 9, цоколь"),
        ("смотреть: Гвардейская 77, подземная стоянка.", "Гвардейская 77, подземная стоянка"),
        ("adres Sadovaya 27 kv 4. Zakaz 20", "Sadovaya 27 kv 4"),
        ("Люберцы, 3-е Почтовое отделение, 51 к1, подъезд 4", "Люберцы, 3-е Почтовое отделение, 51 к1, подъезд 4"),
    ],
)
def test_a_street_without_its_kind_is_told_by_what_stands_around(text: str, address: str) -> None:
    assert [found for found in identified(text) if found[0] == "LOCATION"] == [("LOCATION", address)]


@pytest.mark.parametrize(
    "address",
    [
        "ул. Абая, 150, кв. 14, Алматы",
        "г. Рязань, ул. Есенина, д. 29, пом. Н3",
        "Новосибирск, Станционная 32/5, корпус 4, ворота 3",
        "м/р Солнечный, 14, кв. 30",
        "тимирязева 14 к 3 кв 88",
        "кв. 94, Пражская 12",
        "Казань, Профсоюзная, 17/16, апартаменты 5",
        "кв. 61 дома 17/2 по ул. Шаумяна",
        "Белгород, Костюкова 36А-112",
        "г. Алматы, мкр. Самал-2, д. 33, кв. 8",
        "а/я 45, г. Псков, 180000",
        "Республика Калмыкия, Целинный район, п. Аршан, ул. Степная, д. 2",
        "пр-кт Имама Шамиля, 14 «в», 3 этаж",
    ],
)
def test_an_address_without_the_usual_words_is_one_span(address: str) -> None:
    assert identified(f"адрес {address}\n") == [("LOCATION", address)]


@pytest.mark.parametrize(
    "address",
    [
        "дер. Малые Вязёмки, дом 3 (второй от колодца), Одинцовский г.о., Моск. обл., 143999",
        "620014, Свердловская обл, Екатеринбург г, Ленина пр-кт, дом № 24, квартира 8",
        "КБР, Баксанский р-н, с.п. Исламей, ул. Эльбрусская 5",
        "Биробиджан Пионерская 44-8",
        "Чита, 5 микрорайон, 11, 76",
        "111999, Мск, Перовская 8 стр 3 эт 2 пом I ком 4",
        "Office 12, 7 Lenina Street, Abakan 655999, Russia",
        "ЛЕНИНА 5 КВ 3",
        "наб. Обводного канала, 199-201, лит. К",
    ],
)
def test_an_address_in_another_order_is_one_span(address: str) -> None:
    assert identified(f"{address}\n") == [("LOCATION", address)]


def test_a_rent_after_the_flat_is_no_second_flat() -> None:
    assert identified("ул. Чистопольской, д. 61, кв. 90, 55 тыс.") == [("LOCATION", "ул. Чистопольской, д. 61, кв. 90")]


def test_a_kind_of_flat_and_the_next_sentence_are_no_part_of_an_address() -> None:
    address = "Flat 6, 41 Juniper Terrace, Leith, Edinburgh EH6 9ZZ"
    assert identified(f"a bright basement flat, {address}. Electric heating") == [("LOCATION", address)]


def test_a_time_is_no_part_of_the_street_after_it() -> None:
    assert identified("02:47 ул. 8 Марта, 190, подъезд 3") == [("LOCATION", "ул. 8 Марта, 190, подъезд 3")]


def test_a_row_of_flats_costs_no_square() -> None:
    assert identified("кв 5 " * 1500) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10:30 B. Quillfeather, 44 Tanner Street, Leeds LS1 4AB", "44 Tanner Street, Leeds LS1 4AB"),
        ("44 Tanner Street, Leeds, LS1 4AB\nDDI 01632 960 412", "44 Tanner Street, Leeds, LS1 4AB"),
        ("44 Tanner Street, Leeds\nSurvey done", "44 Tanner Street, Leeds"),
    ],
)
def test_an_hour_before_and_a_label_after_are_no_part_of_it(text: str, address: str) -> None:
    assert [found for found in identified(text) if found[0] == "LOCATION"] == [("LOCATION", address)]


def test_a_postal_code_in_a_task_about_a_pattern_is_nobodys() -> None:
    assert identified("the regex must accept N1 9GU and W1A 0AX, see below") == []
    assert identified("the round goes through N1 9GU and W1A 0AX") == [("LOCATION", "N1 9GU"), ("LOCATION", "W1A 0AX")]
    assert identified("my regex skips 7 Elm Street, London N1 9GU") == [("LOCATION", "7 Elm Street, London N1 9GU")]

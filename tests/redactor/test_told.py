"""Values that only their sentence tells: what becomes of what a network says of them."""

from random import Random

import pytest

from redactor.engine import Engine
from redactor.finding import Finding
from redactor.names.labels import TOLD
from redactor.names.told import ENTITIES, LEAST, told, without_known
from redactor.names.training.told import kind_of, other_value, told_by_rules


def _told(text: str, seen: str, kind: str, odds: float = 0.9) -> tuple[str, str] | None:
    start = text.index(seen)
    found = told(text, start, start + len(seen), kind, odds)
    return None if found is None else (found.entity, text[found.start : found.end])


@pytest.mark.parametrize(
    ("text", "seen", "kind", "value"),
    [
        ("вайфай открыли, слово dobro-Delat-88!", "Delat", "SEC", ("SECRET", "dobro-Delat-88")),
        ("tickets for a member ZX-88.12/7.", "88", "NUM", ("ID_NUMBER", "ZX-88.12/7")),
        ("серия и номер 45 10\t662013", "45 10\t662013", "TEL", ("PHONE", "45 10\t662013")),
        ("on the gate use «bluebird», thanks", "bluebird", "SEC", ("SECRET", "bluebird")),
        ("her member number is ZX-88.12/7.", "88", "NUM", ("ID_NUMBER", "ZX-88.12/7")),
        ("карта пациента, серия 2, BX-4417", "BX-4417", "NUM", ("ID_NUMBER", "BX-4417")),
        ("документ сер. 45АБ-661302", "45АБ-661302", "NUM", ("ID_NUMBER", "45АБ-661302")),
        ("зав. отделением АБ-66130", "АБ-66130", "NUM", ("ID_NUMBER", "АБ-66130")),
        ("звоните 618 43 07, 2 этаж", "618 43 07", "TEL", ("PHONE", "618 43 07")),
        ("родилась она 4 мая 1951 г. в Омске", "4 мая 1951 г", "DOB", ("BIRTH_DATE", "4 мая 1951 г")),
        ("звоните три два пять один", "три два пять один", "TEL", ("PHONE", "три два пять один")),
        ("родилась второго мая 41-го", "второго мая 41-го", "DOB", ("BIRTH_DATE", "второго мая 41-го")),
        ("пишите на ivan собака pole", "ivan собака pole", "ACC", ("EMAIL", "ivan собака pole")),
        ("пароль такой, база Zup_mark-77", "Zup_mark-77", "SEC", ("SECRET", "Zup_mark-77")),
        ("in the portal she is okafor_b", "okafor_b", "ACC", ("USERNAME", "okafor_b")),
        ("сын родился 04.08.2021 в Омске", "04.08.2021", "DOB", ("BIRTH_DATE", "04.08.2021")),
        ("записали Соню, 04.08.1991", "04.08.1991", "DOB", ("BIRTH_DATE", "04.08.1991")),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_far_as_it_is_written(text: str, seen: str, kind: str, value: tuple[str, str]) -> None:
    assert _told(text, seen, kind) == value


@pytest.mark.parametrize(
    ("text", "seen", "kind"),
    [
        ("the code is A", "A", "SEC"),  # nothing to keep secret
        ("позвоните по номеру", "номеру", "TEL"),  # no digits, and no number in words
        ("class A:\n    @classmethod\n    def of(cls)", "@classmethod", "ACC"),
        ("read docs/setup/first.md before", "docs/setup/first.md", "SEC"),
        ("npm ERR! from core/forms@4.12.4 now", "core/forms@4.12.4", "ACC"),
        ("npm ERR! peer react from @core/forms@4.12.4 now", "@core/forms@4.12.4", "ACC"),
        ("the attribute is sheet@name here", "sheet@name", "ACC"),
        ("07:55 +11:00", "+11:00", "TEL"),  # a time
        ("вт: 9:30 кик-офф", "9:30", "DOB"),
        ("Абрахманова Лейсан, 04.08.2025 приобрела", "04.08.2025", "DOB"),
        ("key is SHA256:q1Zt7oYk3sLw9VxB0dNf", "q1Zt7oYk3sLw9VxB0dNf", "SEC"),
        ('сообщение ЧПУ: "ALARM 1007"', "ALARM", "SEC"),
        ("роль есть, база ZUP_MARK_TEST.", "ZUP_MARK_TEST", "SEC"),
        ("есть таблицы DIM_KLIENT, fct_olga_2025 и", "fct_olga_2025", "SEC"),
        ("контейнер застрял\nBL QDSH240311999, вес", "QDSH240311999", "NUM"),
        ("холодильник Haier C2F636CWMX за 67 990", "C2F636CWMX", "NUM"),
        ("PNR K7QWZT\nAC857 LHR-YYZ 14SEP", "AC857 LHR-YYZ", "NUM"),
        ("раскройщик, таб. 0144", "0144", "DOB"),
        ("рост 171,5", "171,5", "DOB"),
        ("ООО Ромб — 2 618 430,75 — оплачено", "618 430,75", "TEL"),
        ("итого 43 207,40 за октябрь", "43 207", "TEL"),
        ('assert app.release == "3.4.19.1"', "3.4.19.1", "TEL"),
        ("S/N сервера: SGH417X2QT, прошивка 2.61", "SGH417X2QT", "NUM"),
        ("станок, зав. № К-4417/2", "К-4417/2", "NUM"),
        ("Serial number of the switch FOC2217Y0AB", "FOC2217Y0AB", "NUM"),
        ("| Задвижка | DN150 PN10 | 6 |", "DN150 PN10", "NUM"),
        ("бетон B30 W8 F200", "B30 W8", "NUM"),
        ("трек RB 318 204 771 RU", "RB 318 204 771 RU", "NUM"),
        ("Skoda Rapid, 2019 г.в., VIN", "2019 г", "DOB"),
        ("ГАЗель 2017 года выпуска", "2017", "DOB"),
        ("see " + "QmFzZTY0" * 12, "QmFzZTY0" * 12, "SEC"),  # a picture's code
        ("ТД «Рубин»\t5902862530\t87 450\t25.11", "87 450\t25.11", "TEL"),
        ("14.11 -43 127 ФНС\n15.11 -62 500", "15.11", "TEL"),
        ("18.11 +240 000,00 АНО", "+240 000,00", "TEL"),
        ("КБК 18210102080011000110, верно?", "18210102080011000110", "TEL"),
        ("Заказ 8830041275, оплатила картой", "8830041275", "NUM"),
        ("подскажи КБК 18210102080011000110", "18210102080011000110", "NUM"),
        ('{"name":"монитор","sn":"7CD4410XQZ"}', "7CD4410XQZ", "NUM"),
        ("котёл, s/n 4410 7702 0081 17", "0081 17", "NUM"),
        ("2025-04-11,+96500,ООО «Вереск»", "+96500", "TEL"),
    ],
)
def test_what_can_be_no_value_is_left(text: str, seen: str, kind: str) -> None:
    assert _told(text, seen, kind) is None


def test_a_doubtful_value_is_left() -> None:
    for kind in TOLD:
        assert _told("the word is bluebird 4417", "bluebird 4417", kind, LEAST[kind] - 0.01) is None


def test_a_rule_that_found_something_knows_better() -> None:
    ours = Finding("SECRET", 0, 9, 0.55, "told-sec")
    alone = Finding("SECRET", 20, 29, 0.55, "told-sec")
    rules = Finding("PHONE", 4, 12, 0.8, "phone")
    weak = Finding("PHONE", 22, 25, 0.3, "phone")
    assert without_known([ours, rules, alone, weak]) == [rules, alone, weak]


def test_every_told_kind_has_an_entity_and_a_least_probability() -> None:
    assert set(TOLD) == set(ENTITIES) == set(LEAST)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ключ от ячейки лежит под ковриком, а сейф в кабинете открывается на 7719, никому не говори.", "7719"),
        ("Сигнализацию на складе ставим на 4408, пожалуйста, не меняй.", "4408"),
    ],
)
def test_the_engine_masks_what_only_the_sentence_tells(engine: Engine, text: str, value: str) -> None:
    assert value in [text[one.start : one.end] for one in engine.find(text)]


def test_our_own_placeholder_is_no_secret(engine: Engine) -> None:
    assert engine.find("The password for the portal is ZQ_SECRET_7K2M4X9A, the code word ZQ_SECRET_9K2M4X7B.") == []


def test_what_rules_find_is_marked_for_the_training() -> None:
    text = "The password is Hunter22!, call +44 20 7946 0991 or mail ada@pole.example, Ada Quill, born 3 May 1980"
    marks = [(text[start:end], kind) for start, end, kind in told_by_rules(text, [])]
    assert marks == [
        ("Hunter22!", "SEC"), ("+44 20 7946 0991", "TEL"), ("ada@pole.example", "ACC"), ("3 May 1980", "DOB"),
    ]  # fmt: skip
    taken = [(text.index("+44"), text.index(" or mail"))]
    assert "TEL" not in [kind for *_, kind in told_by_rules(text, taken)]


def test_a_value_is_not_learnt_by_heart() -> None:
    random = Random(3)
    forms = {other_value("Zima_2044", "SEC", random) for _ in range(40)}
    assert len(forms) == 40
    assert all(len(form) == 9 and form[4] == "_" and form[5:].isdigit() for form in forms)
    assert other_value("3 May 1980", "DOB", random) == "3 May 1980"


def test_names_and_addresses_of_the_network_are_no_told_values() -> None:
    assert [kind_of(name) for name in ("PERSON", "URL", "RU_INN", "EMAIL", "DATE")] == [None, None, "NUM", "ACC", "DOB"]

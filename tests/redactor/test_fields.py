"""Columns and named fields, organisations with their legal form."""

import pytest

from redactor.plain import normalise
from redactor.recognizers.identifiers import read
from redactor.recognizers.organisations import find_organisations
from tests.redactor.spans import identified


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|", " | "])
def test_names_stand_under_their_head(delimiter: str) -> None:
    rows = [("ФИО", "Город", "Возраст"), ("Мухоярова Дина", "Ижевск", "31"), ("сбитнев фома", "Муром", "44")]
    found = identified("\n".join(delimiter.join(row) for row in rows) + "\n\nсделай таблицу")
    assert found == [("PERSON", "Мухоярова Дина"), ("PERSON", "сбитнев фома")]


def test_a_customer_may_be_a_firm() -> None:
    rows = "customer,due\nFjordheim Drilling AS,10\nTamsin Pell,20\nHexley Window Cleaning,30\nMarlow Vets LLP,40"
    firms = ["Fjordheim Drilling AS", "Hexley Window Cleaning", "Marlow Vets LLP"]
    assert [value for entity, value in identified(rows) if entity == "ORG"] == firms
    assert [value for entity, value in identified(rows) if entity == "PERSON"] == ["Tamsin Pell"]


def test_a_markdown_table_is_a_table() -> None:
    text = "| № | Сотрудник | Оклад |\n|---|---|---|\n| 1 | БЕРЕСТОВ К.Л. | 84 300 |\n| 2 | ЯГОДКИНА Ж.В. | 91 150 |"
    assert identified(text) == [("PERSON", "БЕРЕСТОВ К.Л."), ("PERSON", "ЯГОДКИНА Ж.В.")]


def test_numbers_stand_under_their_head_without_check_digits() -> None:
    found = identified("Клиент;Паспорт;Телефон;Дата рождения\nА;6517004218;223344;01.02.1990")
    assert found == [("RU_PASSPORT", "6517004218"), ("PHONE", "223344"), ("BIRTH_DATE", "01.02.1990")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"full_name": "Снежана Топоркова"}', "Снежана Топоркова"),
        ("Имя: Влас", "Влас"),
        ("last_name=Quillfeather", "Quillfeather"),
        ("Фамилия — Лисогорова", "Лисогорова"),
        ("customerName: 'Odalys Brisa'", "Odalys Brisa"),
    ],
)
def test_a_named_field_holds_a_name(text: str, name: str) -> None:
    assert ("PERSON", name) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        '"name": "nginx"',
        "name: build",
        "    verbose_name = 'Статья'",
        "name: Nightly Release Builder\non: push",
        '"status": {"name": "In Progress"}',
        "Имя: нет",
        "Дата;Сумма\n01.02.2020;500",
        "name;phone\nFIRSTNAME LASTNAME;+00 000 000000\n000001;TBC",
        "a, b\nc, d",
        "Customer;Sum\ncounter / till;12",
        "ФИО директора не указано",
        'FIO = re.compile(r"^[А-ЯЁ]+")',
    ],
)
def test_other_fields_hold_none(text: str) -> None:
    assert identified(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "ООО «Бирюзовый Клён»",
        'ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО "СЕВЕРНЫЙ ПРИЧАЛ"',
        "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «КЛЮЧ»",
        'АО "Медный Ручей"',
        "ПАО «Завод «Северный Вереск»»",
        "ООО Ромашка-Трейд",
        "Copper Lantern Logistics Ltd",
        "Marlowe Tide LLP",
        "Stonebridge & Vale GmbH",
        "ооо «ромашка»",
    ],
)
def test_an_organisation_with_its_form_is_found(name: str) -> None:
    assert identified(f"письмо от {name}, срочно") == [("ORG", name)]


@pytest.mark.parametrize(
    "text",
    [
        "The Company shall pay",
        "AS a result",
        "Group Policy is on",
        "чем ООО лучше ИП?",
        "our Limited edition",
        "Given ASA 300 mg",
    ],
)
def test_a_form_without_a_name_is_no_organisation(text: str) -> None:
    assert identified(text) == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ('{"name":"ООО \\"Клён\\"","x":1}', 'ООО \\"Клён\\"'),
        ('{"a":"{\\"b\\":\\"ООО \\\\\\"Клён\\\\\\"\\"}"}', 'ООО \\\\\\"Клён\\\\\\"'),
        ('<Продавец Имя="ООО &quot;Клён&quot;" Код="7"/>', "ООО &quot;Клён&quot;"),
        ('1;"ООО ""Клён""";7', 'ООО ""Клён""'),
    ],
)
def test_a_firm_in_a_string_of_a_format_leaves_the_string_its_marks(text: str, firm: str) -> None:
    plain = normalise(text)
    found = [plain.restored(one) for one in find_organisations(read(plain.text))]
    assert [text[one.start : one.end] for one in found] == [firm]


def test_the_columns_of_an_insert_say_what_its_values_are() -> None:
    text = (
        "INSERT INTO firms (name, inn, kpp, phone, head) VALUES\n"
        "('ООО \"Омут\"', '6398939822', '639801001', '2-33-44', 'Нерсесян'),\n"
        "('прочее', NULL, '529445002', NULL, 'Бек Е.');"
    )
    found = identified(text)
    assert ("RU_KPP", "639801001") in found
    assert ("RU_KPP", "529445002") in found
    assert ("PHONE", "2-33-44") in found


def test_an_insert_of_sql_server_needs_no_into() -> None:
    text = "INSERT [dbo].[Staff] ([Last Name], [BirthDate]) VALUES (N'Fjeld', CAST(N'1974-02-19' AS Date))"
    assert identified(text) == [("PERSON", "Fjeld"), ("BIRTH_DATE", "1974-02-19")]


def test_the_records_of_an_exchange_say_who_called_whom() -> None:
    text = "calldate,src,dst,billsec\n2026-05-11 10:14:02,84950004417,79990001188,51\n2026-05-11 10:17:40,104,s,0"
    assert identified(text) == [("PHONE", "84950004417"), ("PHONE", "79990001188")]


def test_a_post_code_follows_its_key() -> None:
    text = '{"postal_code":"85719","zip": "3511 LX", "postalCode":"136-0071"}'
    assert [value for _, value in identified(text)] == ["85719", "3511 LX", "136-0071"]


def test_an_insert_without_an_end_does_no_harm() -> None:
    assert identified("INSERT INTO t (kpp, b) VALUES ('1', (((" + "('a'," * 2000) == []


@pytest.mark.parametrize(
    "line",
    [
        "$right->name = 'Материальный учет: Просмотр операций';",
        "['name' => 'Ответственный ПТО', 'slug' => 'T']",
        "const PERMISSION_NAME = 'tech_defects_assignment';",
        "| Ключ | Key |\n|---|---|\n| Клиент | Client |\n| Тогда | Then |",
    ],
)
def test_what_a_program_names_is_nobody(line: str) -> None:
    assert "PERSON" not in [kind for kind, _ in identified(line)]


def test_a_string_of_a_list_is_no_head_of_the_strings_below() -> None:
    assert identified("NAMES = (\n    'Secret',\n    'SecretText',\n    'StrictFloat',\n)") == []

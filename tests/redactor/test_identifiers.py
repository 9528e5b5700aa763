"""Numbers of persons, firms, accounts and cards: by check digits, by labels, and never by length alone.

The numbers are invented: register numbers with impossible years, reserved ranges, computed check digits.
"""

import pytest

from tests.redactor.spans import identified

FOUND = [
    ("ИНН 7799123455", "RU_INN", "7799123455"),
    ("инн физлица: 509911873017", "RU_INN", "509911873017"),
    ("7799123455 без подписи", "RU_INN", "7799123455"),
    ("ИНН 7799123456, опечатка", "RU_INN", "7799123456"),
    ("TIN 6699004815 please", "RU_INN", "6699004815"),
    ("СНИЛС 137-482-905 85", "RU_SNILS", "137-482-905 85"),
    ("снилс 13748290585", "RU_SNILS", "13748290585"),
    ("номер 137-482-905 85 у бухгалтера", "RU_SNILS", "137-482-905 85"),
    ("ОГРН: 1997746552010", "RU_OGRN", "1997746552010"),
    ("ОГРНИП 399502700041197", "RU_OGRNIP", "399502700041197"),
    ("ОКПО 00032537", "RU_OKPO", "00032537"),
    ("БИК банка 049977964", "RU_BIK", "049977964"),
    ("р/с 40702810400000017385", "RU_BANK_ACCOUNT", "40702810400000017385"),
    ("счёт 40817 810 3 00050902614", "RU_BANK_ACCOUNT", "40817 810 3 00050902614"),
    ("40702810400000017385", "RU_BANK_ACCOUNT", "40702810400000017385"),
    ("полис ОМС 6584017390021140", "RU_OMS", "6584017390021140"),
    ("паспорт 65 17 004218", "RU_PASSPORT", "65 17 004218"),
    ("паспорт 6517 004218 выдан", "RU_PASSPORT", "6517 004218"),
    ("паспорт серия 65 17 № 004218", "RU_PASSPORT", "65 17 № 004218"),
    ("загранпаспорт 75 0041882", "RU_FOREIGN_PASSPORT", "75 0041882"),
    ("водительское удостоверение 66 20 118734", "RU_DRIVER_LICENSE", "66 20 118734"),
    ("в/у 66 ТВ 118734", "RU_DRIVER_LICENSE", "66 ТВ 118734"),
    ("свидетельство III-АИ № 704415", "RU_BIRTH_CERT", "III-АИ № 704415"),
    ("военный билет АЕ № 2903317", "RU_MILITARY_ID", "АЕ № 2903317"),
    ("машина Е417КХ196 стоит", "RU_PLATE", "Е417КХ196"),
    ("штраф на о 093 мр 77", "RU_PLATE", "о 093 мр 77"),
    ("прицеп АВ 1234 77", "RU_PLATE", "АВ 1234 77"),
    ("Гранта Е240КМ/59", "RU_PLATE", "Е240КМ/59"),
    ("VIN XTA21099350012345", "RU_VIN", "XTA21099350012345"),
    ("1M8GDM9AXKP042788", "RU_VIN", "1M8GDM9AXKP042788"),
    ("карта 2200 7000 1234 5673", "CREDIT_CARD", "2200 7000 1234 5673"),
    ("2202200000001234564", "CREDIT_CARD", "2202200000001234564"),
    ("amex 370000000012346", "CREDIT_CARD", "370000000012346"),
    ("с карты 2200 7000 1234 5674 02.10.2025 списали", "CREDIT_CARD", "2200 7000 1234 5674"),
    ("карта 4276 1234 5678 9012 11/28", "CREDIT_CARD", "4276 1234 5678 9012"),
    ("ИНН 7799123456 1.2.2020", "RU_INN", "7799123456"),
    ("02.10.25\t40702810400000017385\t1 200", "RU_BANK_ACCOUNT", "40702810400000017385"),
    ("паспорт 65 17 004218 12.12.2015", "RU_PASSPORT", "65 17 004218"),
    ("карта 4276000098712344 с опечаткой", "CREDIT_CARD", "4276000098712344"),
    ("4276\u00a00000\u20099871\u00a02341", "CREDIT_CARD", "4276\u00a00000\u20099871\u00a02341"),
    ("IBAN DE23500105170000123456.", "IBAN", "DE23500105170000123456"),
    ("GB72 ZZZZ 0000 0012 3456 78", "IBAN", "GB72 ZZZZ 0000 0012 3456 78"),
    ("SSN 219-09-9999", "US_SSN", "219-09-9999"),
    ("social security 219099999", "US_SSN", "219099999"),
    ("in part, his is 219-09-9999", "US_SSN", "219-09-9999"),
    ("pay 732-004 5518 0276 (BSB and account)", "US_BANK_NUMBER", "732-004 5518 0276"),
    ("NHS number 943 476 5919", "UK_NHS", "943 476 5919"),
    ("NINO AB123456C", "UK_NINO", "AB123456C"),
    ("AB123456C", "UK_NINO", "AB123456C"),
    ("PAN ABCPE1234F", "IN_PAN", "ABCPE1234F"),
    ("codice fiscale RSSMRA85T10A562S", "IT_FISCAL_CODE", "RSSMRA85T10A562S"),
    ("NIE X1234567L", "ES_NIE", "X1234567L"),
    ("PESEL 44051401359", "PL_PESEL", "44051401359"),
    ("ИИН 880101300123", "KZ_IIN", "880101300123"),
    ("кошелёк bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "CRYPTO", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
]


@pytest.mark.parametrize(("text", "entity", "value"), FOUND, ids=[f"{text}" for text, _, _ in FOUND])
def test_an_identifier_is_found_whole(text: str, entity: str, value: str) -> None:
    from redactor.plain import normalise
    from redactor.recognizers.identifiers import find_identifiers
    from redactor.resolve import resolve

    plain = normalise(text)
    found = [plain.restored(one) for one in resolve(plain.text, find_identifiers(plain.text))]
    assert (entity, value) in [(one.entity, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "В заказе № 8800412276 артикул 45-7781-02",
        "число 4276000098712344 и число 1234567890",
        "Срок 27.11.2026, сумма 1 250 000,00 руб.",
        "3.141592653589793",
        "onExtend:1514040956000 0 0 5",
        "ГОСТ Р 7.0.97-2016 и ГОСТ 6.30-2003",
        "timestamp 1732204800, build 4.18.0.2207",
        "UUID 3f2b8c1e-77a0-4d5c-9e61-0b2d4f6a8c13",
        "commit 9b1c2f7e0d4a6835b7f1e2c3d4a5968778695a4b",
        "1 4 6 4 1 5 10 10 5 1",
        "накладная 000418 и таб. № 00712",
        "штрихкод 4607034172893",
        "с 10:30 до 12:45, этаж 3, 25 %",
        "версия 1.27.3.0, порт 8443",
        "номер договора 2026-14/77",
        "000-00-0000 и 666-12-3456",
        "part numbers are 219-09-9999, 219-09-8888 and 219-09-7777",
        "see SKU 219-09-9999",
        "Account;Balance\nC-2071;14.20\nD-3302;8.00",
        "0000000000 и 000000000000",
        "name J. Castell, order 114-8820917-44, card ending 6603",
        "since Windows update KB5044285 it is slow",
        "Sheet has SKU (e.g. 449-20-8816) in col D",
        "VAT NO twice, then VAT",
    ],
)
def test_a_number_without_evidence_stays(text: str) -> None:
    assert identified(text) == []


def test_inn_and_kpp_are_two() -> None:
    assert identified("ИНН/КПП 7799123455/779901001") == [("RU_INN", "7799123455"), ("RU_KPP", "779901001")]


def test_a_label_reaches_over_a_list() -> None:
    found = identified("паспорта: 65 17 004218, 65 17 004219 и 65 17 004220")
    assert [kind for kind, _ in found] == ["RU_PASSPORT"] * 3


def test_a_second_number_of_the_kind_is_one_too() -> None:
    found = identified("паспорт 65 17 004218, но в анкете стоит 65 17 004281")
    assert [kind for kind, _ in found] == ["RU_PASSPORT"] * 2


def test_a_second_number_of_the_kind_may_stand_on_an_old_card() -> None:
    text = "БИК 044525225 (в прошлой карточке было 044525252)"
    assert [value for _, value in identified(text)] == ["044525225", "044525252"]


def test_a_label_does_not_reach_over_another_number() -> None:
    assert identified("ИНН 7799123455, всего 1234567890 рублей") == [("RU_INN", "7799123455")]


def test_the_account_of_a_bank_is_surer_with_its_bik() -> None:
    from redactor.recognizers.identifiers import find_identifiers

    text = "40702810400000017385 БИК 049925974"
    assert max(one.score for one in find_identifiers(text) if one.entity == "RU_BANK_ACCOUNT") == 0.99


def test_a_plate_of_mixed_alphabets_is_none() -> None:
    assert identified("код А123BC77") == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("военнообязанная (билет АЕ 0938215)", "RU_MILITARY_ID", "АЕ 0938215"),
        ("Водит. удостоверение: 23 УК 604419, кат. B", "RU_DRIVER_LICENSE", "23 УК 604419"),
        ("Гайдай О. П., пасп. 4509 338116, выдан", "RU_PASSPORT", "4509 338116"),
        ("по квартире, лицевой счёт № 5507183342, долг", "RU_BANK_ACCOUNT", "5507183342"),
        ("УК: ваш лицевой счёт?\nкв 18: 5507183342\nУК: нашли", "RU_BANK_ACCOUNT", "5507183342"),
        ("— Скажите номер лицевого счёта.\n— 55071833", "RU_BANK_ACCOUNT", "55071833"),
        ("категория D, удостоверение 5599 004182", "RU_DRIVER_LICENSE", "5599 004182"),
    ],
)
def test_a_paper_named_by_half_is_one(text: str, entity: str, value: str) -> None:
    assert identified(text) == [(entity, value)]


@pytest.mark.parametrize(
    "text",
    [
        "лицевой счёт дома 00904172, лицевой счёт?\nкв 18: 12 рублей",
        "ИНН вида 1718000000, например",
        "ПАСПОРТ 0000 000000",
        "пуст ИНН\n2025-11-20 08:15:31 INFO",
    ],
)
def test_a_number_that_shows_a_form_is_nobodys(text: str) -> None:
    assert identified(text) == []

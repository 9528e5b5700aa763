"""Firms that say what they are, or that business is done with; other quotes stay."""

import pytest

from tests.redactor.spans import identified


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("оплатить ООО «Бирюзовый Клён» сегодня", "ООО «Бирюзовый Клён»"),
        ("директор «Дербент-Трикотаж» не отвечает", "«Дербент-Трикотаж»"),
        ("Счёт от «ТехноРай-Экспресс» на 40 000", "«ТехноРай-Экспресс»"),
        ('Колхоз "Рассвет-2", Шатки', 'Колхоз "Рассвет-2"'),
        ("платит Артель Кедр", "Артель Кедр"),
        ("Покупатель: Потребкооператив «Ока»", "Потребкооператив «Ока»"),
        ("payer OOO Chaynyj Put, Novorossiysk", "OOO Chaynyj Put"),
        ("клиент Anadolu Yapı A.Ş. пишет", "Anadolu Yapı A.Ş."),
        ("pay KRAUSE DICHTUNGEN GMBH by Friday", "KRAUSE DICHTUNGEN GMBH"),
        ("to Xiamen Xinyuan Stone Import & Export Co., Ltd.", "Xiamen Xinyuan Stone Import & Export Co., Ltd."),
        ("JSC Sayan Rare Metals, Abakan", "JSC Sayan Rare Metals"),
    ],
)
def test_a_firm_is_found(text: str, firm: str) -> None:
    assert ("ORG", firm) in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "Заполни акт «КС-2» и форму «М-15»",
        "роман «Тихий Дон» и фильм «Москва»",
        "нажмите кнопку «Отправить», затем «Сохранить»",
        "письмо с темой «Перенос встречи»",
        "ответ с пометкой «срочно»",
        "сотрудники «на удалёнке» и менеджеры «среднего звена»",
        "по ст. 192 ТК РФ ПРИКАЗЫВАЮ и по ст. 5 СК РФ",
        "The Company shall pay. LLC Agreement",
    ],
)
def test_other_quotes_and_codes_stay(text: str) -> None:
    assert "ORG" not in [kind for kind, _ in identified(text)]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "remit to DE21700000004400917358, Stellwerk Signalbau GmbH & Co. KG, today",
            "Stellwerk Signalbau GmbH & Co. KG",
        ),
        ("Customer Care, Larkfield Glazing Ltd", "Larkfield Glazing Ltd"),
        ("To: Stroud, Abiola & Kemp LLP\nRe: estate", "Stroud, Abiola & Kemp LLP"),
        ("settle to Orchid Freight Forwarders (I) Pvt. Ltd. now", "Orchid Freight Forwarders (I) Pvt. Ltd."),
        ("Tenant: Peppertree Software UG (haftungsbeschränkt), rep", "Peppertree Software UG (haftungsbeschränkt)"),
        ("the lessee Tamariki Toys (2019) Limited takes", "Tamariki Toys (2019) Limited"),
        ("Anahit's contract with Ballet Rhénan du Nord SARL ends", "Ballet Rhénan du Nord SARL"),
        ("2018–2022 «Алтай-Энергосервис», мастер смены", "«Алтай-Энергосервис»"),
        ("Груз ждёт у «Донрыбснаба» с утра", "«Донрыбснаба»"),
        ("позвони в волга агро и спроси", "волга агро"),
        ("кто из вектор-трейда вчера приезжал", "вектор-трейда"),
        ("будет извещён работодатель («Дербент-Трикотаж»)", "«Дербент-Трикотаж»"),
        ('"employer": "ООО «Аптека Эльбрус»", "n": 1', "ООО «Аптека Эльбрус»"),
    ],
)
def test_a_firm_is_found_whole_and_alone(text: str, firm: str) -> None:
    assert [piece for entity, piece in identified(text) if entity == "ORG"] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "ask for Mr Thiele. Contract no. ZF-2023",
        "купил роман «Тихий Дон» и чай «Тихий сервис»",
        "вместо «Геркулеса» привезли рис",
        "Постановки 2024–2026: «Соль и сети»",
        "оплачивает тариф «Морской»",
        "онлайн-торг идёт, наш снаб молчит",
        "работает в программе «Ноябрь»",
        "задача «Починить кран» готова, у поставщика «обед»",
    ],
)
def test_things_in_quotes_and_words_of_trades_are_no_firms(text: str) -> None:
    assert [piece for entity, piece in identified(text) if entity == "ORG"] == []

"""Firms that say what they are, or that business is done with; other quotes stay."""

import pytest

from tests.redactor.spans import identified


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("оплатить ООО «Бирюзовый Клён» сегодня", "ООО «Бирюзовый Клён»"),
        ("договор с «Навруз» истекает", "«Навруз»"),
        ("директор «Дербент-Трикотаж» не отвечает", "«Дербент-Трикотаж»"),
        ("Счёт от «ТехноРай-Экспресс» на 40 000", "«ТехноРай-Экспресс»"),
        ('Колхоз "Рассвет-2", Шатки', 'Колхоз "Рассвет-2"'),
        ("платит Артель Кедр", "Артель Кедр"),
        ("payer OOO Chaynyj Put, Novorossiysk", "OOO Chaynyj Put"),
        ("JSC Sayan Rare Metals, Abakan", "JSC Sayan Rare Metals"),
        (
            "общество с ограниченной ответственностью тихая заводь инн 1",
            "общество с ограниченной ответственностью тихая заводь",
        ),
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

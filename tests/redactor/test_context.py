"""What of a name's surroundings the model of cases is told."""

import pytest

from redactor.case_model import judged
from redactor.cases import Case
from redactor.context import sentence_before, settled, tokens
from redactor.declension import Gender
from redactor.inflection import seen_around


@pytest.mark.parametrize(
    ("right", "counts"),
    [
        ("", ("", False)),
        (" подписал", ("", False)),
        (" подписал ", (" подписал", False)),
        (" подписал акт се", (" подписал акт", False)),
        (" подписал акт сегодня ", (" подписал акт сегодня", True)),
        (" подписал акт во-", (" подписал акт", False)),
        (" подписал акт 12.", (" подписал акт", False)),
        (". Завтра", (".", True)),
        (" ждёт\nОтвет", (" ждёт\n", True)),
        (" ждёт\\nОтвет", (" ждёт\\n", True)),
    ],
)
def test_three_words_of_the_sentence_count_behind_a_name(right: str, counts: tuple[str, bool]) -> None:
    assert settled(right) == counts


@pytest.mark.parametrize(
    ("left", "nearest_first"),
    [
        ("Готово. Передайте ", ["передайте", "^"]),
        ("к проф. ", [".", "проф", "к", "^"]),
        ("Итоги:\n- **", ["-", "\n"]),
        ("для «", ["для", "^"]),
    ],
)
def test_the_sentence_before_a_name_ends_where_it_begins(left: str, nearest_first: list[str]) -> None:
    assert [token.word for token in sentence_before(left)] == nearest_first


def test_a_name_in_the_text_is_known_by_its_capital_and_its_cases() -> None:
    (name, word) = tokens("Ивану ивану")
    assert (name.pos, name.cases) == ("NAME", "d")
    assert word.pos != "NAME"


def test_a_placeholder_behind_a_name_is_a_name() -> None:
    assert tokens(" и ZQ_PERSON_7K2M4X9A")[-1].pos == "NAME"


@pytest.mark.parametrize(
    ("left", "right", "case"),
    [
        ("Отчёт для ", ".\n", Case.GENITIVE),
        ("Сообщите ", " о решении.", Case.DATIVE),
        ("Пригласите ", " на встречу.", Case.ACCUSATIVE),
        ("Вместе с ", " мы ", Case.INSTRUMENTAL),
        ("Речь идёт о ", ".\n", Case.PREPOSITIONAL),
        ("Вчера ", " ответил, что", Case.NOMINATIVE),
    ],
)
def test_the_model_tells_the_case_and_how_sure_it_is(left: str, right: str, case: Case) -> None:
    verdict = judged(seen_around(left, right, Gender.MASCULINE, "gs"))
    assert verdict.case is case
    assert 0.7 < verdict.share <= 1


def test_where_nothing_is_known_no_case_is_sure() -> None:
    assert judged(["no such feature"]).share == pytest.approx(1 / 6)

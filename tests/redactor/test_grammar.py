"""Which case the words left of a name ask for."""

import pytest

from redactor.cases import Case
from redactor.grammar import case_between, case_of

N, G, D, A, I, P = (  # noqa: E741 (the usual letters of the six cases)
    None,
    Case.GENITIVE,
    Case.DATIVE,
    Case.ACCUSATIVE,
    Case.INSTRUMENTAL,
    Case.PREPOSITIONAL,
)


@pytest.mark.parametrize(
    ("left", "case"),
    [
        ("", N),
        ("Уважаемая ", N),
        ("Здравствуйте, ", N),
        ("ФИО: ", N),
        ("Исполнитель — ", N),
        ("1. ", N),
        ("Dear ", N),
        ("для ", G),
        ("от имени ", G),
        ("в отношении ", G),
        ("по просьбе ", G),
        ("договор ", G),
        ("жена ", G),
        ("заместитель ", G),
        ("им. ", G),
        ("к ", D),
        ("благодаря ", D),
        ("позвоните ", D),
        ("Позвоните, пожалуйста, ", N),
        ("Я напишу лично ", D),
        ("Отправьте договор ", D),
        ("необходимо ", D),
        ("Мы благодарны ", D),
        ("Кому: ", D),
        ("директору ", D),
        ("директору школы ", D),
        ("нашему клиенту ", D),
        ("к проф. ", D),
        ("пригласите ", A),
        ("жалоба на ", A),
        ("через ", A),
        ("Они поблагодарили ", A),
        ("с ", I),
        ("вместе с ", I),
        ("**с** **", I),
        ("между нами и ", N),
        ("подписано ", I),
        ("отделом руководит менеджер и гордится ", I),
        ("с директором ", I),
        ("закреплён за ", I),
        ("о ", P),
        ("при ", P),
        ("для Иванова и ", G),
        ("к Петровой Анне, Иванову и ", D),
        ("сообщил ", N),
        ("Он сообщил ", D),
        ("Победителем признана ", N),
        ("Отчёт пришлёт ", N),
        ("если ", N),
    ],
)
def test_what_stands_left_of_a_name_asks_for_a_case(left: str, case: Case | None) -> None:
    assert case_of(left).case is case


def test_a_brother_by_his_given_name_is_an_apposition() -> None:
    assert case_of("Приехал брат ", given_name=True).case is None
    assert case_of("Приехал брат ").case is Case.GENITIVE


def test_a_verb_to_the_right_makes_a_written_name_the_subject() -> None:
    assert case_between("Отзыв о работе ", " написала жалобу") is Case.NOMINATIVE
    assert case_between("Отзыв о работе ", ".") is Case.GENITIVE

"""Names of people: who is meant by which form, and how each is declined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.cases import Case
from redactor.codes import Codes
from redactor.declension import Gender, Role, decline
from redactor.finding import Finding
from redactor.grammar import case_between, case_of
from redactor.people import read_person
from redactor.placeholder import redact_all

CODES = Codes(b"k" * 32)
G, D, A, I, P = Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL  # noqa: E741


@pytest.mark.parametrize(
    "forms",
    [
        ["Иванов Петр", "Иванову Петру", "иванов пётр", "ПЕТРОМ ИВАНОВЫМ", "Петра Иванова"],
        ["Кузнецова Ольга", "Кузнецовой Ольге", "Ольгу Кузнецову", "ОЛЬГОЙ КУЗНЕЦОВОЙ"],
        ["Петрова Анна Сергеевна", "Петровой Анны Сергеевны", "Анне Сергеевне Петровой"],
        ["Мельник Глеб", "Мельника Глеба", "Глебу Мельнику"],
        ["Ахметханов Ильдар", "Ахметхановым Ильдаром"],
        ["Достоевский Ф. М.", "Достоевского Ф.М.", "Ф. М. Достоевскому"],
        ["Черных Светлана", "Черных Светлану"],
        ["Салтыков-Щедрин Михаил", "Салтыкову-Щедрину Михаилу"],
        ["Jane Roe", "JANE ROE", "jane  roe"],
    ],
)
def test_all_forms_of_a_name_share_a_placeholder(forms: list[str]) -> None:
    assert len({CODES.placeholder("PERSON", form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иванов Пётр", "Иванова Пелагея"),
        ("Иванов А. Б.", "Иванов А. В."),
        ("Иванов Алексей", "Иванов Александр"),
        ("Александр Иванов", "Александра Иванова"),  # she, or of him: not certain, so not one
        ("Иванов", "Иванова"),
        ("Иванов", "Ивановский"),
        ("Петров Иван Сергеевич", "Петров Иван Семёнович"),
        ("Jane Roe", "Jane Row"),
    ],
)
def test_two_people_never_share_a_placeholder(one: str, other: str) -> None:
    assert CODES.placeholder("PERSON", one) != CODES.placeholder("PERSON", other)


@pytest.mark.parametrize(
    ("nominative", "role", "gender", "case", "expected"),
    [
        ("шевченко", "surname", "masc", D, "шевченко"),
        ("черных", "surname", "femn", I, "черных"),
        ("мельник", "surname", "femn", G, "мельник"),
        ("мельник", "surname", "masc", G, "мельника"),
        ("толстой", "surname", "masc", P, "толстом"),
        ("крупская", "surname", "femn", A, "крупскую"),
        ("кравец", "surname", "masc", D, "кравцу"),
        ("швец", "surname", "masc", D, "швецу"),
        ("гаврилёнок", "surname", "masc", G, "гаврилёнка"),
        ("рерих", "surname", "masc", D, "рериху"),
        ("дарвин", "surname", "masc", I, "дарвином"),
        ("пушкин", "surname", "masc", I, "пушкиным"),
        ("глинка", "surname", "masc", G, "глинки"),
        ("дюма", "surname", "masc", G, "дюма"),
        ("цой", "surname", "masc", G, "цоя"),
        ("римский-корсаков", "surname", "masc", D, "римскому-корсакову"),
        ("бонч-бруевич", "surname", "masc", D, "бонч-бруевичу"),
        ("лев", "given", "masc", I, "львом"),
        ("павел", "given", "masc", G, "павла"),
        ("илья", "given", "masc", I, "ильёй"),
        ("юрий", "given", "masc", P, "юрии"),
        ("мария", "given", "femn", D, "марии"),
        ("любовь", "given", "femn", I, "любовью"),
        ("нинель", "given", "femn", G, "нинели"),
        ("элен", "given", "femn", G, "элен"),
        ("анна-мария", "given", "femn", D, "анне-марии"),
        ("жан-жак", "given", "masc", G, "жан-жака"),
        ("ильич", "patronymic", "masc", I, "ильичом"),
        ("сергеевич", "patronymic", "masc", I, "сергеевичем"),
        ("юрьевна", "patronymic", "femn", I, "юрьевной"),
    ],
)
def test_a_word_of_a_name_is_declined_by_rule(
    nominative: str, role: str, gender: str, case: Case, expected: str
) -> None:
    assert decline(nominative, Role(role), Gender(gender), case) == expected


def test_letter_case_initials_and_yo_stay_as_they_were_written() -> None:
    for written, dative in [
        ("ИВАНОВ П. С.", "ИВАНОВУ П. С."),
        ("иванов пётр", "иванову петру"),
        ("Королёв Артём", "Королёву Артёму"),
        ("Королев Артем", "Королеву Артему"),
        ("А.Б. Петрова", "А.Б. Петровой"),
        ("Мамедов Али Гасан оглы", "Мамедову Али Гасан оглы"),
    ]:
        person = read_person(written)
        assert person is not None
        assert person.written_in(D) == dative


@pytest.mark.parametrize(
    "value", ["Jane Roe", "Ivan Петров", "12", "", "Ивановы", "один два три четыре пять шесть семь"]
)
def test_what_is_not_a_cyrillic_name_of_one_person_is_not_declined(value: str) -> None:
    assert read_person(value) is None


def placeholders(*named: tuple[str, str]) -> list[str]:
    """The placeholders of one name in each text."""
    texts = [text for text, _ in named]
    findings = [[Finding("PERSON", text.index(name), text.index(name) + len(name), 1.0, "t")] for text, name in named]
    whole = redact_all(texts, findings, CODES)
    return [next(name for name in whole.originals if name in redacted) for redacted in whole.texts]


def test_the_sentence_tells_her_from_him() -> None:
    his, of_him, she = placeholders(
        ("Пришёл Александр Иванов.", "Александр Иванов"),
        ("Письмо для Александра Иванова.", "Александра Иванова"),
        ("Александра Иванова пришла.", "Александра Иванова"),
    )
    assert his == of_him
    assert his != she


def test_initials_join_the_one_person_they_fit() -> None:
    full, short = placeholders(
        ("Договор с Петровым Алексеем Борисовичем", "Петровым Алексеем Борисовичем"),
        ("Петров А. Б. согласен", "Петров А. Б."),
    )
    assert full == short


def test_initials_that_fit_two_people_join_neither() -> None:
    alexey, anton, short = placeholders(
        ("Договор с Петровым Алексеем Борисовичем", "Петровым Алексеем Борисовичем"),
        ("Договор с Петровым Антоном Борисовичем", "Петровым Антоном Борисовичем"),
        ("Петров А. Б. согласен", "Петров А. Б."),
    )
    assert len({alexey, anton, short}) == 3


def test_what_is_said_later_changes_no_placeholder_of_before() -> None:
    first = [
        ("Договор с Петровым А. Б.", "Петровым А. Б."),
        ("Петров Алексей Борисович согласен", "Петров Алексей Борисович"),
    ]
    later = [*first, ("Петров Антон Борисович тоже", "Петров Антон Борисович")]
    assert placeholders(*later)[:2] == placeholders(*first)


_CYRILLIC = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГЕЖИОПЮЯЁ -.'", max_size=24)


@settings(max_examples=400, deadline=None)
@given(_CYRILLIC | st.text(max_size=24), _CYRILLIC, _CYRILLIC)
def test_whatever_is_taken_for_a_name_is_read_and_written(value: str, left: str, right: str) -> None:
    person = read_person(value, case_between(left, right))
    if person is not None:
        assert all(person.written_in(case) for case in Case)
        assert person.key
    assert case_of(left, right).case in (None, *Case)

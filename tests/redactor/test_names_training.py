"""What the Cyrillic network learns from: invented people in their cases, templates and records with exact spans."""

from random import Random

import pytest

from redactor.cases import Case
from redactor.declension import Gender
from redactor.names.tokens import tokenize
from redactor.names.training_cyrillic import fill, people
from redactor.names.training_cyrillic.examples import cased, joined, unpunctuated
from redactor.names.training_cyrillic.fill import Example, Filler, Firm, blocks, lines_of
from redactor.names.training_cyrillic.people import DATA, Person, patronymic
from redactor.names.training_cyrillic.prepare import labels_of
from redactor.names.training_cyrillic.records import Records

SOMEBODY = Person("крутояров", "павел", "ильич", "паша", "ильич", Gender.MASCULINE, ("жан-люк", "ван дейк"))


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of ordinary words: all of them take a minute to gather."""
    monkeypatch.setattr(fill, "things", lambda: ("поставка", "график"))
    monkeypatch.setattr(fill, "adjectives", lambda: ("красный",))
    monkeypatch.setattr(people, "creatures", lambda: ("мороз", "лютый"))


@pytest.mark.parametrize(
    ("form", "case", "name"),
    [
        ("fio", Case.GENITIVE, "Крутоярова Павла Ильича"),
        ("ini0", Case.DATIVE, "Крутоярову П.И."),
        ("dim", Case.INSTRUMENTAL, "Пашей"),
        ("far", Case.GENITIVE, "Жан-Люка ван Дейка"),
        ("lat", Case.NOMINATIVE, "Pavel Krutoyarov"),
        ("voc", Case.NOMINATIVE, "Паш"),
    ],
)
def test_a_person_is_written_in_the_case_that_a_template_asks_for(form: str, case: Case, name: str) -> None:
    assert SOMEBODY.written(case, form) == name


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("олег", "олегович", "олеговна"),
        ("илья", "ильич", "ильинична"),
        ("аркадий", "аркадьевич", "аркадьевна"),
        ("дмитрий", "дмитриевич", "дмитриевна"),
        ("лев", "львович", "львовна"),
    ],
)
def test_a_patronymic_follows_from_the_father(father: str, son: str, daughter: str) -> None:
    assert (patronymic(father, Gender.MASCULINE), patronymic(father, Gender.FEMININE)) == (son, daughter)


def test_every_template_is_filled_and_every_span_lies_in_its_text() -> None:
    filler = Filler(Random(1), DATA)
    templates = [
        *blocks(DATA / "prompts.txt"),
        *blocks(DATA / "negatives.txt"),
        *lines_of(DATA / "people.txt"),
        *lines_of(DATA / "cues.txt"),
    ]
    for template in templates:
        example = filler.fill(template)
        assert "{p1" not in example.text
        assert all(example.text[start:end].strip() == example.text[start:end] for start, end, _ in example.spans)


def test_a_record_marks_its_people_and_nothing_of_its_headings() -> None:
    random = Random(3)
    filler = Filler(random, DATA)
    examples = [Records(filler, random).example() for _ in range(60)]
    marked = {example.text[start:end] for example in examples for start, end, _ in example.spans}
    assert any(label == "PER" for example in examples for _, _, label in example.spans)
    assert not marked & {"ФИО", "Сотрудник", "Телефон", "Статус"}


@pytest.mark.parametrize(
    ("firm", "form", "case", "name"),
    [
        (Firm("Ромашка", True), "bare", Case.GENITIVE, "Ромашки"),
        (Firm("Студия «Пиксель»", False), "", Case.DATIVE, "Студии «Пиксель»"),
        (Firm("ООО «Клеверный берег»", False), "", Case.GENITIVE, "ООО «Клеверный берег»"),
    ],
)
def test_a_firm_is_declined_where_people_decline_it(firm: Firm, form: str, case: Case, name: str) -> None:
    assert firm.written(case, form, Random(1)) == name


def test_spans_stay_on_their_words_when_the_writing_changes() -> None:
    example = joined(Example("Звонил, да, Пётр."), Example("Ждёт И. Кряж.", ((5, 12, "PER"),)), "\n")
    for other in (example, cased(example, str.upper), unpunctuated(example)):
        [(start, end, _)] = other.spans
        assert other.text[start:end].lower() == "и. кряж"


def test_a_token_is_labelled_by_the_span_that_holds_it() -> None:
    text = "Ждёт И. Кряж."
    assert labels_of(tokenize(text), Example(text, ((5, 12, "PER"),))) == [0, 1, 2, 2, 0]

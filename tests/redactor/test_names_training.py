"""What the Cyrillic network learns from: invented people in their cases, templates and records with exact spans."""

import re
from random import Random

import pytest

from redactor.cases import Case
from redactor.declension import Gender
from redactor.names.tokens import tokenize
from redactor.names.training_cyrillic import changes, fill, people
from redactor.names.training_cyrillic.changes import mistyped, varied
from redactor.names.training_cyrillic.examples import cased, joined, unpunctuated
from redactor.names.training_cyrillic.field import with_others
from redactor.names.training_cyrillic.fill import Example, Filler, Firm, blocks, lines_of
from redactor.names.training_cyrillic.manners import Manner
from redactor.names.training_cyrillic.people import Person, patronymic
from redactor.names.training_cyrillic.pieces import DATA
from redactor.names.training_cyrillic.prepare import labels_of
from redactor.names.training_cyrillic.records import Records

MANNER = Manner("павлуша", "ака", ("нгуен", "ван", "туан"), "С")
SOMEBODY = Person("крутояров", "павел", "ильич", "паша", "ильич", Gender.MASCULINE, ("жан-люк", "ван дейк"), MANNER)


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of ordinary words: all of them take a minute to gather."""
    monkeypatch.setattr(fill, "things", lambda: ("поставка", "график"))
    monkeypatch.setattr(fill, "adjectives", lambda: ("красный",))
    monkeypatch.setattr(fill, "forms", lambda: ("поставил", "вчера"))
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
        ("ini2", Case.DATIVE, "Крутоярову П.-С. И."),
        ("polite", Case.DATIVE, "Павлу-аке"),
        ("east", Case.GENITIVE, "Нгуен Ван Туана"),
        ("dear", Case.INSTRUMENTAL, "Павлушей"),
        ("if1", Case.ACCUSATIVE, "Павла К."),
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
        assert not re.search(r"\{[a-zA-Z]+\d?[mf]?[.}]", example.text)
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


def test_other_words_take_the_place_of_ordinary_ones_and_names_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = ({"ждёт": "VERB", "молвит": "VERB"}, {"VERB": ("молвит",)})
    monkeypatch.setattr(changes, "by_form", lambda: forms)
    example = Example("ждёт, вчера И. Кряж. Ждёт", ((12, 19, "PER"),))
    texts = {varied(example, Random(seed)).text for seed in range(40)}
    assert "молвит, вчера И. Кряж. Молвит" in texts
    for seed in range(40):
        other = varied(example, Random(seed))
        [(start, end, _)] = other.spans
        assert other.text[start:end] == "И. Кряж"


def test_spans_stay_on_their_words_when_letters_slip() -> None:
    example = Example("Перезвони завтра, пожалуйста, Аграфене Кузьминичне", ((30, 50, "PER"),))
    written = [mistyped(example, Random(seed)) for seed in range(60)]
    assert any(other.text != example.text for other in written)
    for other in written:
        [(start, end, _)] = other.spans
        assert other.text[start - 2 : start] == ", "
        assert end == len(other.text)


def test_a_name_inside_a_word_keeps_its_example_as_it_is() -> None:
    example = Example("Звонила Лукоянова-младшая, перезвоните", ((8, 17, "PER"),))
    assert all(mistyped(example, Random(seed)) == example for seed in range(30))


def test_addresses_are_of_many_manners_and_hold_a_number() -> None:
    filler = Filler(Random(2), DATA)
    written = [filler.addresses.address() for _ in range(200)]
    assert all(any(map(str.isdigit, address)) for address in written)
    for sign in ("а/я", "ГСК", "СНТ", "мкр", "подъезд"):
        assert any(sign in address for address in written), sign


def test_a_token_is_labelled_by_the_span_that_holds_it() -> None:
    text = "Ждёт И. Кряж."
    assert labels_of(tokenize(text), Example(text, ((5, 12, "PER"),))) == [0, 1, 2, 2, 0]


def test_people_of_a_prompt_by_other_hands_become_others_in_the_same_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people.People, "person", lambda *_: SOMEBODY)
    text = "Акт для Иванова Сергея и ИВАНОВУ СЕРГЕЮ, склад Ромашка"
    prompt = Example(text, ((8, 22, "PER"), (25, 39, "PER"), (47, 54, "ORG")))
    changed = with_others(prompt, people.People(Random(1)), Random(1))
    assert changed.text == "Акт для Крутоярова Павла и КРУТОЯРОВУ ПАВЛУ, склад Ромашка"
    assert [changed.text[start:end] for start, end, _ in changed.spans] == [
        "Крутоярова Павла", "КРУТОЯРОВУ ПАВЛУ", "Ромашка",
    ]  # fmt: skip

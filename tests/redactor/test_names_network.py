"""The network for Cyrillic names: which file it is, what it is told, which tokens it reads."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from redactor.engine import Engine
from redactor.names import cyrillic_model
from redactor.names.cyrillic import address_of, joined, stretches, with_initials
from redactor.names.cyrillic_model import CyrillicModel, Tagged, decode
from redactor.names.features import AFFIXES, BUCKETS, READINGS, SETTINGS, SHAPES, Features
from redactor.names.labels import LABELS
from redactor.names.morph import Morph
from redactor.names.tokens import tokenize
from redactor.names.vectors import ModelError, WordVectors, checked
from tests.redactor.spans import of

FOLDER = Path(cyrillic_model.__file__).parent
TEXT = "Уважаемая Пелагея Ивановна!\nООО «Ветла» ждёт Вас 12.05.2027 в 10:30, тел. +7 900 000-00-00; И. О. Кряж. "


@pytest.fixture(scope="module")
def model() -> CyrillicModel:
    return CyrillicModel(Morph())


def test_the_shipped_file_is_the_one_on_the_card() -> None:
    data = (FOLDER / "cyrillic.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() in (FOLDER / "MODEL_CARD_CYRILLIC.md").read_text("utf-8")
    assert len(data) <= 5 * 1024 * 1024


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cyrillic.onnx").write_bytes(b"another")
    with pytest.raises(ModelError):
        checked(tmp_path, "cyrillic.onnx", "0" * 64)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        checked(tmp_path, "cyrillic.onnx", "0" * 64)


def test_a_text_longer_than_a_window_is_read_as_if_at_once(
    model: CyrillicModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = tokenize(TEXT * 4)
    whole = model.scores(tokens)
    monkeypatch.setattr(cyrillic_model, "_WINDOW", 17)
    assert np.allclose(model.scores(tokens), whole, atol=1e-4)


def test_a_name_is_tagged_from_its_first_to_its_last_word(model: CyrillicModel) -> None:
    tokens = tokenize(TEXT)
    spans = [(span.kind, "".join(token.text for token in tokens[span.first : span.last])) for span in model.tag(tokens)]
    assert ("PER", "ПелагеяИвановна") in spans
    assert all(0 < span.odds <= 1 for span in model.tag(tokens))


def test_nothing_is_tagged_in_nothing(model: CyrillicModel) -> None:
    assert list(model.tag([])) == []


def test_every_number_told_to_the_network_is_one_that_it_knows() -> None:
    vectors = WordVectors()
    rows = Features(vectors.number, Morph()).rows(tokenize(TEXT + "\tiPhone ☃ ЁЛКА o'Brien İ 1/2 123456789"))
    count = len(rows.words)
    assert rows.affixes.shape == (count, AFFIXES)
    assert rows.readings.shape == (count, READINGS)
    assert 0 <= rows.affixes.min() <= rows.affixes.max() < BUCKETS
    assert 0 <= rows.shapes.min() <= rows.shapes.max() < SHAPES
    assert 0 <= rows.settings.min() <= rows.settings.max() < SETTINGS
    assert 0 <= rows.words.min() <= rows.words.max() < vectors.size


def test_an_unknown_word_has_the_vector_of_the_unknown() -> None:
    vectors = WordVectors()
    unknown = vectors.number(["щщщыыы"])
    assert unknown == vectors.number(["<unk>"]) != vectors.number(["москва"])
    assert vectors[np.array([unknown])].shape == (1, 300)


@pytest.mark.parametrize(
    ("word", "like"),
    [("апельсином", "апельсин"), ("льёт", "льет"), ("вело-апельсином", "апельсин")],
)
def test_a_form_without_a_vector_has_that_of_its_word(word: str, like: str) -> None:
    vectors = WordVectors()
    rows = Features(vectors.number, Morph()).rows(tokenize(f"{word} {like}"))
    assert rows.words[0] == rows.words[1] != vectors.number(["<unk>"])


def test_half_of_a_double_surname_lends_no_vector() -> None:
    vectors = WordVectors()
    rows = Features(vectors.number, Morph()).rows(tokenize("петров-кузнецов"))
    assert rows.words[0] == vectors.number(["<unk>"]) != vectors.number(["кузнецов"])


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("Были: Н. Аванесян", (3, 5), "Н.Аванесян"),
        ("Были: Ч.-Б. Монгуш", (5, 8), "Ч.-Б.Монгуш"),
        ("Были: Магомедов М.-С. К.", (2, 5), "МагомедовМ.-С."),
        ("Были: дом. Аванесян", (4, 5), "Аванесян"),
        ("Были: Н. К. Аванесян", (6, 7), "Н.К.Аванесян"),
        ("Пары: Магомедов М. - С. Карпов", (2, 5), "МагомедовМ."),
    ],
    ids=[
        "an initial before",
        "initials with a hyphen",
        "a hyphen after an initial",
        "the end of a sentence",
        "two initials before",
        "a dash between people",
    ],
)
def test_initials_belong_to_their_name(text: str, span: tuple[int, int], whole: str) -> None:
    tokens = tokenize(text)
    [found] = with_initials(tokens, [Tagged("PER", *span, 0.9)])
    assert "".join(token.text for token in tokens[found.first : found.last]) == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain English only", []),
        ("", []),
        ("Петров", [(0, 1)]),
        ("a " * 30 + "Петров " + "b " * 30, [(6, 55)]),
        ("Петров " + "b " * 100 + "Сидоров", [(0, 25), (77, 102)]),
    ],
    ids=["no Cyrillic", "nothing", "one word", "a word in foreign text", "two words far apart"],
)
def test_only_what_stands_near_cyrillic_is_read(text: str, found: list[tuple[int, int]]) -> None:
    assert list(stretches(tokenize(text))) == found


def test_the_initials_of_one_are_not_those_of_the_next() -> None:
    tokens = tokenize("Шли Кряж Н. Аванесян")
    spans = [Tagged("PER", 1, 4, 0.9), Tagged("PER", 4, 5, 0.9)]
    assert list(with_initials(tokens, spans)) == spans


def test_people_that_touch_are_one_and_others_are_not() -> None:
    spans = [Tagged("PER", 0, 1, 0.6), Tagged("PER", 1, 3, 0.9), Tagged("PER", 4, 5, 0.7), Tagged("ORG", 5, 6, 0.9)]
    assert list(joined(spans)) == [Tagged("PER", 0, 3, 0.9), *spans[2:]]


def test_a_kind_wins_by_its_beginnings_and_insides_together() -> None:
    odds = np.zeros((1, len(LABELS)), np.float32)
    odds[0, 0], odds[0, LABELS.index("B-PER")], odds[0, LABELS.index("I-PER")] = 0.4, 0.25, 0.35
    assert decode(odds) == [LABELS.index("I-PER")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("привезите на Тимирязева 14, кв 88 домофон не работает", "Тимирязева 14, кв 88"),
        ("С. Верхнее, д 5, за клубом", "С. Верхнее, д 5"),
        ("Код 884", None),
        ("стр. 5", None),
        ("подъезд 2, кв. 17", None),
        ("посёлок Верхний", None),
    ],
    ids=["small words after it", "a landmark after it", "an entry alone", "a page", "no street", "no number"],
)
def test_an_address_has_a_number_and_ends_with_it(text: str, address: str | None) -> None:
    tokens = [token for token in tokenize(text) if token.low not in ("привезите", "на")]
    found = address_of(tokens)
    assert (found and text[found.start : found.end]) == address


@pytest.mark.parametrize(
    ("text", "people", "firms"),
    [
        ("место 14А свободно", [], []),
        ("Образование: политехнический университет, 2012", [], []),
        ("Счёт от ИП Дин Чжао пришёл", ["Дин Чжао"], []),
        ("Решили: поручить Зауру Магомедовичу закрыть замечания", ["Зауру Магомедовичу"], []),
        ("Просит отсрочку швейная артель «Синяя Коса».", [], ["«Синяя Коса»"]),
        ("Швейная артель «Синяя Коса» просит отсрочку.", [], ["Швейная артель «Синяя Коса»"]),
        ("Отгрузка для ООО «Ветла» завтра", [], ["ООО «Ветла»"]),
    ],
)
def test_a_span_is_cut_to_the_name(engine: Engine, text: str, people: list[str], firms: list[str]) -> None:
    assert of(text, engine.find, "PERSON") == people
    assert of(text, engine.find, "ORG") == firms

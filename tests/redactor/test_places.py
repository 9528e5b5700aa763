"""Towns and countries are masked where they are somebody's."""

import pytest

from redactor.finding import Finding
from redactor.places import PLACE, somebodys_places, split_places


def kept(text: str, place: str, *others: tuple[str, str]) -> list[str]:
    start = text.index(place)
    places = [Finding(PLACE, start, start + len(place), 0.9, "latin-names")]
    found = [Finding(entity, text.index(value), text.index(value) + len(value), 0.9, "t") for entity, value in others]
    return [text[one.start : one.end] for one in somebodys_places(text, places, found)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("What is the weather in Paris?", "Paris"),
        ("Compare the GDP of Brazil and Chile", "Brazil"),
        ("Our office in Oslo opens at nine", "Oslo"),
    ],
)
def test_a_place_that_is_nobodys_stays(text: str, place: str) -> None:
    assert kept(text, place) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I have lived in Montevideo for years", "Montevideo"),
        ("She was born in Accra", "Accra"),
        ("please have it shipped to Gdansk", "Gdansk"),
    ],
)
def test_a_place_where_somebody_lives_is_masked(text: str, place: str) -> None:
    assert kept(text, place) == [place]


def test_a_place_beside_a_person_is_masked_and_one_in_another_line_is_not() -> None:
    assert kept("Anna Roe, Lisbon", "Lisbon", ("PERSON", "Anna Roe")) == ["Lisbon"]
    assert kept("Anna Roe\nis it warm in Lisbon?", "Lisbon", ("PERSON", "Anna Roe")) == []


def test_a_place_inside_an_address_is_the_addresss() -> None:
    text = "Anna Roe, 14 Abbey Close, Norwich"
    assert kept(text, "Norwich", ("PERSON", "Anna Roe"), ("LOCATION", "14 Abbey Close, Norwich")) == []


def test_places_are_told_from_the_rest() -> None:
    rest, places = split_places([Finding(PLACE, 0, 1, 1.0, "t"), Finding("PERSON", 2, 3, 1.0, "t")])
    assert [one.entity for one in rest + places] == ["PERSON", PLACE]

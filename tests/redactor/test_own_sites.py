"""A site that bears the name of a person in the text."""

import pytest

from redactor.engine import Engine


@pytest.mark.parametrize(
    ("text", "site"),
    [
        (
            "Резюме прислал Кирилл Бережнов, портфолио: https://kirill-berezhnov.example/work.",
            "https://kirill-berezhnov.example/work",
        ),
        ("Юлия Щербакова ведёт блог https://www.scherbakovayulia.ru/about", "https://www.scherbakovayulia.ru/about"),
        ("Thaddeus Oyelaran sent www.thaddeusoyelaran.com, please summarise.", "www.thaddeusoyelaran.com"),
        ("From: Maren Lindqvist\nPortfolio (https://maren-lindqvist.example).", "https://maren-lindqvist.example"),
    ],
)
def test_a_site_of_a_named_person_is_their_page(engine: Engine, text: str, site: str) -> None:
    assert site in [text[one.start : one.end] for one in engine.find(text) if one.entity == "URL"]


@pytest.mark.parametrize(
    "text",
    [
        "Maren Lindqvist works at Lindqvist Timber, see https://lindqvist-timber.example/prices",
        "Кирилл Бережнов спросил про https://docs.python.org/3/library/re.html",
        "Maren Lindqvist read https://marenhotels.example/rooms",
        "See https://maren-lindqvist.example/work",
    ],
)
def test_other_sites_stay(engine: Engine, text: str) -> None:
    assert [one for one in engine.find(text) if one.entity == "URL"] == []

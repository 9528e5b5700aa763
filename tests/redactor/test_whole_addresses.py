"""Addresses before a code and a town, dictated, and what makes them whole."""

import pytest

from redactor.finding import Finding
from redactor.whole_addresses import whole_addresses
from tests.redactor.spans import identified


@pytest.mark.parametrize(
    "address",
    [
        "LEIDSEVAART 208, 2014 HE HAARLEM",
        "Gertrudenstr. 9, rear building, 2nd floor, 50667 Cologne",
        "Uferkai 61, 60311 Frankfurt am Main",
        "гост. «Причал», наб. Озёрная, 2, № 31",
        "г. Омск, ул. 10 лет Октября, 207, общежитие, комн. 318",
        "Свердловская обл., г. Реж, промзона Быстринский, территория базы «Урожай», склад 12",
        "город пермь улица мира дом сорок семь квартира двенадцать",
    ],
)
def test_an_address_is_whole(address: str) -> None:
    assert identified(f"Доставить / deliver: {address}, please") == [("LOCATION", address)]


@pytest.mark.parametrize(
    "text",
    [
        "Room 5, Tuesday, as agreed",
        "On March 12, 2024 We met",
        "Invoice 12, 5000 Units of flour",
        "Unit 302 on floor 3, the door is green",
        "совещание на Мира 12 ноября",
        "встреча на Московской 12 ноября, вечером",
        "склад 4 закрыт, база 2 тоже",
        "улица пустая, дом большой",
        "на второй линии 3 заявки, по первой 18",
    ],
)
def test_numbers_beside_such_words_are_no_address(text: str) -> None:
    assert identified(text) == []


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("to Hawthorn\nFarm Cottage, Cwmdu, NP8 1RT", "NP8 1RT", "Farm Cottage, Cwmdu, NP8 1RT"),
        (
            "for\nGlenview\nBallyduff\nCo. Waterford\nP51 K2X4",
            "P51 K2X4",
            "Glenview\nBallyduff\nCo. Waterford\nP51 K2X4",
        ),
        ("at Ty'r Ysgol, Heol y Felin, Llanfair, SY23 0ZZ", "SY23 0ZZ", "Ty'r Ysgol, Heol y Felin, Llanfair, SY23 0ZZ"),
        (
            "Zed Ltd, RC 7310442, Suite 2, Elm Plaza, 3 Ash Way",
            "Suite 2, Elm Plaza, 3 Ash Way",
            "Suite 2, Elm Plaza, 3 Ash Way",
        ),
        ("Thanks,\n12 Mill Lane, Otley", "12 Mill Lane, Otley", "12 Mill Lane, Otley"),
        ("we deliver, 12 Mill Lane, Otley, Monday", "12 Mill Lane, Otley", "12 Mill Lane, Otley"),
    ],
)
def test_the_parts_beside_an_address_belong_to_it(text: str, seen: str, whole: str) -> None:
    start = text.index(seen)
    found = [Finding("LOCATION", start, start + len(seen), 0.8, "address-street")]
    grown = [text[one.start : one.end] for one in whole_addresses(text, found)]
    assert grown == ([whole] if whole != seen else [])


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        (
            "> 12 Tanyard Lane\n> Halvorsund\n> Norway 64389\n",
            "12 Tanyard Lane",
            "12 Tanyard Lane\n> Halvorsund\n> Norway 64389",
        ),
        ("at 9 Mill Rd,\nKenya, as agreed", "9 Mill Rd", "9 Mill Rd,\nKenya"),
        (
            "stop at the corner of 9 Mill Lane and Park Avenue.",
            "9 Mill Lane",
            "the corner of 9 Mill Lane and Park Avenue.",
        ),
        ("Corner of Mill Lane 9, come", "Mill Lane 9", "Corner of Mill Lane 9"),
        ("offices at 9 Mill Lane and Park Avenue", "9 Mill Lane", "9 Mill Lane"),
        ("sold at 9 Mill Lane\n\nNorway 64389 units", "9 Mill Lane", "9 Mill Lane"),
    ],
)
def test_a_corner_and_a_country_belong_to_their_address(text: str, seen: str, whole: str) -> None:
    start = text.index(seen)
    found = [Finding("LOCATION", start, start + len(seen), 0.8, "address-street")]
    grown = [text[one.start : one.end] for one in whole_addresses(text, found)]
    assert grown == ([whole] if whole != seen else [])


@pytest.mark.parametrize(
    "address",
    [
        "USNS Halberd\nFPO AE 12382",
        "psc 5420, box 2708\napo aa 33879",
        "DPO AP 96201-1234",
        "Hersnapvej 75",
        "The Vicarage, Back Lane, Hoxne, Eye IP21 5AT",
        "Bramble Cottage, Church Lane, OX9 9ZZ",
        "The Old Dairy, Mill Lane, Frome, Somerset BA11 5TL",
        "Vörösmarty utca 12",
        "Havenkade 14",
        "Trg Slobode 7",
        "Jalan Melati 18",
    ],
)
def test_streets_of_more_lands_and_the_post_of_ships_are_addresses(address: str) -> None:
    assert identified(f"Send it to {address}, please") == [("LOCATION", address)]


@pytest.mark.parametrize(
    "text",
    [
        "on a 3 lane road to Leeds, 24 hour street in town",
        "a 2 way street and a 5 minute drive to 9 places",
        "met at the Town Hall, then 4 of us walked down Church Lane",
        "Bike lock 3094 by the way, it broke",
        "4 of the way there, 3 days in a row",
        "a decade 12 years long",
    ],
)
def test_a_way_of_speaking_is_no_street(text: str) -> None:
    assert identified(text) == []


def test_a_street_in_small_letters_goes_before_what_is_to_be_done_there() -> None:
    assert identified("can someone be at 19 tanner street to let him in") == [("LOCATION", "19 tanner street")]


def test_a_name_beside_an_address_stays_a_name() -> None:
    text = "Rosa Hall, 14 Church Lane, Otley LS21 1AB"
    start = text.index("14")
    found = [Finding("PERSON", 0, 9, 0.9, "name"), Finding("LOCATION", start, len(text), 0.8, "address-street")]
    assert list(whole_addresses(text, found)) == []

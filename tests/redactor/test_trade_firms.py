"""English firms by the trade that ends their name, and kinds of work that are no firm."""

import pytest

from tests.redactor.spans import identified


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("a ticket for Fernwhistle Messaging, please", "Fernwhistle Messaging"),
        ("Dear Larch Street Dental, my tooth", "Larch Street Dental"),
        ("Messrs Quarrender Thrale Solicitors\n2nd Floor", "Quarrender Thrale Solicitors"),
        ("Sous Chef, The Brine Yard Bistro, Kilkenny", "The Brine Yard Bistro"),
        ("Plumber: R. T. Quarrender & Daughter, invoice 7", "R. T. Quarrender & Daughter"),
        ("we stayed at The Quarrender Inn & Rooms once", "The Quarrender Inn & Rooms"),
        ("bought it from Osprey Car Hire and Thrale Motors", "Thrale Motors"),
        ("rang Quarrender Feeds Co-op re price", "Quarrender Feeds Co-op"),
        ("owner of Quarrender & Thrale Transport CC", "Quarrender & Thrale Transport CC"),
    ],
)
def test_a_firm_is_told_by_its_trade(text: str, firm: str) -> None:
    assert [piece for entity, piece in identified(text) if entity == "ORG"] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "Clinical Cardiology and Paediatric Oncology share a ward",
        "MSc Sustainable Textiles, part-time",
        "The Travel Insurance is void; the Pet Insurance is not.",
        "Windows 11, Dry Cleaning on Monday",
        "Okonkwo Logistics Manager",
        "Structural Steel and Freight Forwarding",
        "quarrender motors",
    ],
)
def test_work_and_posts_are_no_firm(text: str) -> None:
    assert "ORG" not in [entity for entity, _ in identified(text)]

"""Letters and digits that a scanner took for each other."""

import pytest

from redactor.plain import normalise
from redactor.scanned import words_as_scanned


@pytest.mark.parametrize(
    ("scanned", "read"),
    [
        ("Te1. O1753 88O 2l4", "Te1. 01753 880 214"),
        ("PASSP0RT N0 of the lNSURED, D.0.B 1.2.1990", "PASSPORT NO of the INSURED, D.O.B 1.2.1990"),
        ("Mrs T1MANDRA 0KONKWO", "Mrs TIMANDRA OKONKWO"),
        ("S1gned: Hor4tio Ba1dwin", "Signed: Horatio Baldwin"),
        ("Пе7ров 0лесь, заказ4ик", "Петров Олесь, заказ4ик"),
        ("Фёд0р", "Фёдор"),
    ],
)
def test_what_a_scanner_misread_is_read(scanned: str, read: str) -> None:
    assert normalise(scanned).text == read


@pytest.mark.parametrize(
    "text",
    [
        "pods x7f9, web1a and K8s, MP3A, W1A 1AA, SW1A",
        "your P45s and P60s",
        "the login is Wint3r, the password Gr4nary",
        "Edw1n",  # alone it is rather chosen than misread
        "Mar1a_G0mez@mail.example",
        "see build/Re1ease/Ma1n",
        "VIN WV1ZZZ2KZ8X010203, PNR Q0WK1T",
        "const A1b = B2c",
    ],
)
def test_codes_and_passwords_stay(text: str) -> None:
    assert words_as_scanned(text) == text

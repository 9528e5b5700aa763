"""Codes of EDIFACT messages stay, names and contacts in them do not."""

from redactor.edifact import without_codes
from redactor.engine import Engine

_ORDER = (
    "NAD+BY+5412345000013::9'\nCTA+OC+:Greta Lindholm'\nCOM+0046 8 555 0144:TE'\nCOM+greta@klen.example:EM'\n"
    "LIN+1++5410738377111:SRV'\nFTX+ZZZ+1+002::91'\nLOC+7+4012345500011::9'\nMEA+AAE+AAW+KGM:14182'\n"
)


def test_an_order_keeps_its_codes_and_hides_who_ordered(engine: Engine) -> None:
    assert [_ORDER[one.start : one.end] for one in engine.find(_ORDER)] == [
        "Greta Lindholm",
        "+0046 8 555 0144",
        "COM+greta@klen.example",
    ]


def test_outside_a_segment_a_plus_begins_a_phone(engine: Engine) -> None:
    text = "TEL+44 20 7946 0958, NAD+BY+1'\nthen call +44 20 7946 0123"
    assert [one.entity for one in without_codes(text, engine.find(text))] == ["PHONE", "PHONE"]

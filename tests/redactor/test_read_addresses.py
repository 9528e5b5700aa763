"""What the Latin model takes for an address and is none."""

import pytest

from redactor.read_addresses import is_address


def read(text: str) -> bool:
    """Whether the part of a text between bars is an address."""
    before, value, after = text.split("|")
    return is_address(before + value + after, len(before), len(before + value))


@pytest.mark.parametrize(
    "text",
    [
        "for sale: |3 bed/2 bath, 1,870 sqft|, built 1998",
        "see |24/65 Bus shelter|: quote",
        "flying BA |213 London–Boston| on 9 May",
        "on |LH 1180 Frankfurt| to Oslo",
        "leaves from |gate B 14, terminal 1|.",
        "at 2:15, room |118, Hancock| Elementary",
        "Succession of Odile Landry (|No. P-118,204|) was opened",
        "bed 4 Mr Rees, |91, hosp no| H4471023",
        "clerics in Fallujah, |50 km west of| Baghdad",
        "see |Arr 4/7, dep 9/7| below",
        "synchronized to ntp2, |stratum 3|",
        "a mole, |9 mm, 2WW|, no change",
        "sight |VA 6/18 L, 6/6 R| today",
        "sold: |Flex 12/3 50m| at cost",
        "sow |DKC 4R-208 maize| early",
        "points: |Nightingale 88, Faraday 120, Cavell 71| so far",
        "sensor |Brackwater 07| is down",
        "out |AB 118 Porto 07|:35, back late",
        "Title |4417 Folio 219| at the registry",
    ],
)
def test_flights_rooms_measures_and_records_are_no_addresses(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "stay at |118 Hancock Road, Otley|, please",
        "room 4, |12 Elm St, Boston, MA 02110|",
        "the flat at |1,870 Ocean Drive|",
        "ship to |Hof Birkenau 3, 24306 Plön|, thanks",
        "she lives at |Langeskov-Centret 83|.",
        "write to |Rosslyn 4, Ardvasar 12|, Skye",
        "our box is |PO Box 7718, Strathfield NSW 2135|",
    ],
)
def test_a_street_or_a_town_with_its_code_is_one(text: str) -> None:
    assert read(text)

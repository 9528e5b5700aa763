"""What the grouping of digits alone says of a phone number. Pure.

Sources: as phones.py.
"""

import re
from typing import NamedTuple

# Country calling codes of ITU-T E.164 by first digits, as far as they tell a phone from a sum after a plus.
_COUNTRY = re.compile(
    r"1|2[07]|2[1-69]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[789]\d|7|8[1246]|8[05789]\d|9[0-58]"
    r"|9[679]\d"
)
SURE, _SPACES = 0.85, 0.6
# Groupings of ten and eleven digits after a leading 0 that hold without another sign.
_NATIONAL = frozenset(
    {
        (3, 4, 4),
        (4, 3, 4),
        (5, 6),
        (6, 5),
        (5, 3, 3),
        (4, 3, 3),
        (5, 5),
        (4, 6),
        (3, 3, 4),
        (3, 3, 5),
        (4, 3, 2, 2),
        (5, 3, 4),
        (3, 3, 2, 2),
        (2, 4, 4),
        (2, 3, 4),
        (4, 4, 4),
        (4, 4, 3),
    }
)
_AFTER_TRUNK = frozenset((3, 4, 5, 10))  # digits of the group after 8 or 7
_AFTER_FOUR = frozenset({(7,), (3, 4), (4, 3), (3, 1, 3), (3, 2, 2), (2, 3, 2), (2, 2, 3), (2, 2, 2, 1), (1, 2, 2, 2)})
# Codes of Russia's neighbours, each with the digits of a whole number (ITU-T E.164).
_NEIGHBOURS = {
    "375": 12,
    "380": 12,
    "998": 12,
    "996": 12,
    "992": 12,
    "993": 11,
    "994": 12,
    "995": 12,
    "374": 11,
    "373": 11,
}


class Shape(NamedTuple):
    """Digits as grouped: `plus` and `bracket` say what stands before them, `hard` whether a sign other than a space
    parts them."""

    digits: str
    sizes: tuple[int, ...]
    plus: bool
    bracket: bool
    hard: bool


def international(shape: Shape) -> float:
    if not shape.digits[1:].strip("0"):  # «+7 000 000-00-00» shows how to write one
        return 0.0
    if shape.digits[0] == "7":
        return 0.95 if len(shape.digits) == 11 else 0.6 if len(shape.digits) in (10, 12) else 0.0
    return 0.9 if 9 <= len(shape.digits) <= 15 and _COUNTRY.match(shape.digits) else 0.0


def formed(shape: Shape) -> float:
    """How surely the grouping alone says that it is a phone."""
    digits, sizes = shape.digits, shape.sizes
    if sizes == (3, 3, 4) and digits[0] in "23456789":
        sure = digits[3] in "23456789" or shape.bracket
        return (SURE if sure else _SPACES) if shape.hard or shape.bracket else _unless_round(shape)
    if sizes == (1, 3, 3, 4) and digits[0] == "1" and digits[1] in "23456789":
        return SURE if shape.hard else _unless_round(shape)
    if (sizes == (3, 3, 3) and digits[0] == "0") or (sizes == (5, 5) and digits[0] in "6789"):
        return _unless_round(shape)  # national numbers of Ireland; mobiles of India
    return SURE if is_russian(shape) or _neighbour(shape) or _with_zero(shape) or _bracketed(shape) else 0.0


def _unless_round(shape: Shape) -> float:
    """Groups parted by spaces alone may be sums: «200 300 4000»."""
    return 0.0 if shape.digits.endswith("000") or shape.digits[1:3] == "00" else _SPACES


def is_russian(shape: Shape) -> bool:
    """8 or 7 and ten digits as people group them; ten digits in four groups."""
    digits, sizes = shape.digits, shape.sizes
    if sizes == (3, 3, 2, 2):
        return digits[0] in "3489" or digits[:2] in ("04", "07")
    if len(digits) != 11 or digits[0] not in "78" or len(sizes) < 2:
        return False
    marked = digits[0] == "8" or shape.hard or shape.bracket or len(sizes) >= 3
    if sizes[0] == 4:
        return marked and digits[1] in "3489" and (sizes[1:] in _AFTER_FOUR and (shape.hard or sizes[1:] != (4, 3)))
    if sizes[0] != 1 or sizes[1] not in _AFTER_TRUNK:
        return False
    return marked and (digits[1] in "3489" or (digits[1] in "70" and len(sizes) >= 3 and shape.hard))


def _neighbour(shape: Shape) -> bool:
    """«375 29 123-45-67», «8 10 375 29 …»."""
    digits, sizes = shape.digits, shape.sizes
    if digits.startswith("810") and sizes[:2] == (1, 2):
        return 12 <= len(digits) <= 15
    return sizes[0] == 3 and len(sizes) >= 3 and _NEIGHBOURS.get(digits[:3]) == len(digits)


def _with_zero(shape: Shape) -> bool:
    """A national number with its 0, or an international one with 00."""
    digits, sizes = shape.digits, shape.sizes
    if sizes == (4, 3, 3) and digits.startswith(("1300", "1800")):
        return True
    if digits[0] != "0":
        return False
    if digits.startswith("00"):  # «0 0 1 0 .696 10.75» draws a curve
        whole = len(sizes) >= 2 and (sizes[0] >= 2 or max(sizes) == 1)
        return whole and len(digits) >= 11 and _COUNTRY.match(digits, 2) is not None
    if sizes == (2, 2, 2, 2, 2):
        return True
    if sizes in _NATIONAL:
        return True
    parted = shape.hard and 2 <= sizes[0] <= 5 and min(sizes[1:], default=0) >= 2
    extended = len(sizes) == 4 and len(digits) <= 13 and sizes[-1] <= 3
    return parted and (9 <= len(digits) <= 11 or extended) and sizes[:3] != (2, 2, 4)


def _bracketed(shape: Shape) -> bool:
    return shape.bracket and 2 <= shape.sizes[0] <= 5 and 9 <= len(shape.digits) <= 11 and len(shape.sizes) >= 2


def follows(shape: Shape) -> bool:
    """Whether it can be the next of a list of phones."""
    return 6 <= len(shape.digits) <= 13 and (len(shape.sizes) > 1 or len(shape.digits) in (10, 11)) and labelled(shape)


def labelled(shape: Shape) -> bool:
    """Whether it can be a phone beside a word that says so."""
    count = len(shape.digits)
    if len(shape.sizes) == 1:
        return 6 <= count <= (15 if shape.digits.startswith("00") else 13)
    return 6 <= count <= 15 and min(shape.sizes[1:]) >= 2 and not _date(shape)


def _date(shape: Shape) -> bool:
    years = {shape.digits[:2], shape.digits[4:6]} & {"19", "20"}
    return shape.sizes in ((2, 2, 4), (4, 2, 2)) or (shape.sizes == (4, 4) and bool(years))


def is_mobile(shape: Shape) -> bool:
    return len(shape.digits) == 10 and shape.digits[0] == "9" and len(shape.sizes) <= 4


def is_bare(shape: Shape) -> bool:
    """In one piece: a Russian mobile or free number with its 8 or 7, a British mobile."""
    return shape.sizes == (11,) and shape.digits.startswith(("89", "79", "8800", "07"))


def is_russian_mobile(shape: Shape) -> bool:
    """In one piece, with its 8 or 7; hardly any other number of a Russian text looks so."""
    return shape.sizes == (11,) and shape.digits.startswith(("89", "79"))

"""Postal addresses of many lands and orders out of the shapes of data/addresses.txt, for the synthetic prompts."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import cache

from redactor.names.training.lexicon import DATA, Drawer, sections

_ONE_OF = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}|(\\.)|([~^;])")


def far_address(draw: Drawer) -> str:
    """An address in the manner of one land or another, on one line or several."""
    return _written(draw, draw.random.choice(draw.random.choice(list(_shapes().values()))))


def home_address(draw: Drawer) -> str:
    """An address that a number alone does not tell: a named house, a village, a street before its number."""
    return _written(draw, draw.random.choice(_shapes()["a place for an address"]))


def _written(draw: Drawer, shape: str) -> str:
    while choice := _ONE_OF.search(shape):
        shape = shape[: choice.start()] + draw.random.choice(choice.group(1).split("|")) + shape[choice.end() :]
    joint = draw.random.choice((",", ",", ",", "\n", "")) if shape.count(";") > 1 else ","
    return _SLOT.sub(lambda match: _drawn(draw, match, joint), shape).replace("\n ", "\n").replace("  ", " ").strip()


@cache
def _shapes() -> dict[str, list[str]]:
    return {name: lines for name, lines in sections(DATA / "addresses.txt").items() if lines}


def _drawn(draw: Drawer, match: re.Match[str], joint: str) -> str:
    if match.group(1):
        return _SLOTS[match.group(1)](draw)
    if match.group(2):
        return match.group(2)[1]
    mark = match.group(3)
    return joint if mark == ";" else draw.random.choice(string.digits if mark == "~" else string.ascii_uppercase)


def _last(draw: Drawer) -> str:
    return draw.random.choice(draw.random.choice(draw.cultures).family)


def _house(draw: Drawer) -> str:
    most = draw.random.choice((20, 200, 999))
    return f"{draw.random.randint(1, most)}{draw.random.choice(('', '', '', '', 'A', 'b'))}"


_SLOTS: dict[str, Callable[[Drawer], str]] = {
    "last": _last,
    "given": lambda draw: draw.random.choice(draw.random.choice(draw.cultures).given),
    "house": _house,
    "noun": lambda draw: draw.random.choice(draw.lists["noun"]),
    "word": lambda draw: draw.random.choice((_last(draw), draw.random.choice(draw.lists["noun"]), draw.invented())),
    "invented": lambda draw: draw.invented(),
    "city": lambda draw: draw.random.choice(draw.lists["city"]) if draw.random.random() < 0.7 else draw.invented(),
}

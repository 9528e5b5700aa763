"""Names for the synthetic prompts: own lists (data/names.txt) and Faker's lists of Latin-script locales (MIT)."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

DATA = Path(__file__).parent / "data"
_LOCALES = (
    "az_AZ|cs_CZ|da_DK|de_AT|de_CH|de_DE|en_GB|en_IE|en_IN|en_NG|en_NZ|en_PK|en_US|es_AR|es_CL|es_CO|es_ES|"
    "es_MX|et_EE|fi_FI|fr_BE|fr_CA|fr_FR|fr_QC|ga_IE|hr_HR|hu_HU|id_ID|it_IT|lt_LT|lv_LV|nl_BE|nl_NL|no_NO|"
    "pl_PL|pt_BR|pt_PT|ro_RO|sk_SK|sl_SI|sv_SE|sw|tr_TR|tw_GH|uz_UZ|vi_VN|yo_NG|zu_ZA|ha_NG|ig_NG|fil_PH|sq_AL"
)
LOCALES = _LOCALES.split("|")
HELD_OUT = 8  # every eighth name is kept for measuring


@dataclass(frozen=True, slots=True)
class Culture:
    """Given names and family names that go together."""

    name: str
    given: tuple[str, ...]
    family: tuple[str, ...]


class Drawer(Protocol):
    """What names and addresses are drawn from."""

    random: Random
    lists: dict[str, list[str]]
    cultures: list[Culture]

    def invented(self) -> str: ...


def sections(path: Path) -> dict[str, list[str]]:
    """Lines of a data file by their `## heading`; comments and empty lines are left out."""
    found: dict[str, list[str]] = {}
    lines = found.setdefault("", [])
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            lines = found.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("# "):
            lines.append(line)
    return found


def lines_of(path: Path) -> list[str]:
    """All lines of a data file without comments."""
    return [line for lines in sections(path).values() for line in lines]


def cultures(*, held_out: bool) -> list[Culture]:
    """All cultures, with only the names kept for measuring or only the others. Deterministic."""
    return [
        Culture(culture.name, _part(culture.given, held_out), _part(culture.family, held_out))
        for culture in [*_own(), *_of_faker()]
        if _part(culture.given, held_out) and _part(culture.family, held_out)
    ]


def is_held_out(value: str) -> bool:
    """Whether a value (a name, a template) is kept for measuring: a fixed eighth by checksum."""
    return zlib.crc32(value.encode()) % HELD_OUT == 0


def _part(names: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
    return tuple(name for name in names if is_held_out(name) == held_out)


def _own() -> list[Culture]:
    result = []
    for line in lines_of(DATA / "names.txt"):
        name, given, family = line.split("|")
        result.append(Culture(name, tuple(given.split(";")), tuple(family.split(";"))))
    return result


def _of_faker() -> list[Culture]:
    result = []
    for locale in LOCALES:
        try:
            module = importlib.import_module(f"faker.providers.person.{locale}")
        except ModuleNotFoundError:  # locales come and go between Faker's versions; the pinned one decides
            continue
        provider = module.Provider
        given = _latin(_values(provider, ("first_names", "first_names_male", "first_names_female")))
        family = _latin(_values(provider, ("last_names", "last_names_male", "last_names_female")))
        result.append(Culture(locale, given, family))
    return result


def _values(provider: object, attributes: Iterable[str]) -> list[str]:
    found: list[str] = []
    for attribute in attributes:
        names = getattr(provider, attribute, ())
        found.extend(names if isinstance(names, (list, tuple, dict)) else ())
    return found


def _latin(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names if name.strip() and name[0] < "\u0250" and "." not in name}))

"""When two written values are the same value. Pure; Cyrillic names are compared by lemma (redactor.people)."""

import re
import unicodedata
from collections.abc import Callable
from types import MappingProxyType

from redactor.people import read_person

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_GAP = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[\W_]+")
_EXTENSION = re.compile(r"[,;]?\s*(?:доб|вн|ext|x|#)\w*\.?\s*:?\s*(?=\d)", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_RUSSIAN_LENGTH = 11  # digits of a Russian phone number with its country code
_QUOTES = re.compile("[«»„“”\"'`’]")


def plain(value: str) -> str:
    """Compatibility forms folded, invisible characters dropped, case folded, ё as е, gaps as one space."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).casefold().replace("ё", "е")
    return _GAP.sub(" ", folded).strip()


def number(value: str) -> str:
    """Letters and digits alone, Cyrillic look-alikes as Latin: for identifiers, plates, cards, accounts."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).upper().translate(_LOOK_ALIKE)
    return _NOT_ALNUM.sub("", folded)


def phone(value: str) -> str:
    """Digits; +7… and 8… of a Russian number are one; an extension stays apart from its number."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value))
    main, *extension = _EXTENSION.split(folded, maxsplit=1)
    digits = "".join(str(int(char)) for char in main if char.isdecimal())
    if len(digits) == _RUSSIAN_LENGTH and digits[0] == "8" and "+" not in main:
        digits = "7" + digits[1:]
    elif len(digits) == _RUSSIAN_LENGTH - 1 and digits[0] == "9" and "+" not in main:
        digits = "7" + digits
    return "#".join([digits, *(number(part) for part in extension)])


def exact(value: str) -> str:
    """Nothing folded: for secrets and links, where letter case counts."""
    return value


def title(value: str) -> str:
    """As `plain`, without quotation marks: «Ромашка» and "Ромашка" are one."""
    return _GAP.sub(" ", _QUOTES.sub("", plain(value))).strip()


def name(value: str) -> str:
    """A Cyrillic name's lemmas, any other name as `plain`."""
    person = read_person(value)
    return person.key if person else plain(value)


_BY_TYPE: MappingProxyType[str, Callable[[str], str]] = MappingProxyType(
    {
        "SECRET": exact,
        "URL": exact,
        "EMAIL": plain,
        "USER": plain,
        "IP": plain,
        "DATE": plain,
        "ADDRESS": plain,
        "ORG": title,
        "PERSON": name,
        "CUSTOM": plain,
        "WALLET": exact,
        "PHONE": phone,
    }
)


def normalise(type_: str, value: str) -> str:
    """The form of a value by which it is compared, for a placeholder TYPE; never empty for a value that is not.

    A TYPE that is not listed is a number with letters (INN, plate, passport …).
    """
    return _BY_TYPE.get(type_, number)(value) or value

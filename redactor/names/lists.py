"""Words around names, read from the folder `words`: one file a list, `_` for a space inside a word. Pure data."""

import re
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def _read(name: str) -> frozenset[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split())


def _forms(name: str) -> Iterator[str]:
    """A given name in all cases, small letters; a form that does not exist does no harm."""
    stem = name[:-1]
    if name.endswith("ия"):
        yield from (name, *(stem + end for end in ("и", "ю", "ей")))
    elif name.endswith("я"):
        yield from (name, *(stem + end for end in ("и", "е", "ю", "ей", "ёй")))
    elif name.endswith("а"):
        yield from (name, *(stem + end for end in ("ы", "и", "е", "у", "ой", "ей")))
    else:
        yield from (name + end for end in ("", "а", "у", "ом", "е"))


ROLES = _read("roles")
GREETINGS = _read("greetings")
EPONYMS = _read("eponyms")
NICKNAMES = _read("nicknames")
ADDRESSING = _read("addressing")
ABBREVIATIONS = _read("abbreviations")
NOBODY = _read("nobody")
NOT_SPEAKERS = _read("not_speakers")
NO_LATIN_NAMES = _read("no_latin_names")
GIVEN_SURE = frozenset(form for name in _read("given_sure") for form in _forms(name))
GIVEN_MAYBE = frozenset(form for name in _read("given_maybe") for form in _forms(name))

CLOSINGS = re.compile(
    r"(?:с (?:глубоким )?уважением|с наилучшими пожеланиями|с благодарностью|всего (?:доброго|хорошего|наилучшего)"
    r"|искренне ваш\w?|хорошего дня|спасибо|заранее спасибо|ваш\w?|обнимаю|целую|до встречи|до связи"
    r"|best(?: regards| wishes)?|kind regards|warm regards|regards|sincerely(?: yours)?|yours (?:truly|sincerely|faithfully)"
    r"|cheers|thanks(?: again)?|thank you|many thanks|respectfully|love|xoxo|br|rgds)[,.!]?"
)

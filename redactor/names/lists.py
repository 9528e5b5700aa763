"""Words around names. Pure data."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from redactor.word_lists import word_list


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


@cache
def quiet_latin() -> frozenset[str]:
    """Latin words, small, that were never part of a name in the texts of names/training."""
    return frozenset((Path(__file__).parent / "latin_quiet.txt").read_text("utf-8").split())


NICKNAMES = frozenset(form for name in word_list("nicknames") for form in _forms(name))
NOBODY = word_list("nobody")
NOT_SPEAKERS = word_list("not_speakers")
PARTICLES = word_list("particles")
NO_LATIN_NAMES = word_list("no_latin_names")
SHORT_SURNAMES = word_list("short_surnames")
GIVEN_FAR = frozenset(form for name in word_list("given_far") for form in _forms(name))
NOBLE = frozenset("фон де дер ван аль эль ибн бен дю ла дель да ди оглы кызы".split())  # noqa: SIM905
PRODUCTS = frozenset(
    form
    for name in word_list("products") | word_list("office_slang")
    for form in ((name, *(name[:-1] + end for end in "яюе")) if name[-1] in "ьй" else _forms(name))
)
FIRM_WORDS = frozenset(
    form
    for name in word_list("firm_words")
    for form in (
        (name, *(name[:-1] + end for end in ("а", "я", "у", "ю", "е", "и", "ом", "ем", "ью")))
        if name[-1] in "ьйое"
        else _forms(name)
    )
)
GIVEN_SURE = frozenset(form for name in word_list("given_sure") for form in _forms(name))
GIVEN_MAYBE = frozenset(form for name in word_list("given_maybe") for form in _forms(name))

CLOSINGS = re.compile(
    r"(?:с (?:глубоким )?уважением|с наилучшими пожеланиями|с благодарностью|всего (?:доброго|хорошего|наилучшего)"
    r"|искренне ваш\w?|хорошего дня|спасибо|заранее спасибо|ваш\w?|обнимаю|целую|до встречи|до связи"
    r"|best(?: regards| wishes)?|kind regards|warm regards|regards|sincerely(?: yours)?"
    r"|yours (?:truly|sincerely|faithfully)"
    r"|cheers|thanks(?: again)?|thank you|many thanks|respectfully|love|xoxo|br|rgds)[,.!]?"
)

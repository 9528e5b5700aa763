"""Sentences as letters, minutes and orders have them, made from frames, with a name whose case the frame tells.

data/frames.txt: `list NAME: words`; `frame TEXT`, where `{d}` is a name in the dative (n g d a i p; `{m:d}` a man's,
`{d2}` another one's), `<NAME:FORM>` a word of a list in a form, `[a|b]` a choice; `open` and `close` go around them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

from redactor.cases import Case
from redactor.declension import Gender, Role, decline
from redactor.grammar import REACH
from redactor.inflection import seen_around
from redactor.training_cases.texts import Example, after
from redactor.word_graphs import analyzer

_DATA = Path(__file__).with_name("data")
_CASES: Mapping[str, Case] = MappingProxyType(dict(zip("ngdaip", Case, strict=True)))
_GENDERS = MappingProxyType({"m": Gender.MASCULINE, "f": Gender.FEMININE})
_NUMBERS = MappingProxyType({"m": "sing masc", "f": "sing femn", "n": "sing neut", "p": "plur"})
_VERB_FORMS = MappingProxyType(
    {"inf": "INFN", "impr": "impr plur excl", "impr1": "impr sing excl", "we": "1per plur indc"}
)
_SLOT = re.compile(r"\{(?:([mf]):)?([ngdaip])(2?)\}")
_FREE_SLOT = re.compile(r"(?<=[а-яё] )(?<!\bс )(?<!\bк )(?<!\bо )(?<!\bна )(?<!\bот )(?<!\bу )(?=\{[ngda]\})")
_KINDS = ("s", "s", "g", "gs", "gs", "sg", "sgp", "gps", "gp", "is", "si")
_ROLES = MappingProxyType({"s": Role.SURNAME, "g": Role.GIVEN, "p": Role.PATRONYMIC})
_NEW = MappingProxyType({"made": "новый ", "madef": "новую ", "maden": "новое ", "madep": "новые "})
_READY = ("10 000 рублей", "три дня", "всё необходимое", "ваш ответ", "новую дату", "наши извинения", "его", "это")
_ABOUT = ("", "", "", "", " по договору", " от 3 марта", " на ремонт", " об оплате", " № 15", " для входа")
_PARTICLES = ("также", "лично", "только", "именно", "и", "даже", "уже", "ещё", "снова", "сразу", "не")
_BEHIND = ("(отдел продаж)", "(доб. 204)", "и коллегам", "лично")
_POST_ENDS = (" отдела продаж,", " по закупкам,", " компании,", ",")


@dataclass(frozen=True, slots=True)
class Frames:
    """What sentences are made of."""

    lists: Mapping[str, list[str]]
    frames: list[str]
    openings: list[str]
    closings: list[str]


def frames() -> Frames:
    """The frames of data/frames.txt with the nouns of data/nouns.txt."""
    lists: dict[str, list[str]] = {}
    found: list[str] = []
    around: dict[str, list[str]] = {}
    lines = [line for name in ("frames.txt", "nouns.txt") for line in (_DATA / name).read_text("utf-8").splitlines()]
    for line in lines:
        key, _, rest = line.partition(" " if line.startswith(("list ", "frame ")) else ":")
        if key == "frame":
            found.append(rest)
        elif key == "list":
            name, _, words = rest.partition(":")
            lists[name] = [word.replace("_", " ") for word in words.split()]
        elif key in ("open", "close"):
            around[key] = rest.replace("\\n", "\n").split("|")
    return Frames(lists, found, around["open"], around["close"])


def example(of: Frames, chance: Random) -> Example | None:
    """One sentence; None when a word has no such form."""
    frame = chance.choice(of.frames)
    slots = [slot for slot in _SLOT.finditer(frame) if not slot[3]]
    gender = _GENDERS[slots[0][1] or chance.choice("mf")]
    text = re.sub(r"\[([^\]]*)\]", lambda match: chance.choice(match[1].split("|")), frame)
    try:
        text = re.sub(r"<(\w+)(?::([\w.]+))?>", lambda match: _word(of, match[1], match[2] or "", gender, chance), text)
        text = _varied(of, text, chance)
    except LookupError:
        return None
    return _named(_around(of, text, chance), gender, chance)


def _named(text: str, gender: Gender, chance: Random) -> Example:
    """Names in the slots of a text; the example is one of those of the frame's own person."""
    slots = list(_SLOT.finditer(text))
    chosen = chance.choice([slot for slot in slots if not slot[3]])
    done, end, left, case, kind = "", 0, "", Case.NOMINATIVE, ""
    start = 0
    for slot in slots:
        done += text[end : slot.start()]
        one, parts = _name(chance.choice(list(Gender)) if slot[3] else gender, _CASES[slot[2]], chance)
        if slot is chosen:
            left, case, kind, start = done, _CASES[slot[2]], parts, len(done) + len(one)
        done += one
        end = slot.end()
    around = seen_around(left[-REACH:], after(done + text[end:], start), gender, kind)
    return Example(tuple(around), frozenset((case,)))


def _varied(of: Frames, text: str, chance: Random) -> str:
    """A particle before the name, or something about the person behind it, now and then."""
    turn = chance.random()
    if turn < 0.08:
        return _FREE_SLOT.sub(f"{chance.choice(_PARTICLES)} ", text, count=1)
    slot = _SLOT.search(text)
    if slot is None or turn > 0.19:
        return text
    behind = f" {chance.choice(_BEHIND)}"
    if turn < 0.14:
        behind = f", {_noun(chance.choice(of.lists['post']), slot[2])}{chance.choice(_POST_ENDS)}"
    return text[: slot.end()] + behind + text[slot.end() :]


def _around(of: Frames, text: str, chance: Random) -> str:
    opening = chance.choice(of.openings)
    begins = re.search(r"(?:^|[.!?:\n*•»-]|\d\))\s*\Z", opening)
    text = opening + (text[0].upper() if begins else text[0].lower()) + text[1:]
    text += "" if text.endswith("!") else chance.choice(of.closings)
    if chance.random() < 0.25:
        return chance.choice(("Спасибо за обращение. ", "Готово. ", "### Ответ\n", "Ниже текст письма:\n\n")) + text
    return text


def _word(of: Frames, name: str, form: str, gender: Gender, chance: Random) -> str:
    """A word of a list in a form. Raises LookupError when it has none."""
    if name == "madeA":
        return _thing(of, chance)
    word = chance.choice(of.lists[name.casefold()])
    if form in _CASES or form == "np":
        return _noun(word, form)
    return _verb(word, form, gender)


def _thing(of: Frames, chance: Random) -> str:
    """What is given or done, in the accusative."""
    if chance.random() < 0.12:
        return chance.choice(_READY)
    name = chance.choice(list(_NEW))
    new = _NEW[name] if chance.random() < 0.1 else ""
    return new + _noun(chance.choice(of.lists[name]), "a") + chance.choice(_ABOUT)


@lru_cache(maxsize=50_000)
def _noun(phrase: str, form: str) -> str:
    """A noun and what follows it, in a case; `np`: the nominative plural."""
    first, *rest = phrase.split(" ")
    parses = [one for one in analyzer().parse(first) if ("NOUN" in one.tag or "ADJF" in one.tag) and "nomn" in one.tag]
    chosen = max(parses, key=lambda one: ("NOUN" in one.tag, one.score), default=None)
    if form == "np":
        tags = {"nomn", "plur"}
    else:
        tags = {str(_CASES[form])} | ({"plur"} if chosen and "plur" in chosen.tag else set())
    whole = " ".join([_inflected(chosen, tags), *rest])
    return re.sub(r"(?<= )(?:врач|лицо)\Z", lambda match: _noun(match[0], form), whole)


@lru_cache(maxsize=50_000)
def _verb(phrase: str, form: str, gender: Gender) -> str:
    first, *rest = phrase.split(" ")
    parse = next((one for one in analyzer().parse(first) if "INFN" in one.tag), None)
    if form.startswith("past"):
        tags = f"past {_NUMBERS[form[4:]]}" if form[4:] else f"past sing {gender}"
    elif form.startswith("prts"):
        tags = f"PRTS past pssv {_NUMBERS[form[-1]]}"
    elif form.startswith("prtf"):
        tags = f"PRTF past pssv {_NUMBERS[form[5]]} {_CASES[form[7]]}"
    else:
        tags = _VERB_FORMS[form]
    return " ".join([_inflected(parse, set(tags.split())), *rest])


def _inflected(parse: Any, tags: set[str]) -> str:
    found = parse and parse.inflect(tags)
    if not found:
        raise LookupError("no such form")
    return str(found.word)


def _name(gender: Gender, case: Case, chance: Random) -> tuple[str, str]:
    """A name in a case, and which parts it has."""
    kind = chance.choice(_KINDS)
    written = []
    for part in kind:
        if part == "i":
            written.append("".join(f"{chance.choice('АБВГДЕИКЛМНОПРСТ')}." for _ in range(2)))
        else:
            lemma = chance.choice(_names()[f"{part}{gender.value[0]}"])
            written.append(decline(lemma, _ROLES[part], gender, case).title())
    return " ".join(written), "".join(sorted(kind))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, list[str]]:
    """Surnames, given names and patronymics of men and women, in lower case."""
    lines = (_DATA / "names.txt").read_text("utf-8").splitlines()
    return {key: words.split() for key, _, words in (line.partition(":") for line in lines)}

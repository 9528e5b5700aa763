"""Invented people whose names are written in Cyrillic letters, in any case and form."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from zlib import crc32

from redactor.cases import Case
from redactor.declension import Gender, Role, decline
from redactor.names.training_cyrillic.manners import Manner, child_of, manner
from redactor.names.training_cyrillic.pieces import DATA, sections
from redactor.names.training_cyrillic.words import creatures
from redactor.word_lists import word_list

CASES = MappingProxyType(
    dict(zip(("nom", "gen", "dat", "acc", "ins", "loc"), Case, strict=True)),
)
_HELD_OUT = 8  # every eighth name and template is kept for measuring
_THEIR_LETTERS = MappingProxyType(dict(zip("акуонгиехы", "әқұөңғієһү", strict=True)))
_LATIN = str.maketrans(
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэюя",
             "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya".split(), strict=True))  # noqa: SIM905
    | {"ъ": "", "ь": ""}
)  # fmt: skip


def held_out(value: str) -> bool:
    """Whether training never sees this name or template."""
    return crc32(value.encode()) % _HELD_OUT == 0


@cache
def surnames() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Masculine surnames of natasha's dictionary (MIT, in its wheel): those that end as Russian ones do; the rest."""
    spec = importlib.util.find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(next(iter(spec.submodule_search_locations))) / "data" / "dict" / "last.txt"
    words = [word for word in path.read_text("utf-8").split() if re.fullmatch(r"[а-яё]{3,}(?:-[а-яё]{3,})?", word)]
    usual = re.compile(r".{2,}(?:ов|ев|ёв|ин|ын|ский|цкий)")
    russian = tuple(word for word in words if usual.fullmatch(word))
    other = tuple(word for word in words if not usual.fullmatch(word) and not word.endswith(("овый", "евый", "иный")))
    return russian, other


@cache
def given() -> dict[str, tuple[str, ...]]:
    """Given names by section of given.txt."""
    return {name: tuple(" ".join(lines).split()) for name, lines in sections(DATA / "given.txt").items()}


@cache
def far_families() -> tuple[str, ...]:
    """Family names of foreigners."""
    lines = sections(DATA / "family.txt")["far"]
    return tuple(word.replace("_", " ") for word in " ".join(lines).split())


@cache
def endings() -> dict[str, list[str]]:
    """What surnames begin and end with, by section of family.txt."""
    return {name: " ".join(lines).split() for name, lines in sections(DATA / "family.txt").items()}


@cache
def short_surnames() -> tuple[str, ...]:
    """Of Chinese, Koreans and Vietnamese."""
    return tuple(sorted(word_list("short_surnames")))


@cache
def nicknames() -> tuple[str, ...]:
    """Short forms of given names."""
    return tuple(sorted(word_list("nicknames")))


def written_word(word: str) -> str:
    """With a capital at each part but particles: «ван дер Берг», «О'Брайен», «Жан-Люк», «Алиев-оглы»."""
    parts = re.split(r"([ '-])", word)
    small = ("де", "ла", "ван", "дер", "фон", "дель", "оглы", "кызы", "аль", "эль")
    return "".join(part if part in small else part[:1].upper() + part[1:] for part in parts)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; words in small letters, nominative."""

    family: str
    given: str
    middle: str
    short: str
    called: str
    gender: Gender
    far: tuple[str, str]
    manner: Manner

    def family_in(self, case: Case) -> str:
        """The surname in a case."""
        *first, last = self.family.split(" ")
        return " ".join([*map(written_word, first), written_word(decline(last, Role.SURNAME, self.gender, case))])

    def given_in(self, case: Case) -> str:
        """The given name in a case."""
        return written_word(decline(self.given, Role.GIVEN, self.gender, case))

    def middle_in(self, case: Case) -> str:
        """The patronymic in a case."""
        return written_word(" ".join([decline(self.middle.split(" ")[0], Role.PATRONYMIC, self.gender, case),
                                      *self.middle.split(" ")[1:]]))  # fmt: skip

    def called_to(self) -> str:
        """«Маш», «Серёг»: a short form without its last vowel."""
        short = self.short if self.short[-1] in "ая" and len(self.short) < 7 else self.given
        if short[-1] not in "ая" or short.endswith("ия"):
            return written_word(short)
        return written_word(short[:-1] + ("ь" if short[-1] == "я" else ""))

    def far_in(self, case: Case) -> str:
        """A foreigner's name in a case."""
        first, family = self.far
        *before, last = family.split(" ")
        declined = [
            decline(first, Role.GIVEN, self.gender, case),
            *before,
            decline(last, Role.SURNAME, self.gender, case),
        ]
        return written_word(" ".join(declined))

    def far_initials(self, case: Case) -> str:
        """«ван Дейка Ж.-Л.»."""
        first, family = self.far_in(case).split(" ", 1)
        return f"{family} " + "-".join(f"{part[0]}." for part in first.split("-"))

    def polite_in(self, case: Case) -> str:
        """«Лизе-апе»."""
        return f"{self.given_in(case)}-{decline(self.manner.honorific, Role.GIVEN, self.gender, case)}"

    def eastern_in(self, case: Case) -> str:
        """«Нгуен Ван Туану»."""
        *before, last = self.manner.eastern
        return " ".join(map(str.capitalize, (*before, decline(last, Role.GIVEN, self.gender, case))))

    def written(self, case: Case, form: str) -> str:
        """The name in a form that templates ask for."""
        family, first, middle = self.family_in(case), self.given_in(case), self.middle_in(case)
        one, two = written_word(self.given)[0], written_word(self.middle)[0]
        forms: dict[str, Callable[[], str]] = {
            "fio": lambda: f"{family} {first} {middle}",
            "iof": lambda: f"{first} {middle} {family}",
            "if": lambda: f"{first} {family}",
            "fi": lambda: f"{family} {first}",
            "io": lambda: f"{first} {middle}",
            "i": lambda: first,
            "f": lambda: family,
            "o": lambda: middle,
            "dim": lambda: written_word(decline(self.short, Role.GIVEN, self.gender, case)),
            "ini": lambda: f"{family} {one}. {two}.",
            "ini0": lambda: f"{family} {one}.{two}.",
            "inif": lambda: f"{one}. {two}. {family}",
            "inif0": lambda: f"{one}.{two}. {family}",
            "ini1": lambda: f"{family} {one}.",
            "ini2": lambda: f"{family} {one}.-{self.manner.letter}. {two}.",
            "bare": lambda: f"{family} {one}{two}",
            "tight": lambda: f"{one}.{two}.{family}",
            "if1": lambda: f"{first} {family[0]}.",
            "hid": lambda: f"{family} {one}*** {two}***",
            "dear": lambda: written_word(decline(self.manner.dear, Role.GIVEN, self.gender, case)),
            "polite": lambda: self.polite_in(case),
            "east": lambda: self.eastern_in(case),
            "voc": lambda: self.called_to(),
            "lat": lambda: latin(f"{written_word(self.given)} {written_word(self.family)}"),
            "far": lambda: self.far_in(case),
            "farfi": lambda: " ".join(reversed(self.far_in(case).split(" ", 1))),
            "farini": lambda: self.far_initials(case),
            "nick": lambda: written_word(decline(self.called, Role.PATRONYMIC, self.gender, case)),
        }
        return forms[form]()


def latin(name: str) -> str:
    """The name as passports write it, roughly."""
    return name.lower().translate(_LATIN).title()


def patronymic(father: str, gender: Gender) -> str:
    """From a father's name: «Олегович», «Ильинична», «Алиевна»; sometimes no Russian one in Central Asia."""
    masculine = gender is Gender.MASCULINE
    if father in ("илья", "лука", "фома", "кузьма", "никита"):
        stem = father[:-1]
        return stem + ("ич" if masculine else "инична" if father != "никита" else "ична")
    if father.endswith("ий"):
        return father[:-2] + ("и" if father == "дмитрий" else "ь") + ("евич" if masculine else "евна")
    if father.endswith(("й", "ь")):
        return father[:-1] + ("евич" if masculine else "евна")
    if father[-1] in "аяео":
        return father[:-1] + ("ович" if masculine else "овна")
    stem = {"пётр": "петр", "павел": "павл", "лев": "льв", "михаил": "михайл"}.get(father, father)
    return stem + ("ович" if masculine else "овна")


@dataclass(frozen=True, slots=True)
class People:
    """Draws people. `unseen` draws only names that training never sees."""

    random: Random
    unseen: bool = False

    def person(self, gender: Gender | None = None) -> Person:
        """One person."""
        gender = gender or self.random.choice(list(Gender))
        masculine = gender is Gender.MASCULINE
        side = "men" if masculine else "women"
        from_far = self.random.random() < 0.35
        first = self._one(given()[f"{side} far" if from_far else f"{side} common"])
        father = self._one(given()["men far" if from_far else "men common"])
        middle = patronymic(father, gender)
        if from_far and self.random.random() < 0.15:
            middle = child_of(self.random, father, gender)
        far = (self._one(given()[f"{side} far world"]), self._one(far_families()))
        called = self._called(middle.split(" ")[0], gender)
        family = self.family(gender, from_far)
        if from_far and self.random.random() < 0.12:
            family, first, middle = (self.spelled(word) for word in (family, first, middle))
        ways = manner(self.random, first, gender, short_surnames())
        return Person(family, first, middle, self._one(nicknames()), called, gender, far, ways)

    def family(self, gender: Gender, from_far: bool) -> str:
        """A surname, mostly of a kind that goes with the given name."""
        pick = self.random.random()
        russian, other = surnames()
        if from_far and pick < 0.5:
            word = self.neighbour()
        elif pick < 0.6:
            word = self._one(russian)
        elif pick < 0.88:
            word = self._one(other)
        elif pick < 0.90:
            word = self._one(short_surnames())
        elif pick < 0.93:
            word = self._one(creatures())
        elif pick < 0.96:
            return f"{feminine(self._one(russian), gender)}-{feminine(self._one(russian), gender)}"
        else:
            word = self.invented()
        return feminine(word, gender)

    def spelled(self, word: str) -> str:
        """With letters of Kazakh, Tatar or Ukrainian: «Әлия», «Қайратұлы», «Олексій»."""
        return "".join(self.random.choice((letter, _THEIR_LETTERS.get(letter, letter))) for letter in word)

    def neighbour(self) -> str:
        """A surname made of a far given name, as in the Caucasus and Central Asia."""
        stem = self._one(given()["men far"]).rstrip("аяйь")
        return stem + self.random.choice(endings()["neighbours"])

    def invented(self) -> str:
        """A pronounceable surname that is in no list."""
        choice, parts = self.random.choice, endings()
        syllables = [
            choice(parts["onset"]) + choice("аеиоуыюя") + choice(("", "", "", *"рлнмкстй"))
            for _ in range(choice((1, 2, 2, 3)))
        ]
        return "".join(syllables) + choice("бвгдклмнпрстхшч") + choice(parts["ending"])

    def _called(self, middle: str, gender: Gender) -> str:
        """«Иваныч», «Палыч», «Семённа»."""
        if gender is Gender.FEMININE:
            return re.sub(r"(?:ов|ев)на\Z", lambda m: self.random.choice((m.group(), "на")), middle)
        return re.sub(r"(?:ов|ев|ьев)ич\Z", "ыч" if middle[-5:-4] not in "иь" else "ич", middle)

    def _one(self, names: Sequence[str]) -> str:
        """One that is held out, or one that is not."""
        for _ in range(200):
            name = self.random.choice(names)
            if held_out(name) is self.unseen:
                return name
        return name


def feminine(word: str, gender: Gender) -> str:
    """A masculine surname as a person of that gender bears it."""
    if gender is Gender.MASCULINE:
        return word
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return word + "а"
    if word.endswith(("ский", "цкий", "ской", "цкой", "ный", "ной", "лый", "тый", "рый", "вый")):
        return word[:-2] + "ая"
    return word

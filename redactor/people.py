"""Reads the names of people written in Cyrillic: who is meant, in which case, and how to write them in another.

Two writings are the same person when their lemmas agree (`Иванову Петру`, `Петр Иванов`); where a form has two
readings (`Александра Иванова` is she, or of him) the sentence decides, and without one nothing is unified.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from redactor.cases import Case
from redactor.declension import Gender, Role, decline
from redactor.name_forms import Form, forms_of

_WORD = re.compile(
    r"""(?P<initials>(?<![а-яё])[а-яё]\.(?:\s*-?[а-яё]\.)*)
    | (?P<fixed>(?:[а-яё]+[\s-]+)?(?:оглы|оглу|кызы|гызы|улы|заде)(?![а-яё])
        | (?:де|ди|да|ла|ле|дер|ван|фон|аль|эль|ибн|бен|мак|ага|бек|хан)(?![а-яё-]))
    | (?P<word>[а-яё]+(?:['’-][а-яё]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)
_LONGEST = 5  # words in a name; what is longer is no name that could be declined
_CERTAIN = 0.9
_OF_THE_SENTENCE = 25.0  # how much likelier a reading is in the case that the sentence asks for
_CASE_PRIOR = MappingProxyType(
    {Case.NOMINATIVE: 3.0, Case.ACCUSATIVE: 0.5, Case.PREPOSITIONAL: 0.5}
    | dict.fromkeys((Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL), 1.0)
)
_ROLE_ORDERS = MappingProxyType(
    {
        (Role.SURNAME, Role.GIVEN, Role.PATRONYMIC): 1.0,
        (Role.GIVEN, Role.PATRONYMIC, Role.SURNAME): 1.0,
        (Role.GIVEN, Role.SURNAME): 1.0,
        (Role.SURNAME, Role.GIVEN): 0.9,
        (Role.GIVEN, Role.PATRONYMIC): 1.0,
        (Role.SURNAME,): 1.0,
        (Role.GIVEN,): 1.0,
        (Role.PATRONYMIC,): 0.5,
        (Role.SURNAME, Role.PATRONYMIC): 0.05,
        (Role.GIVEN, Role.GIVEN, Role.SURNAME): 0.1,
        (Role.GIVEN, Role.GIVEN): 0.02,
        (Role.SURNAME, Role.GIVEN, Role.GIVEN): 0.05,
        (Role.SURNAME, Role.SURNAME, Role.GIVEN): 0.02,
        (Role.GIVEN, Role.SURNAME, Role.SURNAME): 0.02,
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: how it is written, and its nominative in lower case."""

    written: str = field(repr=False)
    role: Role
    lemma: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it was read. `between` are the pieces around its words; initials and what never changes are in them.

    `initials` are written `а.б.`; `fixed` is what never changes (`гасан оглы`, `фон`).
    """

    words: tuple[Word, ...]
    between: tuple[str, ...] = field(repr=False)
    initials: str = field(repr=False)
    fixed: str = field(repr=False)
    gender: Gender
    case: Case
    certain: bool

    def written_in(self, case: Case) -> str:
        """The name in a case, letter case and the choice between е and ё as they were written.

        In the case in which it was read it is left as it was written.
        """
        if case is self.case:
            pairs = zip(self.words, self.between[1:], strict=True)
            return self.between[0] + "".join(f"{word.written}{after}" for word, after in pairs)
        yo = any("ё" in word.written.casefold() for word in self.words)
        pieces = [self.between[0]]
        for word, after in zip(self.words, self.between[1:], strict=True):
            form = decline(word.lemma, word.role, self.gender, case)
            pieces += (_cased_like(word.written, form if yo else form.replace("ё", "е")), after)
        return "".join(pieces)

    def part(self, role: Role) -> str:
        """The lemma of the part of the name with a role, е for ё; empty when the name has none."""
        return next((_plain(word.lemma) for word in self.words if word.role is role), "")

    @property
    def key(self) -> str:
        """The same for all writings of the same name; for an uncertain reading, the writing itself."""
        words = [_plain(word.lemma if self.certain else word.written) for word in self.words]
        sign = "" if self.certain else "?"
        return " ".join(filter(None, [sign, *sorted(words), self.fixed, self.initials]))


class Named:
    """People in the order in which a prompt names them. What comes later never changes what was said of earlier ones,
    so that a conversation that goes on keeps its placeholders.
    """

    def __init__(self) -> None:
        self._by_surname: defaultdict[str, list[tuple[Person, str]]] = defaultdict(list)

    def key_of(self, person: Person) -> str:
        """The key of a person: that of the one person before with whom surname and initials agree, or an own one."""
        surname = person.part(Role.SURNAME)
        if not person.certain or not surname:
            return person.key
        before = self._by_surname[surname]
        if any(key == person.key for _, key in before):
            return person.key
        alike = {key for other, key in before if _may_be_one(person, other)}
        key = alike.pop() if len(alike) == 1 else person.key
        before.append((person, key))
        return key


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether one is written with initials that the other's full names have."""
    short, full = (one, other) if one.initials else (other, one)
    names = [full.part(Role.GIVEN), full.part(Role.PATRONYMIC)]
    letters = short.initials.replace(".", "")
    if not letters or full.initials or short.part(Role.GIVEN) or len(letters) > len(names):
        return False
    return all(name.startswith(letter) for letter, name in zip(letters, names, strict=False) if name) and bool(names[0])


@lru_cache(maxsize=1024)
def read_person(value: str, expected: Case | None = None) -> Person | None:
    """Read a name, `expected` being the case its sentence asks for. None when it is no Cyrillic name of one person."""
    if _LETTER.search(value) is None or re.search("[A-Za-z]", value):
        return None
    words, between, initials, fixed = _split(value)
    if not 1 <= len(words) <= _LONGEST:
        return None
    readings = sorted(_readings(words, has_initials=bool(initials), expected=expected), key=lambda one: -one[0])
    if not readings:
        return None
    _, gender, case, forms = readings[0]
    return Person(
        words=tuple(Word(written, form.role, form.lemma) for written, form in zip(words, forms, strict=True)),
        between=between,
        initials=initials,
        fixed=fixed,
        gender=gender,
        case=case,
        certain=_share_of_best(readings) >= _CERTAIN,
    )


def _split(value: str) -> tuple[list[str], tuple[str, ...], str, str]:
    """The words, what stands around them, the initials as `а.б.`, and what never changes."""
    words: list[str] = []
    between = [""]
    initials = fixed = ""
    end = 0
    for match in _WORD.finditer(value):
        between[-1] += value[end : match.start()]
        end = match.end()
        if match["word"]:
            words.append(match["word"])
            between.append("")
            continue
        between[-1] += match[0]
        if match["initials"]:
            initials += "".join(f"{letter}." for letter in _LETTER.findall(_plain(match[0])))
        else:
            fixed += _plain(match[0])
    between[-1] += value[end:]
    return words, tuple(between), initials, fixed


_Reading = tuple[float, Gender, Case, tuple[Form, ...]]


def _readings(words: Sequence[str], *, has_initials: bool, expected: Case | None) -> Iterator[_Reading]:
    """Every way in which all words agree in gender and case, with its weight."""
    forms = [forms_of(word.casefold()) for word in words]
    for roles, prior in _orders(len(words), has_initials=has_initials):
        for gender, case in itertools.product(Gender, Case):
            chosen = [_best(of_word, role, gender, case) for of_word, role in zip(forms, roles, strict=True)]
            weight = prior * _CASE_PRIOR[case] * (_OF_THE_SENTENCE if case is expected else 1.0)
            agreeing = tuple(form for form in chosen if form is not None)
            if len(agreeing) == len(words):
                for form in agreeing:
                    weight *= form.score
                if weight > 0:
                    yield weight, gender, case, agreeing


def _orders(count: int, *, has_initials: bool) -> list[tuple[tuple[Role, ...], float]]:
    if has_initials and count == 1:
        return [((Role.SURNAME,), 1.0)]
    known = [(roles, prior) for roles, prior in _ROLE_ORDERS.items() if len(roles) == count]
    return known or [((Role.SURNAME, Role.GIVEN, *[Role.PATRONYMIC] * (count - 2)), 1.0)]


def _best(forms: Sequence[Form], role: Role, gender: Gender, case: Case) -> Form | None:
    fitting = (
        form for form in forms if form.role is role and form.gender in (None, gender) and form.case in (None, case)
    )
    return max(fitting, key=lambda form: form.score, default=None)


def _share_of_best(readings: Sequence[_Reading]) -> float:
    """How much of all weight the readings have that mean the same person as the best one."""
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for weight, _, _, forms in readings:
        weights[tuple(_plain(form.lemma) for form in forms)] += weight
    best = tuple(_plain(form.lemma) for form in readings[0][3])
    return weights[best] / sum(weights.values())


def _cased_like(written: str, form: str) -> str:
    if written.isupper() and len(written) > 1:
        return form.upper()
    if written.islower():
        return form
    parts = zip(written.split("-"), form.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if model[:1].isupper() else part for model, part in parts)


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")

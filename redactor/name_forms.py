"""Every way in which one Russian word can be a form of a name: by the dictionary, or by rule when it knows none."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from redactor.cases import Case
from redactor.declension import Gender, Role, decline
from redactor.morphology import parses

_ENDINGS = ("", *"а я у ю е и ы ом ем ём ой ей ою ею ым им ого его ому ему ую юю ью ьи".split())  # noqa: SIM905
_NOMINATIVES = ("", "ий", "ый", "ой", "й", "ь", "а", "я", "ая", "яя")
_VOWELS = "аеёиоуыэюя"
_UNKNOWN_SCORE = 0.02
_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овна|евна|ична|инична)\Z")
_OF_BOTH = frozenset("александр валентин евгений валерий богдан мирослав ян".split())  # noqa: SIM905
_OFTEN_HIS = frozenset(
    """адам азамат али
    айдар айрат алан александр алексей алмаз альберт анатолий андрей антон арам аркадий арман армен арсен
    арсений артем артём артур аслан ашот богдан борис булат вадим валентин валерий василий вениамин виктор виталий влад
    владимир владислав всеволод вячеслав гарик геннадий георгий герман глеб гордей григорий давид дамир даниил данил
    данила демид денис джамал дмитрий евгений егор ефим заур захар иван игнат игорь ильдар илья ильяс инокентий ислам
    камиль карен карл кирилл клим константин лев леонид лука макар максим марат марк матвей мирон мирослав михаил назар
    никита никифор николай олег павел петр пётр платон прохор рамазан рафаэль ренат ринат роберт родион роман ростислав
    рудольф руслан рустам савелий самир святослав семен семён сергей станислав степан тарас тигран тимофей тимур трофим
    федор фёдор феликс филипп фома эдуард эльдар эмиль эрик юлиан юрий яков ян ярослав""".split()  # noqa: SIM905
)
_IN_USE = 5.0  # how much likelier a guessed nominative is that the dictionary has as a noun
_SELDOM = 0.3  # weight of a surname that looks like a patronymic
_RARELY = 0.02  # weight of a given name whose other gender is meant almost always
_TYPICAL_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[сц]кий|[оеё]ва|[иы]на|[сц]кая|[ую]к|ко|[яа]н|ец|ер|ман|берг|[иы]х|дзе|швили|ой|ый|ая)\Z"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One word read as a form of a lemma. None: any gender, any case."""

    role: Role
    gender: Gender | None
    case: Case | None
    lemma: str
    score: float


@lru_cache(maxsize=4096)
def forms_of(word: str) -> tuple[Form, ...]:
    """Every reading of a word as a part of a name: the dictionary's, or by rule when it knows none."""
    known = _by_custom(list(_known_forms(word)))
    if not known and any({"Surn", "plur"} <= parse.grammemes for parse in parses(word) if parse.known):
        return (Form(Role.SURNAME, None, None, word, _UNKNOWN_SCORE),) if word.endswith(("ых", "их")) else ()  # Ивановы
    roles = {form.role for form in known}
    if not known and "-" in word:
        return tuple(_hyphenated_forms(word))
    weight = _RARELY if known else 1.0
    guessed = [replace(form, score=form.score * weight) for form in _guessed_forms(word) if form.role not in roles]
    patronymic = [form for form in guessed if form.role is Role.PATRONYMIC]
    surnames = [replace(form, score=form.score * _SELDOM) for form in guessed if form.role is Role.SURNAME]
    return tuple(known + (patronymic + surnames if patronymic else guessed))  # «Лукашевич» is a surname, too


def _hyphenated_forms(word: str) -> Iterator[Form]:
    """A double name from its two parts: both changed, or the last alone (Салтыкову-Щедрину, Бонч-Бруевичу)."""
    first, last = word.rsplit("-", 1)
    for form in forms_of(last):
        alike = {
            one.lemma
            for one in forms_of(first)
            if (one.role, one.gender, one.case) == (form.role, form.gender, form.case)
        }
        for lemma in sorted({first, *alike}):
            whole = f"{lemma}-{form.lemma}"
            genders = [form.gender] if form.gender else list(Gender)
            cases = [form.case] if form.case else list(Case)
            if all(decline(whole, form.role, gender, case) == word for gender in genders for case in cases):
                yield replace(form, lemma=whole)


_ROLES = MappingProxyType({"Surn": Role.SURNAME, "Name": Role.GIVEN})


def _known_forms(word: str) -> Iterator[Form]:
    for parse in parses(word):
        tags = parse.grammemes
        role = next((role for tag, role in _ROLES.items() if tag in tags), None)
        if role is None or not parse.known or "Abbr" in tags or ("plur" in tags and "Fixd" not in tags):
            continue
        gender = next((gender for gender in Gender if gender.value in tags), None)
        case = None if "Fixd" in tags else next((case for case in Case if case.value in tags), None)
        yield Form(role, gender, case, parse.lemma, max(parse.score, _UNKNOWN_SCORE))


def _by_custom(forms: list[Form]) -> list[Form]:
    """Given names that are a man's in one case and a woman's in another, weighed as they are borne.

    The dictionary knows a woman's name Вадима; `Вадима` means Вадим all the same.
    """
    his = {form.lemma for form in forms if form.role is Role.GIVEN and form.gender is Gender.MASCULINE}
    hers = {form.lemma for form in forms if form.role is Role.GIVEN and form.gender is Gender.FEMININE}
    if not (his and hers) or his & hers:
        return _changing_first(forms)
    if his & _OF_BOTH:
        as_his = max(form.score for form in forms if form.lemma in his)
        return [replace(form, score=as_his) if form.lemma in hers else form for form in forms]
    rare = Gender.FEMININE if his & _OFTEN_HIS else Gender.MASCULINE
    return [
        replace(form, score=form.score * _RARELY) if form.role is Role.GIVEN and form.gender is rare else form
        for form in _changing_first(forms)
    ]


def _changing_first(forms: list[Form]) -> list[Form]:
    """`Анне` is Анна sooner than a foreign Анне who never changes."""
    given = [form for form in forms if form.role is Role.GIVEN]
    if not any(form.case for form in given) or any(form.lemma in _OFTEN_HIS for form in given if not form.case):
        return forms
    return [
        replace(form, score=form.score * _RARELY) if form.role is Role.GIVEN and not form.case else form
        for form in forms
    ]


def _guessed_forms(word: str) -> Iterator[Form]:
    """By rule: every lemma that the rules of declension turn into this word; a noun in use is likelier (Голубь)."""
    nouns = {parse.lemma for parse in parses(word) if parse.known and "NOUN" in parse.grammemes}
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: len(word) - len(ending)] if ending else word
        lemmas = [stem + nominative for nominative in _NOMINATIVES] if ending else [word]
        for lemma, role, gender in itertools.product(lemmas, Role, Gender):
            plausible = _plausibility(lemma, role, gender) * (_IN_USE if lemma in nouns else 1.0)
            for case in Case if plausible else ():
                if (case is Case.NOMINATIVE) == (not ending) and decline(lemma, role, gender, case) == word:
                    yield Form(role, gender, case, lemma, _UNKNOWN_SCORE * plausible)
    for gender in Gender:
        for case in Case:
            if decline(word, Role.SURNAME, gender, case) == word:
                yield Form(Role.SURNAME, gender, case, word, _UNKNOWN_SCORE * _plausibility(word, Role.SURNAME, gender))


def _plausibility(lemma: str, role: Role, gender: Gender) -> float:
    """How likely a word is a name's nominative, 0…1, by its ending."""
    feminine = gender is Gender.FEMININE
    if (lemma[-1] == "й") is not (lemma[-2:-1] in _VOWELS) and lemma[-1] in "йь":
        return 0.0
    if role is Role.PATRONYMIC:
        return 1.0 if _PATRONYMIC.search(lemma) and lemma.endswith("а") is feminine else 0.0
    if role is Role.GIVEN:
        if lemma[-1] in "ая":
            return 0.3 if feminine else 0.05
        if lemma[-1] in "оуэыиюеё":
            return 0.2
        return 0.02 if feminine else 0.5
    if lemma.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ая")):
        return 1.0 if feminine else 0.01
    if lemma.endswith(("ий", "ый", "ой")) or re.search(r"(?:[оеё]в|[иы]н)\Z", lemma):
        return 0.0 if feminine else (1.0 if _TYPICAL_SURNAME.search(lemma) else 0.1)
    if _TYPICAL_SURNAME.search(lemma):
        return 0.6
    return 0.2 if lemma[-1] not in "ауюыие" else 0.05

"""Russian names in all cases, by rule. Pure; needs no dictionary, so names that none knows are declined as well.

Rules: Зализняк, Грамматический словарь русского языка; Граудина, Ицкович, Катлинская, Словарь грамматических вариантов
(2001) §§ on surnames; what they leave open follows usage in official letters (gramota.ru, reference bureau).
"""

from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType

from redactor.cases import Case


class Gender(StrEnum):
    """Of the person."""

    MASCULINE = "masc"
    FEMININE = "femn"


class Role(StrEnum):
    """What a word is in a name."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


_CASES = tuple(Case)  # nominative, genitive, dative, accusative, instrumental, prepositional
_VOWELS = "аеёиоуыэюя"
_HUSHING = "жшчщ"
_SOFTENING = "гкхжшчщ"

# Endings in the order of _CASES; the nominative's own ending is cut off first.
_POSSESSIVE_M = ("", "а", "у", "а", "ым", "е")  # Иванов
_POSSESSIVE_F = ("а", "ой", "ой", "у", "ой", "ой")
_ADJECTIVE_M = ("", "ого", "ому", "ого", "ым", "ом")
_ADJECTIVE_M_SOFT = ("", "его", "ему", "его", "им", "ем")
_ADJECTIVE_F = ("ая", "ой", "ой", "ую", "ой", "ой")
_ADJECTIVE_F_SOFT = ("яя", "ей", "ей", "юю", "ей", "ей")
_HARD_M = ("", "а", "у", "а", "ом", "е")
_HUSH_M = ("", "а", "у", "а", "ем", "е")
_SOFT_M = ("", "я", "ю", "я", "ем", "е")
_SOFT_M_I = ("", "я", "ю", "я", "ем", "и")  # Василий
_A = ("а", "ы", "е", "у", "ой", "е")
_A_SOFTENING = ("а", "и", "е", "у", "ой", "е")
_A_HUSH = ("а", "и", "е", "у", "ей", "е")
_A_TS = ("а", "ы", "е", "у", "ей", "е")
_YA = ("я", "и", "е", "ю", "ей", "е")
_IYA = ("я", "и", "и", "ю", "ей", "и")  # Мария
_SOFT_F = ("ь", "и", "и", "ь", "ью", "и")  # Любовь

_OBLIQUE_STEMS = MappingProxyType(
    {"павел": "павл", "лев": "льв", "пётр": "петр", "петр": "петр", "любовь": "любов"}
    | {"заяц": "зайц", "соловей": "соловь", "воробей": "воробь", "муравей": "муравь", "ручей": "ручь"}
    | {"бобёр": "бобр", "бобер": "бобр", "орёл": "орл", "орел": "орл", "козёл": "козл", "козел": "козл"}
)
_STRESSED_INSTRUMENTAL = frozenset(
    ("илья", "илия", "лукич", "ильич", "кузьмич", "козьмич", "фомич", "никитич", "саввич")
)
_FOREIGN_IN = frozenset(
    """дарвин чаплин кронин франклин мартин робин кальвин гершвин грин ирвин кевин колин эдвин элвин мелвин эрвин
    бенджамин валентин константин августин яков""".split()  # noqa: SIM905
)
_FRENCH_A = frozenset("дюма петипа тома золя труа гамарра бенуа делакруа дега".split())  # noqa: SIM905
_NOUN_OY = frozenset("цой лой чой шой бой рой строй герой конвой".split())  # noqa: SIM905
_NOUN_IY = frozenset("топчий палий гулий вий кутепий бабий".split())  # noqa: SIM905
_ADJECTIVE_IY = ("кий", "гий", "хий", "ний", "жий", "ший", "чий", "щий")
_OF_A_FAMILY = ("ых", "гих", "ких", "хих", "жих", "ших", "чих", "щих", "них", "аго", "яго", "ово")
_KEEPS_ITS_VOWEL = frozenset("хейфец штирлец перец скворец".split())  # noqa: SIM905
_AFTER_A_NAME = ("оглы", "кызы", "заде", "ага", "бей", "паша")


def decline(lemma: str, role: Role, gender: Gender, case: Case) -> str:
    """A word of a name (lower case, nominative, of the person's gender) in a case."""
    if case is Case.NOMINATIVE:
        return lemma
    if "-" in lemma:
        return _hyphenated(lemma, role, gender, case)
    stem, endings = _paradigm(lemma, role, gender)
    return stem + endings[_CASES.index(case)] if endings else lemma


def _hyphenated(lemma: str, role: Role, gender: Gender, case: Case) -> str:
    """Салтыкова-Щедрина and Анны-Марии, but Бонч-Бруевича, Жан-Жака, Алиева-оглы."""
    *first, last = lemma.split("-")
    if last in _AFTER_A_NAME:
        return "-".join([*(decline(part, role, gender, case) for part in first), last])
    changing = [
        decline(part, role, gender, case) if _changes_as_first_part(part, role, gender) else part for part in first
    ]
    return "-".join([*changing, decline(last, role, gender, case)])


def _changes_as_first_part(part: str, role: Role, gender: Gender) -> bool:
    if role is Role.SURNAME:
        return bool((_surname(part, gender) or ("", ()))[1])
    return role is Role.GIVEN and gender is Gender.FEMININE and part.endswith(("а", "я"))


def _paradigm(lemma: str, role: Role, gender: Gender) -> tuple[str, Sequence[str]]:
    """The stem and the endings by case; no endings when the word does not change."""
    if len(lemma) < 2 or lemma[-1] in "оеёэиыуюё" or (role is Role.SURNAME and lemma in _FRENCH_A):
        return lemma, ()
    if role is Role.SURNAME:
        special = _surname(lemma, gender)
        if special is not None:
            return special
    if lemma[-1] in "ая":
        return _first_declension(lemma)
    if lemma[-1] == "ь" and gender is Gender.FEMININE:
        return (_stem(lemma[:-1], lemma), _SOFT_F) if role is Role.GIVEN else (lemma, ())
    if gender is Gender.FEMININE:
        return lemma, ()
    return _second_declension(lemma, role)


def _surname(lemma: str, gender: Gender) -> tuple[str, Sequence[str]] | None:
    """Surnames that are declined as adjectives, or not at all; None for those declined as nouns."""
    if lemma.endswith(_OF_A_FAMILY) and len(lemma) > 4:
        return lemma, ()
    if gender is Gender.FEMININE:
        return _feminine_surname(lemma)
    if lemma.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(lemma) > 3:
        return lemma, _HARD_M if lemma in _FOREIGN_IN else _POSSESSIVE_M
    if lemma.endswith("ый") and len(lemma) > 3:
        return lemma[:-2], _ADJECTIVE_M
    if lemma.endswith("ой") and len(lemma) > 3 and lemma not in _NOUN_OY:
        return lemma[:-2], _soft_instrumental(_ADJECTIVE_M, lemma[-3])
    if lemma.endswith(_ADJECTIVE_IY) and lemma not in _NOUN_IY:
        return lemma[:-2], _soft_instrumental(_ADJECTIVE_M, "к") if lemma[-3] in "гкх" else _ADJECTIVE_M_SOFT
    return None


def _soft_instrumental(endings: Sequence[str], before: str) -> Sequence[str]:
    """`им` where the spelling rules forbid `ым`."""
    return tuple("им" if ending == "ым" else ending for ending in endings) if before in _SOFTENING else endings


def _feminine_surname(lemma: str) -> tuple[str, Sequence[str]] | None:
    if lemma.endswith(("ова", "ева", "ёва", "ина", "ына")) and len(lemma) > 4:
        return lemma[:-1], _POSSESSIVE_F
    if lemma.endswith("ая") and len(lemma) > 3:
        return lemma[:-2], _ADJECTIVE_F_SOFT if lemma[-3] in _HUSHING else _ADJECTIVE_F
    if lemma.endswith("яя"):
        return lemma[:-2], _ADJECTIVE_F_SOFT
    return None


def _first_declension(lemma: str) -> tuple[str, Sequence[str]]:
    before = lemma[-2]
    if lemma[-1] == "а":
        if before in _VOWELS:
            return lemma, ()  # Бенуа, Гамсахурдиа
        if before == "ц":
            return lemma[:-1], _A_TS
        if before in _HUSHING:
            return lemma[:-1], _A_HUSH
        return lemma[:-1], _A_SOFTENING if before in "гкх" else _A
    if before == "и":
        return lemma[:-1], _IYA if len(lemma) > len("лия") else _YA
    endings = tuple("ёй" if ending == "ей" else ending for ending in _YA) if lemma in _STRESSED_INSTRUMENTAL else _YA
    return lemma[:-1], endings


def _second_declension(lemma: str, role: Role) -> tuple[str, Sequence[str]]:
    last = lemma[-1]
    if last == "ь":
        return _stem(lemma[:-1], lemma), _SOFT_M
    if last == "й":
        if lemma in _OBLIQUE_STEMS:
            return _OBLIQUE_STEMS[lemma], _SOFT_M
        return lemma[:-1], _SOFT_M_I if lemma.endswith("ий") and len(lemma) > 3 else _SOFT_M
    stem = _stem(lemma, lemma)
    if role is Role.SURNAME:
        stem = _without_fleeting_vowel(lemma, stem)
    if last in _HUSHING + "ц":
        stressed = lemma in _STRESSED_INSTRUMENTAL or (last != "ц" and _one_syllable(lemma))
        return stem, _HARD_M if stressed else _HUSH_M
    return stem, _HARD_M


def _without_fleeting_vowel(lemma: str, stem: str) -> str:
    """Кравец → Кравц-, Волчок → Волчк-; Швец and Кац keep theirs."""
    if _one_syllable(lemma) or len(lemma) < 5 or lemma[-3] in _VOWELS or lemma in _KEEPS_ITS_VOWEL:
        return stem
    if lemma.endswith("ец"):
        return lemma[:-2] + ("ьц" if lemma[-3] == "л" else "ц")
    if lemma.endswith(("чок", "шок", "жок", "енок", "ёнок")):
        return lemma[:-2] + "к"
    return stem


def _one_syllable(lemma: str) -> bool:
    return sum(letter in _VOWELS for letter in lemma) == 1


def _stem(stem: str, lemma: str) -> str:
    return _OBLIQUE_STEMS.get(lemma, stem)

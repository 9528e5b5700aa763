"""What stands around a name in its sentence: the clause before it, the word after it. Pure."""

import re
from dataclasses import dataclass

from redactor.cases import Case
from redactor.declension import Gender
from redactor.government import cases, words
from redactor.morphology import Parse, parses

WORD = re.compile(r"[А-Яа-яЁё-]+")
LAST_WORD = re.compile(r"(?P<word>[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)(?P<after>[^\w]*)\Z")
_NEXT_WORD = re.compile(r"[\s*_`~»\"”']+(?:также |уже |лично )?([А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*|\d+)")
_CLAUSE_END = re.compile(r"[.!?…;:\n,()—–]|\s-\s")
_LIKELY = 0.15


@dataclass(slots=True)
class Name:
    """What matters of the name and of what follows it.

    `given`: a given name alone (`брат Иван` is an apposition). `owner`: after a noun behind a preposition
    (`о работе …`) an owner is likelier than a new subject. `right`: readings of the next word, if it is known.
    """

    given: bool = False
    owner: bool = False
    gender: Gender | None = None
    right: tuple[Parse, ...] = ()
    enclosed: bool = False
    asked: bool = False

    def next_word(self) -> tuple[Parse, ...]:
        """The readings of the word after the name."""
        self.asked = True
        return self.right


def next_readings(right: str) -> tuple[Parse, ...]:
    after = _NEXT_WORD.match(right)
    if after is None:
        return ()
    if after[1][0].isdecimal():
        return (Parse(after[1], after[1], frozenset(("NUMR", "accs")), 1.0, known=True),)
    return parses(after[1])


def case_by_next(name: Name) -> Case | None:
    """`… необходимо явиться`, `… назначено лечение`, `… нет на месте`."""
    for one in name.next_word()[:3]:
        if one.word == "нет":
            return Case.GENITIVE
        if one.word in words("impersonal") or one.lemma in words("impersonal_verb"):
            return Case.DATIVE
        if "PRTS" in one.grammemes and one.lemma in cases("passive") and differs(one, name):
            return Case.DATIVE
        if "VERB" in one.grammemes and not _may_follow_its_subject(one, name):
            return cases("verb").get(one.lemma) or (Case.ACCUSATIVE if "tran" in one.grammemes else None)
    return None


def _may_follow_its_subject(verb: Parse, name: Name) -> bool:
    """`… уволили`, `… заинтересовало предложение`, `… интересует отчёт`: the name is the object of such verbs."""
    if {"1per", "2per", "impr"} & verb.grammemes:
        return True
    return not ("plur" in verb.grammemes or differs(verb, name) or verb.lemma in words("experiencer"))


def is_thing_object(readings: tuple[Parse, ...], *, living: bool = False) -> bool:
    """`… ипотеку`, `… новый ключ`, `… 10 000 рублей`: the thing that is given to the person.

    `living`: somebody may be given, too (`назначьте … наставника`).
    """
    if not readings or readings[0].lemma in words("not_an_object"):
        return False
    return any(
        "accs" in one.grammemes and (living or "anim" not in one.grammemes) and {"NOUN", "ADJF", "NUMR"} & one.grammemes
        for one in readings[:4]
        if one.score >= _LIKELY
    )


def clause_of(before: str) -> str:
    """What stands in the same clause left of a word."""
    ends = [mark.end() for mark in _CLAUSE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def head_of(before: str) -> str:
    """The word before a preposition."""
    last = LAST_WORD.search(before.rstrip())
    return last["word"].casefold().replace("ё", "е") if last else ""


def says_what_it_did(name: Name) -> bool:
    """Whether a verb follows whose subject the name may be."""
    after = name.next_word()
    if not after or after[0].lemma in words("impersonal_verb"):
        return False
    tags = after[0].grammemes
    return "sing" in tags and bool({"VERB", "PRTS", "ADJS"} & tags) and not differs(after[0], name)


def begins_with_its_verb(clause: str) -> bool:
    """Whether a clause begins with a verb of the third person, whose subject has yet to come."""
    first = WORD.search(clause)
    if first is None:
        return False
    tags = parses(first[0])[0].grammemes
    return {"VERB", "sing", "indc"} <= tags and not {"1per", "2per"} & tags


def has_nominative(clause: str) -> bool:
    """Whether a noun of the clause may be its subject."""
    found = WORD.findall(clause)
    return any(
        any({"NOUN", "nomn"} <= one.grammemes for one in parses(word)[:3])
        for index, word in enumerate(found)
        if not index or found[index - 1].casefold() not in cases("preposition")
    )


def has_predicate(clause: str) -> bool:
    """Whether a clause has its verb already, so that no new subject begins."""
    return any({"VERB", "PRTS", "PRED"} & parses(word)[0].grammemes for word in WORD.findall(clause))


def lemma_of(parse: Parse) -> str:
    return parse.lemma.replace("ё", "е")


def case_in(parse: Parse) -> Case | None:
    return next((case for case in Case if case.value in parse.grammemes), None)


def differs(verb: Parse, name: Name) -> bool:
    """`Установил …`: a woman did not."""
    genders = {"masc", "femn", "neut"} & verb.grammemes
    return bool(genders) and name.gender is not None and name.gender.value not in genders

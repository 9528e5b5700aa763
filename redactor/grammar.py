"""Which case a Russian name needs, judged from what stands left of it. Pure.

The nearest word that governs decides: a preposition, a verb, a participle, a noun (in apposition, or with a genitive).
Sources: Розенталь, Справочник по правописанию и литературной правке, §§ on government; pymorphy3 reads the words.
"""

import re
from dataclasses import dataclass

from redactor.cases import Case
from redactor.government import after_heads, cases, words
from redactor.morphology import Parse, parses

REACH = 120
"""Code points left of a name that are looked at."""

_DEEPEST = 4
_OPENING = re.compile(r"[\s*_`~«\"“„'\[]+\Z")
_LAST_WORD = re.compile(r"(?P<word>[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)(?P<after>[^\w]*)\Z")
_FIRST_WORD = re.compile(r"\s+(?:также |уже |не |лично )?([а-яё]+)")
_CLAUSE_END = re.compile(r"[.!?…;:\n,()—–]|\s-\s")
_NAME = re.compile(r"(?:(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]\.)[\s\u00a0]*){1,5}\Z")
_NAMES_BEFORE = re.compile(r"(?:,|\bи|\bили)\s*\Z")
_POS = ("PREP", "CONJ", "VERB", "INFN", "GRND", "PRTF", "PRTS", "NOUN", "ADJF", "ADJS", "NPRO", "ADVB", "PRED", "PRCL")
_OBJECT_FORMS = frozenset(("INFN", "GRND"))


@dataclass(frozen=True, slots=True)
class _Name:
    """What matters of the name: `given`, a given name alone (`брат Иван` is an apposition); `owner`, whether after a
    noun behind a preposition (`о работе …`) an owner is likelier than a new subject.
    """

    given: bool
    owner: bool


def case_of(left: str, *, given_name: bool = False) -> Case | None:
    """The case that a name needs after `left`; None when nothing there governs it (a beginning, a list, a greeting).

    `given_name`: the name is a given name alone.
    """
    return _governed(left[-REACH:], _Name(given_name, owner=False), 0)


def case_between(left: str, right: str) -> Case | None:
    """The case in which a name stands that is already written, judged from both sides."""
    after = _FIRST_WORD.match(right)
    if after is not None:
        tags = parses(after[1])[0].grammemes
        if {"VERB", "sing"} <= tags and not {"1per", "2per", "impr", "neut"} & tags:
            return Case.NOMINATIVE
    return _governed(left[-REACH:], _Name(given=False, owner=True), 0)


def _governed(text: str, name: _Name, depth: int) -> Case | None:
    text = _OPENING.sub("", text)
    last = _LAST_WORD.search(text)
    if last is None or depth > _DEEPEST:
        return None
    word, after = last["word"].casefold().replace("ё", "е"), last["after"].strip()
    before = text[: last.start()]
    if after:
        return _past_a_mark(last["word"], after, before, name, depth)
    if word in words("transparent"):
        return _governed(before, name, depth + 1)
    if word in words("joining"):
        return _like_the_name_before(before, name, depth)
    if word in cases("preposition"):
        return _of_preposition(word, before)
    if word in words("impersonal"):
        return Case.DATIVE
    reading = _reading(word)
    if reading is None:
        return None
    return _of_word(reading, before, name, depth)


def _past_a_mark(word: str, after: str, before: str, name: _Name, depth: int) -> Case | None:
    """Punctuation between the word and the name: labels, abbreviated titles and lists govern through it."""
    lower = word.casefold()
    if after == ":":
        return cases("label").get(lower)
    if after == "." and lower in words("abbreviated_title"):
        return _governed(before, name, depth + 1)
    if after == "." and lower in words("abbreviated_head"):
        return Case.GENITIVE
    if after == ",":
        return _like_the_name_before(f"{before}{word}", name, depth, cased=True)
    return None


def _like_the_name_before(before: str, name: _Name, depth: int, *, cased: bool = False) -> Case | None:
    """`для Иванова и …`: the case of the name before."""
    before = before.rstrip(" \u00a0,")
    other = _NAME.search(before)
    if other is None:
        return None if cased else _like_the_noun_before(before, name, depth)
    rest = before[: other.start()]
    if _NAMES_BEFORE.search(rest):
        return _like_the_name_before(_NAMES_BEFORE.sub("", rest), name, depth + 1, cased=cased)
    return _governed(rest, name, depth + 1)


def _like_the_noun_before(before: str, name: _Name, depth: int) -> Case | None:
    """`директору и …`, `между компанией и …`."""
    last = _LAST_WORD.search(before)
    if last is None:
        return None
    nouns = [one for one in parses(last["word"]) if "NOUN" in one.grammemes]
    expected = _governed(before[: last.start()], name, depth + 1)
    if expected in map(_case, nouns):
        return expected
    return _case(nouns[0]) if nouns and {"anim", "sing"} <= nouns[0].grammemes else None


def _of_preposition(word: str, before: str) -> Case:
    head = _head(before)
    for preposition, stems, case in after_heads():
        if word in (preposition, f"{preposition}о") and head.startswith(stems):
            return case
    return cases("preposition")[word]


def _head(before: str) -> str:
    """The word before a preposition."""
    last = _LAST_WORD.search(before.rstrip())
    return last["word"].casefold().replace("ё", "е") if last else ""


def _reading(word: str) -> list[Parse] | None:
    """The readings of a word of its likeliest part of speech."""
    readings = parses(word)
    people = [one for one in readings if "NOUN" in one.grammemes and _lemma(one) in words("somebodys")]
    if people:
        return people
    weights = {pos: sum(one.score for one in readings if pos in one.grammemes) for pos in _POS}
    pos = max(weights, key=lambda pos: weights[pos])
    return [one for one in readings if pos in one.grammemes] or None


def _of_word(readings: list[Parse], before: str, name: _Name, depth: int) -> Case | None:
    tags = readings[0].grammemes
    if {"VERB", "INFN", "GRND"} & tags:
        return _of_verb(readings[0], before)
    if _lemma(readings[0]) in words("acts_for_noun"):
        return Case.GENITIVE if "plur" in tags else _of_adjective(readings, before, name, depth)
    if "PRTS" in tags or "PRTF" in tags:
        return _of_participle(readings, before, name, depth)
    if "NOUN" in tags:
        return _of_noun(readings, before, name, depth)
    if "ADJF" in tags:
        return _of_adjective(readings, before, name, depth)
    if "ADJS" in tags:
        return cases("short_adjective").get(readings[0].lemma)
    if "ADVB" in tags or "PRCL" in tags:
        return _governed(before, name, depth + 1)
    return None


def _of_verb(verb: Parse, before: str) -> Case | None:
    """The object's case, or None where the name is the subject."""
    finite = "VERB" in verb.grammemes and not {"impr", "1per", "2per", "plur"} & verb.grammemes
    if finite and not _has_subject(verb, before):
        return None
    return _object_case(verb)


def _object_case(verb: Parse) -> Case | None:
    if verb.lemma in cases("verb"):
        return cases("verb")[verb.lemma]
    if verb.lemma in words("ditransitive"):
        return Case.DATIVE
    return Case.ACCUSATIVE if "tran" in verb.grammemes else None


def _clause(before: str) -> str:
    """What stands in the same clause left of a word."""
    ends = [mark.end() for mark in _CLAUSE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _has_subject(verb: Parse, before: str) -> bool:
    """Whether a word before the verb is its subject: a pronoun, or a noun in the nominative that agrees."""
    clause = re.findall(r"[А-Яа-яЁё-]+", _clause(before))
    for index, word in enumerate(clause):
        if word.casefold() in words("subject_pronoun"):
            return True
        if index and clause[index - 1].casefold() in cases("preposition"):
            continue
        if any(_may_be_subject(noun, verb) for noun in parses(word)[:4] if noun.score > 0.05):
            return True
    return False


def _may_be_subject(noun: Parse, verb: Parse) -> bool:
    tags = noun.grammemes
    if not {"NOUN", "nomn"} <= tags or not ({"sing", "plur"} & tags & verb.grammemes):
        return False
    genders = {"masc", "femn", "neut"}
    if genders & verb.grammemes and not genders & verb.grammemes & tags:
        return False
    looks_like_object = "inan" in tags and not ({"femn", "sing"} <= tags and noun.word.endswith(("а", "я")))
    return not (looks_like_object and "tran" in verb.grammemes) or noun.lemma in words("acting_thing")


def _of_participle(readings: list[Parse], before: str, name: _Name, depth: int) -> Case | None:
    participle = readings[0]
    if "actv" in participle.grammemes:
        return _object_case(participle)
    if participle.lemma in words("greeting"):
        return _of_adjective(readings, before, name, depth)
    if participle.lemma in words("promoting") and "PRTS" in participle.grammemes and "neut" not in participle.grammemes:
        return None  # «победителем признана …»
    if participle.lemma in words("ditransitive") or participle.lemma in words("given_in_passive"):
        return Case.DATIVE
    return Case.INSTRUMENTAL


def _of_adjective(readings: list[Parse], before: str, name: _Name, depth: int) -> Case | None:
    possible = [case for case in map(_case, readings) if case is not None]
    if readings[0].lemma in words("greeting") and Case.NOMINATIVE in possible:
        return None
    expected = _governed(before, name, depth + 1)
    if expected in possible:
        return expected
    return possible[0] if possible else None


def _of_noun(readings: list[Parse], before: str, name: _Name, depth: int) -> Case | None:
    nouns = [one for one in readings if "NOUN" in one.grammemes]
    if _lemma(nouns[0]) in words("person_and_thing"):
        nouns = [one for one in nouns if "anim" in one.grammemes] or nouns
    expected = _governed(before, name, depth + 1)
    possible = [case for case in map(_case, nouns) if case is not None]
    if "anim" in nouns[0].grammemes:
        return _of_person_noun(nouns, possible, expected, name)
    return _of_thing_noun(nouns[0], possible, before, name, depth)


def _of_person_noun(nouns: list[Parse], possible: list[Case], expected: Case | None, name: _Name) -> Case | None:
    """`директору …` agrees; `жена …`, `заместитель …`, `коллеги …` are somebody's."""
    lemma = _lemma(nouns[0])
    if lemma in words("relative") and not name.given:
        return Case.GENITIVE
    if lemma in words("somebodys") or all("plur" in one.grammemes for one in nouns):
        return Case.GENITIVE
    if expected in possible:
        return expected
    best = possible[0] if possible else None
    return None if best is Case.NOMINATIVE else best


def _of_thing_noun(noun: Parse, possible: list[Case], before: str, name: _Name, depth: int) -> Case | None:
    after_preposition = _head(before) in cases("preposition")
    direct = not after_preposition and (Case.ACCUSATIVE in possible or Case.NOMINATIVE in possible)
    clause = _clause(before)
    title = _title_before(before) if Case.GENITIVE in possible else None
    if title is not None:
        return _of_noun(title[0], title[1], name, depth + 1)
    if direct and any(_gives(one) for one in re.findall(r"[А-Яа-яЁё-]+", clause)):
        return Case.DATIVE
    if direct and noun.lemma in words("to_somebody"):
        return Case.DATIVE
    if _lemma(noun) in words("possessed"):
        return Case.GENITIVE
    first = re.match(r"\s*([А-Яа-яЁё-]+)", clause)
    if after_preposition or (first and first[1].casefold() in cases("preposition")):
        return Case.GENITIVE if name.owner else None  # «На встрече …»: a new subject is likelier than an owner
    return Case.GENITIVE


def _title_before(before: str) -> tuple[list[Parse], str] | None:
    """`директору [школы]`, `менеджера отдела [продаж]`: the person whose title goes on, and what stands before."""
    for _ in range(3):
        last = _LAST_WORD.search(before.rstrip())
        if last is None or last["after"]:
            return None
        before = before[: last.start()]
        readings = [one for one in parses(last["word"]) if {"NOUN", "ADJF"} & one.grammemes]
        people = [one for one in readings if {"NOUN", "anim", "sing"} <= one.grammemes]
        if people and not {"Name", "Surn", "Patr"} & people[0].grammemes:
            somebodys = _lemma(people[0]) in words("somebodys") | words("relative")
            return None if somebodys else (people, before)
        if not any("gent" in one.grammemes for one in readings):
            return None
    return None


def _gives(word: str) -> bool:
    """Whether the word is a verb that gives something to somebody."""
    first = parses(word)[0]
    return first.lemma in words("ditransitive") and bool({"VERB", "INFN", "GRND", "PRTS"} & first.grammemes)


def _lemma(parse: Parse) -> str:
    return parse.lemma.replace("ё", "е")


def _case(parse: Parse) -> Case | None:
    return next((case for case in Case if case.value in parse.grammemes), None)

"""Which case a Russian name needs, judged from what stands left of it. Pure.

The nearest word that governs decides: a preposition, a verb, a participle, a noun (in apposition, or with a genitive).
Sources: Розенталь, Справочник по правописанию и литературной правке, §§ on government; pymorphy3 reads the words.
"""

import re
from dataclasses import dataclass

from redactor.cases import Case
from redactor.declension import Gender
from redactor.government import after_heads, cases, words
from redactor.morphology import Parse, parses
from redactor.sentence import (
    LAST_WORD,
    WORD,
    Name,
    begins_with_its_verb,
    case_by_next,
    case_in,
    clause_of,
    has_nominative,
    has_predicate,
    head_of,
    lemma_of,
    next_readings,
    says_what_it_did,
)
from redactor.verbs import case_of_object, case_of_verb

REACH = 120
"""Code points left of a name that are looked at."""

_DEEPEST = 4
_OPENING = re.compile(r"[\s*_`~«\"“„'\[]+\Z")
_NAME = re.compile(r"(?:(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]\.)[\s\u00a0]*){1,5}\Z")
_NAMES_BEFORE = re.compile(r"(?:,|\bи|\bили)\s*\Z")
_POS = ("PREP", "CONJ", "VERB", "INFN", "GRND", "PRTF", "PRTS", "NOUN", "ADJF", "ADJS", "NPRO", "ADVB", "PRED", "PRCL")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The case that a name needs; None where nothing governs it. `by_next`: the word after it was looked at."""

    case: Case | None
    by_next: bool


def case_of(left: str, right: str = "", *, given_name: bool = False, gender: Gender | None = None) -> Judgement:
    """The case that a name needs between `left` and `right`.

    None where nothing governs it (a beginning, a list, a greeting). `given_name`: the name is a given name alone.
    """
    name = Name(given_name, gender=gender, right=next_readings(right), enclosed=right.lstrip("*_`»").startswith(","))
    case = _governed(left[-REACH:], name, 0)
    if case is None:
        case = case_by_next(name)
    return Judgement(case, name.asked)


def case_between(left: str, right: str) -> Case | None:
    """The case in which a name stands that is already written, judged from both sides."""
    after = next_readings(right)
    if after:
        tags = after[0].grammemes
        if {"VERB", "sing"} <= tags and not {"1per", "2per", "impr", "neut"} & tags:
            return Case.NOMINATIVE
    name = Name(owner=True, right=after)
    return _governed(left[-REACH:], name, 0)


def _governed(text: str, name: Name, depth: int) -> Case | None:
    text = _OPENING.sub("", text)
    last = LAST_WORD.search(text)
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
        return _of_preposition(word, before, name)
    if word in words("impersonal"):
        return Case.DATIVE
    reading = _reading(last["word"])
    if reading is None:
        return None
    return _of_word(reading, before, name, depth)


def _past_a_mark(word: str, after: str, before: str, name: Name, depth: int) -> Case | None:
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


def _like_the_name_before(before: str, name: Name, depth: int, *, cased: bool = False) -> Case | None:
    """`для Иванова и …`: the case of the name before."""
    before = before.rstrip(" \u00a0,")
    other = _NAME.search(before)
    if other is None or (cased and _is_common(other.group())):
        return _in_apposition(before, name) if cased else _like_the_noun_before(before, name, depth)
    rest = before[: other.start()]
    if _NAMES_BEFORE.search(rest):
        return _like_the_name_before(_NAMES_BEFORE.sub("", rest), name, depth + 1, cased=cased)
    return _governed(rest, name, depth + 1)


def _is_common(found: str) -> bool:
    """Whether one word with a capital is an ordinary noun that begins a sentence."""
    words_of = found.split()
    return len(words_of) == 1 and not {"Name", "Surn", "Patr"} & parses(words_of[0])[0].grammemes


def _in_apposition(before: str, name: Name) -> Case | None:
    """`Арендатору, …, выставлен счёт`: a name between commas is in the case of the person before it."""
    last = LAST_WORD.search(before)
    if last is None or not name.enclosed:
        return None
    people = [one for one in parses(last["word"]) if {"NOUN", "anim", "sing"} <= one.grammemes]
    found = {case_in(one) for one in people}
    case = case_in(people[0]) if people else None
    return case if len(found) == 1 and case in (Case.DATIVE, Case.INSTRUMENTAL) else None


def _like_the_noun_before(before: str, name: Name, depth: int) -> Case | None:
    """`директору и …`, `между компанией и …`."""
    last = LAST_WORD.search(before)
    if last is None:
        return None
    nouns = [one for one in parses(last["word"]) if "NOUN" in one.grammemes]
    expected = _governed(before[: last.start()], name, depth + 1)
    if expected in map(case_in, nouns):
        return expected
    return case_in(nouns[0]) if nouns and {"anim", "sing"} <= nouns[0].grammemes else None


def _of_preposition(word: str, before: str, name: Name) -> Case:
    head = head_of(before)
    if not head and word in ("с", "со", "за"):
        head = next((one.lemma for one in name.next_word()), "")  # «С … взыскана пошлина», «За … закреплён участок»
    for preposition, stems, case in after_heads():
        if word in (preposition, f"{preposition}о") and head.startswith(stems):
            return case
    return cases("preposition")[word]


def _reading(word: str) -> list[Parse] | None:
    """The readings of a word of its likeliest part of speech."""
    readings = parses(word)
    people = [one for one in readings if "NOUN" in one.grammemes and lemma_of(one) in words("somebodys")]
    if people:
        return people
    feeling = [one for one in readings if "ADJS" in one.grammemes and one.lemma in cases("short_adjective")]
    if feeling:
        return feeling  # «благодарен», no participle of «благодарить»
    weights = {pos: sum(one.score for one in readings if pos in one.grammemes) for pos in _POS}
    pos = max(weights, key=lambda pos: weights[pos])
    return [one for one in readings if pos in one.grammemes] or None


def _of_word(readings: list[Parse], before: str, name: Name, depth: int) -> Case | None:
    tags = readings[0].grammemes
    if {"VERB", "INFN", "GRND"} & tags:
        return case_of_verb(readings[0], before, name)
    if lemma_of(readings[0]) in words("acts_for_noun"):
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


def _of_participle(readings: list[Parse], before: str, name: Name, depth: int) -> Case | None:
    participle = readings[0]
    if "actv" in participle.grammemes:
        return case_of_object(participle, name, has_subject=False)
    if participle.lemma in words("greeting"):
        return _of_adjective(readings, before, name, depth)
    if participle.lemma in words("promoting") and "PRTS" in participle.grammemes and "neut" not in participle.grammemes:
        return None  # «победителем признана …»
    if participle.lemma in cases("passive"):
        return Case.DATIVE
    return Case.INSTRUMENTAL


def _of_adjective(readings: list[Parse], before: str, name: Name, depth: int) -> Case | None:
    possible = [case for case in map(case_in, readings) if case is not None]
    if readings[0].lemma in words("greeting") and Case.NOMINATIVE in possible:
        return None
    expected = _governed(before, name, depth + 1)
    if expected in possible:
        return expected
    return possible[0] if possible else None


def _of_noun(readings: list[Parse], before: str, name: Name, depth: int) -> Case | None:
    nouns = [one for one in readings if "NOUN" in one.grammemes]
    if lemma_of(nouns[0]) in words("person_and_thing"):
        nouns = [one for one in nouns if "anim" in one.grammemes] or nouns
    expected = _governed(before, name, depth + 1)
    possible = [case for case in map(case_in, nouns) if case is not None]
    if "anim" in nouns[0].grammemes:
        return _of_person_noun(nouns, possible, expected, before, name)
    return _of_thing_noun(nouns[0], possible, before, name, depth)


def _of_person_noun(
    nouns: list[Parse], possible: list[Case], expected: Case | None, before: str, name: Name
) -> Case | None:
    """`директору …` agrees; `жена …`, `заместитель …`, `коллеги …` are somebody's."""
    lemma = lemma_of(nouns[0])
    if lemma in words("relative") and not name.given:
        return Case.GENITIVE
    if lemma in words("somebodys") or all("plur" in one.grammemes for one in nouns):
        return Case.GENITIVE
    best = possible[0] if possible else None
    if best is Case.INSTRUMENTAL and _only_adjectives(clause_of(before)):
        after = name.next_word()
        if after and after[0].lemma in words("is_somebody"):
            return Case.GENITIVE  # «Поручителем … выступает отец»
    if expected in possible:
        return expected
    return None if best is Case.NOMINATIVE else best


def _of_thing_noun(noun: Parse, possible: list[Case], before: str, name: Name, depth: int) -> Case | None:
    after_preposition = head_of(before) in cases("preposition")
    direct = not after_preposition and (Case.ACCUSATIVE in possible or Case.NOMINATIVE in possible)
    clause = clause_of(before)
    title = _title_before(before) if Case.GENITIVE in possible else None
    if title is not None:
        return _of_noun(title[0], title[1], name, depth + 1)
    if direct and _is_given(clause):
        return Case.DATIVE
    if direct and noun.lemma in words("to_somebody"):
        return Case.DATIVE
    if Case.ACCUSATIVE in possible and not after_preposition and begins_with_its_verb(clause):
        return None  # «Тренирует группу …»
    first = WORD.search(clause)
    behind = after_preposition or (first is not None and first[0].casefold() in cases("preposition"))
    if behind and not name.owner and not has_nominative(clause) and says_what_it_did(name):
        return None  # «После возвращения … сдала отчёт»
    if lemma_of(noun) in words("possessed"):
        return Case.GENITIVE
    if name.owner or not behind:
        return Case.GENITIVE
    if lemma_of(noun).endswith(tuple(words("abstract_ending"))) or has_predicate(clause):
        return Case.GENITIVE
    return None if _begins_a_clause(name.next_word()) else Case.GENITIVE


def _begins_a_clause(after: tuple[Parse, ...]) -> bool:
    """`На встрече … сказал`: the name is a new subject, not the owner of the meeting."""
    return not after or bool({"VERB", "CONJ"} & after[0].grammemes)


def _title_before(before: str) -> tuple[list[Parse], str] | None:
    """`директору [школы]`, `менеджера отдела [продаж]`: the person whose title goes on, and what stands before."""
    for _ in range(3):
        last = LAST_WORD.search(before.rstrip())
        if last is None or last["after"]:
            return None
        before = before[: last.start()]
        if last["word"].casefold() in cases("preposition"):
            return None
        readings = [one for one in parses(last["word"]) if {"NOUN", "ADJF"} & one.grammemes]
        people = [one for one in readings if {"NOUN", "anim", "sing"} <= one.grammemes]
        if people and not {"Name", "Surn", "Patr"} & people[0].grammemes:
            somebodys = lemma_of(people[0]) in words("somebodys") | words("relative")
            return None if somebodys else (people, before)
        if not any("gent" in one.grammemes for one in readings):
            return None
    return None


def _only_adjectives(clause: str) -> bool:
    return all({"ADJF", "PRTF"} & parses(word)[0].grammemes for word in WORD.findall(clause))


def _is_given(clause: str) -> bool:
    """Whether the nearest verb before a noun gives it to somebody."""
    for word in reversed(WORD.findall(clause)):
        first = parses(word)[0]
        if {"VERB", "INFN", "GRND", "PRTS"} & first.grammemes:
            return first.lemma in words("ditransitive")
    return False

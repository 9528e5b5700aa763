"""How a value is written where an answer needs it: a Russian name in the case of its sentence. Pure."""

import re

from redactor.cases import Case
from redactor.declension import Role
from redactor.grammar import Judgement, case_of
from redactor.originals import Occurrence, Original
from redactor.people import Person
from redactor.sentence import next_is_known
from redactor.spelling import Spelled

_ECHO = 10
"""Code points left of a placeholder that must be as in the prompt, so that the form of the prompt is right again."""
_WORD = re.compile(r"\w+")
_OF_ENDING = {
    **dict.fromkeys("а я ого его".split(), Case.GENITIVE),  # noqa: SIM905
    **dict.fromkeys("ы и".split(), Case.GENITIVE),  # noqa: SIM905
    **dict.fromkeys("у ю ому ему".split(), Case.DATIVE),  # noqa: SIM905
    **dict.fromkeys("ом ем ём ым им ой ей ою ею".split(), Case.INSTRUMENTAL),  # noqa: SIM905
    **dict.fromkeys("е".split(), Case.PREPOSITIONAL),  # noqa: SIM905
    **dict.fromkeys("ую юю".split(), Case.ACCUSATIVE),  # noqa: SIM905
}
_CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]\\Z", re.IGNORECASE)


def waits_for_next(original: Original, left: str, right: str) -> bool:
    """Whether the case depends on the next word, and that word has not ended yet."""
    person = original.person
    return person is not None and not next_is_known(right) and _judged(person, left, "").by_next


def in_context(original: Original, left: str, right: str) -> str:
    """The value between `left` and `right`.

    As the sentence asks; else as the prompt had it after the same words; else in the nominative. What is no Cyrillic
    name is written as it was written most often.
    """
    person = original.person
    needed = _judged(person, left, right).case if person else None
    if person and needed:
        return person.written_in(needed)
    echoed = _echoed(original, left)
    if echoed is not None:
        return echoed.surface
    return person.written_in(Case.NOMINATIVE) if person else original.value


def marked(original: Original, spelled: Spelled, left: str, right: str) -> str:
    """The value where the model itself marked the case, as `:дат` or as an ending glued to the code."""
    person = original.person
    if person is None:
        glue = spelled.ending if _CONSONANT.search(original.value) and original.value.isalpha() else ""
        return original.value + glue
    if spelled.case is not None:
        return person.written_in(spelled.case)
    needed = _judged(person, left, right).case
    fitting = [case for case in Case if case is not Case.NOMINATIVE and _ends(person, case, spelled.ending)]
    if needed in fitting:
        return person.written_in(needed)
    return person.written_in(fitting[0] if fitting else needed or _OF_ENDING.get(spelled.ending, Case.NOMINATIVE))


def _judged(person: Person, left: str, right: str) -> Judgement:
    given_name = [word.role for word in person.words] == [Role.GIVEN] and not person.initials
    return case_of(left, right, given_name=given_name, gender=person.gender)


def _ends(person: Person, case: Case, ending: str) -> bool:
    form = person.written_in(case).casefold()
    return any(word.endswith(ending) for word in _WORD.findall(form))


def _echoed(original: Original, left: str) -> Occurrence | None:
    """The place of the prompt whose words to the left are the same, if all such places have one form."""
    if len(left) < _ECHO:
        return None
    end = left[-_ECHO:]
    alike = [place for place in original.occurrences if place.tail.endswith(end) and _WORD.search(end)]
    forms = {place.surface for place in alike}
    return alike[0] if len(forms) == 1 else None

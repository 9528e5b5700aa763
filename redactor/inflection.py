"""How a value is written where an answer needs it: a Russian name in the case of its sentence. Pure."""

import re
from types import MappingProxyType

from redactor.case_model import Verdict, judged
from redactor.cases import Case
from redactor.context import features, sentence_before, settled, tokens
from redactor.declension import Gender, Role
from redactor.grammar import REACH, case_of
from redactor.originals import Occurrence, Original
from redactor.people import Person
from redactor.spelling import Spelled

_ECHO = 10
"""Code points left of a placeholder that must be as in the prompt, so that the form of the prompt is right again."""
_SURE = 0.7
_KINDS = MappingProxyType({Role.SURNAME: "s", Role.GIVEN: "g", Role.PATRONYMIC: "p"})
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


def waits_for_next(original: Original, right: str) -> bool:
    """Whether the words after a name that count for its case have not all come yet."""
    return original.person is not None and not settled(right)[1]


def in_context(original: Original, left: str, right: str) -> str:
    """The value between `left` and `right`.

    As the sentence asks; where that is unsure, as the prompt had it after the same words. What is no Cyrillic name is
    written as it was written most often.
    """
    person = original.person
    verdict = case_for(person, left, right) if person else None
    if person and verdict and verdict.share >= _SURE:
        return person.written_in(verdict.case)
    echoed = _echoed(original, left)
    if echoed is not None:
        return echoed.surface
    return person.written_in(verdict.case) if person and verdict else original.value


def case_for(person: Person, left: str, right: str) -> Verdict:
    """The case that a person's name needs between `left` and `right`."""
    kind = {_KINDS[word.role] for word in person.words} | ({"i"} if person.initials else set())
    return judged(seen_around(left[-REACH:], right, person.gender, "".join(sorted(kind))))


def seen_around(left: str, right: str, gender: Gender, kind: str) -> list[str]:
    """The features of a name's surroundings; `kind`: its parts (g, p, s; i for initials) in order of the alphabet."""
    right = settled(right)[0]
    rule = case_of(left, right, given_name=kind == "g", gender=gender)
    told = f"{rule.case or ''}{rule.by_next:d}"
    return features(sentence_before(left), tokens(right), gender, kind, told)


def marked(original: Original, spelled: Spelled, left: str, right: str) -> str:
    """The value where the model itself marked the case, as `:дат` or as an ending glued to the code."""
    person = original.person
    if person is None:
        glue = spelled.ending if _CONSONANT.search(original.value) and original.value.isalpha() else ""
        return original.value + glue
    if spelled.case is not None:
        return person.written_in(spelled.case)
    needed = case_for(person, left, right).case
    fitting = [case for case in Case if case is not Case.NOMINATIVE and _ends(person, case, spelled.ending)]
    if needed in fitting:
        return person.written_in(needed)
    return person.written_in(fitting[0] if fitting else _OF_ENDING.get(spelled.ending, needed))


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

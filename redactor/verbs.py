"""The case that a verb asks of a name after it, or none where the name is its subject. Pure."""

from redactor.cases import Case
from redactor.government import cases, words
from redactor.morphology import Parse, parses
from redactor.sentence import WORD, Name, clause_of, differs, is_thing_object


def case_of_verb(verb: Parse, before: str, name: Name) -> Case | None:
    """The object's case, or None where the name is the subject."""
    finite = "VERB" in verb.grammemes and "impr" not in verb.grammemes
    has_subject = finite and _has_subject(verb, before)
    if finite and not has_subject and not {"1per", "2per", "plur"} & verb.grammemes and not differs(verb, name):
        return None
    if verb.lemma.endswith("ся") and has_subject and verb.lemma not in cases("verb"):
        return _of_reflexive(verb)
    return case_of_object(verb, name, has_subject=has_subject or _has_object(before))


def _of_reflexive(verb: Parse) -> Case | None:
    """`договор подписывается …` by, `слово предоставляется …` to."""
    if "3per" not in verb.grammemes:
        return None
    return Case.DATIVE if verb.lemma in words("given_reflexive") else Case.INSTRUMENTAL


def case_of_object(verb: Parse, name: Name, *, has_subject: bool) -> Case | None:
    case = cases("verb").get(verb.lemma)
    if verb.lemma in words("verb_either"):
        case = Case.DATIVE if has_subject else Case.ACCUSATIVE
    if case is None and "tran" in verb.grammemes:
        case = Case.ACCUSATIVE
    if "tran" not in verb.grammemes or case not in (Case.ACCUSATIVE, Case.DATIVE):
        return case
    after = name.next_word()
    if is_thing_object(after, living=verb.lemma in words("ditransitive")):
        return Case.DATIVE
    if not has_subject and after and after[0].word in words("whither") and verb.lemma in words("sends_somewhere"):
        return Case.ACCUSATIVE
    return case


def _has_subject(verb: Parse, before: str) -> bool:
    """Whether a word before the verb is its subject: a pronoun, or a noun in the nominative that agrees."""
    clause = WORD.findall(clause_of(before))
    for index, word in enumerate(clause):
        if word.casefold() in words("subject_pronoun"):
            return True
        if index and clause[index - 1].casefold() in cases("preposition"):
            continue
        if any(_may_be_subject(noun, verb) for noun in parses(word)[:4] if noun.score > 0.05):
            return True
    return False


def _has_object(before: str) -> bool:
    """`Ответ следует направить …`: the thing stands before the verb already."""
    clause = WORD.findall(clause_of(before))
    return bool(clause) and clause[0].casefold() not in cases("preposition") and is_thing_object(parses(clause[0]))


def _may_be_subject(noun: Parse, verb: Parse) -> bool:
    tags = noun.grammemes
    if not {"NOUN", "nomn"} <= tags or not ({"sing", "plur"} & tags & verb.grammemes):
        return False
    genders = {"masc", "femn", "neut"}
    if genders & verb.grammemes and not genders & verb.grammemes & tags:
        return False
    looks_like_object = "inan" in tags and not ({"femn", "sing"} <= tags and noun.word.endswith(("а", "я")))
    return not (looks_like_object and "tran" in verb.grammemes) or noun.lemma in words("acting_thing")

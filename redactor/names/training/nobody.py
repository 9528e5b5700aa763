"""Words with capitals that stand for nobody: products, teams, posts, programmes, whatever bears a given name. Pure.

Most are put together of the same parts as people's and firms' names, so that the sentence has to tell what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from redactor.names.training.lexicon import Culture, Drawer
from redactor.names.training.records import Values, eponym, heading


class Words(Drawer, Values, Protocol):
    """What things are drawn from."""

    things: list[str]

    def culture(self) -> Culture: ...


def thing(words: Words) -> str:
    """Something with capitals that is neither a person nor a firm."""
    pick = words.random.random()
    if pick < 0.7:
        return words.random.choice(words.things)
    return eponym(words) if pick < 0.85 else heading(words)


def title(words: Words) -> str:
    """The invented title of a film, a song or a book: no name."""
    adjective, noun = words.random.choice(words.lists["adjective"]), words.random.choice(words.lists["noun"])
    other = words.random.choice(words.lists["noun"])
    forms = (
        f"The {adjective} {noun}",
        f"{noun} of the {other}",
        f"{adjective} {noun} Blues",
        f"{words.invented()}",
        f"My {noun}",
        f"The {noun} {words.random.choice(('Ledger', 'Diaries', 'Trilogy', 'Effect', 'Paradox', 'Wife', 'Thief'))}",
    )
    return words.random.choice(forms)


def gadget(words: Words) -> str:
    """A product, a program, a machine: called as firms are, where the sentence has to say that it is none."""
    choice, lists = words.random.choice, words.lists
    adjective, noun, invented = choice(lists["adjective"]), choice(lists["noun"]), words.invented()
    name = choice((
        invented, invented, noun, f"{noun}{choice(_ENDINGS)}", f"{adjective}{noun}", f"{adjective} {noun}",
        f"{invented}{choice(_ENDINGS)}", choice(lists["product"]), choice(words.things),
    ))  # fmt: skip
    pick = words.random.random()
    if pick < 0.35:
        return f"{name} {choice(lists['edition'])}"
    return f"{name} {words.random.randint(2, 900)}" if pick < 0.5 else name


def squad(words: Words) -> str:
    """A team, a desk, a ward, a committee: part of an organisation and no organisation."""
    choice, lists = words.random.choice, words.lists
    field = choice(lists[choice(("department", "field", "field"))])
    kind = choice(lists["group"])
    where = choice(("North", "Nights", "EMEA", "UK", "West"))
    forms = (
        f"{field} {kind}",
        f"{field} {kind}",
        f"{field} {kind.lower()}",
        f"the {field} {kind}",
        f"{field} & {choice(lists['field'])} {kind}",
        f"{choice(lists['noun'])} {kind}",
        f"{kind} {choice('ABC123')}",
        f"{field.lower()} {kind.lower()}",
        f"{field} {kind} ({where})",
    )
    return choice(forms)


def post(words: Words) -> str:
    """What somebody is, with capitals, as below a name in a letter."""
    choice, lists = words.random.choice, words.lists
    field, role, level = choice(lists["field"]), choice(lists["role"]), choice(lists["level"])
    forms = (f"{level} {role}", f"{level} {field} {role}", f"{field} {role}", f"{role}, {field}", f"Head of {field}",
             f"{level} Head of {field}", f"{role} ({field})", f"{role} – {field}", role)  # fmt: skip
    return choice(forms)


def scheme(words: Words) -> str:
    """A programme, a project, a policy, a course, a campaign, a hall."""
    choice, lists = words.random.choice, words.lists
    noun, kind = choice((choice(lists["noun"]), choice(lists["field"]), words.invented())), choice(lists["scheme"])
    forms = (f"{noun} {kind}", f"{choice(lists['adjective'])} {noun} {kind}", f"the {noun} {kind}",
             f"{kind} {noun}", f"{noun} {kind} {words.random.randint(2, 30)}")  # fmt: skip
    return choice(forms)


def namesake(words: Words) -> str:
    """A given name that is not a person's here: a host, a boat, a storm, a variety, a chair."""
    return words.random.choice(words.culture().given)


MAKERS: dict[str, Callable[[Words], str]] = {
    "thing": thing, "work": title, "gadget": gadget, "squad": squad, "post": post, "scheme": scheme,
    "namesake": namesake, "eponym": eponym, "heading": heading,
}  # fmt: skip
_ENDINGS: Sequence[str] = (
    "ly", "ify", "Desk", "Hub", "Flow", "Base", "Sync", "Pad", "CRM", "Pay", "Vault", "X", "360", "Cloud",
)  # fmt: skip

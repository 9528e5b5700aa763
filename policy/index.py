"""The rules of a policy ordered for quick decisions; answers as `policy.evaluate.winner_of` does.

What an event seldom varies in (tool, tags, class of data, department, destination, surface) chooses a short list of
rules in order of precedence, kept for next time; the first of them whose other conditions hold decides.
"""

import weakref
from functools import lru_cache
from typing import NamedTuple

from policy.conditions import Event, holds_now, may_hold
from policy.evaluate import Winner, verb_for
from policy.model import Policy, Rule

KEPT = 4096
"""Lists kept for one policy."""


class _Key(NamedTuple):
    """What chooses a list of candidates; a tuple, since it is hashed at every decision."""

    tool: str
    tags: frozenset[str]
    approved: bool
    department: str
    destination: str
    surface: str
    data: str


class Index:
    """Candidates for decisions under one tuple of rules. Safe to use from many threads."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._candidates = lru_cache(maxsize=KEPT)(self._choose)

    def winner(self, event: Event, data: str) -> Winner | None:
        """The rule that decides on one class of data ("" is none), None when no rule applies."""
        key = _Key(event.tool, event.tags, event.approved, event.department, event.destination, event.surface, data)
        return next((one for one in self._candidates(key) if holds_now(one.rule, event)), None)

    def _choose(self, key: _Key) -> tuple[Winner, ...]:
        found = [
            Winner(rule, verb_for(rule, key.data), place)
            for place, rule in enumerate(self._rules)
            if may_hold(rule, key, key.data)
        ]
        return tuple(sorted(found, key=lambda one: one.precedence, reverse=True))


_INDEXES: dict[int, tuple[weakref.ref[Policy], Index]] = {}


def index_of(policy: Policy) -> Index:
    """The index of a policy, made at the first question and forgotten with the policy."""
    found = _INDEXES.get(id(policy))
    if found is not None and found[0]() is policy:
        return found[1]
    key = id(policy)
    index = Index(policy.rules)

    def forget(reference: "weakref.ref[Policy]") -> None:
        if key in _INDEXES and _INDEXES[key][0] is reference:
            del _INDEXES[key]

    _INDEXES[key] = (weakref.ref(policy, forget), index)
    return index

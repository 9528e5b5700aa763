"""Which rule wins for an event: highest priority, then strictest verb, then file order; class of data by class.

`winner_of` is the reference: one look at every rule. `policy.index` gives the same answers faster.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policy.conditions import Event, holds
from policy.model import Rule, Verb
from policy.patterns import matches, specificity


@dataclass(frozen=True, slots=True)
class Winner:
    """The rule that decides on one class of data, its verb there, and its place in the file from 0."""

    rule: Rule
    verb: Verb
    place: int

    @property
    def precedence(self) -> tuple[int, int, int]:
        """Larger decides."""
        return self.rule.priority, self.verb.strictness, -self.place


def winner_of(rules: Sequence[Rule], event: Event, data: str) -> Winner | None:
    """The rule that decides on one class of data ("" is none), None when no rule applies."""
    applying = (
        Winner(rule, verb_for(rule, data), place) for place, rule in enumerate(rules) if holds(rule, event, data)
    )
    return max(applying, key=lambda one: one.precedence, default=None)


def strictest(winners: Sequence[Winner]) -> Winner:
    """Of the winners of several classes, the one that takes effect."""
    return max(winners, key=lambda one: (one.verb.strictness, one.precedence))


def spares(winner: Winner, data: str) -> bool:
    """Whether a rule leaves a class of data unmasked: it must speak about data, and secrets are always masked."""
    rule = winner.rule
    speaks = bool(rule.when.data) or isinstance(rule.do, tuple)
    return winner.verb is Verb.ALLOW and speaks and not data.startswith("secret")


def verb_for(rule: Rule, data: str) -> Verb:
    """The verb of a rule that applies; of several classes the most exact one counts, then the strictest."""
    if isinstance(rule.do, Verb):
        return rule.do
    named = [one for one in rule.do if matches(one.pattern, data)]
    return max(named, key=lambda one: (specificity(one.pattern), one.verb.strictness)).verb

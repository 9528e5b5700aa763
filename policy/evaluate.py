"""Which rule wins for an event: highest priority, then strictest verb, then file order; class by class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policy.conditions import Event, holds
from policy.model import Policy, Rule, Verb
from policy.patterns import matches, specificity


@dataclass(frozen=True, slots=True)
class Winner:
    """The rule that decides, its verb, and the classes that rules leave unmasked."""

    rule: Rule
    verb: Verb
    spared: tuple[str, ...] = ()


def strictest_winner(policy: Policy, event: Event, classes: Sequence[str]) -> Winner | None:
    """Decide each class of data by itself and take the strictest outcome; None when no rule applies anywhere.

    classes: policy classes found, without repetition; none means "decide without data".
    """
    winners: list[Winner] = []
    spared: list[str] = []
    for data in classes or ("",):
        winner = winner_of(policy.rules, event, data)
        if winner is None:
            continue
        winners.append(winner)
        if winner.verb is Verb.ALLOW and _names_data(winner.rule) and not data.startswith("secret"):
            spared.append(data)
    if not winners:
        return None
    best = max(winners, key=lambda one: (one.verb.strictness, one.rule.priority, -policy.rules.index(one.rule)))
    return Winner(best.rule, best.verb, tuple(spared))


def winner_of(rules: Iterable[Rule], event: Event, data: str) -> Winner | None:
    """The rule that decides on one class of data: the reference, one look at every rule."""
    best: Winner | None = None
    for rule in rules:
        if not holds(rule, event, data):
            continue
        verb = verb_for(rule, data)
        if best is None or (rule.priority, verb.strictness) > (best.rule.priority, best.verb.strictness):
            best = Winner(rule, verb)
    return best


def verb_for(rule: Rule, data: str) -> Verb:
    """The verb of a rule that applies; of several classes the most exact one counts, then the strictest."""
    if isinstance(rule.do, Verb):
        return rule.do
    named = [one for one in rule.do if matches(one.pattern, data)]
    return max(named, key=lambda one: (specificity(one.pattern), one.verb.strictness)).verb


def _names_data(rule: Rule) -> bool:
    """Whether the rule speaks about data at all; leave for a program or a person never unmasks."""
    return bool(rule.when.data) or isinstance(rule.do, tuple)

"""Rules that can never decide, because another one always decides before them; sound, not complete."""

from collections.abc import Iterator, Sequence

from policy.conditions import program_matches
from policy.model import Conditions, Rule, Verb
from policy.patterns import matches


def shadowed_rules(rules: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Pairs (shadowed, shadowing): the second applies whenever the first does, and wins."""
    for place, rule in enumerate(rules):
        for other_place, other in enumerate(rules):
            if place != other_place and _wins(other, other_place, rule, place) and _covers(other, rule):
                yield rule, other
                break


def _wins(other: Rule, other_place: int, rule: Rule, place: int) -> bool:
    """Whether `other` comes first in precedence for every event on which both apply."""
    if other.priority != rule.priority:
        return other.priority > rule.priority
    weakest = min(verb.strictness for verb in _verbs(other))
    strictest = max(verb.strictness for verb in _verbs(rule))
    return weakest > strictest or (weakest == strictest and other_place < place)


def _verbs(rule: Rule) -> tuple[Verb, ...]:
    return (rule.do,) if isinstance(rule.do, Verb) else tuple(one.verb for one in rule.do)


def _covers(other: Rule, rule: Rule) -> bool:
    """Whether every event that `rule` applies to is one that `other` applies to."""
    if other.expires is not None or (other.rollout is not None and other.rollout != rule.rollout):
        return False
    if isinstance(other.do, tuple) and other.when.data:
        return False  # two lists narrow it: too rare to reason about
    ours, theirs = other.when, rule.when
    return (
        _tools_cover(other, rule)
        and _patterns_cover(_data(other), _data(rule))
        and _patterns_cover(_folded(ours.department), _folded(theirs.department))
        and _patterns_cover(_folded(ours.group), _folded(theirs.group))
        and _patterns_cover(_folded(ours.user), _folded(theirs.user))
        and _patterns_cover(ours.destination, theirs.destination)
        and _patterns_cover(ours.model, theirs.model)
        and _patterns_cover(ours.surface, theirs.surface)
        and _programs_cover(ours.program, theirs.program)
        and _time_covers(ours, theirs)
    )


def _data(rule: Rule) -> tuple[str, ...]:
    """Globs outside of which a rule applies to no data."""
    if rule.when.data or isinstance(rule.do, Verb):
        return rule.when.data
    return tuple(one.pattern for one in rule.do)


def _tools_cover(other: Rule, rule: Rule) -> bool:
    """Approved tools are matched by their exact id, and by globs and tags of floor rules only."""
    ours, theirs = other.when.tool, rule.when.tool
    if not _patterns_cover(ours, theirs):
        return False
    if not ours or other.floor:
        return True
    exact = {tool for tool in theirs if "*" not in tool and not tool.startswith("tag:")}
    return exact <= set(ours) and (not rule.floor or len(exact) == len(set(theirs)))


def _patterns_cover(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Each of their globs lies inside one of ours; no globs at all are "any"."""
    if not ours:
        return True
    return bool(theirs) and all(any(_glob_covers(one, other) for one in ours) for other in theirs)


def _glob_covers(ours: str, theirs: str) -> bool:
    """A star of theirs must fall inside a star of ours, which a sign that no pattern holds shows."""
    if ours.startswith("tag:") != theirs.startswith("tag:"):
        return False
    return matches(ours, theirs.replace("*", "\1"))


def _programs_cover(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if not ours:
        return True
    return bool(theirs) and all(
        any(one == other or ("*" not in other and program_matches(one, other, other)) for one in ours)
        for other in theirs
    )


def _time_covers(ours: Conditions, theirs: Conditions) -> bool:
    if ours.hours is None and not ours.days:
        return True
    return (ours.hours, ours.days, ours.tz) == (theirs.hours, theirs.days, theirs.tz)


def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)

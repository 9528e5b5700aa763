"""A company's policy as it holds for one person: what is meant for others is left out once, when it takes effect."""

from dataclasses import dataclass, replace

from policy.conditions import chosen, folded_any
from policy.model import Budget, ModelGrant, Policy, Rule


@dataclass(frozen=True, slots=True)
class Person:
    """Whose device this is, as far as a policy asks. user "": not known. groups: of the account. Case never counts."""

    user: str = ""
    department: str = ""
    groups: frozenset[str] = frozenset()


def for_person(policy: Policy, person: Person) -> Policy:
    """The policy without the rules, budgets and assistants of others, and with the person's models granted plainly.

    A model that is granted to others stays so: a list of models that became empty would not narrow any more.
    """
    return replace(
        policy,
        rules=tuple(_settled(rule, person) for rule in policy.rules if _meant(rule, person)),
        models=tuple(
            ModelGrant(grant.pattern) if _belongs(grant.departments, grant.groups, person) else grant
            for grant in policy.models
        ),
        budgets=tuple(replace(one, scope="user") if ":" in one.scope else one
                      for one in policy.budgets if _counts(one, person)),
        assistants=tuple(one for one in policy.assistants if _belongs(one.departments, (), person)),
    )  # fmt: skip


def _meant(rule: Rule, person: Person) -> bool:
    """Whether a rule may ever hold for the person."""
    when = rule.when
    if not _belongs(when.department, when.group, person):
        return False
    return not person.user or (
        folded_any(when.user, person.user) and (rule.rollout is None or chosen(rule.rollout, person.user))
    )


def _settled(rule: Rule, person: Person) -> Rule:
    """The rule without the conditions that the person has met."""
    when = replace(rule.when, department=(), group=())
    return replace(rule, when=replace(when, user=()), rollout=None) if person.user else replace(rule, when=when)


def _belongs(departments: tuple[str, ...], groups: tuple[str, ...], person: Person) -> bool:
    in_group = not groups or any(folded_any(groups, group) for group in person.groups)
    return folded_any(departments, person.department) and in_group


def _counts(budget: Budget, person: Person) -> bool:
    """Whether a budget limits this person; those of the company, the user and the device do."""
    kind, _, name = budget.scope.partition(":")
    own = person.groups if kind == "group" else {person.department}
    return not name or name.casefold() in {one.casefold() for one in own}

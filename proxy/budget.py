"""Tokens spent today, against the policy's budgets. Counted on this device only."""

from collections import Counter
from datetime import date

from policy.model import Policy
from proxy.refusal import Refusal
from proxy.sentences import refusal


class Spending:
    """Counts tokens a day; `spent` is what was spent today before the start."""

    def __init__(self, *, spent: int = 0, today: date | None = None) -> None:
        self._days: Counter[date] = Counter({today: spent} if today else {})

    def add(self, tokens: int, day: date) -> None:
        """Count tokens of an exchange; other days are forgotten."""
        if day not in self._days:
            self._days.clear()
        self._days[day] += tokens

    def today(self, day: date) -> int:
        """Tokens spent on a day."""
        return self._days[day]

    def check(self, policy: Policy, day: date, *, department: str, groups: frozenset[str]) -> Refusal | None:
        """The refusal of a further prompt when a budget of this person or device is used up."""
        for budget in policy.budgets:
            if budget.tokens_per_day is None or not _concerns(budget.scope, department, groups):
                continue
            if self._days[day] >= budget.tokens_per_day:
                return refusal("budget-used-up", limit=budget.tokens_per_day, headers={"x-should-retry": "false"})
        return None


def _concerns(scope: str, department: str, groups: frozenset[str]) -> bool:
    kind, _, name = scope.partition(":")
    if kind == "department":
        return name.casefold() == department.casefold()
    if kind == "group":
        return name.casefold() in {group.casefold() for group in groups}
    return True

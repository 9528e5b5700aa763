"""Tokens spent today, against the policy's budgets. Counted on this device only."""

import time
from collections import Counter
from datetime import date
from functools import lru_cache

from policy.model import Policy
from proxy.refusal import Refusal
from proxy.sentences import refusal

_QUARTER = 900  # seconds; wherever midnight is, a quarter of an hour begins (IANA time zones since 1972)


class Spending:
    """Counts tokens a day; `spent` is what was spent today before the start."""

    def __init__(self, spent: int = 0) -> None:
        self._days: Counter[date] = Counter({_today(): spent})

    def add(self, tokens: int) -> None:
        """Count tokens of an exchange that has ended; other days are forgotten."""
        day = _today()
        if day not in self._days:
            self._days.clear()
        self._days[day] += tokens

    def check(self, policy: Policy) -> Refusal | None:
        """The refusal of a further prompt when a budget is used up; the policy holds those of this person only."""
        if not policy.budgets:
            return None
        spent = self._days[_today()]
        for budget in policy.budgets:
            if budget.tokens_per_day is not None and spent >= budget.tokens_per_day:
                return refusal("budget-used-up", limit=budget.tokens_per_day, headers={"x-should-retry": "false"})
        return None


def _today() -> date:
    """The day by the clock of this computer: budgets are refilled at its midnight."""
    return _day_of(int(time.time()) // _QUARTER)


@lru_cache(maxsize=1)
def _day_of(quarter: int) -> date:
    return date.fromtimestamp(quarter * _QUARTER)  # noqa: DTZ012 (local on purpose)

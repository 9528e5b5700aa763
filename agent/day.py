"""The day as the person at this computer counts it: numbers, budgets and hints begin anew at their midnight."""

from datetime import date, datetime


def day_of(moment: datetime) -> date:
    """The local day of an aware moment."""
    return moment.astimezone().date()

"""The day as the person at this computer counts it: numbers, budgets and hints begin anew at their midnight."""

from datetime import UTC, date, datetime


def now_here() -> datetime:
    """This moment in the zone of this computer, so that its date is the local day."""
    return datetime.now(UTC).astimezone()


def day_of(moment: datetime) -> date:
    """The local day of an aware moment."""
    return moment.astimezone().date()

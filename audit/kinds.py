"""Numbers of the kinds of event in the sealed record; a number is never used for another kind."""

from typing import Final

OTHER: Final = 0
NUMBERS: Final[dict[str, int]] = {
    "agent.started": 1,
    "agent.stopped": 2,
    "policy.loaded": 3,
    "policy.refused": 4,
    "prompt.opened": 5,
    "prompt.closed": 6,
    "prompt.refused": 7,
    "tool.seen": 8,
    "sensor.state": 9,
    "connect.seen": 10,
    "notice.shown": 11,
    "notice.answered": 12,
    "log.read": 13,
    "log.exported": 14,
    "log.verified": 15,
    "document.redacted": 16,
    "settings.changed": 17,
    "pause.begun": 18,
    "pause.ended": 19,
    "log.pruned": 20,
}


def number_of(kind: str) -> int:
    """The number of a kind; a kind without one is told apart by its name, which the record holds too."""
    return NUMBERS.get(kind, OTHER)

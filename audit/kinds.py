"""Numbers of the kinds of event in the sealed record; a number is never used for another kind."""

from typing import Final

OTHER: Final = 0
NUMBERS: Final[dict[str, int]] = {
    "agent.started": 1,
    "agent.stopped": 2,
    "policy.loaded": 3,
    "policy.refused": 4,
    "exchange.opened": 5,
    "exchange.closed": 6,
    "tool.seen": 7,
    "scan.done": 8,
    "notice.raised": 9,
    "notice.answered": 10,
    "coaching.paused": 11,
    "log.read": 12,
    "log.exported": 13,
    "log.verified": 14,
    "document.redacted": 15,
    "connect.seen": 16,
    "log.pruned": 17,
}


def number_of(kind: str) -> int:
    """The number of a kind; a kind without one is told apart by its name, which the record holds too."""
    return NUMBERS.get(kind, OTHER)

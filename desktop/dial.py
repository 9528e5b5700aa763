"""What the mark of Gnomon says."""

from enum import StrEnum


class Dial(StrEnum):
    """What the mark says."""

    PROTECTED = "protected"
    ATTENTION = "attention"
    PAUSED = "paused"
    STARTING = "starting"
    AWAY = "away"

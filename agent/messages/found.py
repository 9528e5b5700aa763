"""What was found on this machine, notices about it, and what changes while a window listens."""

from __future__ import annotations

from enum import StrEnum

from agent.messages.state import State
from agent.messages.wire import Message
from policy.words import Text


class SightingCard(Message, frozen=True):
    """A tool found on one surface."""

    tool: str
    name: str
    vendor: str
    surface: str
    confidence: str
    state: str
    evidence: tuple[Text, ...]
    verdict: str
    rule: str
    first_day: str | None = None
    last_day: str | None = None
    count: int = 0


class SensorCard(Message, frozen=True):
    """One sensor's own report."""

    name: str
    status: str
    looked_at: int
    sentence: Text


class Found(Message, frozen=True):
    """What the detector found on this machine and what it could not look at."""

    sightings: tuple[SightingCard, ...]
    sensors: tuple[SensorCard, ...]
    partial: bool
    """True when a sensor could not look: no finding is then no proof of absence."""
    scanned: str | None = None


class Notice(Message, frozen=True):
    """One coach notice: one sentence and one action."""

    id: str
    tool: str
    tool_name: str
    surface: str
    sentence: Text
    action: Text
    why: Text
    """Rule, policy version and evidence in words; shown behind "More"."""


class NoticeChoice(StrEnum):
    """What a person did with a notice."""

    CONTINUED = "continued"
    DISMISSED = "dismissed"
    SILENCED = "silenced"
    WRONG = "wrong"


class NoticeAnswer(Message, frozen=True):
    """What a person did with a notice."""

    notice: str
    """``Notice.id``."""
    choice: NoticeChoice


class StateChanged(Message, tag="state", frozen=True):
    """The state is now this."""

    state: State


class NoticeRaised(Message, tag="notice", frozen=True):
    """Show this once."""

    notice: Notice


class FoundChanged(Message, tag="found", frozen=True):
    """Something new was seen."""

    sighting: SightingCard


Event = StateChanged | NoticeRaised | FoundChanged

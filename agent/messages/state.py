"""How the agent is, and the policy as a person may see it."""

from __future__ import annotations

from enum import StrEnum

from agent.messages.wire import Message
from policy.words import Text


class Protection(StrEnum):
    """What the tray icon shows."""

    STARTING = "starting"
    PROTECTED = "protected"
    ATTENTION = "attention"
    PAUSED = "paused"


class AssistantCard(Message, frozen=True):
    """An assistant that the policy offers in the Ask window."""

    id: str
    name: Text
    hint: Text = Text("", "")
    """What to write to it, in a few words; "" where the policy says nothing."""


class Example(Message, frozen=True):
    """A question to begin with, shown in the empty Ask window."""

    text: Text
    assistant: str = ""
    """Id of the assistant that it was put to; "" for none."""


class PolicyState(Message, frozen=True):
    """The policy in force, as a person may see it."""

    name: str
    version: int
    mode: str
    signer: str
    title: Text | None = None
    """The name in both languages."""
    signed: bool = False
    banner: Text | None = None
    """Set when the policy is unsigned or a demo: show it in every window."""
    expires: str | None = None


class State(Message, frozen=True):
    """How the agent is, in words and in values."""

    protection: Protection
    sentence: Text
    version: str
    base_url: str
    policy: PolicyState | None
    gateway: Text
    """Name of the approved gateway."""
    models: tuple[str, ...] = ()
    assistants: tuple[AssistantCard, ...] = ()
    examples: tuple[Example, ...] = ()
    redactor_ready: bool = False
    documents: bool = False
    pause_minutes: int = 0
    paused_until: str | None = None
    sent_today: int = 0
    masked_today: int = 0
    found_today: int = 0
    warnings: tuple[Text, ...] = ()
    """What needs attention, each with its next step (foreign program on our port, log trouble), then the notes."""
    notes: tuple[Text, ...] = ()
    """Those of the warnings that need no step (reduced key storage)."""


class PauseRequest(Message, frozen=True):
    """Pause coaching notices; masking and the log go on."""

    minutes: int

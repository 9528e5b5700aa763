"""What a person may know of what happened and why: records, decisions, the transparency page."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from agent.messages.found import SensorCard
from agent.messages.state import PolicyState
from agent.messages.wire import Message
from policy.words import Text


class ActivityRow(Message, frozen=True):
    """One record of the audit log in plain words."""

    seq: int
    at: str
    kind: str
    sentence: Text
    record: dict[str, Any]
    """The exact record."""


class Activity(Message, frozen=True):
    """Records, newest first."""

    rows: tuple[ActivityRow, ...]
    total: int


class Column(StrEnum):
    """The three columns of the transparency page."""

    STAYS = "stays"
    GATEWAY = "gateway"
    EMPLOYER = "employer"


class Claim(Message, frozen=True):
    """One sentence of the transparency page, computed from the policy in force."""

    column: Column
    text: Text
    source: str
    """The policy's path that makes it true, or "code" for what no policy can change."""


class Transparency(Message, frozen=True):
    """What stays, what goes to the gateway, what the employer sees."""

    policy: PolicyState | None
    claims: tuple[Claim, ...]
    sensors: tuple[SensorCard, ...]
    never: tuple[Text, ...]
    blind: tuple[Text, ...]
    """What Gnomon cannot see."""


class ExplainRequest(Message, frozen=True):
    """Which decision to explain: about a tool, or the last refusal."""

    tool: str = ""
    last: bool = False


class Explanation(Message, frozen=True):
    """A decision in one sentence."""

    sentence: Text
    verdict: str
    rule: str
    file: str
    line: int
    policy_version: int


class LogAction(StrEnum):
    """What a person did with the log."""

    EXPORTED = "exported"
    VERIFIED = "verified"


class LogFormat(StrEnum):
    """What the log is exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    OCSF = "ocsf"


class ExportRequest(Message, frozen=True):
    """Write the log, or some days of it, to a file of the person's own."""

    path: str
    """Absolute; nothing may lie there yet."""
    format: LogFormat
    excel: bool = False
    """CSV only: as Russian Excel reads it (BOM and ";")."""
    first_day: str = ""
    """Of this computer's clock; "" is from the beginning."""
    last_day: str = ""
    """This day too; "" is to the end."""


class Exported(Message, frozen=True):
    """The log lies in its file."""

    entries: int


class LogUse(Message, frozen=True):
    """The log was read out of the agent's hands, by a command of ours."""

    action: LogAction
    entries: int
    """Exported, or found whole."""
    whole: bool = True
    """Verified only: nothing was changed."""
    format: LogFormat | None = None
    """Exported only."""

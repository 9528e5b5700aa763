"""All that windows and commands know of the agent: the values of its local API and where to find it.

Every path below starts with ``/gnomon/v1`` on the proxy's own port (``Endpoint.base_url``), needs the local token as
``Authorization: Bearer``, and speaks UTF-8 JSON. A refusal has an HTTP status >= 400 and a ``Refusal`` as its body.

======  ========================  =====================================================================
method  path                      request -> answer
======  ========================  =====================================================================
GET     /state                    -> State
GET     /events                   -> server-sent events, each ``data:`` an Event; the first is a StateChanged
POST    /preview                  PreviewRequest -> Preview (what would be masked; nothing is sent)
POST    /ask                      AskRequest -> server-sent events, each ``data:`` an AskEvent; ends with Done or Failed
POST    /ask/stop                 ConversationRequest -> {} (the answer so far is kept)
POST    /conversation             ConversationRequest -> Conversation (also while an answer is under way: ``pending``)
GET     /draft                    -> Draft
PUT     /draft                    Draft -> {}
GET     /activity?limit=N&before=S -> Activity, newest first (before: a seq, to page on)
GET     /sightings                -> Found (last scan and what was seen since)
POST    /scan                     -> Found (one pass of all sensors now)
POST    /notice                   NoticeAnswer -> {}
GET     /transparency             -> Transparency
POST    /document                 DocumentRequest -> Preview (text of a file, masked; only when State.documents)
POST    /explain                  ExplainRequest -> Explanation
POST    /pause                    PauseRequest -> State (only when State.pause_minutes > 0)
POST    /log                      LogUse -> {} (who exported or verified the log says so, and that is recorded)
GET     /metrics                  -> Prometheus text (only when the policy switches it on)
POST    /stop                     -> {} (the agent ends)
======  ========================  =====================================================================

Times are ISO 8601 in UTC. Days are ``YYYY-MM-DD``.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from policy.words import Text

API = "/gnomon/v1"


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """A frozen value that travels between the agent and its clients as JSON."""


class Endpoint(Message, frozen=True):
    """Where the running agent listens. Written to ``<state folder>/endpoint.json`` (mode 0600)."""

    base_url: str
    pid: int
    version: str


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
    department: str = ""


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
    examples: tuple[Text, ...] = ()
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


class Found(Message, frozen=True):
    """What the detector found on this machine and what it could not look at."""

    sightings: tuple[SightingCard, ...]
    sensors: tuple[SensorCard, ...]
    partial: bool
    """True when a sensor could not look: no finding is then no proof of absence."""
    scanned: str | None = None


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


class PreviewRequest(Message, frozen=True):
    """A text that its writer wants to see masked."""

    text: str


class MaskedItem(Message, frozen=True):
    """One value that does not leave. Only the writer's own windows get the value back."""

    label: Text
    """Spoken form with its number: «[имя 1]» / "[name 1]"."""
    kind: Text
    """«имя» / "name"."""
    entity: str
    value: str
    start: int
    """Code points in the text of the request."""
    end: int


class Preview(Message, frozen=True):
    """What would be masked."""

    items: tuple[MaskedItem, ...]
    text: str
    """The text with spoken labels in the place of the values (in the language of the request's Accept-Language)."""


class AskRequest(Message, frozen=True):
    """One question. An empty conversation starts a new one; ``model`` "auto" lets the policy choose."""

    text: str
    conversation: str = ""
    model: str = "auto"
    assistant: str = ""


class ConversationRequest(Message, frozen=True):
    """Names a conversation."""

    conversation: str


class Masked(Message, tag="masked", frozen=True):
    """First event of an answer: the conversation's id and what was masked in the question."""

    conversation: str
    items: tuple[MaskedItem, ...]


class Delta(Message, tag="delta", frozen=True):
    """A piece of the answer, values restored."""

    text: str


class Done(Message, tag="done", frozen=True):
    """The answer is complete."""

    conversation: str
    model: str
    stopped: bool = False


class Failed(Message, tag="failed", frozen=True):
    """The answer ended early. What was received stays; the question can be asked again."""

    conversation: str
    sentence: Text
    """What happened, what is safe, what to do."""
    clause: str
    details: str = ""


AskEvent = Masked | Delta | Done | Failed


class Turn(Message, frozen=True):
    """One question or answer of a conversation."""

    role: str
    """"user" or "assistant"."""
    text: str
    masked: tuple[MaskedItem, ...] = ()


class Conversation(Message, frozen=True):
    """A conversation as the agent keeps it, encrypted, as long as the policy says."""

    id: str
    turns: tuple[Turn, ...]
    pending: bool = False


class Draft(Message, frozen=True):
    """What stands in the question field. The agent keeps it, encrypted, over any crash."""

    text: str
    conversation: str = ""


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


class DocumentRequest(Message, frozen=True):
    """A file that was dropped on the Ask window; ``data`` is base64 in JSON."""

    name: str
    data: bytes


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


class PauseRequest(Message, frozen=True):
    """Pause coaching notices; masking and the log go on."""

    minutes: int


class LogAction(StrEnum):
    """What a person did with the log."""

    EXPORTED = "exported"
    VERIFIED = "verified"


class LogFormat(StrEnum):
    """What the log is exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    OCSF = "ocsf"


class LogUse(Message, frozen=True):
    """The log was read out of the agent's hands, by a command of ours."""

    action: LogAction
    entries: int
    """Exported, or found whole."""
    whole: bool = True
    """Verified only: nothing was changed."""
    format: LogFormat | None = None
    """Exported only."""


class Refusal(Message, frozen=True):
    """Why a request was not served, and what to do."""

    clause: str
    sentence: Text


T = TypeVar("T")


def encode(message: object) -> bytes:
    """A message as JSON."""
    return msgspec.json.encode(message)


def decode(data: bytes | str, kind: type[T]) -> T:
    """A message from JSON. ``kind`` may be a union such as ``Event``.

    Raises:
        ValueError: the JSON is not such a message (msgspec.ValidationError and DecodeError are ValueErrors).
    """
    return msgspec.json.decode(data, type=kind)


def state_folder() -> Path:
    """Where the agent keeps its state when no folder is named (mode 0700; not created here).

    A window's own socket for single instance lies there too.
    """
    import platformdirs

    return Path(platformdirs.user_state_path("gnomon", appauthor=False))


def read_endpoint(state: Path | None = None) -> tuple[Endpoint, str] | None:
    """Address and local token of the running agent, or None when none runs here or its files are not readable.

    The endpoint file is removed at an orderly end. After a crash it is stale: the token is not sent to whoever has the
    port now while no process has the agent's number. A refused connection means "away".
    """
    folder = state or state_folder()
    try:
        endpoint = decode((folder / "endpoint.json").read_bytes(), Endpoint)
        token = read_token(folder)
    except (OSError, ValueError):
        return None
    return (endpoint, token) if token and _lives(endpoint.pid) else None


def _lives(pid: int) -> bool:
    """Whether a process has this number; assumed on Windows, where asking is not harmless."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def read_token(state: Path) -> str:
    """The local token: from the state folder (mode 0600), or "" when there is none yet."""
    try:
        return (state / "token").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""

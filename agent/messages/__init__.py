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
POST    /conversation/forget      ConversationRequest -> {} (removed for good; the audit log stays)
POST    /conversations/forget     -> {} (all of them)
POST    /case                     CaseRequest -> KeptCase (kept with its values masked)
GET     /cases                    -> Cases (the person's own; those of the policy stand in State.examples)
POST    /case/forget              CaseName -> {}
POST    /history                  HistoryRequest -> History (earlier conversations; the words stand in no address)
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
POST    /export                   ExportRequest -> Exported (the agent writes the file, and records that it did)
GET     /metrics                  -> Prometheus text (only when the policy switches it on)
POST    /stop                     -> {} (the agent ends)
======  ========================  =====================================================================

Times are ISO 8601 in UTC. Days are ``YYYY-MM-DD``.
"""

from agent.messages.account import (
    Activity,
    ActivityRow,
    Claim,
    Column,
    ExplainRequest,
    Explanation,
    Exported,
    ExportRequest,
    LogAction,
    LogFormat,
    LogUse,
    Transparency,
)
from agent.messages.endpoint import Endpoint, read_endpoint, read_token, state_folder
from agent.messages.found import (
    Event,
    Found,
    FoundChanged,
    Notice,
    NoticeAnswer,
    NoticeChoice,
    NoticeRaised,
    SensorCard,
    SightingCard,
    StateChanged,
)
from agent.messages.question import (
    AskEvent,
    AskRequest,
    CaseName,
    CaseRequest,
    Cases,
    Conversation,
    ConversationRequest,
    Delta,
    DocumentRequest,
    Done,
    Draft,
    Failed,
    History,
    HistoryRequest,
    KeptCase,
    KeptTalk,
    Masked,
    MaskedItem,
    Preview,
    PreviewRequest,
    Turn,
)
from agent.messages.state import AssistantCard, Example, PauseRequest, PolicyState, Protection, State
from agent.messages.wire import Message, Refusal, decode, encode

__all__ = [
    "API",
    "Activity",
    "ActivityRow",
    "AskEvent",
    "AskRequest",
    "AssistantCard",
    "CaseName",
    "CaseRequest",
    "Cases",
    "Claim",
    "Column",
    "Conversation",
    "ConversationRequest",
    "Delta",
    "DocumentRequest",
    "Done",
    "Draft",
    "Endpoint",
    "Event",
    "Example",
    "ExplainRequest",
    "Explanation",
    "ExportRequest",
    "Exported",
    "Failed",
    "Found",
    "FoundChanged",
    "History",
    "HistoryRequest",
    "KeptCase",
    "KeptTalk",
    "LogAction",
    "LogFormat",
    "LogUse",
    "Masked",
    "MaskedItem",
    "Message",
    "Notice",
    "NoticeAnswer",
    "NoticeChoice",
    "NoticeRaised",
    "PauseRequest",
    "PolicyState",
    "Preview",
    "PreviewRequest",
    "Protection",
    "Refusal",
    "SensorCard",
    "SightingCard",
    "State",
    "StateChanged",
    "Transparency",
    "Turn",
    "decode",
    "encode",
    "read_endpoint",
    "read_token",
    "state_folder",
]

API = "/gnomon/v1"

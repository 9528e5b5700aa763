"""A question on its way: what is masked, the answer piece by piece, conversations and the draft."""

from __future__ import annotations

from agent.messages.wire import Message
from policy.words import Text


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


class DocumentRequest(Message, frozen=True):
    """A file that was dropped on the Ask window; ``data`` is base64 in JSON."""

    name: str
    data: bytes


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


class HistoryRequest(Message, frozen=True):
    """Which earlier conversations to list: the newest that hold every one of the words ("" = all)."""

    words: str = ""
    limit: int = 30
    """Rows at most."""


class KeptTalk(Message, frozen=True):
    """An earlier conversation as a list shows it."""

    id: str
    at: str
    """When it was last written to."""
    title: str
    """Its first question, shortened."""
    excerpt: str
    """Where the words stand, or how its last answer begins; "" where there is none."""
    questions: int


class History(Message, frozen=True):
    """Earlier conversations, newest first."""

    rows: tuple[KeptTalk, ...]
    more: bool
    """Whether there are older ones."""


class Draft(Message, frozen=True):
    """What stands in the question field. The agent keeps it, encrypted, over any crash."""

    text: str
    conversation: str = ""


class CaseRequest(Message, frozen=True):
    """Keep a question and its answer as a worked case of one's own; what must be masked is looked for in both."""

    text: str
    answer: str
    assistant: str = ""


class CaseName(Message, frozen=True):
    """Names a case of one's own."""

    case: str


class KeptCase(Message, frozen=True):
    """A worked case of one's own: what was asked and answered, spoken labels in the place of the masked values."""

    id: str
    text: str
    answer: str
    assistant: str = ""


class Cases(Message, frozen=True):
    """The person's own worked cases, newest first."""

    rows: tuple[KeptCase, ...]

"""One conversation: its questions, the answer that is coming, and what the agent keeps of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from agent import messages
from desktop.ask.exchange import ExchangeView
from desktop.link import Answer, Link, Trouble
from desktop.markdown.column import Column
from desktop.theme import Theme

POLL_MS = 400  # while an answer goes on that this window did not begin


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is sent, and as it is shown (without the text of its files)."""

    text: str
    shown: str
    files: tuple[str, ...] = ()
    model: str = "auto"
    assistant: str = ""


class Talk(QObject):
    """Puts questions to the agent and shows the answers in a column."""

    running_changed = Signal(bool)
    begun = Signal(bool)  # whether there is a conversation to show
    asked = Signal()
    accepted = Signal()  # the agent keeps the question now
    draft_found = Signal(str)

    def __init__(self, theme: Theme, link: Link, column: Column) -> None:
        super().__init__(column)
        self._theme, self._link, self._column = theme, link, column
        self._exchanges: list[ExchangeView] = []
        self._questions: list[Question] = []
        self._conversation = ""
        self._answer: Answer | None = None

    @property
    def running(self) -> bool:
        """Whether an answer is coming."""
        return self._answer is not None

    @property
    def answer_text(self) -> str:
        """The last answer so far."""
        return self._exchanges[-1].answer_text if self._exchanges else ""

    @property
    def last(self) -> Question | None:
        """The last question of this conversation."""
        return self._questions[-1] if self._questions else None

    def ask(self, question: Question) -> None:
        """Send a question; its answer appears under it."""
        if self._answer is not None:
            return
        exchange = self._add(question)
        exchange.conversation_known.connect(self._accept)
        exchange.ended.connect(self._end)
        self._answer = self._link.ask(
            messages.AskRequest(
                text=question.text,
                conversation=self._conversation,
                model=question.model,
                assistant=question.assistant,
            )
        )
        exchange.follow(self._answer)
        self.begun.emit(True)
        self.running_changed.emit(True)
        self.asked.emit()

    def retry(self) -> None:
        """Ask the last question again."""
        if self.last is not None:
            self.ask(self.last)

    def stop(self) -> None:
        """End the answer; what has come stays."""
        if self._conversation:
            body = messages.ConversationRequest(conversation=self._conversation)
            self._link.post("/ask/stop", body, dict, lambda _: None, lambda _: None)
        elif self._answer is not None:
            self._exchanges[-1].break_off()
            self._leave()

    def new(self) -> None:
        """An empty conversation; an answer under way goes on in the agent."""
        self._leave()
        self._column.clear()
        self._exchanges.clear()
        self._questions.clear()
        self._conversation = ""
        self.begun.emit(False)

    def open(self, conversation: str) -> None:
        """Go on with a conversation that the agent keeps."""
        if conversation != self._conversation:
            self.new()
            self._conversation = conversation
            self._fetch()

    def forget(self, conversation: str) -> None:
        """A conversation ("": every one) is kept no longer; it leaves the window too."""
        if self._conversation and conversation in ("", self._conversation):
            self.new()

    def keep_case(self, exchange: ExchangeView, question: Question) -> None:
        """Keep a question and its answer among the person's cases; the agent masks both."""
        body = messages.CaseRequest(text=question.shown, answer=exchange.answer_text, assistant=question.assistant)
        self._link.post("/case", body, messages.KeptCase, exchange.tell_kept, exchange.tell_not_kept)

    def save_draft(self, text: str) -> None:
        """Leave what is being written with the agent."""
        self._link.put("/draft", messages.Draft(text=text, conversation=self._conversation))

    def restore(self) -> None:
        """Take the draft and its conversation back from the agent."""
        self._link.get("/draft", messages.Draft, self._take_draft, lambda _: None)

    def _add(self, question: Question) -> ExchangeView:
        exchange = ExchangeView(
            self._theme, self._column, question.shown, question.text, question.files, first=not self._exchanges
        )
        exchange.retried.connect(lambda: self.ask(question))
        exchange.keeping.connect(lambda: self.keep_case(exchange, question))
        self._exchanges.append(exchange)
        self._questions.append(question)
        return exchange

    def _accept(self, conversation: str) -> None:
        self._conversation = conversation
        self.accepted.emit()

    def _end(self) -> None:
        self._answer = None
        self.running_changed.emit(False)

    def _leave(self) -> None:
        if self._answer is not None:
            self._answer.abandon()
            self._end()

    def _take_draft(self, draft: messages.Draft) -> None:
        self.draft_found.emit(draft.text)
        if draft.conversation and not self._exchanges:
            self._conversation = draft.conversation
            self._fetch()

    def _fetch(self) -> None:
        body = messages.ConversationRequest(conversation=self._conversation)
        self._link.post("/conversation", body, messages.Conversation, self._take, self._forget)

    def _forget(self, _trouble: Trouble) -> None:
        """The agent keeps it no longer: the next question begins a new one."""
        self._conversation = ""

    def _take(self, kept: messages.Conversation) -> None:
        """Show a conversation that the agent kept; while its last answer goes on, look again."""
        if kept.id != self._conversation or self._answer is not None:
            return
        for index, (question, answer) in enumerate(pair_turns(kept.turns)):
            if index >= len(self._exchanges):
                self._add(Question(question.text, question.text))
            exchange = self._exchanges[index]
            if exchange.running:
                last = index == len(pair_turns(kept.turns)) - 1
                exchange.restore(answer, question.masked, pending=last and kept.pending)
        if self._exchanges:
            self.begun.emit(True)
        if kept.pending:
            QTimer.singleShot(POLL_MS, self, self._fetch)


def pair_turns(turns: Sequence[messages.Turn]) -> list[tuple[messages.Turn, str]]:
    """Each question with the text of its answer, "" where none came."""
    pairs: list[tuple[messages.Turn, str]] = []
    for turn in turns:
        if turn.role == "user":
            pairs.append((turn, ""))
        elif pairs:
            pairs[-1] = (pairs[-1][0], turn.text)
    return pairs

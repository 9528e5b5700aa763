"""Conversations of the Ask window: each answer belongs to the agent, so a window may come, go or crash meanwhile.

A question takes the same way as any other client's: an HTTP request to our own proxy. Nothing goes around it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field

import aiohttp

from agent.messages import AskEvent, AskRequest, Conversation, Delta, Done, Failed, Masked, Turn
from agent.notebook import Notebook
from agent.spoken import masked_items
from policy.model import Policy
from policy.words import Text
from proxy.server import Finder
from redactor.finding import RedactionError

AWAY = Text(
    "Шлюз не ответил. Вопрос сохранён; попробуйте ещё раз.",
    "The gateway did not answer. Your question is kept; try again.",
)
CUT = Text(
    "Ответ оборвался. То, что пришло, сохранено; вопрос можно задать ещё раз.",
    "The answer was cut off. What came is kept; you can ask again.",
)
_log = logging.getLogger("gnomon.agent")
SSE_LINE_LIMIT = 4 * 1024 * 1024


@dataclass(slots=True)
class Answer:
    """One answer under way: what came so far, and whom to wake."""

    conversation: str
    events: list[AskEvent] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    stopped: bool = False

    @property
    def over(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], (Done, Failed))

    def tell(self, event: AskEvent) -> None:
        """Add an event and wake everyone who follows."""
        self.events.append(event)
        self.wake.set()
        self.wake = asyncio.Event()

    async def follow(self) -> AsyncIterator[AskEvent]:
        """Every event from the first, then as they come; ends with Done or Failed."""
        place = 0
        while True:
            while place < len(self.events):
                yield self.events[place]
                place += 1
            if self.over:
                return
            await self.wake.wait()


class Asker:
    """Asks questions through the proxy and keeps conversations in the notebook."""

    def __init__(
        self,
        *,
        base_url: Callable[[], str],
        token: str,
        finder: Finder,
        notebook: Notebook,
        policy: Callable[[], Policy | None],
    ) -> None:
        self._base_url = base_url
        self._token = token
        self._finder = finder
        self._notebook = notebook
        self._policy = policy
        self._answers: dict[str, Answer] = {}

    def ask(self, request: AskRequest, language: str) -> Answer:
        """Start answering; the answer goes on whoever listens."""
        name = request.conversation or secrets.token_hex(8)
        running = self._answers.get(name)
        if running is not None and not running.over:
            return running
        answer = Answer(conversation=name)
        self._answers = {key: one for key, one in self._answers.items() if not one.over}
        self._answers[name] = answer
        answer.task = asyncio.create_task(self._run(answer, request, language))
        answer.task.add_done_callback(lambda task: _end(answer, task, request.model))
        return answer

    def stop(self, conversation: str) -> bool:
        """End an answer early; what came stays."""
        answer = self._answers.get(conversation)
        if answer is None or answer.over or answer.task is None:
            return False
        answer.stopped = True
        answer.task.cancel()
        return True

    def conversation(self, name: str) -> Conversation | None:
        """A conversation, with the answer so far when one is under way."""
        kept = self._notebook.conversation(name)
        answer = self._answers.get(name)
        if kept is None or answer is None or answer.over:
            return kept
        text = "".join(event.text for event in answer.events if isinstance(event, Delta))
        return Conversation(id=name, turns=(*kept.turns, Turn(role="assistant", text=text)), pending=True)

    async def forget(self, conversation: str) -> None:
        """Remove a conversation for good. An answer under way ends first, or it would be kept again."""
        self.stop(conversation)
        await self._ended([one for one in self._answers.values() if one.conversation == conversation])
        self._notebook.forget_conversation(conversation)

    async def forget_all(self) -> None:
        """Remove every conversation for good."""
        for name in tuple(self._answers):
            self.stop(name)
        await self._ended(self._answers.values())
        self._notebook.forget_conversations()

    async def close(self) -> None:
        """End every answer."""
        for answer in self._answers.values():
            if answer.task:
                answer.task.cancel()
        await self._ended(self._answers.values())

    async def _ended(self, answers: Iterable[Answer]) -> None:
        await asyncio.gather(*(one.task for one in answers if one.task), return_exceptions=True)

    async def _run(self, answer: Answer, request: AskRequest, language: str) -> None:
        name = answer.conversation
        try:
            items = masked_items(request.text, (await self._finder.find([request.text]))[0])
        except RedactionError as error:
            answer.tell(Masked(conversation=name, items=()))
            answer.tell(Failed(conversation=name, sentence=error.reason, clause="redaction-unavailable"))
            return
        answer.tell(Masked(conversation=name, items=items))
        asked = self._asked(name, Turn(role="user", text=request.text, masked=items))
        pieces: list[str] = []
        try:
            async for piece in self._stream(request, asked, language):
                if isinstance(piece, str):
                    pieces.append(piece)
                    answer.tell(Delta(text=piece))
                else:
                    ending = piece
        except (aiohttp.ClientError, TimeoutError, ValueError):  # ValueError: what came is no event of ours
            ending = Failed(conversation=name, sentence=CUT if pieces else AWAY, clause="gateway-away")
        finally:
            self._keep(asked, "".join(pieces))
        answer.tell(ending)

    def _asked(self, name: str, turn: Turn) -> Conversation:
        """The conversation with a new question. A disk in trouble costs its memory, not the answer."""
        history = None
        with contextlib.suppress(OSError):
            history = self._notebook.conversation(name)
        asked = Conversation(id=name, turns=(*(history.turns if history else ()), turn))
        with contextlib.suppress(OSError):
            self._notebook.keep_conversation(asked)
        return asked

    def _keep(self, asked: Conversation, text: str) -> None:
        if text:
            turns = (*asked.turns, Turn(role="assistant", text=text))
            with contextlib.suppress(OSError):  # a full disk must not take away the answer on the screen
                self._notebook.keep_conversation(Conversation(id=asked.id, turns=turns))

    async def _stream(self, request: AskRequest, asked: Conversation, language: str) -> AsyncIterator[str | AskEvent]:
        policy = self._policy()
        model = choose_model(policy, request)
        body = {"model": model, "stream": True, "messages": compose_messages(policy, request, asked, language)}
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=120)
        async with (
            aiohttp.ClientSession(timeout=timeout, read_bufsize=SSE_LINE_LIMIT, trust_env=False) as session,
            session.post(
                f"{self._base_url()}/v1/chat/completions", data=json.dumps(body).encode(), headers=headers
            ) as response,
        ):
            if response.status != 200:
                yield failure(asked.id, await response.text())
                return
            finished = False
            async for event in _events(response.content):
                if event == "[DONE]":
                    finished = True
                    break
                data = json.loads(event)
                if "error" in data:
                    yield failure(asked.id, event)
                    return
                for choice in data.get("choices", ()):
                    piece = (choice.get("delta") or {}).get("content")
                    if piece:
                        yield piece
                    finished = finished or choice.get("finish_reason") is not None
            if finished:
                yield Done(conversation=asked.id, model=model)
            else:
                yield Failed(conversation=asked.id, sentence=CUT, clause="truncated")


def _end(answer: Answer, task: asyncio.Task[None], model: str) -> None:
    """However an answer ended, those who follow it hear of it."""
    trouble = None if task.cancelled() else task.exception()
    if trouble is not None:
        _log.error("An answer ended early: %s", type(trouble).__name__)  # its words could hold the answer's
    if answer.over:
        return
    if answer.stopped:
        if not answer.events:
            answer.tell(Masked(conversation=answer.conversation, items=()))
        answer.tell(Done(conversation=answer.conversation, model=model, stopped=True))
    else:
        answer.tell(Failed(conversation=answer.conversation, sentence=CUT, clause="interrupted"))


def choose_model(policy: Policy | None, request: AskRequest) -> str:
    """The model of the request; for "auto" the assistant's, else the first that the policy names without a wildcard."""
    if request.model not in ("", "auto") or policy is None:
        return request.model
    for assistant in policy.assistants:
        if assistant.id == request.assistant and assistant.model:
            return assistant.model
    return next(iter(plain_models(policy)), "auto")


def plain_models(policy: Policy) -> tuple[str, ...]:
    """Approved models that are written out in full, in the policy's order, each once."""
    patterns = [*(grant.pattern for grant in policy.models), *(name for one in policy.gateways for name in one.models)]
    return tuple(dict.fromkeys(name for name in patterns if "*" not in name))


def compose_messages(
    policy: Policy | None, request: AskRequest, asked: Conversation, language: str
) -> list[dict[str, str]]:
    """The messages of a chat request: the assistant's instruction, then the conversation."""
    chosen = next((one for one in policy.assistants if one.id == request.assistant), None) if policy else None
    head = [{"role": "system", "content": chosen.prompt.to(language)}] if chosen else []
    return [*head, *({"role": turn.role, "content": turn.text} for turn in asked.turns)]


def failure(conversation: str, body: str) -> Failed:
    """An error body of our proxy or of the gateway as a sentence."""
    try:
        error = json.loads(body)["error"]
        ours = error.get("gnomon")
        if isinstance(ours, dict):
            return Failed(
                conversation=conversation, sentence=Text(ours["ru"], ours["en"]), clause=str(ours.get("clause", ""))
            )
        message = str(error.get("message", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        message = ""
    return Failed(conversation=conversation, sentence=AWAY, clause="gateway-error", details=message[:500])


async def _events(stream: aiohttp.StreamReader) -> AsyncIterator[str]:
    """Data of server-sent events of our own proxy, one line each."""
    async for line in stream:
        text = line.decode("utf-8").rstrip("\r\n")
        if text.startswith("data:"):
            yield text[5:].strip()

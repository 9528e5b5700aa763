"""How the agent is right now, and who wants to hear of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import zip_longest

from agent.day import day_of
from agent.messages import (
    AssistantCard,
    Event,
    Example,
    FoundChanged,
    Notice,
    NoticeRaised,
    PolicyState,
    Protection,
    SightingCard,
    State,
    StateChanged,
)
from policy.model import ContentRule, Policy
from policy.words import Text

QUEUE_LIMIT = 256
"""Events a slow window may lag behind; then it is cut off and connects again."""

EXAMPLES = tuple(
    Example(text=text)
    for text in (
        Text(
            "Перепиши письмо вежливее: Иван Петров, вы опять не прислали счёт. Мой номер +7 912 345-67-89.",
            "Make this e-mail kinder: John Smith, you forgot the invoice again. Call me at +1 212 555 0143.",
        ),
        Text(
            "Сократи до трёх пунктов: встреча с ООО «Ромашка» в четверг, нужны договор, акт и счёт.",
            "Shorten to three points: meeting with Acme Ltd on Thursday, bring contract, delivery note and invoice.",
        ),
        Text("Составь вопросы для собеседования с бухгалтером.", "Write interview questions for an accountant."),
    )
)


class Hub:
    """Facts that windows show, gathered in one place; tells every listener when they change."""

    def __init__(
        self,
        *,
        version: str,
        policy: Callable[[], Policy | None],
        demo: bool,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._policy = policy
        self._now = now
        self._demo = demo
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self._over = False
        self._day = day_of(now())
        self.version = version
        self.base_url = ""
        self.models: tuple[str, ...] = ()
        self.redactor_ready: Callable[[], bool] = lambda: False
        self.paused_until: datetime | None = None
        self.warnings: dict[str, Text] = {}
        """What needs a person to act; the tray shows it."""
        self.notes: dict[str, Text] = {}
        """What a person should know of, with nothing to do at once."""
        self.sent_today = self.masked_today = self.found_today = 0
        self.tokens_today = 0
        """Tokens spent before this start, for the policy's budgets."""

    @contextlib.contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event | None]]:
        """A queue of events that starts with the state; None in it means "connect again"."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE_LIMIT)
        queue.put_nowait(StateChanged(state=self.state()))
        if self._over:
            queue.put_nowait(None)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def tell(self, event: Event) -> None:
        """Give an event to every listener."""
        for queue in tuple(self._listeners):
            if queue.full():
                self._cut_off(queue)
            else:
                queue.put_nowait(event)

    def end(self) -> None:
        """Send every listener away: an open stream would hold up the agent's end."""
        self._over = True
        for queue in tuple(self._listeners):
            self._cut_off(queue)

    def _cut_off(self, queue: asyncio.Queue[Event | None]) -> None:
        self._listeners.discard(queue)
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(None)

    def changed(self) -> None:
        """Tell every listener the state."""
        self.tell(StateChanged(state=self.state()))

    def warn(self, name: str, text: Text | None) -> None:
        """Set or clear a warning by its name."""
        before = self.warnings.get(name)
        if text is None:
            self.warnings.pop(name, None)
        else:
            self.warnings[name] = text
        if before != text:
            self.changed()

    def notice(self, notice: Notice) -> None:
        self.tell(NoticeRaised(notice=notice))

    def found(self, card: SightingCard) -> None:
        self.tell(FoundChanged(sighting=card))

    def count(self, *, sent: int = 0, masked: int = 0, found: int = 0) -> None:
        """Add to today's numbers; they start anew at the local midnight."""
        self._turn_day(self._now())
        self.sent_today += sent
        self.masked_today += masked
        self.found_today += found
        self.changed()

    def _turn_day(self, now: datetime) -> None:
        today = day_of(now)
        if today != self._day:
            self._day = today
            self.sent_today = self.masked_today = self.found_today = 0

    def paused(self, now: datetime) -> bool:
        return self.paused_until is not None and now < self.paused_until

    def state(self) -> State:
        """The state as of now."""
        policy, now = self._policy(), self._now()
        self._turn_day(now)
        protection, sentence = self._protection(policy, now)
        return State(
            protection=protection,
            sentence=sentence,
            version=self.version,
            base_url=self.base_url,
            policy=policy_state(policy, demo=self._demo) if policy else None,
            gateway=policy.gateways[0].name if policy and policy.gateways else Text("нет", "none"),
            models=self.models,
            assistants=tuple(AssistantCard(id=one.id, name=one.name, hint=one.hint) for one in policy.assistants)
            if policy
            else (),
            examples=worked_cases(policy) or EXAMPLES,
            redactor_ready=self.redactor_ready(),
            documents=policy is not None and policy.content.files is not ContentRule.REFUSE,
            pause_minutes=policy.pause_minutes if policy else 0,
            paused_until=self.paused_until.isoformat() if self.paused_until and self.paused(now) else None,
            sent_today=self.sent_today,
            masked_today=self.masked_today,
            found_today=self.found_today,
            warnings=(*self.warnings.values(), *self.notes.values()),
            notes=tuple(self.notes.values()),
        )

    def _protection(self, policy: Policy | None, now: datetime) -> tuple[Protection, Text]:
        if policy is None:
            return Protection.ATTENTION, Text(
                "Действующей политики нет: вопросы не отправляются. Обратитесь к администратору.",
                "No policy is in force: no question is sent. Ask your administrator.",
            )
        if policy.expires is not None and now >= policy.expires:
            return Protection.ATTENTION, Text(
                "Срок политики истёк: вопросы не отправляются. Обратитесь к администратору.",
                "The policy has expired: no question is sent. Ask your administrator.",
            )
        if not self.redactor_ready():
            return Protection.STARTING, Text(
                "Защита запускается: ещё несколько секунд.", "Protection is starting: a few more seconds."
            )
        if self.warnings:
            return Protection.ATTENTION, next(iter(self.warnings.values()))
        if self.paused(now):
            return Protection.PAUSED, Text(
                "Подсказки приостановлены. Личные данные скрываются как обычно.",
                "Hints are paused. Personal data is masked as usual.",
            )
        return Protection.PROTECTED, Text(
            "Защита работает: личные данные и секреты не уходят.",
            "Protection is on: personal data and secrets do not leave.",
        )


def worked_cases(policy: Policy | None) -> tuple[Example, ...]:
    """The examples of the policy's assistants: the first one of each, then the second ones, and so on."""
    assistants = policy.assistants if policy else ()
    of_each = ([Example(text=text, assistant=one.id) for text in one.examples] for one in assistants)
    return tuple(example for turn in zip_longest(*of_each) for example in turn if example is not None)


def policy_state(policy: Policy, *, demo: bool) -> PolicyState:
    """The policy as a person may see it; an unsigned one carries a banner."""
    banner = None
    if demo:
        banner = Text(
            "Демонстрация: политика и шлюз учебные, отвечает не модель.",
            "Demo: the policy and the gateway are for trying out, no model answers.",
        )
    elif policy.insecure:
        banner = Text(
            "Политика не подписана. Так можно только пробовать.", "The policy is not signed. This is for trials only."
        )
    return PolicyState(
        name=policy.name.en,
        version=policy.version,
        mode=str(policy.mode),
        signer="",
        title=policy.name,
        signed=not policy.insecure,
        banner=banner,
        expires=policy.expires.isoformat() if policy.expires else None,
    )

"""Writes exchanges to the audit log, before and after; counts what windows show."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from agent import record
from agent.day import day_of
from agent.hub import Hub
from audit.chain import AuditEvent, Entry
from audit.log import AuditError, AuditLog
from policy.model import Decision, Verb
from policy.words import Text
from proxy.exchange import Exchange

LOG_TROUBLE = Text(
    "Журнал не пишется, поэтому вопросы не отправляются. Проверьте место на диске.",
    "The log cannot be written, so no question is sent. Check the disk space.",
)


class AuditRecorder:
    """The proxy's ``Recorder``: what it cannot write is not sent."""

    def __init__(self, log: AuditLog, hub: Hub, *, told: Callable[[Exchange], None] = lambda exchange: None) -> None:
        """``told``: hears of each exchange whose end is in the log."""
        self._log = log
        self._hub = hub
        self._told = told
        self._owed: deque[tuple[AuditEvent, Exchange]] = deque()
        self.last_decision: Decision | None = None
        """The newest decision on a prompt, for `gnomon policy explain --last`."""

    async def opened(self, exchange: Exchange) -> None:
        """Make the opening record durable.

        Raises:
            AuditError: it could not be written; the exchange must not be sent.
        """
        self.last_decision = exchange.decision
        while self._owed:
            await self._close(*self._owed.popleft())
        await self._write(record.exchange_opened(datetime.now(UTC), exchange))
        if exchange.decision.verdict is not Verb.BLOCK:
            self._hub.count(sent=1, masked=sum(exchange.counts.values()) if exchange.decision.mask else 0)

    async def closed(self, exchange: Exchange) -> None:
        """Make the closing record durable.

        Raises:
            AuditError: it could not be written; it goes before the next opening record, else this agent's next start
                closes the exchange as interrupted.
        """
        await self._close(record.exchange_closed(datetime.now(UTC), exchange), exchange)

    async def _close(self, event: AuditEvent, exchange: Exchange) -> None:
        try:
            await self._write(event)
        except AuditError:
            self._owed.append((event, exchange))
            raise
        self._told(exchange)

    async def _write(self, event: AuditEvent) -> None:
        try:
            await self._log.append_async(event)
        except AuditError:
            self._hub.warn("log", LOG_TROUBLE)
            raise
        self._hub.warn("log", None)


@dataclass(frozen=True, slots=True)
class Past:
    """What the log says of the time before this start."""

    open_exchanges: tuple[str, ...]
    """Ids that were opened and never closed, oldest first."""
    sent: int
    masked: int
    found: int
    tokens: int


def read_past(entries: Iterable[Entry], today: date) -> Past:
    """Exchanges left open, and the numbers of a local day."""
    opened: dict[str, None] = {}
    sent = masked = found = tokens = 0
    for entry in entries:
        kind, facts = entry.event.kind, entry.event.facts
        name = str(facts.get("exchange", ""))
        is_today = day_of(entry.event.at) == today
        if kind == "prompt.opened":
            opened[name] = None
            if is_today and facts.get("verdict") != Verb.BLOCK:
                sent += 1
                masked += _sum(facts.get("counts")) if facts.get("masked") else 0
        elif kind == "prompt.closed":
            opened.pop(name, None)
            tokens += is_today * (_number(facts.get("tokens_in")) + _number(facts.get("tokens_out")))
        elif kind == "tool.seen":
            found += is_today
    return Past(tuple(opened), sent, masked, found, tokens)


def _sum(counts: object) -> int:
    return sum(_number(count) for count in counts.values()) if isinstance(counts, Mapping) else 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

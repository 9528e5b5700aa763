"""Writes exchanges to the audit log, before and after; counts what windows show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from agent import record
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

    def __init__(self, log: AuditLog, hub: Hub) -> None:
        self._log = log
        self._hub = hub
        self.last_decision: Decision | None = None
        """The newest decision on a prompt, for `gnomon policy explain --last`."""

    async def opened(self, exchange: Exchange) -> None:
        """Make the opening record durable.

        Raises:
            AuditError: it could not be written; the exchange must not be sent.
        """
        self.last_decision = exchange.decision
        await self._write(record.exchange_opened(datetime.now(UTC), exchange))
        if exchange.decision.verdict is not Verb.BLOCK:
            self._hub.count(sent=1, masked=sum(exchange.counts.values()) if exchange.decision.mask else 0)

    async def closed(self, exchange: Exchange) -> None:
        """Make the closing record durable. After a failure the opening record stands open until the next start."""
        await self._write(record.exchange_closed(datetime.now(UTC), exchange))

    async def _write(self, event: AuditEvent) -> None:
        try:
            await self._log.append_async(event)
        except AuditError:
            self._hub.warn("log", LOG_TROUBLE)
            raise
        self._hub.warn("log", None)


def open_exchanges(entries: Iterable[Entry]) -> list[str]:
    """Ids of exchanges that were opened and never closed, oldest first."""
    opened: dict[str, None] = {}
    for entry in entries:
        name = str(entry.event.facts.get("exchange", ""))
        if entry.event.kind == "prompt.opened":
            opened[name] = None
        elif entry.event.kind == "prompt.closed":
            opened.pop(name, None)
    return list(opened)

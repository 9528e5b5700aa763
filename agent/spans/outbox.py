"""Spans that wait to leave: few, in memory only, and never in the way of a prompt."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from agent.errand import Errand, NoAnswer
from agent.errands import SendSpans, SpansSent
from agent.hub import Hub
from agent.spans.fact import fact_of
from agent.spans.span import SpanFact
from policy.model import Policy
from policy.words import Text
from proxy.ports import Exchange

MOST = 2048
"""Spans that wait at most; the oldest are dropped for new ones, as OpenTelemetry's own processor does."""
EVERY_SECONDS = 20.0
SENDING_SECONDS = 20.0
LAST_SECONDS = 5.0
"""How long the agent's end waits for the last spans."""

NOT_INSTALLED = Text(
    "Политика включает OpenTelemetry, но его пакетов здесь нет: pip install gnomon[otel]",
    "The policy switches OpenTelemetry on, but its packages are not installed: pip install gnomon[otel]",
)
_log = logging.getLogger("gnomon.agent")


class Outbox:
    """Takes exchanges that are over, and sends their spans where the policy says, a batch at a time."""

    def __init__(self, policy: Callable[[], Policy | None], hub: Hub) -> None:
        self._policy = policy
        self._hub = hub
        self._waiting: deque[SpanFact] = deque(maxlen=MOST)
        self._sending = asyncio.Lock()

    def add(self, exchange: Exchange) -> None:
        """Keep the span of an exchange that is over, when the policy wants spans."""
        policy = self._policy()
        if policy is not None and _endpoint(policy):
            self._waiting.append(fact_of(exchange, policy.gateway(exchange.gateway)))

    async def run(self) -> None:
        """Send what waits, for ever."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self.send()

    async def finish(self) -> None:
        """Send the last spans; whoever does not take them soon does not get them."""
        await self.send(seconds=LAST_SECONDS)

    async def send(self, *, seconds: float = SENDING_SECONDS) -> None:
        """Send all that waits, once: spans that are not taken are dropped and counted in our own log."""
        async with self._sending:
            policy = self._policy()
            endpoint = _endpoint(policy) if policy else ""
            facts = tuple(self._waiting)
            self._waiting.clear()
            if not facts or not endpoint:
                return
            sent = await asyncio.to_thread(_send, SendSpans(endpoint, self._hub.version, facts), seconds)
        if not sent.installed:
            self._hub.notes["spans"] = NOT_INSTALLED  # nothing that the person at this machine has to mend
        if not sent.taken:
            _log.warning("%s spans were not taken by the collector that the policy names", len(facts))


def _endpoint(policy: Policy) -> str:
    return policy.metrics.otel_endpoint if policy.metrics.otel else ""


def _send(message: SendSpans, seconds: float) -> SpansSent:
    try:
        return Errand(message).answer(SpansSent, seconds=seconds)
    except NoAnswer:
        return SpansSent(taken=False)

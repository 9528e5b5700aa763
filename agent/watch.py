"""The journey of a sighting: seen, decided, recorded, told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from agent import record
from agent.coach import compose_notice, deserves_notice
from agent.hub import Hub
from agent.look import card_of, catalogue_for, decide_sighting, found_of, scan_config, sensor_cards
from agent.messages import Found, Notice, NoticeAnswer, NoticeChoice, SensorCard
from agent.notebook import Notebook
from audit.log import AuditLog
from detector.catalogue.compile import CatalogueError
from detector.catalogue.tools import Catalogue
from detector.evidence import Confidence, Sighting
from detector.platforms.host import Host
from detector.scan import Scan, scan
from detector.watch import Watcher
from policy.model import Policy
from policy.words import Text

CATALOGUE_TROUBLE = Text(
    "Дополнения к каталогу в политике с ошибкой, действует обычный каталог. Посмотрите: gnomon policy lint",
    "The policy's additions to the catalogue have a mistake, the shipped one is used. See: gnomon policy lint",
)
SILENCE = timedelta(days=30)
"""How long "do not show this again" holds; it can be undone."""


class Watch:
    """Takes sightings in, gives records and notices out."""

    def __init__(
        self, *, host: Host, policy: Callable[[], Policy | None], log: AuditLog, notebook: Notebook, hub: Hub
    ) -> None:
        self._host = host
        self._policy = policy
        self._log = log
        self._notebook = notebook
        self._hub = hub
        self._sensors: tuple[SensorCard, ...] = ()
        self._partial = True
        self._scanned: str | None = None
        self._notices: dict[str, Notice] = {}
        self._scanning = asyncio.Lock()
        self._watcher: Watcher | None = None
        self._known: tuple[Policy | None, Catalogue] | None = None

    async def run(self) -> None:
        """Watch for ever; a changed policy starts the watcher anew with what it allows."""
        while True:
            policy = self._policy()
            self._watcher = Watcher(self._host, self.catalogue(), scan_config(policy))
            async for sighting in self._watcher.sightings():
                await self.take(sighting, datetime.now(UTC))
                self._read_reports(self._watcher.state())
                if self._policy() is not policy:
                    break

    def saw_connection(self, host: str, program: str) -> list[Sighting]:
        """Sightings of a host that went through our proxy just now. ``program``: path of the caller, "" unknown."""
        return self._watcher.saw_connection(host, program, datetime.now(UTC)) if self._watcher else []

    def catalogue(self) -> Catalogue:
        """The catalogue with what the policy in force changes in it; the same object while the policy is the same."""
        policy = self._policy()
        if self._known is None or self._known[0] is not policy:
            try:
                self._known = (policy, catalogue_for(policy))
            except CatalogueError:
                self._hub.warn("catalogue", CATALOGUE_TROUBLE)
                self._known = (policy, catalogue_for(None))
        return self._known[1]

    def found(self) -> Found:
        """What was found so far."""
        return Found(
            sightings=self._notebook.sightings(),
            sensors=self._sensors,
            partial=self._partial,
            scanned=self._scanned,
        )

    async def scan_now(self) -> Found:
        """One pass of all sensors, in a thread; recorded, without notices for what was there before."""
        async with self._scanning:
            policy, now = self._policy(), datetime.now(UTC)
            seen = await asyncio.to_thread(self._look, policy, now)
            await self._keep_report(seen, now)
            for sighting in seen.sightings:
                await self.take(sighting, now)
            return found_of(seen, policy, now)

    def _look(self, policy: Policy | None, now: datetime) -> Scan:
        return scan(self._host, self.catalogue(), scan_config(policy), now.astimezone())

    def _read_reports(self, seen: Scan) -> None:
        self._sensors = sensor_cards(seen.sensors)
        self._partial = seen.partial
        self._scanned = seen.at.isoformat()

    async def _keep_report(self, seen: Scan, now: datetime) -> None:
        self._read_reports(seen)
        await self._log.append_async(record.sensors_looked(now, seen.sensors))

    async def take(self, sighting: Sighting, now: datetime) -> None:
        """Decide on a sighting, record it once for a tool, surface and day, and coach at most once a tool and day.

        A hint stays on this machine: it is neither recorded nor shown.
        """
        if sighting.confidence is Confidence.HINT:
            return
        policy = self._policy()
        decision = decide_sighting(policy, sighting, now)
        card = card_of(sighting, decision)
        if policy is None or decision is None:
            self._notebook.keep_sighting(card)
            return
        if self._notebook.new_sighting(card):
            await self._log.append_async(record.tool_seen(now, sighting, decision))
            self._hub.count(found=1)
        self._notebook.keep_sighting(card)
        self._hub.found(card)
        if not deserves_notice(card, decision) or self._hub.paused(now) or sighting.last_day != now.astimezone().date():
            return
        if self._notebook.silenced(card.tool, now) or not self._notebook.notice_once(card.tool, now.date()):
            return
        rule = next((one for one in policy.rules if one.id == decision.rule), None)
        notice = compose_notice(card, decision, rule.message if rule else None, now)
        await self._log.append_async(
            record.notice_raised(now, tool=card.tool, surface=card.surface, rule=decision.rule)
        )
        self._notices[notice.id] = notice
        self._hub.notice(notice)

    async def answer_notice(self, answer: NoticeAnswer, now: datetime) -> None:
        """What a person did with a notice; an unknown id is an old notice and is let pass.

        Raises:
            OSError: the silence could not be kept.
        """
        notice = self._notices.get(answer.notice)
        if notice is None:
            return
        if answer.choice in (NoticeChoice.SILENCED, NoticeChoice.WRONG):
            self._notebook.silence(notice.tool, now + SILENCE)
        await self._log.append_async(
            record.notice_answered(now, tool=notice.tool, surface=notice.surface, choice=str(answer.choice))
        )

    async def pause(self, now: datetime, length: timedelta) -> None:
        """No notices for a while; zero ends a pause."""
        self._hub.paused_until = now + length if length else None
        await self._log.append_async(record.paused(now, minutes=int(length.total_seconds() // 60)))
        self._hub.changed()

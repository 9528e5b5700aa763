"""The journey of a sighting: seen, decided, recorded, told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from agent import record
from agent.coach import compose_notice, deserves_notice
from agent.day import day_of, now_here
from agent.errand import Errand, NoAnswer
from agent.errands import Look, look
from agent.hub import Hub
from agent.look import card_of, catalogue_for, decide_sighting, found_of, scan_config, sensor_cards
from agent.messages import Found, Notice, NoticeAnswer, NoticeChoice, SensorCard
from agent.notebook import Notebook
from audit.log import AuditError, AuditLog
from detector.catalogue.tools import Catalogue
from detector.evidence import Confidence, Sighting
from detector.facts import Surface
from detector.match import Matcher, matcher_of
from detector.platforms.host import Host
from detector.scan import Scan
from detector.watch import Watcher
from policy.complaint import PolicyError
from policy.model import Policy
from policy.words import Text

CATALOGUE_TROUBLE = Text(
    "Дополнения к каталогу в политике с ошибкой, действует обычный каталог. Посмотрите: gnomon policy lint",
    "The policy's additions to the catalogue have a mistake, the shipped one is used. See: gnomon policy lint",
)
NOT_RECORDED = Text(
    "Найденное не записывается. Проверьте место на диске; будет записано, когда оно появится.",
    "What is found cannot be recorded. Check the disk space; it is recorded when there is some.",
)
LOOKING_SECONDS = 120.0
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
        self._renewed = asyncio.Event()
        self._taking = asyncio.Lock()
        self._recorded: dict[tuple[str, Surface], str | None] = {}
        self._owed: dict[tuple[str, Surface], Sighting] = {}

    async def run(self) -> None:
        """Look once, then watch for ever; a changed policy starts the watcher anew with what it allows."""
        watcher = self._renew()  # before the scan: what goes through the proxy meanwhile is seen, too
        await self.scan_now()
        while True:
            await self._follow(watcher)
            watcher = self._renew()

    def _renew(self) -> Watcher:
        self._renewed.clear()
        self._watcher = Watcher(self._host, self.catalogue(), scan_config(self._policy()), now=now_here)
        return self._watcher

    def policy_changed(self) -> None:
        """Another policy is in force: watch by what it allows."""
        self._renewed.set()

    async def _follow(self, watcher: Watcher) -> None:
        """Take sightings until the policy changes."""
        stream = aiter(watcher.sightings())
        renewed = asyncio.create_task(self._renewed.wait())
        try:
            while not renewed.done():
                coming = asyncio.ensure_future(anext(stream))
                try:
                    await asyncio.wait((coming, renewed), return_when=asyncio.FIRST_COMPLETED)
                finally:
                    if not coming.done():
                        coming.cancel()
                        await asyncio.gather(coming, return_exceptions=True)
                if not coming.cancelled():
                    await self.take_or_keep(coming.result(), datetime.now(UTC))
                    self._read_reports(watcher.state())
        finally:
            renewed.cancel()

    async def take_or_keep(self, sighting: Sighting, now: datetime) -> None:
        """Take a sighting; one that cannot be recorded now is warned of, and taken with the next one."""
        async with self._taking:
            self._owed[sighting.tool, sighting.surface] = sighting
            try:
                for key, owed in tuple(self._owed.items()):
                    await self.take(owed, now)
                    del self._owed[key]
            except (AuditError, OSError):
                self._hub.warn("sightings", NOT_RECORDED)
            else:
                self._hub.warn("sightings", None)

    def saw_connection(self, host: str, program: str) -> list[Sighting]:
        """Sightings of a host that went through our proxy just now. ``program``: path of the caller, "" unknown."""
        return self._watcher.saw_connection(host, program, datetime.now(UTC)) if self._watcher else []

    def catalogue(self) -> Catalogue:
        """The catalogue with what the policy in force changes in it; the same object while the policy is the same."""
        policy = self._policy()
        if self._known is None or self._known[0] is not policy:
            try:
                self._known = (policy, catalogue_for(policy))
            except PolicyError:
                self._hub.warn("catalogue", CATALOGUE_TROUBLE)
                self._known = (policy, catalogue_for(None))
        return self._known[1]

    def matcher(self) -> Matcher:
        """The index over the catalogue, the watcher's own."""
        return matcher_of(self.catalogue(), self._host.home)

    def found(self) -> Found:
        """What was found so far."""
        return Found(
            sightings=self._notebook.sightings(),
            sensors=self._sensors,
            partial=self._partial,
            scanned=self._scanned,
        )

    async def scan_now(self) -> Found:
        """One pass of all sensors, in a process of its own; recorded, without notices for what was there before."""
        async with self._scanning:
            policy, now = self._policy(), datetime.now(UTC)
            seen = await asyncio.to_thread(self._look, policy, now)
            await self._keep_report(seen, now)
            for sighting in seen.sightings:
                await self.take_or_keep(sighting, now)
            return found_of(seen, policy, now)

    def _look(self, policy: Policy | None, now: datetime) -> Scan:
        message = Look(self._host.home, policy, now.astimezone())
        try:
            return Errand(message).answer(Scan, seconds=LOOKING_SECONDS)
        except NoAnswer:
            return look(message)

    def _read_reports(self, seen: Scan) -> None:
        self._sensors = sensor_cards(seen.sensors)
        self._partial = seen.partial
        self._scanned = seen.at.isoformat()

    async def _keep_report(self, seen: Scan, now: datetime) -> None:
        self._read_reports(seen)
        try:
            await self._log.append_async(record.sensors_looked(now, seen.sensors))
        except AuditError:
            self._hub.warn("sightings", NOT_RECORDED)

    async def take(self, sighting: Sighting, now: datetime) -> None:
        """Decide on a sighting, record it once for a tool, surface and day, and coach at most once a tool and day.

        A hint stays on this machine: it is neither recorded nor shown.
        """
        if sighting.confidence is Confidence.HINT:
            return
        policy = self._policy()
        key, decision = (sighting.tool, sighting.surface), decide_sighting(policy, sighting, now)
        card = self._notebook.since_first_seen(card_of(sighting, decision))
        if policy is None or decision is None:
            self._notebook.keep_sighting(card)
            return
        if self._recorded.get(key) != card.last_day and self._notebook.new_sighting(card):
            await self._log.append_async(record.tool_seen(now, sighting, decision))
            self._hub.count(found=1)
        self._recorded[key] = card.last_day
        self._notebook.keep_sighting(card)
        self._hub.found(card)
        if not deserves_notice(card, decision) or self._hub.paused(now) or sighting.last_day != day_of(now):
            return
        if self._notebook.silenced(card.tool, now) or not self._notebook.notice_once(card.tool, day_of(now)):
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

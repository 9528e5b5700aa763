"""Watching a machine at a price nobody notices.

Each second the list of process ids is compared with the last one and only new programs are looked at; each half minute
all of them. Files are looked at again when a place that a sensor had asked for has changed, histories at most once a
minute each, and only when their file has changed. On battery everything is rarer.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from detector.catalogue.tools import Catalogue
from detector.evidence import Sighting
from detector.facts import Connection, Process, Visit
from detector.hostname import plain_host
from detector.ledger import Ledger
from detector.match import EXACT, matcher_of
from detector.platforms.host import Host, Program
from detector.platforms.tracking import TrackingHost
from detector.report import SensorReport, Tally, off_report
from detector.scan import SENSORS, Scan, is_off, run_sensor, sensors_for
from detector.sensors import history, processes, servers
from detector.sensors.history import Histories, HistoryFile
from detector.sensors.snapshot import remove_stale_copies
from detector.view import HistorySource, ScanConfig, View

CONNECTIONS = "connect"
_POLLED = (processes.NAME, servers.NAME, history.NAME)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two looks of each kind."""

    pids: float = 1.0
    programs: float = 30.0
    files: float = 15.0
    histories: float = 60.0


ON_MAINS = Pace()
ON_BATTERY = Pace(pids=3.0, programs=120.0, files=60.0, histories=300.0)
_POWER_SECONDS = 60.0


class Watcher:
    """Watches one machine. `tick` does what is due; `sightings` ticks for ever; connections come from the proxy."""

    def __init__(
        self,
        host: Host,
        catalogue: Catalogue,
        config: ScanConfig,
        *,
        told: Iterable[Sighting] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`told`: today's sightings from before a restart, not to be told again. `now`: the time, in the days' zone."""
        self._host = host
        self._config = config
        self._now = now
        self._matcher = matcher_of(catalogue, host.home)
        self._ledger = Ledger(catalogue, now().date())
        for sighting in told:
            if sighting.last_day == self._ledger.day:
                self._ledger.mark(sighting)
        self._lock = threading.Lock()
        self._connections = Tally()
        self._reports: dict[str, SensorReport] = {}
        self._trackers = {name: TrackingHost(host) for name in sensors_for(config) if name not in _POLLED}
        self._histories: Histories | None = None
        self._read: dict[str, tuple[object, list[Visit]]] = {}
        self._pids: frozenset[int] = frozenset()
        self._fresh: frozenset[int] = frozenset()
        self._running: dict[int, str] = {}
        self._looked: dict[int, Program] = {}
        self._due: dict[str, float] = {}
        self._day = self._ledger.day
        self._pace = ON_MAINS
        remove_stale_copies()

    def saw_connection(self, host: str, program: str, at: datetime) -> list[Sighting]:
        """A connection through our proxy: the sightings that are new or say more by it, at once.

        `program` is the path of the program that called, "" when unknown; it is matched and not kept.
        """
        plain = plain_host(host)
        if is_off(CONNECTIONS, self._config) or plain in self._config.approved_hosts:
            return []
        self._connections.looked_at += 1
        match = self._matcher.match_host(plain, strength=EXACT) or self._matcher.match_unlisted(plain)
        if match is None:
            return []
        caller = self._matcher.match_process("", program, self._host.system) if program else None
        with self._lock:
            self._turn_day(at.astimezone(self._now().tzinfo))
            day = self._ledger.day
            news = self._ledger.add(CONNECTIONS, Connection(match, day))
            if caller is not None and caller.strength > 1:
                news += self._ledger.add(CONNECTIONS, Connection(caller, day))
            return news

    def state(self) -> Scan:
        """All that is known of today, with how far each sensor could look."""
        now = self._now()
        is_open = not is_off(CONNECTIONS, self._config)
        connect = self._connections.report(CONNECTIONS, now) if is_open else off_report(CONNECTIONS, now)
        with self._lock:
            reports = (*self._reports.values(), connect)
            return Scan(self._ledger.sightings(), reports, now, self._matcher.catalogue.version)

    def claim_notice(self, sighting: Sighting) -> bool:
        """Whether a person may be told of a sighting: at most once a tool and day, never for a hint."""
        with self._lock:
            return self._ledger.claim_notice(sighting)

    async def sightings(self) -> AsyncIterator[Sighting]:
        """Sightings as they come, for ever. The looking itself happens beside the event loop."""
        while True:
            began = monotonic()
            for sighting in await asyncio.to_thread(self.tick, began):
                yield sighting
            await asyncio.sleep(max(0.05, self._pace.pids - (monotonic() - began)))

    def tick(self, clock: float) -> list[Sighting]:
        """Do what is due at a monotonic moment in s; returns the sightings that are new or say more."""
        now = self._now()
        if now.date() != self._day:
            self._begin_day(now)
        if self._is_due("power", clock, _POWER_SECONDS):
            self._pace = ON_BATTERY if self._host.on_battery() else ON_MAINS
        news = self._look_at_programs(now, clock)
        if self._is_due("files", clock, self._pace.files):
            news += self._look_at_files(now)
        if self._is_due("histories", clock, self._pace.histories):
            news += self._look_at_histories(now)
        return news

    def _is_due(self, what: str, clock: float, seconds: float) -> bool:
        if clock < self._due.get(what, clock):
            return False
        self._due[what] = clock + seconds
        return True

    def _turn_day(self, now: datetime) -> None:
        """Begin a new book with a new day. Under the lock: connections come from another thread than ticks."""
        if now.date() > self._ledger.day:
            self._ledger = Ledger(self._matcher.catalogue, now.date())

    def _begin_day(self, now: datetime) -> None:
        """Look at everything anew, so that what goes on is told once for the new day too."""
        with self._lock:
            self._turn_day(now)
        self._day = now.date()
        self._due.clear()
        self._running.clear()
        self._looked.clear()
        self._read.clear()
        self._pids = frozenset()
        for tracker in self._trackers.values():
            tracker.forget()

    def _view(self, host: Host, now: datetime) -> View:
        return View(host, self._matcher, self._config, now)

    def _look_at_programs(self, now: datetime, clock: float) -> list[Sighting]:
        is_whole_walk = self._is_due("programs", clock, self._pace.programs)
        news = self._run(servers.NAME, self._host, now) if is_whole_walk else []
        if is_off(processes.NAME, self._config):
            self._reports[processes.NAME] = off_report(processes.NAME, now)
            return news
        view = self._view(self._host, now)
        if is_whole_walk:
            found = {program.pid: program for program in self._programs(view)}
            self._pids = frozenset(found)
            news += self._started(view, found.values())
            self._reports[processes.NAME] = view.tally.report(processes.NAME, now)
        else:
            news += self._started(view, self._new_programs(view))
        return news

    def _programs(self, view: View) -> list[Program]:
        with view.tally.attempt():
            found = list(view.host.programs())
            view.tally.looked_at += len(found)
            return found
        return []

    def _new_programs(self, view: View) -> list[Program]:
        """Programs new since the last look, and those of the look before once more: a shell becomes what it starts."""
        with view.tally.attempt():
            pids = frozenset(view.host.pids())
            look_at = (pids - self._pids) | (self._fresh & pids)
            self._fresh, self._pids = pids - self._pids, pids
            return [program for pid in look_at if (program := view.host.program(pid)) is not None]
        return []

    def _started(self, view: View, programs: Iterable[Program]) -> list[Sighting]:
        """Sightings of programs that are another than at the last look, or may run another script than then."""
        news: list[Sighting] = []
        for program in programs:
            if self._looked.get(program.pid) == program and not processes.is_interpreter(program):
                continue
            self._looked[program.pid] = program
            with view.tally.attempt():
                fact = processes.process_fact(view, program)
                if fact is not None and self._running.get(program.pid) != fact.match.rule_id:
                    self._running[program.pid] = fact.match.rule_id
                    news += self._added(fact)
        for gone in self._looked.keys() - self._pids:
            del self._looked[gone]
            self._running.pop(gone, None)
        return news

    def _added(self, fact: Process) -> list[Sighting]:
        with self._lock:
            return self._ledger.add(processes.NAME, replace(fact, day=self._ledger.day))

    def _look_at_files(self, now: datetime) -> list[Sighting]:
        """Let each file sensor look whose places have changed since its last look."""
        news: list[Sighting] = []
        for name, tracker in self._trackers.items():
            if name not in self._reports or self._reports[name].at.date() != now.date() or tracker.changed():
                tracker.forget()
                news += self._run(name, tracker, now)
        return news

    def _run(self, name: str, host: Host, now: datetime) -> list[Sighting]:
        facts, report = run_sensor(name, SENSORS[name], self._view(host, now))
        with self._lock:
            self._reports[name] = report
            return self._ledger.put(name, facts)

    def _look_at_histories(self, now: datetime) -> list[Sighting]:
        """Read the histories whose files changed. Only today's visits count here; a scan looks further back."""
        if is_off(history.NAME, self._config):
            if self._config.history_source is not HistorySource.ENGAGEMENT:
                self._reports[history.NAME] = off_report(history.NAME, now)
            return []
        view = self._view(self._host, now)
        view = replace(view, config=replace(self._config, history_days=0))
        if self._histories is None:
            self._histories = Histories(self._matcher)
        visits: list[Visit] = []
        for file in history.history_files(view):
            visits += self._visits(view, file)
        with self._lock:
            self._reports[history.NAME] = view.tally.report(history.NAME, now)
            return self._ledger.put(history.NAME, visits)

    def _visits(self, view: View, file: HistoryFile) -> list[Visit]:
        state = _file_state(view, file.path)
        old = self._read.get(file.path)
        if old is not None and old[0] == state:
            view.tally.looked_at += 1
            return old[1]
        visits: list[Visit] = old[1] if old is not None else []
        with view.tally.attempt():
            if self._histories is not None:
                visits = self._histories.visits(view, file)
            view.tally.looked_at += 1
            self._read[file.path] = (state, visits)
        return visits


def _file_state(view: View, path: str) -> tuple[object, ...]:
    """What changes when a database is written to."""
    states: list[object] = []
    for side in ("", "-wal", "-journal"):
        try:
            states.append(view.host.stamp(path + side))
        except OSError:
            states.append(None)
    return tuple(states)

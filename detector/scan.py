"""One look of all sensors at a machine."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from detector.catalogue.tools import Catalogue
from detector.evidence import Sighting, weigh
from detector.facts import Fact
from detector.match import matcher_of
from detector.platforms.host import Host
from detector.report import SensorReport, Status, off_report
from detector.sensors import agents, apps, editors, engagement, extensions, history, mcp, packages, processes, servers
from detector.view import HistorySource, ScanConfig, View

Look = Callable[[View], Iterable[Fact]]

SENSORS: dict[str, Look] = {
    processes.NAME: processes.look,
    servers.NAME: servers.look,
    history.NAME: history.look,
    engagement.NAME: engagement.look,
    extensions.NAME: extensions.look,
    editors.NAME: editors.look,
    apps.NAME: apps.look,
    agents.NAME: agents.look,
    packages.NAME: packages.look,
    mcp.NAME: mcp.look,
}


@dataclass(frozen=True, slots=True)
class Scan:
    """What was seen, and how far each sensor could look. Nothing seen is only good news where `partial` is false."""

    sightings: tuple[Sighting, ...]
    sensors: tuple[SensorReport, ...]
    at: datetime
    catalogue_version: str

    @property
    def partial(self) -> bool:
        """Whether a sensor was refused or failed somewhere, so that something may have been missed."""
        return any(report.status in (Status.DENIED, Status.FAILED, Status.PARTIAL) for report in self.sensors)


def scan(host: Host, catalogue: Catalogue, config: ScanConfig, now: datetime) -> Scan:
    """Look once with every sensor. Days in the result are days of `now`'s time zone.

    A sensor that fails says so in its report; the others go on.
    """
    matcher = matcher_of(catalogue, host.home)
    facts: list[Fact] = []
    reports: list[SensorReport] = []
    for name, look in sensors_for(config).items():
        seen, report = run_sensor(name, look, View(host, matcher, config, now))
        facts += seen
        reports.append(report)
    return Scan(weigh(facts, catalogue), tuple(reports), now, catalogue.version)


def sensors_for(config: ScanConfig) -> dict[str, Look]:
    """The sensors of a configuration: of the two sources of visits, only the one that the company chose."""
    idle = history.NAME if config.history_source is HistorySource.ENGAGEMENT else engagement.NAME
    return {name: look for name, look in SENSORS.items() if name != idle}


def run_sensor(name: str, look: Look, view: View) -> tuple[list[Fact], SensorReport]:
    """Let one sensor look: its facts and its report."""
    if is_off(name, view.config):
        return [], off_report(name, view.now)
    facts: list[Fact] = []
    with view.tally.attempt():
        facts.extend(look(view))
    return facts, view.tally.report(name, view.now)


def is_off(name: str, config: ScanConfig) -> bool:
    """Whether the company has switched a sensor off."""
    source = {history.NAME: HistorySource.HISTORY, engagement.NAME: HistorySource.ENGAGEMENT}.get(name)
    return name in config.off or (source is not None and source is not config.history_source)

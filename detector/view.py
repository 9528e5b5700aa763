"""What every sensor is given: the machine, the index, the company's choices and the moment."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from detector.match import Matcher
from detector.platforms.host import Host
from detector.report import Tally


class HistorySource(StrEnum):
    """What web visits are read from."""

    HISTORY = "history"
    ENGAGEMENT = "engagement"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ScanConfig:
    """What the company allows sensors to do. The defaults are the least invasive choice that still finds tools.

    `off`: names of sensors that stay off. `history_days`: how many days back visits count. `since`: no visit before
    this day counts (the day the policy began). `probe`: ask local model servers who they are. `accounts`: read the
    account class from a tool's own file; `corporate_domains`: globs on the company's mail domains.
    `approved_hosts`: the approved gateways, never a finding.
    """

    off: frozenset[str] = frozenset()
    history_source: HistorySource = HistorySource.HISTORY
    history_days: int = 30
    since: date | None = None
    probe: bool = False
    accounts: bool = False
    corporate_domains: frozenset[str] = frozenset()
    approved_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """One look of one sensor. Days are those of `now`'s own time zone."""

    host: Host
    matcher: Matcher
    config: ScanConfig
    now: datetime
    tally: Tally = field(default_factory=Tally)

    @property
    def today(self) -> date:
        return self.now.date()

    def at_home(self, path: str) -> str:
        """A path with `~` made the home of the user who is looked at."""
        return self.host.home + path[1:] if path.startswith("~") else path

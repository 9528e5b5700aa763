"""Looking at this machine once, with the policy's verdict on each tool."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from agent.messages import Found, SensorCard, SightingCard
from detector import view
from detector.catalogue.compile import CatalogueError
from detector.catalogue.load import load_catalogue
from detector.catalogue.tools import Catalogue
from detector.evidence import Evidence, Sighting
from detector.platforms.this_host import this_host
from detector.report import SensorReport
from detector.scan import Scan, scan
from policy.complaint import Complaint, PolicyError
from policy.decide import decide_tool
from policy.model import Decision, Policy
from policy.words import Text

SENSOR_SWITCHES = ("processes", "history", "extensions", "editors", "apps", "servers", "mcp", "agents", "packages")


def look_once(home: Path | None, policy: Policy | None, now: datetime) -> Found:
    """One pass of all sensors, as a message. Without a policy every verdict is "monitor"."""
    seen = scan(this_host(str(home) if home else ""), catalogue_for(policy), scan_config(policy), now)
    return found_of(seen, policy, now)


def look_with(home: str, policy: Policy | None, now: datetime) -> Scan:
    """One pass of all sensors over a home folder."""
    return scan(this_host(home), catalogue_in_force(policy), scan_config(policy), now)


def catalogue_for(policy: Policy | None) -> Catalogue:
    """The catalogue with what the company adds, corrects and silences.

    Raises:
        PolicyError: an addition or a correction has the wrong form.
    """
    shipped = load_catalogue()
    if policy is None:
        return shipped
    changes = policy.catalogue
    try:
        return load_catalogue([one.value() for one in (*changes.add, *changes.correct)], silenced=changes.silence)
    except CatalogueError as error:
        line = dict(policy.lines).get("catalogue", 1)
        text = Text(f"Запись в catalogue не подходит: {error}.", f"An entry of catalogue does not fit: {error}.")
        fix = Text("Пример записи: docs/policy.md, catalogue.", "An example stands in docs/policy.md, catalogue.")
        raise PolicyError((Complaint(policy.file, line, 1, text, fix),)) from error


def catalogue_in_force(policy: Policy | None) -> Catalogue:
    """The same where nobody can mend the policy: its mistaken additions are left out."""
    try:
        return catalogue_for(policy)
    except PolicyError:
        return load_catalogue()


def scan_config(policy: Policy | None) -> view.ScanConfig:
    """What the policy lets sensors do; without one the least invasive choice that still finds tools."""
    if policy is None:
        return view.ScanConfig()
    sensors = policy.sensors
    return view.ScanConfig(
        off=frozenset(name for name in SENSOR_SWITCHES if not getattr(sensors, name)),
        history_source=view.HistorySource(sensors.history_source if sensors.history else "off"),
        probe=sensors.local_probe,
        accounts=bool(sensors.account_domains),
        corporate_domains=frozenset(sensors.account_domains),
        approved_hosts=frozenset(urlsplit(one.base_url).hostname or "" for one in policy.gateways) - {""},
    )


def found_of(seen: Scan, policy: Policy | None, now: datetime) -> Found:
    """A scan as a message."""
    return Found(
        sightings=tuple(card_of(one, decide_sighting(policy, one, now)) for one in seen.sightings),
        sensors=sensor_cards(seen.sensors),
        partial=seen.partial,
        scanned=seen.at.isoformat(),
    )


def decide_sighting(policy: Policy | None, sighting: Sighting, now: datetime) -> Decision | None:
    """The policy's decision on a tool, or None when no policy is known."""
    if policy is None:
        return None
    return decide_tool(
        policy, tool=sighting.tool, tags=frozenset(sighting.tags), surface=str(sighting.surface), now=now
    )


def card_of(sighting: Sighting, decision: Decision | None) -> SightingCard:
    """A sighting as a message."""
    return SightingCard(
        tool=sighting.tool,
        name=sighting.name,
        vendor=sighting.vendor,
        surface=str(sighting.surface),
        confidence=str(sighting.confidence),
        state=str(sighting.state),
        evidence=tuple(_in_words(one) for one in sighting.evidence),
        verdict=str(decision.verdict) if decision else "monitor",
        rule=decision.rule if decision else "no-policy",
        first_day=sighting.first_day.isoformat(),
        last_day=sighting.last_day.isoformat(),
        count=sighting.count,
    )


def sensor_cards(reports: Iterable[SensorReport]) -> tuple[SensorCard, ...]:
    """Sensors' reports as messages."""
    return tuple(
        SensorCard(name=one.name, status=str(one.status), looked_at=one.looked_at, sentence=one.detail)
        for one in reports
    )


def _in_words(evidence: Evidence) -> Text:
    times = f" ×{evidence.count}" if evidence.count > 1 else ""
    return Text(f"{evidence.rule_id}{times}", f"{evidence.rule_id}{times}")

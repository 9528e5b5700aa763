"""Facts → sightings with an honest confidence. Pure.

Confirmed: one exact identity (strength 3), or two independent sensors whose best strengths sum to 4 or more.
Likely: one strength 2. Hint: only strength 1; a hint stays on the machine and is never shown as a finding.
Two rules of one sensor are not independent (design note, section 3).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from detector.catalogue.tools import Catalogue
from detector.facts import (
    Account,
    App,
    CliAgent,
    Connection,
    Extension,
    Fact,
    Match,
    McpEntry,
    Package,
    Plugin,
    Process,
    Server,
    Surface,
    Visit,
)


class Confidence(StrEnum):
    """How sure a sighting is."""

    HINT = "hint"
    LIKELY = "likely"
    CONFIRMED = "confirmed"


class State(StrEnum):
    """What was seen of the tool: it is there, it runs now, it was used on a known day."""

    INSTALLED = "installed"
    RUNNING = "running"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one rule met: in which sensor, how strong, between which days, how often."""

    sensor: str
    rule_id: str
    strength: int
    first_day: date
    last_day: date
    count: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """One tool on one surface."""

    tool: str
    name: str
    vendor: str
    category: str
    tags: tuple[str, ...]
    surface: Surface
    confidence: Confidence
    state: State
    evidence: tuple[Evidence, ...]
    first_day: date
    last_day: date
    count: int
    account: Account = Account.UNKNOWN
    flags: tuple[str, ...] = ()


_SURFACES: dict[type[Fact], Surface] = {
    Visit: Surface.WEB,
    Connection: Surface.CONNECTION,
    Process: Surface.PROCESS,
    App: Surface.APP,
    CliAgent: Surface.AGENT,
    Plugin: Surface.PLUGIN,
    Extension: Surface.EXTENSION,
    Server: Surface.SERVER,
    McpEntry: Surface.MCP,
    Package: Surface.PACKAGE,
}

_STATES = {
    Surface.WEB: State.USED,
    Surface.CONNECTION: State.USED,
    Surface.PROCESS: State.RUNNING,
    Surface.SERVER: State.RUNNING,
}


def surface_of(fact: Fact) -> Surface:
    """The surface a fact belongs to; each surface is looked at by one independent sensor."""
    return _SURFACES[type(fact)]


def confidence_of(strengths: Iterable[int]) -> Confidence | None:
    """The confidence of the best strengths of independent sensors, one value for each sensor; None without any."""
    best = sorted(strengths, reverse=True)
    if not best:
        return None
    if best[0] >= 3 or (len(best) > 1 and best[0] + best[1] >= 4):
        return Confidence.CONFIRMED
    return Confidence.LIKELY if best[0] == 2 else Confidence.HINT


def weigh(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[Sighting, ...]:
    """One sighting for each tool and surface, the surest first.

    A surface with evidence of strength 2 shares the confidence of all that is known of the tool; a surface that has
    only hints stays a hint, however sure the tool is elsewhere.
    """
    by_tool: dict[str, dict[Surface, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        by_tool[fact.match.tool_id][surface_of(fact)].append(fact)
    sightings = [
        _sighting(tool_id, surface, found, _confidence_on(surface, surfaces), catalogue)
        for tool_id, surfaces in by_tool.items()
        for surface, found in surfaces.items()
    ]
    return in_order(sightings)


def in_order(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The surest first, then by name."""
    order = {Confidence.CONFIRMED: 0, Confidence.LIKELY: 1, Confidence.HINT: 2}
    return tuple(sorted(sightings, key=lambda s: (order[s.confidence], s.name.lower(), s.surface)))


def _confidence_on(surface: Surface, surfaces: dict[Surface, list[Fact]]) -> Confidence:
    best = {each: max(fact.match.strength for fact in facts) for each, facts in surfaces.items()}
    if best[surface] < 2:
        return Confidence.HINT
    return confidence_of(best.values()) or Confidence.HINT


def _sighting(
    tool_id: str, surface: Surface, facts: Sequence[Fact], confidence: Confidence, catalogue: Catalogue
) -> Sighting:
    tool = catalogue.tools.get(tool_id)
    evidence = _evidence(surface, facts)
    return Sighting(
        tool=tool_id,
        name=tool.name if tool else tool_id,
        vendor=tool.vendor if tool else "",
        category=tool.category if tool else "",
        tags=tool.tags if tool else (),
        surface=surface,
        confidence=confidence,
        state=_STATES.get(surface, State.INSTALLED),
        evidence=evidence,
        first_day=min(item.first_day for item in evidence),
        last_day=max(item.last_day for item in evidence),
        count=sum(item.count for item in evidence),
        account=_account(facts),
        flags=tuple(sorted({flag for fact in facts if isinstance(fact, Process | CliAgent) for flag in fact.flags})),
    )


def _evidence(surface: Surface, facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    by_rule: dict[str, Evidence] = {}
    for fact in facts:
        new = _piece(surface, fact)
        old = by_rule.get(new.rule_id)
        by_rule[new.rule_id] = new if old is None else _joined(old, new)
    return tuple(sorted(by_rule.values(), key=lambda item: (-item.strength, item.rule_id)))


def _piece(surface: Surface, fact: Fact) -> Evidence:
    match: Match = fact.match
    if isinstance(fact, Visit):
        return Evidence(surface, match.rule_id, match.strength, fact.first_day, fact.last_day, fact.count)
    count = fact.count if isinstance(fact, Process | Connection) else 1
    return Evidence(surface, match.rule_id, match.strength, fact.day, fact.day, count)


def _joined(one: Evidence, other: Evidence) -> Evidence:
    return replace(
        one,
        strength=max(one.strength, other.strength),
        first_day=min(one.first_day, other.first_day),
        last_day=max(one.last_day, other.last_day),
        count=one.count + other.count,
    )


def _account(facts: Iterable[Fact]) -> Account:
    known = {fact.account for fact in facts if isinstance(fact, CliAgent)} - {Account.UNKNOWN}
    return known.pop() if len(known) == 1 else Account.UNKNOWN

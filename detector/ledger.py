"""One sighting for each tool, surface and day; repeated use is counted, not told again. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from detector.catalogue.tools import Catalogue
from detector.evidence import Confidence, Sighting, State, in_order, weigh
from detector.facts import Connection, Fact, Process, Surface

_SURE = (Confidence.HINT, Confidence.LIKELY, Confidence.CONFIRMED)
_BUSY = (State.INSTALLED, State.RUNNING, State.USED)


class Ledger:
    """What is known of one day."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self.day = day
        self._catalogue = catalogue
        self._facts: dict[str, list[Fact]] = {}
        self._told: dict[tuple[str, Surface], Sighting] = {}
        self._noticed: set[str] = set()
        self._now: dict[tuple[str, Surface], Sighting] = {}

    def put(self, sensor: str, facts: Iterable[Fact]) -> list[Sighting]:
        """What a sensor sees now, in place of what it saw before. Returns the sightings that are new or say more."""
        found = list(facts)
        if found == self._facts.get(sensor, []):
            return []
        touched = {fact.match.tool_id for fact in (*found, *self._facts.get(sensor, ()))}
        self._facts[sensor] = found
        return self._news(touched)

    def add(self, sensor: str, fact: Process | Connection) -> list[Sighting]:
        """One more start or connection. Returns the sightings that are new or say more."""
        kept = self._facts.setdefault(sensor, [])
        for number, old in enumerate(kept):
            if isinstance(old, Process | Connection) and replace(old, count=fact.count) == fact:
                kept[number] = replace(old, count=old.count + fact.count)
                break
        else:
            kept.append(fact)
        return self._news({fact.match.tool_id})

    def sightings(self) -> tuple[Sighting, ...]:
        """All sightings of the day, with their counts so far."""
        return in_order(self._now.values())

    def mark(self, sighting: Sighting) -> None:
        """Take a sighting as told already, as after a restart."""
        self._told[sighting.tool, sighting.surface] = sighting
        self._noticed.add(sighting.tool)

    def claim_notice(self, sighting: Sighting) -> bool:
        """Whether a person may be told of this sighting now: at most once a tool and day, never for a hint."""
        if sighting.confidence is Confidence.HINT or sighting.tool in self._noticed:
            return False
        self._noticed.add(sighting.tool)
        return True

    def _news(self, touched: Collection[str]) -> list[Sighting]:
        """Weigh what is known of some tools anew."""
        facts = [fact for kept in self._facts.values() for fact in kept if fact.match.tool_id in touched]
        weighed = weigh(facts, self._catalogue)
        self._now = {key: sighting for key, sighting in self._now.items() if key[0] not in touched}
        self._now.update(((sighting.tool, sighting.surface), sighting) for sighting in weighed)
        news = [sighting for sighting in weighed if self._says_more(sighting)]
        for sighting in news:
            self._told[sighting.tool, sighting.surface] = sighting
        return news

    def _says_more(self, sighting: Sighting) -> bool:
        old = self._told.get((sighting.tool, sighting.surface))
        if old is None:
            return True
        surer = _SURE.index(sighting.confidence) > _SURE.index(old.confidence)
        busier = _BUSY.index(sighting.state) > _BUSY.index(old.state)
        return surer or busier or not set(sighting.flags) <= set(old.flags)

"""Visits of catalogue hosts, from the histories of Chromium, Firefox and Safari families."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from detector.facts import Match, Visit
from detector.hostname import plain_host
from detector.match import WEAK, Matcher
from detector.platforms.host import System
from detector.sensors.browsers import SAFARI_HISTORY, chromium_profiles, firefox_profiles
from detector.sensors.history_query import CHROMIUM, FIREFOX, SAFARI, Answer, HistoryQuery, Layout
from detector.sensors.places import is_file
from detector.sensors.ranges import Ask, address_asks, reversed_asks
from detector.sensors.snapshot import remove_stale_copies, snapshot
from detector.view import HistorySource, View

NAME = "history"


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """One history database: the browser's short name, its path, and how it is laid out."""

    browser: str
    path: str
    layout: Layout


def look(view: View) -> Iterator[Visit]:
    """Visits in every browser profile of this home."""
    if view.config.history_source is not HistorySource.HISTORY:
        return
    with Histories(view.matcher) as histories:
        for file in history_files(view):
            with view.tally.attempt():
                visits = list(histories.visits(view, file))
                view.tally.looked_at += 1
                yield from visits


def history_files(view: View) -> Iterator[HistoryFile]:
    """The history databases of this home, each real file once."""
    seen: set[str] = set()
    for file in _all_files(view):
        target = file.path
        with view.tally.attempt():
            target = view.host.link_target(file.path)
        if target not in seen:
            seen.add(target)
            yield file


def _all_files(view: View) -> Iterator[HistoryFile]:
    for profile in chromium_profiles(view):
        if is_file(view, f"{profile.folder}/History"):
            yield HistoryFile(profile.browser, f"{profile.folder}/History", CHROMIUM)
    for profile in firefox_profiles(view):
        if is_file(view, f"{profile.folder}/places.sqlite"):
            yield HistoryFile(profile.browser, f"{profile.folder}/places.sqlite", FIREFOX)
    if view.host.system is System.MACOS:
        for path in SAFARI_HISTORY:
            if is_file(view, view.at_home(f"~/{path}")):
                yield HistoryFile("safari", view.at_home(f"~/{path}"), SAFARI)


class Histories:
    """The ranges of a catalogue, ready to be asked of any number of databases."""

    def __init__(self, matcher: Matcher, *, scratch: Path | None = None) -> None:
        self._matcher = matcher
        self._scratch = scratch
        remove_stale_copies(scratch)
        self._matches: list[Match | None] = []
        self._by_address = HistoryQuery(_noted(address_asks(matcher), self._matches))
        self._bound: list[Match | None] = []
        self._by_host = HistoryQuery(_noted(reversed_asks(matcher), self._bound))

    def __enter__(self) -> "Histories":
        return self

    def __exit__(self, *_: object) -> None:
        self._by_address.close()
        self._by_host.close()

    def visits(self, view: View, file: HistoryFile) -> list[Visit]:
        """The visits in one database.

        Raises:
            OSError: it can't be copied or read.
        """
        since, until = window(view)
        with snapshot(view.host, file.path, scratch=self._scratch) as copy:
            if file.layout is FIREFOX:
                answers = self._by_host.ask(copy, FIREFOX, since=since, until=until, keys=True)
                found = [(self._host_match(answer), answer) for answer in answers]
            else:
                answers = self._by_address.ask(copy, file.layout, since=since, until=until)
                found = [(self._matches[answer.number], answer) for answer in answers]
        return _counted(view, file.browser, found)

    def _host_match(self, answer: Answer) -> Match | None:
        return self._bound[answer.number] or self._matcher.match_host(plain_host(answer.key.rstrip(".")[::-1]))


def _noted(asks: Iterable[tuple[Ask, Match | None]], matches: list[Match | None]) -> Iterator[Ask]:
    """The asks, while the match of each is put down under its number."""
    for ask, match in asks:
        matches.append(match)
        yield ask


def window(view: View) -> tuple[float, float]:
    """From when to when visits count, in s since 1970. A day more than now: clocks differ a little."""
    first = view.today - timedelta(days=view.config.history_days)
    if view.config.since is not None:
        first = max(first, view.config.since)
    start = datetime.combine(first, time.min, tzinfo=view.now.tzinfo or UTC)
    return start.timestamp(), (view.now + timedelta(days=1)).timestamp()


def _counted(view: View, browser: str, found: Iterable[tuple[Match | None, Answer]]) -> list[Visit]:
    """One Visit for each rule. A rule met by redirects and frames alone is weak: a link preview can cause them."""
    visits: dict[str, Visit] = {}
    direct: set[str] = set()
    for match, answer in found:
        if match is None or match.strength < 2 or _is_approved(view, match):
            continue
        first, last = (
            datetime.fromtimestamp(moment, tz=view.now.tzinfo or UTC).date() for moment in (answer.first, answer.last)
        )
        old = visits.get(match.rule_id)
        if old is not None:
            first, last = min(first, old.first_day), max(last, old.last_day)
        visits[match.rule_id] = Visit(match, browser, first, last, answer.count + (old.count if old else 0))
        if answer.direct:
            direct.add(match.rule_id)
    return [
        visit if rule in direct else replace(visit, match=replace(visit.match, strength=WEAK))
        for rule, visit in visits.items()
    ]


def _is_approved(view: View, match: Match) -> bool:
    return match.rule_id.removeprefix("host:").partition("/")[0] in view.config.approved_hosts

"""One sighting a tool, surface and day; repeated use is counted."""

from datetime import date

from detector.evidence import Confidence
from detector.facts import CliAgent, Connection, Match, Process, Surface, Visit
from detector.ledger import Ledger
from tests.detector.machines import catalogue

DAY = date(2026, 11, 21)


def ledger() -> Ledger:
    return Ledger(catalogue(), DAY)


def match(strength: int = 2, tool: str = "chatgpt") -> Match:
    return Match(tool, f"rule {strength}", strength)


def test_the_same_tool_on_the_same_surface_is_told_once_and_counted() -> None:
    book = ledger()
    first = book.add("connect", Connection(match(3), DAY))
    rest = [book.add("connect", Connection(match(3), DAY)) for _ in range(99)]
    assert [s.tool for s in first] == ["chatgpt"]
    assert rest == [[]] * 99
    assert [s.count for s in book.sightings()] == [100]


def test_a_second_surface_is_told_and_makes_the_first_surer() -> None:
    book = ledger()
    book.put("history", [Visit(match(), "chrome", DAY, DAY, 1)])
    news = book.put("agents", [CliAgent(match(), DAY)])
    assert {(s.surface, s.confidence) for s in news} == {
        (Surface.WEB, Confidence.CONFIRMED),
        (Surface.AGENT, Confidence.CONFIRMED),
    }


def test_what_a_sensor_sees_now_replaces_what_it_saw() -> None:
    book = ledger()
    book.put("history", [Visit(match(), "chrome", DAY, DAY, 1)])
    assert book.put("history", [Visit(match(), "chrome", DAY, DAY, 7)]) == []
    assert [s.count for s in book.sightings()] == [7]


def test_a_new_risky_flag_is_told() -> None:
    book = ledger()
    book.add("processes", Process(match(), DAY))
    news = book.add("processes", Process(match(), DAY, ("skips-permissions",)))
    assert [s.flags for s in news] == [("skips-permissions",)]


def test_a_person_is_told_at_most_once_a_tool_and_never_of_a_hint() -> None:
    book = ledger()
    (hint,) = book.add("processes", Process(match(1), DAY))
    assert not book.claim_notice(hint)
    (likely,) = book.put("history", [Visit(match(), "chrome", DAY, DAY, 1)])
    assert book.claim_notice(likely)
    (sure,) = book.add("connect", Connection(match(3), DAY))[-1:]
    assert not book.claim_notice(sure)
    (other,) = book.add("connect", Connection(match(3, "grok"), DAY))
    assert book.claim_notice(other)


def test_what_was_told_before_a_restart_is_not_told_again() -> None:
    book = ledger()
    (before,) = book.add("connect", Connection(match(3), DAY))
    book = ledger()
    book.mark(before)
    assert book.add("connect", Connection(match(3), DAY)) == []
    assert not book.claim_notice(before)

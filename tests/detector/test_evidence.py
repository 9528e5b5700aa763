"""Facts → sightings with an honest confidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.evidence import Confidence, State, confidence_of, weigh
from detector.facts import CliAgent, Extension, Fact, Match, Process, Server, Surface, Visit
from tests.detector.machines import catalogue

DAY = date(2026, 11, 21)
EARLIER = date(2026, 11, 2)


def match(strength: int, rule: str = "rule") -> Match:
    return Match("chatgpt", rule, strength)


@pytest.mark.parametrize(
    ("strengths", "confidence"),
    [
        ((3,), Confidence.CONFIRMED),
        ((2, 2), Confidence.CONFIRMED),
        ((3, 1), Confidence.CONFIRMED),
        ((2, 1), Confidence.LIKELY),
        ((2,), Confidence.LIKELY),
        ((2, 1, 1), Confidence.LIKELY),
        ((1,), Confidence.HINT),
        ((1, 1, 1, 1), Confidence.HINT),
        ((), None),
    ],
)
def test_confidence_follows_the_strengths_of_independent_sensors(
    strengths: tuple[int, ...], confidence: Confidence | None
) -> None:
    assert confidence_of(strengths) is confidence


@given(st.lists(st.just(1), min_size=1, max_size=12))
def test_no_number_of_weak_signs_is_more_than_a_hint(strengths: list[int]) -> None:
    assert confidence_of(strengths) is Confidence.HINT


def test_two_rules_of_one_sensor_are_not_two_signals() -> None:
    facts: list[Fact] = [
        Visit(match(2, "one"), "chrome", DAY, DAY, 1),
        Visit(match(2, "two"), "firefox", DAY, DAY, 1),
    ]
    (sighting,) = weigh(facts, catalogue())
    assert sighting.confidence is Confidence.LIKELY
    assert len(sighting.evidence) == 2


def test_two_sensors_confirm_each_other() -> None:
    facts: list[Fact] = [Visit(match(2), "chrome", DAY, DAY, 1), CliAgent(match(2), DAY)]
    assert {s.confidence for s in weigh(facts, catalogue())} == {Confidence.CONFIRMED}


def test_a_surface_with_hints_only_stays_a_hint_beside_a_confirmed_one() -> None:
    facts: list[Fact] = [Extension(match(3), "chrome", DAY), Server(match(1), 11434, DAY)]
    found = {s.surface: s.confidence for s in weigh(facts, catalogue())}
    assert found == {Surface.EXTENSION: Confidence.CONFIRMED, Surface.SERVER: Confidence.HINT}


def test_installed_running_and_used_are_different() -> None:
    facts: list[Fact] = [
        CliAgent(match(2), DAY),
        Process(match(2), DAY),
        Visit(match(2), "chrome", EARLIER, DAY, 4),
    ]
    states = {s.surface: s.state for s in weigh(facts, catalogue())}
    assert states == {
        Surface.AGENT: State.INSTALLED,
        Surface.PROCESS: State.RUNNING,
        Surface.WEB: State.USED,
    }


def test_days_and_counts_are_joined() -> None:
    facts: list[Fact] = [
        Visit(match(2), "chrome", EARLIER, EARLIER, 3),
        Visit(match(2), "firefox", DAY, DAY, 4),
    ]
    (sighting,) = weigh(facts, catalogue())
    assert (sighting.first_day, sighting.last_day, sighting.count) == (EARLIER, DAY, 7)


def test_a_sighting_carries_what_policy_rules_ask_for() -> None:
    (sighting,) = weigh([Process(match(2), DAY, ("skips-permissions",))], catalogue())
    assert (sighting.name, sighting.tags, sighting.flags) == ("Chatgpt", ("consumer-llm",), ("skips-permissions",))


def test_the_surest_come_first() -> None:
    facts: list[Fact] = [
        Process(Match("aider", "name", 1), DAY),
        Extension(match(3), "chrome", DAY),
        CliAgent(Match("claude-code", "path", 2), DAY),
    ]
    assert [s.tool for s in weigh(facts, catalogue())] == ["chatgpt", "claude-code", "aider"]

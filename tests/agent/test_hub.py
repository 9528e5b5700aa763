"""The facts that windows show: what "today" means, what an assistant wants to know."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent.hub import EXAMPLES, Hub
from agent.policy_source import DEMO_POLICY
from policy.format import parse_policy
from policy.model import Assistant, Policy
from policy.words import Text


@pytest.fixture
def in_moscow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this computer shows Moscow's time."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Moscow")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_moscow")
def test_the_numbers_of_today_end_at_local_midnight_even_if_nothing_else_happens() -> None:
    clock = [datetime(2026, 11, 20, 20, 30, tzinfo=UTC)]  # 23:30 in Moscow
    hub = Hub(version="1", policy=lambda: None, demo=False, now=lambda: clock[0])
    hub.count(sent=2, masked=3, found=1)
    assert (hub.state().sent_today, hub.state().masked_today, hub.state().found_today) == (2, 3, 1)
    clock[0] += timedelta(hours=1)
    assert (hub.state().sent_today, hub.state().masked_today, hub.state().found_today) == (0, 0, 0)


@pytest.mark.usefixtures("in_moscow")
def test_the_numbers_of_today_go_on_past_midnight_in_greenwich() -> None:
    clock = [datetime(2026, 11, 20, 23, 30, tzinfo=UTC)]  # 02:30 in Moscow
    hub = Hub(version="1", policy=lambda: None, demo=False, now=lambda: clock[0])
    hub.count(sent=2)
    clock[0] += timedelta(hours=1)
    assert hub.state().sent_today == 2


def test_an_assistant_of_the_policy_tells_the_windows_what_it_wants_to_know() -> None:
    policy = parse_policy(DEMO_POLICY.read_bytes(), file="demo.yaml")
    hub = Hub(version="1", policy=lambda: policy, demo=True)
    assert [card.hint for card in hub.state().assistants] == [one.hint for one in policy.assistants]
    assert all(card.hint.ru and card.hint.en for card in hub.state().assistants)


def offered(policy: Policy | None) -> list[tuple[str, str]]:
    """The examples that windows are told of: assistant and English text."""
    hub = Hub(version="1", policy=lambda: policy, demo=True)
    return [(one.assistant, one.text.en) for one in hub.state().examples]


def assistant(name: str, *cases: str) -> Assistant:
    """An assistant with these worked cases."""
    return Assistant(name, Text("", name), Text("", ""), Text("", ""), tuple(Text("", case) for case in cases))


def test_every_assistant_shows_its_first_worked_case_before_any_shows_its_second() -> None:
    demo = parse_policy(DEMO_POLICY.read_bytes(), file="demo.yaml")
    three = (assistant("a", "a1", "a2", "a3"), assistant("none"), assistant("b", "b1", "b2"))
    told = offered(replace(demo, assistants=three))
    assert told == [("a", "a1"), ("b", "b1"), ("a", "a2"), ("b", "b2"), ("a", "a3")]
    assert {name for name, _ in offered(demo)} == {one.id for one in demo.assistants}


def test_a_policy_without_worked_cases_offers_those_of_the_house() -> None:
    demo = parse_policy(DEMO_POLICY.read_bytes(), file="demo.yaml")
    of_the_house = [("", one.text.en) for one in EXAMPLES]
    assert offered(replace(demo, assistants=(assistant("none"),))) == of_the_house
    assert offered(None) == of_the_house

"""The journey of a sighting: recorded once a day, told at most once a day, and a hint never."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from agent.day import day_of
from agent.errand import Errand, NoAnswer
from agent.hub import Hub
from agent.messages import Event, FoundChanged, NoticeAnswer, NoticeChoice, NoticeRaised
from agent.notebook import Notebook
from agent.watch import Watch
from audit.log import AuditLog, read
from detector.evidence import Confidence, Evidence, Sighting, State
from detector.facts import Surface
from detector.platforms.this_host import this_host
from policy.format import parse_policy
from policy.model import Policy

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DEMO = Path(__file__).parent.parent.parent / "policy" / "demo.yaml"


def sighting(**changes: object) -> Sighting:
    tool = "chatgpt"
    today = day_of(NOW)
    plain = Sighting(
        tool=tool, name=tool.title(), vendor="V", category="assistant", tags=("consumer-llm",), surface=Surface.WEB,
        confidence=Confidence.LIKELY, state=State.USED,
        evidence=(Evidence("history", "host:chatgpt.com", 2, today, today, 3),),
        first_day=today, last_day=today, count=3,
    )  # fmt: skip
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type] # fields by name, checked by the dataclass


class Room:
    """A watch with a real log and notebook, and what a window would hear."""

    def __init__(self, folder: Path, policy: Policy | None) -> None:
        self.policy = policy
        self.log = AuditLog.open(folder / "audit.db", device_id="test")
        self.notebook = Notebook(folder / "notebook.db", bytes(32))
        self.hub = Hub(version="0", policy=lambda: self.policy, demo=False)
        self.heard: list[Event] = []
        self.hub.tell = self.heard.append  # type: ignore[method-assign,assignment] # a window's ears
        self.watch = Watch(
            host=this_host(str(folder)), policy=lambda: self.policy, log=self.log, notebook=self.notebook, hub=self.hub
        )
        self.path = folder / "audit.db"

    def kinds(self) -> list[str]:
        return [entry.event.kind for entry in read(self.path)]

    def notices(self) -> list[NoticeRaised]:
        return [event for event in self.heard if isinstance(event, NoticeRaised)]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, parse_policy(DEMO.read_bytes(), file="demo.yaml"))
    yield made
    made.log.close()
    made.notebook.close()


async def test_a_tool_in_use_is_recorded_and_coached_in_the_policys_words(room: Room) -> None:
    await room.watch.take(sighting(), NOW)
    assert room.kinds() == ["tool.seen", "notice.shown"]
    (raised,) = room.notices()
    assert raised.notice.sentence.en.startswith("You can ask the same question here")
    assert "company-assistant-first" in raised.notice.why.en


async def test_the_same_tool_on_the_same_day_is_neither_recorded_nor_told_again(room: Room) -> None:
    for _ in range(5):
        await room.watch.take(sighting(), NOW)
    await room.watch.take(sighting(surface=Surface.CONNECTION), NOW)
    assert room.kinds() == ["tool.seen", "notice.shown", "tool.seen"]
    assert len(room.notices()) == 1


async def test_a_hint_stays_on_the_machine(room: Room) -> None:
    await room.watch.take(sighting(confidence=Confidence.HINT), NOW)
    assert room.kinds() == []
    assert room.heard == []
    assert room.notebook.sightings() == ()


@pytest.mark.parametrize(
    "changes",
    [{"state": State.INSTALLED}, {"tags": ()}, {"last_day": date(2026, 11, 1)}],
    ids=["only installed", "no rule names it", "used on another day"],
)
async def test_what_needs_no_coaching_is_recorded_without_a_notice(room: Room, changes: dict[str, object]) -> None:
    await room.watch.take(sighting(**changes), NOW)
    assert room.kinds() == ["tool.seen"]
    assert room.notices() == []
    assert any(isinstance(event, FoundChanged) for event in room.heard)


async def test_a_silenced_tool_is_silent_for_a_month_and_recorded_all_the_same(room: Room) -> None:
    await room.watch.take(sighting(), NOW)
    notice = room.notices()[0].notice
    await room.watch.answer_notice(NoticeAnswer(notice=notice.id, choice=NoticeChoice.SILENCED), NOW)
    tomorrow = NOW + timedelta(days=1)
    await room.watch.take(sighting(last_day=day_of(tomorrow)), tomorrow)
    assert room.kinds() == ["tool.seen", "notice.shown", "notice.answered", "tool.seen"]
    assert len(room.notices()) == 1


async def test_a_pause_holds_notices_back_and_ends(room: Room) -> None:
    await room.watch.pause(datetime.now(UTC), timedelta(minutes=15))
    await room.watch.take(sighting(), datetime.now(UTC))
    assert room.notices() == []
    await room.watch.pause(datetime.now(UTC), timedelta(0))
    assert not room.hub.paused(datetime.now(UTC))


async def test_without_a_policy_nothing_is_decided_or_recorded(room: Room) -> None:
    room.policy = None
    await room.watch.take(sighting(), NOW)
    assert room.kinds() == []
    assert room.notices() == []


async def test_records_hold_no_host_finer_than_the_tool(room: Room) -> None:
    await room.watch.take(sighting(), NOW)
    facts = next(entry.event.facts for entry in read(room.path) if entry.event.kind == "tool.seen")
    assert set(facts) == {
        "tool", "surface", "confidence", "state", "day", "count", "verdict", "rule", "policy_version",
    }  # fmt: skip
    assert facts["day"] == day_of(NOW).isoformat()


async def test_a_scan_of_a_real_home_reports_every_sensor(room: Room) -> None:
    found = await room.watch.scan_now()
    assert {sensor.name for sensor in found.sensors} >= {"processes", "history"}
    assert "sensor.state" in room.kinds()


async def test_where_no_process_can_look_the_agent_looks_itself(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(message: object) -> Errand:
        raise NoAnswer("no processes here")

    monkeypatch.setattr("agent.watch.Errand", refuse)
    found = await room.watch.scan_now()
    assert found.scanned is not None
    assert {card.name for card in found.sensors} >= {"processes", "history", "mcp"}
    assert room.kinds()[0] == "sensor.state"

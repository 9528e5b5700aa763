"""Watching: new programs at once, files when they change, histories when they were written, one sighting a day."""

import asyncio
import dataclasses
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from detector.evidence import Confidence, Sighting, State
from detector.facts import Surface
from detector.platforms.host import Program
from detector.platforms.tree import TreeHost
from detector.report import Status
from detector.sensors import processes
from detector.view import HistorySource, ScanConfig
from detector.watch import ON_BATTERY, ON_MAINS, Watcher
from tests.detector.machines import NOW, add_chromium_visit, catalogue, chromium_history, machine, put

CLAUDE = "/home/anna/.local/bin/claude"


class World:
    """A machine whose programs come and go, a clock that is moved by hand, and a watcher."""

    def __init__(self, root: Path, config: ScanConfig | None = None, *, battery: bool = False) -> None:
        self.running: list[Program] = []
        self.now = NOW
        self.clock = 1000.0
        self.host: TreeHost = machine(root, running=self.running, battery=battery)
        self.looked_at: list[int] = []
        outer = self

        class Counted(TreeHost):
            def program(self, pid: int) -> Program | None:
                outer.looked_at.append(pid)
                return super().program(pid)

        self.host = Counted(**{f.name: getattr(self.host, f.name) for f in dataclasses.fields(self.host)})
        self.watcher = Watcher(self.host, catalogue(), config or ScanConfig(), now=lambda: self.now)

    def tick(self, seconds: float = 1.0) -> list[tuple[str, Surface]]:
        self.clock += seconds
        self.now += timedelta(seconds=seconds)
        return [(sighting.tool, sighting.surface) for sighting in self.watcher.tick(self.clock)]

    def start(self, pid: int, path: str) -> None:
        self.running.append(Program(pid, path.rpartition("/")[2], path, own=True))

    def sighting(self, surface: Surface) -> Sighting:
        (found,) = [sighting for sighting in self.watcher.state().sightings if sighting.surface is surface]
        return found


def test_a_program_is_seen_in_the_second_it_starts_and_only_new_ones_are_looked_at(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(1, "/usr/bin/bash")
    assert world.tick() == []
    world.start(2, CLAUDE)
    assert world.tick() == [("claude-code", Surface.PROCESS)]
    world.tick()
    world.looked_at.clear()
    for _ in range(10):
        assert world.tick() == []
    assert world.looked_at == []


def test_a_shell_that_becomes_another_program_is_looked_at_once_more(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.tick()
    world.start(2, "/bin/dash")
    assert world.tick() == []
    world.running[:] = [Program(2, "claude", CLAUDE, own=True)]
    assert world.tick() == [("claude-code", Surface.PROCESS)]


def test_a_program_that_changed_unseen_is_found_by_the_walk_over_all(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(2, "/bin/dash")
    for _ in range(4):
        world.tick()
    world.running[:] = [Program(2, "claude", CLAUDE, own=True)]
    assert world.tick() == []
    assert world.tick(30) == [("claude-code", Surface.PROCESS)]


def test_an_interpreter_that_went_on_to_another_script_is_found_by_the_walk_over_all(tmp_path: Path) -> None:
    world = World(tmp_path)
    arguments: dict[int, list[str]] = {1: ["python3", "/home/anna/first.py"]}
    object.__setattr__(world.host, "argument_lists", arguments)
    world.start(1, "/usr/bin/python3.11")
    assert world.tick(40) == []
    arguments[1] = ["python3", "/home/anna/.local/bin/aider"]
    assert world.tick(40) == [("aider", Surface.PROCESS)]
    assert world.tick(40) == []


def test_a_program_that_takes_the_id_of_one_that_ended_is_counted_anew(tmp_path: Path) -> None:
    world = World(tmp_path)
    for _ in range(3):
        world.start(1, CLAUDE)
        world.tick(40)
        world.running.clear()
        world.tick(40)
    assert world.sighting(Surface.PROCESS).count == 3


def test_every_start_is_counted_and_told_once(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.tick()
    told = []
    for pid in range(10, 15):
        world.start(pid, CLAUDE)
        told += world.tick()
        world.running.clear()
        world.tick()
    assert told == [("claude-code", Surface.PROCESS)]
    assert world.sighting(Surface.PROCESS).count == 5
    assert world.sighting(Surface.PROCESS).state is State.RUNNING


def test_a_connection_is_a_confirmed_sighting_at_once(tmp_path: Path) -> None:
    world = World(tmp_path)
    (sighting,) = world.watcher.saw_connection("www.ChatGPT.com", "/usr/bin/firefox", world.now)
    assert (sighting.tool, sighting.confidence, sighting.state) == ("chatgpt", Confidence.CONFIRMED, State.USED)
    assert world.watcher.saw_connection("chatgpt.com", "", world.now) == []
    assert world.sighting(Surface.CONNECTION).count == 2
    assert world.watcher.saw_connection("bank.example", "", world.now) == []
    report = {report.name: report for report in world.watcher.state().sensors}["connect"]
    assert (report.status, report.looked_at) == (Status.OK, 3)


def test_the_tool_that_calls_is_seen_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    found = world.watcher.saw_connection("api.openai.com", CLAUDE, world.now)
    assert {sighting.tool for sighting in found} == {"openai-api", "claude-code"}


def test_an_unlisted_host_is_at_most_a_hint_without_its_name(tmp_path: Path) -> None:
    world = World(tmp_path)
    (sighting,) = world.watcher.saw_connection("brand-new-tool.ai", "", world.now)
    assert sighting.confidence is Confidence.HINT
    assert "brand" not in repr(sighting)
    assert not world.watcher.claim_notice(sighting)


def test_the_approved_gateway_is_never_a_sighting(tmp_path: Path) -> None:
    world = World(tmp_path, ScanConfig(approved_hosts=frozenset({"chatgpt.com"})))
    assert world.watcher.saw_connection("chatgpt.com", "", world.now) == []


def test_files_are_looked_at_again_only_when_they_changed(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.tick()
    reports = {report.name: report.at for report in world.watcher.state().sensors}
    for _ in range(4):
        world.tick(20)
    assert {r.name: r.at for r in world.watcher.state().sensors}["agents"] == reports["agents"]
    put(world.host, "~/.local/bin/claude", "x")
    assert ("claude-code", Surface.AGENT) in world.tick(20)


def test_a_visit_is_seen_when_the_browser_has_written_it_and_not_sooner_than_a_minute_after_the_last(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    path = chromium_history(world.host.real("/home/anna/.config/chromium/Default/History"), ["https://bank.example/"])
    assert world.tick() == []
    with sqlite3.connect(path) as db:
        add_chromium_visit(db, "https://chatgpt.com/", NOW)
    db.close()
    assert world.tick(10) == []
    assert world.tick(60) == [("chatgpt", Surface.WEB)]
    assert world.tick(60) == []


def test_a_history_that_did_not_change_is_not_copied_again(tmp_path: Path) -> None:
    copies: list[str] = []
    world = World(tmp_path)
    chromium_history(world.host.real("/home/anna/.config/chromium/Default/History"), ["https://chatgpt.com/"])

    class Copying(TreeHost):
        def copy(self, path: str, target: Path, limit: int) -> None:
            copies.append(path)
            super().copy(path, target, limit)

    host = Copying(**{f.name: getattr(world.host, f.name) for f in dataclasses.fields(world.host)})
    world.watcher = Watcher(host, catalogue(), ScanConfig(), now=lambda: world.now)
    assert world.tick() == [("chatgpt", Surface.WEB)]
    first = len(copies)
    for _ in range(5):
        world.tick(61)
    assert len(copies) == first


def test_only_todays_visits_are_told_while_watching(tmp_path: Path) -> None:
    world = World(tmp_path)
    path = world.host.real("/home/anna/.config/chromium/Default/History")
    chromium_history(path, ["https://chatgpt.com/"], NOW - timedelta(days=2))
    assert world.tick() == []


def test_a_new_day_tells_what_still_runs_again_once(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(2, CLAUDE)
    assert world.tick() == [("claude-code", Surface.PROCESS)]
    assert world.tick(24 * 3600) == [("claude-code", Surface.PROCESS)]
    assert world.tick() == []
    assert world.sighting(Surface.PROCESS).first_day == (NOW + timedelta(days=1)).date()


def test_a_person_is_told_at_most_once_a_tool_and_day_in_thirty_days(tmp_path: Path) -> None:
    world = World(tmp_path)
    notices = 0
    for day in range(30):
        for hour in range(8):
            world.start(day * 100 + hour + 10, CLAUDE)
            world.clock += 3600
            world.now = NOW.replace(hour=8) + timedelta(days=day, hours=hour)
            for sighting in world.watcher.tick(world.clock):
                notices += world.watcher.claim_notice(sighting)
            for host in ("chatgpt.com", "cdn.chatgpt.com"):
                for sighting in world.watcher.saw_connection(host, "", world.now):
                    notices += world.watcher.claim_notice(sighting)
    assert notices == 30 * 2


def test_on_battery_everything_is_rarer(tmp_path: Path) -> None:
    world = World(tmp_path, battery=True)
    world.tick()
    world.start(2, "/bin/dash")
    for _ in range(4):
        world.tick()
    world.running[:] = [Program(2, "claude", CLAUDE, own=True)]
    assert world.tick(30) == []
    assert world.tick(ON_BATTERY.programs) == [("claude-code", Surface.PROCESS)]
    mains, battery = dataclasses.astuple(ON_MAINS), dataclasses.astuple(ON_BATTERY)
    assert all(rare > often for rare, often in zip(battery, mains, strict=True))


def test_sensors_that_are_off_stay_off_while_watching(tmp_path: Path) -> None:
    config = ScanConfig(off=frozenset({"processes", "agents", "connect"}), history_source=HistorySource.OFF)
    world = World(tmp_path, config)
    world.start(2, CLAUDE)
    put(world.host, "~/.local/bin/claude", "x")
    chromium_history(world.host.real("/home/anna/.config/chromium/Default/History"), ["https://chatgpt.com/"])
    assert world.tick() == []
    assert world.watcher.saw_connection("chatgpt.com", "", world.now) == []
    states = {report.name: report.status for report in world.watcher.state().sensors}
    assert {states[name] for name in ("processes", "agents", "history", "connect")} == {Status.OFF}


def test_what_was_told_before_a_restart_is_not_told_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(2, CLAUDE)
    world.tick()
    told = world.watcher.state().sightings
    world.watcher = Watcher(world.host, catalogue(), ScanConfig(), told=told, now=lambda: world.now)
    assert world.tick() == []


def test_a_machine_that_refuses_everything_is_watched_on(tmp_path: Path) -> None:
    world = World(tmp_path)

    class Refusing(TreeHost):
        def programs(self) -> Iterator[Program]:
            raise PermissionError

        def pids(self) -> list[int]:
            raise PermissionError

        def listing(self, folder: str) -> list[str]:
            raise PermissionError

    host = Refusing(**{f.name: getattr(world.host, f.name) for f in dataclasses.fields(world.host)})
    world.watcher = Watcher(host, catalogue(), ScanConfig(), now=lambda: world.now)
    assert world.tick() == []
    assert world.tick() == []
    state = world.watcher.state()
    assert state.partial
    assert {r.name: r.status for r in state.sensors}[processes.NAME] is Status.DENIED


async def test_sightings_come_as_a_stream(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(2, CLAUDE)
    stream = world.watcher.sightings()
    sighting = await asyncio.wait_for(anext(stream), 20)
    assert sighting.tool == "claude-code"
    assert sighting.last_day == datetime.now(NOW.tzinfo).date() or sighting.last_day == NOW.date()


def test_a_connection_after_midnight_opens_the_new_day_without_losing_what_runs(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start(2, CLAUDE)
    world.tick()
    world.now += timedelta(days=1)
    (connection,) = world.watcher.saw_connection("chatgpt.com", "", world.now)
    assert connection.last_day == world.now.date()
    assert world.tick() == [("claude-code", Surface.PROCESS)]
    assert {sighting.surface for sighting in world.watcher.state().sightings} == {Surface.CONNECTION, Surface.PROCESS}


def test_connections_may_come_while_the_watcher_looks(tmp_path: Path) -> None:
    world = World(tmp_path)
    failures: list[RuntimeError] = []

    def connect() -> None:
        try:
            for number in range(2000):
                world.watcher.saw_connection("chatgpt.com", "", world.now + timedelta(days=number // 500))
        except RuntimeError as wrong:  # a collection that changed while it was walked
            failures.append(wrong)

    thread = threading.Thread(target=connect)
    thread.start()
    for number in range(200):
        world.start(number + 10, CLAUDE)
        world.tick()
    thread.join()
    assert failures == []

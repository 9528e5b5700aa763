"""One look of all sensors: complete, honest about what it could not see, silent about everything else."""

import dataclasses
import errno
import string
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.evidence import Confidence
from detector.facts import Surface
from detector.match import Matcher
from detector.platforms.host import Host, System
from detector.platforms.tree import TreeHost
from detector.report import Status
from detector.scan import SENSORS, run_sensor, scan
from detector.view import HistorySource, ScanConfig, View
from tests.detector.machines import NOW, catalogue, machine, put
from tests.detector.whole import CONFIG, whole_machine


def test_every_surface_is_seen(tmp_path: Path) -> None:
    result = scan(whole_machine(tmp_path), catalogue(), CONFIG, NOW)
    assert {sighting.surface for sighting in result.sightings} == set(Surface) - {Surface.CONNECTION}
    assert not result.partial
    assert {report.name for report in result.sensors} == set(SENSORS) - {"engagement"}
    assert result.catalogue_version == catalogue().version


def test_an_empty_machine_is_absent_everywhere_and_not_partial(tmp_path: Path) -> None:
    result = scan(machine(tmp_path), catalogue(), ScanConfig(), NOW)
    assert result.sightings == ()
    assert {report.status for report in result.sensors} == {Status.ABSENT}
    assert not result.partial


def test_a_copied_program_in_a_wrong_place_is_never_confirmed(tmp_path: Path) -> None:
    host = whole_machine(tmp_path)
    stray = dataclasses.replace(host.running[0], path="/tmp/x/claude")
    host = dataclasses.replace(host, running=[stray], argument_lists={})
    sightings = scan(host, catalogue(), CONFIG, NOW).sightings
    (process,) = [sighting for sighting in sightings if sighting.surface is Surface.PROCESS]
    assert process.confidence is Confidence.HINT


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (HistorySource.HISTORY, {"history"}),
        (HistorySource.ENGAGEMENT, {"engagement"}),
        (HistorySource.OFF, {"history"}),
    ],
)
def test_of_the_two_sources_of_visits_only_the_chosen_one_reports(
    tmp_path: Path, source: HistorySource, names: set[str]
) -> None:
    result = scan(machine(tmp_path), catalogue(), ScanConfig(history_source=source), NOW)
    assert {report.name for report in result.sensors} & {"history", "engagement"} == names


@pytest.mark.parametrize("name", sorted(set(SENSORS) - {"engagement"}))
def test_a_sensor_that_the_policy_switches_off_says_so_and_sees_nothing(tmp_path: Path, name: str) -> None:
    config = dataclasses.replace(CONFIG, off=frozenset({name}))
    result = scan(whole_machine(tmp_path), catalogue(), config, NOW)
    (report,) = [report for report in result.sensors if report.name == name]
    assert (report.status, report.looked_at) == (Status.OFF, 0)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> TreeHost:
    """A machine that is only looked at, made once."""
    return whole_machine(tmp_path_factory.mktemp("whole"))


METHODS = (
    "listing", "stamp", "link_target", "read", "opened", "copy", "pids", "programs", "program", "arguments",
    "listeners", "registry_keys", "registry_values", "answers", "on_battery",
)  # fmt: skip
ERRORS = (
    PermissionError(errno.EACCES, "denied"),
    FileNotFoundError(errno.ENOENT, "gone"),
    OSError(errno.EIO, "broken disk"),
    OSError(errno.ELOOP, "links in a circle"),
    TimeoutError(errno.ETIMEDOUT, "late"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "odd"),
)


class FaultyHost:
    """A machine of which one call fails: always, or from its n-th time on."""

    def __init__(self, host: Host, method: str, error: Exception, after: int = 0) -> None:
        self._host = host
        self._method = method
        self._error = error
        self._left = after

    def __getattr__(self, name: str) -> object:
        real = getattr(self._host, name)
        if name != self._method:
            return real

        def call(*arguments: object) -> object:
            self._left -= 1
            if self._left < 0:
                raise self._error
            return real(*arguments)

        return call


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__ + str(getattr(error, "errno", "")))
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("after", [0, 3])
def test_no_failing_call_stops_a_scan(whole: TreeHost, method: str, error: Exception, after: int) -> None:
    host: Host = FaultyHost(whole, method, error, after)  # type: ignore[assignment]  # by getattr
    result = scan(host, catalogue(), CONFIG, NOW)
    assert len(result.sensors) == len(SENSORS) - 1


@pytest.mark.parametrize("method", ["listing", "stamp", "read", "programs", "listeners", "copy", "registry_keys"])
@pytest.mark.parametrize("system", list(System))
@pytest.mark.parametrize("name", list(SENSORS))
def test_a_refused_sensor_never_looks_clean(whole: TreeHost, name: str, method: str, system: System) -> None:
    """Whatever a sensor is refused, it either says so, or never made that call, or saw all there is without it."""
    calls: list[str] = []

    class Counting(FaultyHost):
        def __getattr__(self, attribute: str) -> object:
            if attribute == method:
                calls.append(attribute)
            return super().__getattr__(attribute)

    tree = dataclasses.replace(whole, system=system)
    host: Host = Counting(tree, method, PermissionError(errno.EACCES, "denied"))  # type: ignore[assignment]
    source = HistorySource.ENGAGEMENT if name == "engagement" else HistorySource.HISTORY
    config = dataclasses.replace(CONFIG, history_source=source)
    _, report = run_sensor(name, SENSORS[name], View(host, Matcher(catalogue(), home=host.home), config, NOW))
    if calls:
        assert report.status in (Status.DENIED, Status.PARTIAL)
        assert report.denied > 0


def _run_all(host: TreeHost) -> Iterator[object]:
    known = Matcher(catalogue(), home=host.home)
    for source in (HistorySource.HISTORY, HistorySource.ENGAGEMENT):
        config = dataclasses.replace(CONFIG, history_source=source)
        for name, look in SENSORS.items():
            facts, report = run_sensor(name, look, View(host, known, config, NOW))
            yield from facts
            yield report
        yield scan(host, catalogue(), config, NOW)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(string.ascii_lowercase + string.digits, min_size=6, max_size=12).map(lambda text: f"zq{text}"))
def test_no_path_query_title_argument_name_or_other_site_leaves_any_sensor(secret: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seen = list(_run_all(whole_machine(Path(folder), secret)))
    assert len(seen) > 30
    assert secret not in repr(seen).lower()
    assert "anna" not in repr(seen)


def _parts(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _parts(item)
    else:
        yield value


def test_no_fact_holds_a_time_finer_than_a_day_or_a_value_of_another_kind(tmp_path: Path) -> None:
    host = whole_machine(tmp_path)
    known = Matcher(catalogue(), home=host.home)
    for name, look in SENSORS.items():
        facts, _ = run_sensor(name, look, View(host, known, CONFIG, NOW))
        for part in _parts(facts):
            assert not isinstance(part, datetime)
            assert isinstance(part, str | int | bool | date | StrEnum)
            if isinstance(part, int):
                assert part < 100_000  # a time stamp would be larger
    for part in _parts(scan(host, catalogue(), CONFIG, NOW).sightings):
        assert not isinstance(part, datetime)


def fill_with(path: Path, make: Callable[[Path], None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    make(path)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("/dev/tty"),
        lambda path: __import__("os").mkfifo(path),
        lambda path: path.mkdir(),
        lambda path: path.symlink_to(path.parent),
        lambda path: path.write_bytes(b"\x00" * 4096),
        lambda path: path.write_bytes(b"\xff\xfe" + b"\xd8\x00" * 99),
        lambda path: path.symlink_to("/nowhere/at/all"),
        lambda path: path.write_bytes(b'{"mcpServers": ' + b"9" * 9999 + b"}"),
        lambda path: path.write_bytes(b"\x1f\x8b\x08\x00" + b"\xcb" * 99),
        lambda path: path.write_bytes('{"mcpServers": {"a": {}}}'.encode("utf-32")),
        lambda path: path.write_bytes(b"SQLite format 3\x00\xff\xff\x02\x02" + b"\xff" * 4096),
    ],
    ids=[
        *("loop", "zero", "tty", "fifo", "folder", "parent", "zeros", "surrogates", "dangling"),
        *("huge-number", "gzip", "utf-32", "database-of-nothing"),
    ],
)
def test_odd_things_in_place_of_every_file_stop_nothing(tmp_path: Path, make: Callable[[Path], None]) -> None:
    host = whole_machine(tmp_path)
    for path in [each for each in tmp_path.rglob("*") if each.is_file()]:
        fill_with(path, make)
    result = scan(host, catalogue(), CONFIG, NOW)
    assert len(result.sensors) == len(SENSORS) - 1


def test_folders_that_contain_themselves_are_not_walked_for_ever(tmp_path: Path) -> None:
    host = whole_machine(tmp_path)
    for folder in [each for each in tmp_path.rglob("*") if each.is_dir()]:
        (folder / "again").symlink_to(folder)
    assert scan(host, catalogue(), CONFIG, NOW).sightings


def test_a_folder_with_very_many_names_is_read_to_a_bound(tmp_path: Path) -> None:
    host = machine(tmp_path)
    for number in range(3000):
        put(host, f"~/.local/bin/tool{number}")
    result = scan(host, catalogue(), ScanConfig(), NOW)
    assert not result.partial

"""Visits of catalogue hosts, and of nothing else, from every browser's history in every lock state."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of
from detector.catalogue.tools import Catalogue
from detector.facts import Visit
from detector.match import Matcher
from detector.platforms.host import System
from detector.report import Status
from detector.scan import SENSORS, run_sensor
from detector.sensors.history_query import CHROMIUM, FIREFOX, HistoryQuery
from detector.sensors.ranges import Ask, address_asks, reversed_asks
from detector.sensors.snapshot import remove_stale_copies, snapshot
from detector.view import HistorySource, ScanConfig, View
from tests.detector import history_lock
from tests.detector.machines import (
    CHROMIUM_SCHEMA,
    FRAME,
    NOW,
    SERVER_REDIRECT,
    add_chromium_visit,
    catalogue,
    chromium_history,
    chromium_time,
    entry,
    firefox_history,
    look,
    machine,
    put,
    safari_history,
)

CHROME = "~/.config/google-chrome/Default/History"
ORDINARY = ("https://bank.example/account?iban=1", "https://openai.com.evil.example/", "https://x.com/home")


def history_at(root: Path, *urls: str, path: str = CHROME, moment: datetime = NOW) -> Path:
    host = machine(root)
    return chromium_history(host.real(path.replace("~", host.home)), (*ORDINARY, *urls), moment)


def visits(root: Path, config: ScanConfig | None = None) -> list[Visit]:
    facts, report = look("history", machine(root), config)
    assert report.status is Status.OK
    return [fact for fact in facts if isinstance(fact, Visit)]


@pytest.mark.parametrize(
    ("url", "tool"),
    [
        ("https://chatgpt.com/", "chatgpt"),
        ("http://chatgpt.com/c/1", "chatgpt"),
        ("https://www.chatgpt.com/", "chatgpt"),
        ("https://chatgpt.com:8443/x", "chatgpt"),
        ("https://chat.openai.com/?q=secret", "chatgpt"),
        ("https://x.com/i/grok", "grok"),
        ("https://x.com/i/grok?conversation=1", "grok"),
        ("https://x.com/i/grok/share", "grok"),
        ("https://xn--80aahay7d7a.xn--p1ai/", "gigachat"),
    ],
)
@pytest.mark.parametrize("family", ["chromium", "firefox", "safari"])
def test_a_visit_is_seen_in_every_family(tmp_path: Path, url: str, tool: str, family: str) -> None:
    host = machine(tmp_path, System.MACOS)
    support = f"{host.home}/Library/Application Support"
    if family == "chromium":
        chromium_history(host.real(f"{support}/Google/Chrome/Profile 1/History"), (*ORDINARY, url))
    elif family == "firefox":
        put(host, f"{support}/Firefox/profiles.ini", "[Profile0]\nIsRelative=1\nPath=Profiles/abc.default\n")
        firefox_history(host.real(f"{support}/Firefox/Profiles/abc.default/places.sqlite"), (*ORDINARY, url))
    else:
        safari_history(host.real(f"{host.home}/Library/Safari/History.db"), (*ORDINARY, url))
    facts, report = look("history", host)
    assert [(fact.match.tool_id, fact.match.strength) for fact in facts] == [(tool, 2)]
    assert report.status is Status.OK


@pytest.mark.parametrize(
    "url",
    [
        "https://chatgpt.com.evil.example/", "https://notchatgpt.com/", "https://evil.example/?u=https://chatgpt.com/",
        "https://chatgpt.com0.example/", "https://chatgpt.comx/", "https://x.com/i/grokking", "https://x.com/i/",
        "https://cdn.chatgpt.com/asset.js", "https://user@evil.example/chatgpt.com/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("family", ["chromium", "firefox"])
def test_look_alike_addresses_are_not(tmp_path: Path, url: str, family: str) -> None:
    host = machine(tmp_path)
    if family == "chromium":
        chromium_history(host.real(f"{host.home}/.config/chromium/Default/History"), [url])
    else:
        put(host, "~/.mozilla/firefox/a.default/prefs.js")
        firefox_history(host.real(f"{host.home}/.mozilla/firefox/a.default/places.sqlite"), [url])
    assert look("history", host)[0] == []


def test_firefox_sees_every_subdomain_by_its_index(tmp_path: Path) -> None:
    host = machine(tmp_path)
    put(host, "~/.mozilla/firefox/a.default/prefs.js")
    path = host.real(f"{host.home}/.mozilla/firefox/a.default/places.sqlite")
    firefox_history(path, ["https://deep.below.chatgpt.com/x", *ORDINARY])
    assert [fact.match.tool_id for fact in look("history", host)[0]] == ["chatgpt"]


def test_days_and_counts_are_kept_and_nothing_finer(tmp_path: Path) -> None:
    path = history_at(tmp_path)
    with sqlite3.connect(path) as db:
        for days in (0, 0, 3, 9):
            add_chromium_visit(db, "https://chatgpt.com/c/1", NOW - timedelta(days=days))
    db.close()
    (visit,) = visits(tmp_path)
    assert (visit.first_day, visit.last_day, visit.count) == (date(2026, 11, 12), date(2026, 11, 21), 4)


def test_days_are_those_of_the_users_time_zone(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/", moment=datetime(2026, 11, 21, 22, 30, tzinfo=UTC))
    host = machine(tmp_path)
    now = datetime(2026, 11, 22, 2, 0, tzinfo=timezone(timedelta(hours=3)))
    view = View(host, Matcher(catalogue(), home=host.home), ScanConfig(), now)
    (visit,) = run_sensor("history", SENSORS["history"], view)[0]
    assert isinstance(visit, Visit)
    assert visit.last_day == date(2026, 11, 22)


def test_old_visits_and_visits_before_the_policy_do_not_count(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/", moment=NOW - timedelta(days=10))
    assert len(visits(tmp_path)) == 1
    assert visits(tmp_path, ScanConfig(history_days=5)) == []
    assert visits(tmp_path, ScanConfig(since=date(2026, 11, 20))) == []


def test_a_visit_from_the_far_future_does_not_count(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/", moment=NOW + timedelta(days=400))
    assert visits(tmp_path) == []


@pytest.mark.parametrize("transition", [SERVER_REDIRECT, SERVER_REDIRECT - (1 << 32), FRAME, 0x40000001])
def test_redirects_and_frames_alone_are_weak(tmp_path: Path, transition: int) -> None:
    path = history_at(tmp_path)
    with sqlite3.connect(path) as db:
        add_chromium_visit(db, "https://chatgpt.com/", transition=transition)
    db.close()
    (visit,) = visits(tmp_path)
    assert visit.match.strength == 1
    with sqlite3.connect(path) as db:
        add_chromium_visit(db, "https://chatgpt.com/c/2")
    db.close()
    (visit,) = visits(tmp_path)
    assert visit.match.strength == 2


def test_a_page_without_single_visits_counts_by_its_last_time(tmp_path: Path) -> None:
    path = history_at(tmp_path)
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO urls (url, visit_count, last_visit_time) VALUES (?, 7, ?)",
            ("https://chatgpt.com/", chromium_time(NOW)),
        )
    db.close()
    (visit,) = visits(tmp_path)
    assert (visit.count, visit.match.strength) == (7, 2)


def test_approved_hosts_are_subtracted(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/")
    assert visits(tmp_path, ScanConfig(approved_hosts=frozenset({"chatgpt.com"}))) == []


def test_history_is_off_when_the_policy_says_so(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/")
    for config in (ScanConfig(history_source=HistorySource.OFF), ScanConfig(off=frozenset({"history"}))):
        facts, report = look("history", machine(tmp_path), config)
        assert facts == []
        assert report.status is Status.OFF


@contextmanager
def held(state: str, path: Path) -> Iterator[None]:
    command = [sys.executable, history_lock.__file__, state, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"ready"
        yield
        child.stdin.close()
        assert child.wait(20) == 0


@pytest.mark.parametrize("state", ["free", "exclusive", "wal", "exclusive-wal", "writing"])
def test_the_newest_visit_is_read_in_every_lock_state(tmp_path: Path, state: str) -> None:
    path = history_at(tmp_path, path=CHROME)
    with held(state, path):
        host = machine(tmp_path)
        view = View(host, Matcher(catalogue(), home=host.home), ScanConfig(), datetime.now(UTC))
        facts, report = run_sensor("history", SENSORS["history"], view)
    assert [(fact.match.tool_id, fact.match.strength) for fact in facts] == [("chatgpt", 2)]
    assert report.status is Status.OK


def test_reading_leaves_the_browsers_files_as_they_were(tmp_path: Path) -> None:
    path = history_at(tmp_path, "https://chatgpt.com/")
    before = {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in path.parent.iterdir()}
    visits(tmp_path)
    after = {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in path.parent.iterdir()}
    assert before == after


def test_copies_lie_in_a_closed_folder_and_are_gone_afterwards(tmp_path: Path) -> None:
    history = history_at(tmp_path, "https://chatgpt.com/")
    host = machine(tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    path = f"{host.home}/{CHROME.removeprefix('~/')}"
    with snapshot(host, path, scratch=scratch) as copy:
        assert copy.read_bytes() == history.read_bytes()
        if os.name == "posix":
            assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert list(scratch.iterdir()) == []


def test_a_copy_is_gone_after_an_error_too(tmp_path: Path) -> None:
    history_at(tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    host = machine(tmp_path)
    path = f"{host.home}/{CHROME.removeprefix('~/')}"
    with pytest.raises(RuntimeError), snapshot(host, path, scratch=scratch):
        raise RuntimeError
    assert list(scratch.iterdir()) == []


def test_copies_of_a_killed_process_are_removed_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    dead = Path(tempfile.mkdtemp(prefix=f"gnomon-history-{child.pid}-", dir=tmp_path))
    (dead / "copy.db").write_text("secret")
    alive = Path(tempfile.mkdtemp(prefix=f"gnomon-history-{os.getppid()}-", dir=tmp_path))
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / "gnomon-history-1-link").symlink_to(kept)
    assert remove_stale_copies(tmp_path) == 1
    assert not dead.exists()
    assert alive.exists()
    assert kept.exists()


def asks() -> list[Ask]:
    return [ask for ask, _ in address_asks(Matcher(catalogue()))]


def lows(known: Matcher) -> dict[str, str]:
    """The beginning of each range over addresses → the tool that is met there."""
    return {f.before + ask.name + f.low: match.tool_id for ask, match in address_asks(known) for f in ask.forms}


def test_every_statement_is_bounded_and_no_other_column_is_read(tmp_path: Path) -> None:
    path = history_at(tmp_path, "https://chatgpt.com/c/secret-path")
    statements: list[str] = []
    query = HistoryQuery(asks(), trace=statements.append)
    answers = query.ask(path, CHROMIUM, since=0, until=NOW.timestamp() + 1)
    query.close()
    assert len(answers) == 1
    touching = [text for text in statements if "h.urls" in text and text.startswith(("SELECT", "INSERT"))]
    assert [text.partition(" ")[0] for text in touching] == ["INSERT", "SELECT"]
    for text in touching:
        assert "p.url >= f.before || r.name || f.low AND p.url < f.before || r.name || f.high" in text or (
            "FROM main.found g" in text and "p.id = g.page" in text
        )
        assert "title" not in text
    assert "secret-path" not in repr(answers)


class CountedQuery(HistoryQuery):
    """Counts the steps that SQLite's virtual machine makes."""

    steps = 0

    def count_steps(self) -> None:
        self._db.set_progress_handler(self._step, 1)

    def _step(self) -> int:
        self.steps += 1
        return 0


def steps_of(path: Path) -> int:
    query = CountedQuery(asks())
    query.ask(path, CHROMIUM, since=0, until=NOW.timestamp() + 1)
    query.count_steps()
    query.steps = 0
    query.ask(path, CHROMIUM, since=0, until=NOW.timestamp() + 1)
    query.close()
    return query.steps


def test_rows_of_other_sites_cost_not_a_single_step(tmp_path: Path) -> None:
    """With 100 and with 20,000 other addresses SQLite makes the same steps: it never comes to their rows."""
    few = history_at(tmp_path / "few", "https://chatgpt.com/", *(f"https://a{n}.example/" for n in range(100)))
    many = history_at(tmp_path / "many", "https://chatgpt.com/", *(f"https://a{n}.example/" for n in range(20_000)))
    assert steps_of(few) == steps_of(many)


def test_other_sites_rows_may_be_destroyed_and_nothing_is_missed(tmp_path: Path) -> None:
    """Rows are poisoned so that handing out any of them would fail; the answer is complete all the same."""
    path = history_at(tmp_path, "https://chatgpt.com/")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE urls SET last_visit_time = 'poison', title = x'ff' WHERE url NOT LIKE '%chatgpt%'")
        db.execute("UPDATE visits SET visit_time = x'ff' WHERE url IN (SELECT id FROM urls WHERE title = x'ff')")
    db.close()
    (visit,) = visits(tmp_path)
    assert visit.match.tool_id == "chatgpt"


def hostile(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(script)
    db.close()
    return path


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
HOSTILE = {
    "not a database": b"this is no database at all" * 100,
    "half written": b"SQLite format 3\x00" + b"\x10\x00\x01\x01" + b"\x00" * 40,
    "empty": b"",
    "zeros": b"\x00" * 8192,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_damaged_history_is_said_and_the_next_one_is_read(tmp_path: Path, content: bytes) -> None:
    history_at(tmp_path, "https://chatgpt.com/")
    put(machine(tmp_path), "~/.config/chromium/Default/History", content)
    facts, report = look("history", machine(tmp_path))
    assert [fact.match.tool_id for fact in facts] == ["chatgpt"]
    assert (report.status, report.failed) == (Status.PARTIAL, 1)


def test_a_torn_page_is_said(tmp_path: Path) -> None:
    path = history_at(tmp_path, *(f"https://chatgpt.com/{n}" for n in range(2000)))
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xde\xad\xbe\xef" * 16
    path.write_bytes(content)
    facts, report = look("history", machine(tmp_path))
    assert facts == []
    assert report.status is Status.FAILED


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW urls AS SELECT 1 AS id, 'https://chatgpt.com/' AS url, 1 AS last_visit_time;",
        "CREATE TABLE other (x);",
        "CREATE TABLE urls (id, url);",
        f"CREATE TABLE t (x); CREATE VIEW urls AS {ENDLESS} x AS id, x AS url, x AS last_visit_time FROM n;",
        "CREATE VIRTUAL TABLE urls USING fts4(id, url, last_visit_time);",
    ],
)
def test_a_database_that_is_no_history_is_refused(tmp_path: Path, script: str) -> None:
    host = machine(tmp_path)
    hostile(host.real(f"{host.home}/.config/chromium/Default/History"), script)
    facts, report = look("history", host)
    assert facts == []
    assert report.status in (Status.FAILED, Status.OK)


def test_a_history_whose_columns_compute_is_refused(tmp_path: Path) -> None:
    path = hostile(
        tmp_path / "History",
        "CREATE TABLE urls (id INTEGER PRIMARY KEY, raw, url TEXT AS (printf('%s', raw)) STORED, last_visit_time);"
        "CREATE INDEX i ON urls (url); INSERT INTO urls (raw, last_visit_time) VALUES ('https://chatgpt.com/', 1);",
    )
    query = HistoryQuery(asks())
    with pytest.raises(OSError, match="can't be read"):
        query.ask(path, CHROMIUM, since=-2e10, until=1e10)
    query.close()


def test_the_authorizer_refuses_every_column_that_is_not_needed(tmp_path: Path) -> None:
    query = HistoryQuery(asks())
    path = history_at(tmp_path, "https://chatgpt.com/")
    for column in ("title", "typed_count"):
        with pytest.raises(OSError, match="can't be read"):
            query.ask(path, replace(CHROMIUM, direct=f"u2.{column}", direct_needs="transition"), since=0, until=1e10)
        leaking = replace(CHROMIUM, direct=f"(SELECT {column} FROM h.urls LIMIT 1)", direct_needs="transition")
        with pytest.raises(OSError, match="can't be read"):
            query.ask(path, leaking, since=0, until=1e10)
    assert query.ask(path, CHROMIUM, since=0, until=1e10)
    query.close()


def test_a_history_without_an_index_is_still_asked_by_range(tmp_path: Path) -> None:
    host = machine(tmp_path)
    path = host.real(f"{host.home}/.config/chromium/Default/History")
    tables = "".join(line for line in CHROMIUM_SCHEMA.splitlines(True) if "INDEX" not in line)
    hostile(path, tables)
    with sqlite3.connect(path) as db:
        add_chromium_visit(db, "https://chatgpt.com/")
        add_chromium_visit(db, "https://bank.example/")
    db.close()
    facts, report = look("history", host)
    assert [fact.match.tool_id for fact in facts] == ["chatgpt"]
    assert report.status is Status.OK


def test_values_that_are_no_times_are_passed_over(tmp_path: Path) -> None:
    path = history_at(tmp_path, "https://chat.openai.com/")
    with sqlite3.connect(path) as db:
        for value in ("soon", b"\xff\xfe", 1e30, -1, None):
            db.execute("INSERT INTO urls (url, last_visit_time) VALUES ('https://chatgpt.com/', ?)", (value or "",))
            db.execute("INSERT INTO visits (url, visit_time) VALUES (last_insert_rowid(), ?)", (str(value),))
    db.close()
    assert "chatgpt" in {visit.match.tool_id for visit in visits(tmp_path)}


def test_a_fifo_in_place_of_a_history_does_not_hang(tmp_path: Path) -> None:
    host = machine(tmp_path)
    folder = host.real(f"{host.home}/.config/chromium/Default")
    folder.mkdir(parents=True)
    os.mkfifo(folder / "History")
    (folder / "Preferences").write_text("{}")
    facts, report = look("history", host)
    assert facts == []
    assert report.status is Status.ABSENT


def test_the_same_history_behind_two_paths_is_counted_once(tmp_path: Path) -> None:
    history_at(tmp_path, "https://chatgpt.com/", path="~/snap/chromium/common/chromium/Default/History")
    host = machine(tmp_path)
    link = host.real(f"{host.home}/.config/chromium")
    link.parent.mkdir(parents=True)
    link.symlink_to(host.real(f"{host.home}/snap/chromium/common/chromium"))
    assert len(visits(tmp_path)) == 1


@pytest.mark.parametrize(
    ("system", "path"),
    [
        (System.WINDOWS, "~/AppData/Local/Yandex/YandexBrowser/User Data/Default/History"),
        (System.WINDOWS, "~/AppData/Roaming/Opera Software/Opera Stable/History"),
        (System.WINDOWS, "~/AppData/Roaming/Opera Software/Opera Stable/Default/History"),
        (System.WINDOWS, "~/AppData/Local/Microsoft/Edge/User Data/Profile 3/History"),
        (
            System.WINDOWS,
            "~/AppData/Local/Packages/TheBrowserCompany.Arc_ttt1/LocalCache/Local/Arc/User Data/Default/History",
        ),
        (System.MACOS, "~/Library/Application Support/Arc/User Data/Default/History"),
        (System.MACOS, "~/Library/Application Support/BraveSoftware/Brave-Browser/Default/History"),
        (System.LINUX, "~/snap/chromium/common/chromium/Default/History"),
        (System.LINUX, "~/.var/app/com.google.Chrome/config/google-chrome/Default/History"),
        (System.LINUX, "~/.config/yandex-browser/Default/History"),
        (System.LINUX, "~/.config/vivaldi/Default/History"),
    ],
)
def test_every_place_of_a_chromium_browser_is_known(tmp_path: Path, system: System, path: str) -> None:
    host = machine(tmp_path, system)
    chromium_history(host.real(path.replace("~", host.home)), ["https://chatgpt.com/"])
    assert [fact.match.tool_id for fact in look("history", host)[0]] == ["chatgpt"]


@pytest.mark.parametrize(
    ("system", "root", "ini"),
    [
        (System.LINUX, "~/.mozilla/firefox", "[Profile0]\nIsRelative=1\nPath=abc.default\n"),
        (System.LINUX, "~/snap/firefox/common/.mozilla/firefox", "[Profile0]\nPath=abc.default\n"),
        (System.LINUX, "~/.zen", "[Profile0]\nIsRelative=1\nPath=abc.default\n"),
        (System.MACOS, "~/Library/Application Support/Firefox", "[P]\nIsRelative=1\nPath=abc.default\n"),
        (System.WINDOWS, "~/AppData/Roaming/Mozilla/Firefox", "[P]\r\nIsRelative=1\r\nPath=abc.default\r\n"),
    ],
)
def test_firefox_profiles_are_found_by_their_list(tmp_path: Path, system: System, root: str, ini: str) -> None:
    host = machine(tmp_path, system)
    put(host, f"{root}/profiles.ini", ini)
    firefox_history(host.real(f"{root}/abc.default/places.sqlite".replace("~", host.home)), ["https://chatgpt.com/"])
    assert [fact.match.tool_id for fact in look("history", host)[0]] == ["chatgpt"]


def test_a_firefox_profile_elsewhere_is_found_by_its_whole_path(tmp_path: Path) -> None:
    host = machine(tmp_path)
    put(host, "~/.mozilla/firefox/profiles.ini", "[Profile0]\nIsRelative=0\nPath=/data/anna/profile\n")
    firefox_history(host.real("/data/anna/profile/places.sqlite"), ["https://chatgpt.com/"])
    assert [fact.match.tool_id for fact in look("history", host)[0]] == ["chatgpt"]


def test_firefox_redirects_alone_are_weak(tmp_path: Path) -> None:
    host = machine(tmp_path)
    put(host, "~/.mozilla/firefox/a.default/prefs.js")
    path = host.real(f"{host.home}/.mozilla/firefox/a.default/places.sqlite")
    firefox_history(path, ["https://chatgpt.com/"], visit_type=6)
    assert [fact.match.strength for fact in look("history", host)[0]] == [1]


def test_a_firefox_rule_bound_to_a_path_hands_out_no_other_page_of_the_host(tmp_path: Path) -> None:
    path = firefox_history(tmp_path / "places.sqlite", ["https://x.com/home", "https://x.com/i/grok"])
    query = HistoryQuery([ask for ask, _ in reversed_asks(Matcher(catalogue())) if ask.name == "moc.x"])
    answers = query.ask(path, FIREFOX, since=0, until=NOW.timestamp() + 1, keys=True)
    query.close()
    assert [answer.count for answer in answers] == [1]


def test_a_silenced_host_is_not_even_asked_for() -> None:
    known = Matcher(replace_silenced("*.chatgpt.com"))
    assert "https://chatgpt.com/" in lows(known)
    assert "https://www.chatgpt.com/" not in lows(known)


def test_a_subdomain_with_an_entry_of_its_own_is_asked_for_as_that_entry() -> None:
    known = Matcher(
        catalogue_of(
            [
                entry("platform", hosts=[{"host": "one.example", "role": "web"}]),
                entry("service", hosts=[{"host": "chat.one.example", "role": "web"}]),
            ]
        )
    )
    assert lows(known)["https://chat.one.example/"] == "service"
    assert lows(known)["https://app.one.example/"] == "platform"


def replace_silenced(glob: str) -> Catalogue:
    known = catalogue()
    return Catalogue(tools=known.tools, version=known.version, silenced_hosts=(glob,))

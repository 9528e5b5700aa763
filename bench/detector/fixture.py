"""A large made home: 3 browsers × 3 profiles × 100,000 addresses, 60 extensions, 80 plugins, 500 programs."""

import io
import json
import random
import sqlite3
import zipfile
from datetime import datetime
from pathlib import Path

from detector.platforms.host import Listener, Program, System
from detector.platforms.tree import TreeHost

_TABLES = """
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
  visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL, last_visit_time INTEGER NOT NULL,
  hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
  from_visit INTEGER, transition INTEGER DEFAULT 0 NOT NULL, visit_duration INTEGER DEFAULT 0 NOT NULL);
"""
_INDEXES = """
CREATE INDEX urls_url_index ON urls (url);
CREATE INDEX visits_url_index ON visits (url);
CREATE INDEX visits_time_index ON visits (visit_time);
"""
_FIREFOX = """
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR,
  visit_count INTEGER DEFAULT 0, last_visit_date INTEGER);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, place_id INTEGER, visit_date INTEGER, visit_type INTEGER);
"""
_FIREFOX_INDEXES = """
CREATE INDEX moz_places_hostindex ON moz_places (rev_host);
CREATE INDEX moz_historyvisits_placedateindex ON moz_historyvisits (place_id, visit_date);
"""
_LETTERS = "abcdefghijklmnop"


def addresses(count: int, seed: int) -> list[str]:
    """Ordinary addresses, and 200 of AI hosts."""
    draw = random.Random(seed)
    ordinary = [
        f"https://www.site{draw.randrange(9000)}.example/{draw.randrange(10**9)}/{'x' * draw.randrange(10, 60)}"
        for _ in range(count - 200)
    ]
    return ordinary + [f"https://chatgpt.com/c/{number}" for number in range(200)]


def write_chromium(path: Path, count: int, seed: int, now: datetime) -> None:
    """A Chromium history of `count` addresses with a visit each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = int((now.timestamp() - 3600 + 11_644_473_600) * 1_000_000)
    with sqlite3.connect(path) as db:
        db.executescript(_TABLES)
        rows = [(n, url, "A title of some length", 1, stamp) for n, url in enumerate(addresses(count, seed), 1)]
        db.executemany("INSERT INTO urls (id, url, title, visit_count, last_visit_time) VALUES (?, ?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO visits (url, visit_time) VALUES (?, ?)", ((row[0], stamp) for row in rows))
        db.executescript(_INDEXES)
    db.close()


def write_firefox(path: Path, count: int, seed: int, now: datetime) -> None:
    """A Firefox history of `count` addresses with a visit each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = int((now.timestamp() - 3600) * 1_000_000)
    with sqlite3.connect(path) as db:
        db.executescript(_FIREFOX)
        urls = addresses(count, seed)
        rows = [(n, url, "A title", url.split("/")[2][::-1] + ".", stamp) for n, url in enumerate(urls, 1)]
        db.executemany(
            "INSERT INTO moz_places (id, url, title, rev_host, last_visit_date) VALUES (?, ?, ?, ?, ?)", rows
        )
        visits = ((row[0], stamp) for row in rows)
        db.executemany("INSERT INTO moz_historyvisits (place_id, visit_date, visit_type) VALUES (?, ?, 1)", visits)
        db.executescript(_FIREFOX_INDEXES)
    db.close()


def large_machine(root: Path, now: datetime, *, count: int = 100_000) -> TreeHost:
    """The machine of the bench; `count` addresses in each of nine histories."""
    running = [Program(1000 + n, f"program{n}", f"/usr/bin/program{n}", own=True) for n in range(497)]
    running += [
        Program(2000, "claude", "/home/anna/.local/bin/claude", own=True),
        Program(2001, "node", "/usr/bin/node", own=True),
        Program(2002, "ollama", "/usr/local/bin/ollama", own=True),
    ]
    host = TreeHost(root, System.LINUX, "/home/anna", running=running, sockets=[Listener(11434, 2002)])
    home = host.real(host.home)
    for number, profile in enumerate(("Default", "Profile 1", "Profile 2")):
        write_chromium(home / ".config/google-chrome" / profile / "History", count, number, now)
        write_chromium(home / ".config/yandex-browser" / profile / "History", count, 10 + number, now)
        folder = home / f".mozilla/firefox/p{number}.default"
        write_firefox(folder / "places.sqlite", count, 20 + number, now)
        (folder / "prefs.js").write_text("")
    _write_extensions(home)
    _write_plugins(home)
    servers = {f"server{n}": {"command": "npx", "args": ["-y", f"pkg{n}"]} for n in range(20)}
    (home / ".claude.json").write_text(json.dumps({"mcpServers": servers}))
    (home / ".cursor").mkdir(exist_ok=True)
    (home / ".cursor/mcp.json").write_text(json.dumps({"mcpServers": servers}))
    return host


def _write_extensions(home: Path) -> None:
    draw = random.Random(7)
    profile = home / ".config/google-chrome/Default"
    settings: dict[str, object] = {}
    for _ in range(60):
        extension_id = "".join(draw.choice(_LETTERS) for _ in range(32))
        folder = profile / "Extensions" / extension_id / "1.0.0_0"
        folder.mkdir(parents=True)
        hosts = [f"https://{draw.randrange(999)}.example/*" for _ in range(5)]
        (folder / "manifest.json").write_text(json.dumps({"name": "Some extension", "host_permissions": hosts}))
        settings[extension_id] = {"state": 1, "location": 1, "manifest": {"description": "x" * 2000}}
    (profile / "Preferences").write_text(json.dumps({"extensions": {"settings": settings}, "filler": "x" * 300_000}))


def _write_plugins(home: Path) -> None:
    for editor in (".vscode", ".cursor"):
        plugins = [{"identifier": {"id": f"publisher{n}.plugin{n}"}, "version": "1.0.0"} for n in range(20)]
        folder = home / editor / "extensions"
        folder.mkdir(parents=True)
        (folder / "extensions.json").write_text(json.dumps(plugins))
    for n in range(40):
        library = home / f".local/share/JetBrains/PyCharm2025.2/plugin{n}/lib"
        library.mkdir(parents=True)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("com/example/Filler.class", b"x" * 1_000_000)
            archive.writestr("META-INF/plugin.xml", f"<idea-plugin><id>com.example.plugin{n}</id></idea-plugin>")
        (library / f"plugin{n}.jar").write_bytes(buffer.getvalue())

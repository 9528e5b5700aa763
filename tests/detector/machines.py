"""Machines made of folders, and a small catalogue, for the detector's tests."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from detector.catalogue.load import catalogue_of
from detector.catalogue.tools import Catalogue
from detector.facts import Fact
from detector.match import Matcher
from detector.platforms.host import Host, System
from detector.platforms.tree import TreeHost
from detector.report import SensorReport
from detector.scan import SENSORS, run_sensor
from detector.view import ScanConfig, View

NOW = datetime(2026, 11, 21, 15, 4, 5, tzinfo=UTC)
HOMES = {System.LINUX: "/home/anna", System.MACOS: "/Users/anna", System.WINDOWS: "C:/Users/anna"}

CHAT_ID = "abcdefghijklmnopabcdefghijklmnop"
STRANGER_ID = "ponmlkjihgfedcbaponmlkjihgfedcba"


def entry(tool_id: str, **more: object) -> dict[str, object]:
    """A catalogue entry with what every entry needs."""
    return {
        "id": tool_id,
        "name": tool_id.title(),
        "vendor": "Vendor",
        "category": "assistant",
        "source": "test",
        "checked": "2026-11-21",
        **more,
    }


ENTRIES: tuple[dict[str, object], ...] = (
    entry(
        "chatgpt",
        tags=["consumer-llm"],
        hosts=[
            {"host": "chatgpt.com", "role": "web"},
            {"host": "cdn.chatgpt.com", "role": "cdn"},
            {"host": "chat.openai.com", "role": "web", "match": "exact"},
        ],
        bundle_ids=["com.openai.chat"],
        windows_apps=[{"publisher": "OpenAI", "name": "ChatGPT"}],
        desktop_ids=["com.openai.chat.desktop"],
        extensions=[{"id": CHAT_ID}, {"id": "chat@openai.example", "browser": "firefox"}],
        processes=[
            {"name": "ChatGPT.exe", "paths": ["*/WindowsApps/OpenAI.ChatGPT*/*"], "os": ["windows"]},
            {"name": "ChatGPT", "paths": ["/Applications/ChatGPT.app/Contents/MacOS/*"], "os": ["macos"]},
        ],
    ),
    entry("openai-api", category="api", hosts=[{"host": "api.openai.com", "role": "api", "match": "exact"}]),
    entry("grok", hosts=[{"host": "x.com", "path": "/i/grok", "role": "web", "match": "exact"}]),
    entry("gigachat", hosts=[{"host": "giga.chat", "role": "web"}, {"host": "гигачат.рф", "role": "web"}]),
    entry(
        "claude-code",
        category="agent",
        tags=["agent", "coding"],
        processes=[
            {
                "name": "claude",
                "paths": ["~/.local/bin/claude", "~/.local/share/claude/versions/*"],
                "os": ["linux", "macos"],
            },
            {"name": "claude.exe", "paths": ["~/.local/bin/claude.exe"], "os": ["windows"]},
        ],
        packages=[{"manager": "npm", "name": "@anthropic-ai/claude-code"}],
        homes=["~/.claude"],
        mcp=[{"paths": dict.fromkeys(("linux", "macos", "windows"), "~/.claude.json"), "key": "mcpServers"}],
    ),
    entry(
        "aider",
        category="agent",
        packages=[{"manager": "pipx", "name": "aider-chat"}, {"manager": "cargo", "name": "aider-rs"}],
        processes=[{"name": "aider", "paths": ["~/.local/bin/aider"]}],
    ),
    entry(
        "copilot",
        category="coding",
        plugins=[
            {"id": "GitHub.copilot", "editor": "vscode"},
            {"id": "com.github.copilot", "editor": "jetbrains"},
        ],
        hosts=[{"host": "api.githubcopilot.com", "role": "api"}],
    ),
    entry(
        "ollama",
        category="local",
        processes=[
            {"name": "ollama", "paths": ["/usr/local/bin/ollama", "~/.local/bin/ollama"], "os": ["linux", "macos"]}
        ],
        ports=[11434],
        homes=["~/.ollama"],
        packages=[{"manager": manager, "name": "ollama"} for manager in ("brew", "apt", "scoop")],
    ),
    entry(
        "vscode-mcp",
        mcp=[
            {
                "paths": {
                    "linux": "~/.config/Code/User/mcp.json",
                    "macos": "~/Library/Application Support/Code/User/mcp.json",
                    "windows": "~/AppData/Roaming/Code/User/mcp.json",
                },
                "key": "servers",
            }
        ],
    ),
    entry(
        "codex",
        category="agent",
        mcp=[{"paths": {"linux": "~/.codex/config.toml"}, "key": "mcp_servers"}],
        packages=[{"manager": "winget", "name": "OpenAI.Codex"}],
    ),
    entry("codex-cli", category="agent", homes=["~/.codex"]),
    entry("continue", category="coding", mcp=[{"paths": {"linux": "~/.continue/config.yaml"}, "key": "mcpServers"}]),
    entry("cursor", category="coding", packages=[{"manager": "cask", "name": "cursor"}]),
    entry(
        "lmstudio",
        category="local",
        desktop_ids=["ai.lmstudio.LMStudio.desktop"],
        processes=[{"name": "LM-Studio", "paths": ["~/Applications/LM-Studio*.AppImage", "/opt/LM Studio/*"]}],
    ),
)


def catalogue() -> Catalogue:
    """The small catalogue."""
    return catalogue_of(ENTRIES)


def machine(
    root: Path, system: System = System.LINUX, files: Mapping[str, str | bytes] | None = None, **more: object
) -> TreeHost:
    """A machine with files; a path that starts with `~/` lies in Anna's home."""
    host = TreeHost(root=root, system=system, home=HOMES[system], **more)  # type: ignore[arg-type]  # passed through
    host.real(host.home).mkdir(parents=True, exist_ok=True)
    for path, content in (files or {}).items():
        put(host, path, content)
    return host


def put(host: TreeHost, path: str, content: str | bytes = "") -> Path:
    """Write a file on a machine."""
    real = host.real(path.replace("~", host.home, 1) if path.startswith("~") else path)
    real.parent.mkdir(parents=True, exist_ok=True)
    real.write_bytes(content if isinstance(content, bytes) else content.encode())
    return real


def look(
    name: str, host: Host, config: ScanConfig | None = None, known: Catalogue | None = None
) -> tuple[list[Fact], SensorReport]:
    """Let one sensor look at a machine."""
    view = View(host, Matcher(known or catalogue(), home=host.home), config or ScanConfig(), NOW)
    return run_sensor(name, SENSORS[name], view)


def found(facts: Iterable[Fact]) -> list[tuple[str, int]]:
    """Tool and strength of each fact, sorted."""
    return sorted((fact.match.tool_id, fact.match.strength) for fact in facts)


CHROMIUM_SCHEMA = """
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
  visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL,
  last_visit_time INTEGER NOT NULL, hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
  from_visit INTEGER, transition INTEGER DEFAULT 0 NOT NULL, segment_id INTEGER,
  visit_duration INTEGER DEFAULT 0 NOT NULL);
CREATE INDEX urls_url_index ON urls (url);
CREATE INDEX visits_url_index ON visits (url);
CREATE INDEX visits_time_index ON visits (visit_time);
"""
FIREFOX_SCHEMA = """
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR,
  visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, last_visit_date INTEGER, url_hash INTEGER);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER,
  visit_type INTEGER, session INTEGER);
CREATE INDEX moz_places_hostindex ON moz_places (rev_host);
CREATE INDEX moz_historyvisits_placedateindex ON moz_historyvisits (place_id, visit_date);
"""
SAFARI_SCHEMA = """
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE,
  domain_expansion TEXT NULL, visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL,
  visit_time REAL NOT NULL, title TEXT NULL, redirect_source INTEGER NULL);
CREATE INDEX history_visits__last_visit ON history_visits (history_item, visit_time DESC);
"""
LINK, TYPED, FRAME = 0, 1, 3
SERVER_REDIRECT = 0x80000000


def chromium_time(moment: datetime) -> int:
    """Microseconds since 1601."""
    return int((moment.timestamp() + 11_644_473_600) * 1_000_000)


def add_chromium_visit(db: sqlite3.Connection, url: str, moment: datetime = NOW, transition: int = LINK) -> None:
    """One visit, as Chromium stores it."""
    row = db.execute("SELECT id FROM urls WHERE url = ?", (url,)).fetchone()
    if row is None:
        cursor = db.execute(
            "INSERT INTO urls (url, title, visit_count, last_visit_time) VALUES (?, 'Secret title', 1, ?)",
            (url, chromium_time(moment)),
        )
        row = (cursor.lastrowid,)
    db.execute(
        "INSERT INTO visits (url, visit_time, transition) VALUES (?, ?, ?)",
        (row[0], chromium_time(moment), transition),
    )


def chromium_history(path: Path, urls: Iterable[str], moment: datetime = NOW) -> Path:
    """A Chromium history with one visit for each address."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(CHROMIUM_SCHEMA)
        for url in urls:
            add_chromium_visit(db, url, moment)
    db.close()
    return path


def firefox_history(path: Path, urls: Iterable[str], moment: datetime = NOW, visit_type: int = 1) -> Path:
    """A Firefox history with one visit for each address."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(FIREFOX_SCHEMA)
        for number, url in enumerate(urls, 1):
            host = url.split("/")[2].split(":")[0]
            stamp = int(moment.timestamp() * 1_000_000)
            db.execute(
                "INSERT INTO moz_places (id, url, title, rev_host, visit_count, last_visit_date)"
                " VALUES (?, ?, 'Secret title', ?, 1, ?)",
                (number, url, host[::-1] + ".", stamp),
            )
            db.execute(
                "INSERT INTO moz_historyvisits (place_id, visit_date, visit_type) VALUES (?, ?, ?)",
                (number, stamp, visit_type),
            )
    db.close()
    return path


def safari_history(path: Path, urls: Iterable[str], moment: datetime = NOW) -> Path:
    """A Safari history with one visit for each address."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(SAFARI_SCHEMA)
        for number, url in enumerate(urls, 1):
            db.execute("INSERT INTO history_items (id, url, visit_count) VALUES (?, ?, 1)", (number, url))
            db.execute(
                "INSERT INTO history_visits (history_item, visit_time, title) VALUES (?, ?, 'Secret title')",
                (number, moment.timestamp() - 978_307_200),
            )
    db.close()
    return path


def manifest(**more: object) -> str:
    """An extension's manifest."""
    return json.dumps({"manifest_version": 3, "name": "Something", "version": "1.0", **more})

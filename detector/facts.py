"""What one sensor saw. A fact names only what the catalogue knows; all else that a sensor reads it forgets.

No fact holds a URL path or query, a title, an argument, a variable's value, another site, or a time finer than a day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Surface(StrEnum):
    """Where a tool shows itself."""

    WEB = "web"
    CONNECTION = "connection"
    PROCESS = "process"
    APP = "app"
    AGENT = "agent"
    PLUGIN = "plugin"
    EXTENSION = "extension"
    SERVER = "server"
    MCP = "mcp"
    PACKAGE = "package"


class Account(StrEnum):
    """Whose account a tool is signed in with, as far as its own file says so."""

    UNKNOWN = "unknown"
    PERSONAL = "personal"
    CORPORATE = "corporate"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule of the catalogue that something met.

    `strength`: 3 exact identity, 2 exact path, manifest or visited host, 1 name, port or keyword
    (design note, section 3).
    """

    tool_id: str
    rule_id: str
    strength: int


@dataclass(frozen=True, slots=True)
class Process:
    """A program that runs, or runs `count` times. `flags` are ids of risky settings it was started with."""

    match: Match
    day: date
    flags: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Visit:
    """Visits of a catalogue host in one browser profile, counted by day bounds."""

    match: Match
    browser: str
    first_day: date
    last_day: date
    count: int


@dataclass(frozen=True, slots=True)
class Connection:
    """Connections to a catalogue host that went through our own proxy."""

    match: Match
    day: date
    count: int = 1


@dataclass(frozen=True, slots=True)
class Extension:
    """An installed browser extension."""

    match: Match
    browser: str
    day: date
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed editor plugin."""

    match: Match
    editor: str
    day: date


@dataclass(frozen=True, slots=True)
class App:
    """An installed desktop application."""

    match: Match
    day: date


@dataclass(frozen=True, slots=True)
class Server:
    """A model server that listens on this machine. `answered`: it said so itself when it was asked."""

    match: Match
    port: int
    day: date
    answered: bool = False


@dataclass(frozen=True, slots=True)
class McpEntry:
    """An MCP server that a client is set up to use. `launch` is a hash of how it is started, to see changes."""

    match: Match
    transport: str
    launch: str
    day: date


@dataclass(frozen=True, slots=True)
class CliAgent:
    """A command-line agent, or what one keeps in the home. `flags` are ids of risky settings in its own file."""

    match: Match
    day: date
    account: Account = Account.UNKNOWN
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package that a package manager has installed."""

    match: Match
    manager: str
    day: date


Fact = Process | Visit | Connection | Extension | Plugin | App | Server | McpEntry | CliAgent | Package

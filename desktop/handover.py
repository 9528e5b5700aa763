"""What a second start says to the first one, and where. Imports no Qt, so that it answers a hotkey at once.

What only a second start needs (json, socket) is imported by it: the first one has an icon to show.
"""

import os
import stat
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self
from zlib import crc32

ANSWER = b"taken\n"
LIMIT = 4096  # bytes of a command line
_LONGEST_PATH = 90  # bytes: sun_path has 108 on Linux, 104 on macOS (unix(7), unix(4)), and Qt adds some while it binds
_DEADLINE = 2.0  # seconds for the first tray to answer


class Action(StrEnum):
    """What a start can ask for."""

    TRAY = "tray"
    ASK = "ask"
    HISTORY = "history"
    CASES = "cases"
    ACTIVITY = "activity"
    FOUND = "found"
    EMPLOYER = "employer"
    SETTINGS = "settings"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Command:
    """One line from a second start. `token` is the desktop's permission to take the focus (xdg-activation), or ""."""

    action: Action
    token: str = ""

    def line(self) -> bytes:
        """The command as one line of JSON."""
        import json

        return json.dumps({"action": self.action, "token": self.token}).encode() + b"\n"

    @classmethod
    def parse(cls, line: bytes) -> Self | None:
        """The command in a line, or None for anything that is not one."""
        import json

        try:
            raw = json.loads(line)
            return cls(Action(raw["action"]), str(raw.get("token", ""))[:256])
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def socket_address(state: Path) -> str:
    """Where the tray of this state folder listens: an absolute path in the runtime folder (a pipe name on Windows)."""
    import platformdirs

    name = f"gnomon-{crc32(os.fsencode(state.resolve())):08x}"  # tells this person's state folders apart, no more
    if os.name == "nt":
        return name
    runtime = platformdirs.user_runtime_path("gnomon", appauthor=False)
    temporary = Path(tempfile.gettempdir()) / f"gnomon-{os.getuid()}"
    for folder in (runtime, temporary):
        path = str(folder / f"{name}.sock")
        if len(os.fsencode(path)) <= _LONGEST_PATH and _is_private(folder):
            return path
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(state / f"{name}.sock")


def _is_private(folder: Path) -> bool:
    """Whether a folder is the person's alone; it is made where it is missing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def hand_over(address: str, command: Command) -> bool:
    """Give the command to a running tray. False when none answers at this address."""
    if os.name == "nt":
        return _hand_over_by_pipe(address, command)
    if not os.path.exists(address):  # noqa: PTH110  # a name for a socket, kept as text
        return False
    import socket

    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_DEADLINE)
            line.connect(address)
            line.sendall(command.line())
            return line.recv(len(ANSWER)) == ANSWER
    except OSError:
        return False


def _hand_over_by_pipe(address: str, command: Command) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    peer = QLocalSocket()
    peer.connectToServer(address)
    if not peer.waitForConnected(500):
        return False
    peer.write(command.line())
    return peer.waitForBytesWritten(1000) and peer.waitForReadyRead(2000) and bytes(peer.readAll().data()) == ANSWER

"""The tray program. The icon is shown first; windows and the line to the agent come after it.

Only what the icon needs is imported here (a test reads the list of modules).
"""

import argparse
import faulthandler
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.handover import Action, Command, hand_over, socket_address

if TYPE_CHECKING:
    from agent.messages import Endpoint

CRASH_FILE = "desktop-crash.log"
SETTLE_MS = 60  # at a start without a window: the tray takes the icon in before the rest is loaded


def main(
    argv: Sequence[str] | None = None,
    *,
    state: Path,
    start_agent: Callable[[], None],
    connect: "Callable[[], tuple[Endpoint, str] | None] | None" = None,
) -> int:
    """Show the tray, or hand the command over to the tray that is there already.

    `state` is the agent's state folder, `connect` tells where the agent is (by default: read from that folder),
    `start_agent` starts it in a process of its own and returns at once. Returns the exit code.
    """
    command = read_command(argv)
    address = socket_address(state)
    if hand_over(address, command):
        return 0
    if command.action is Action.QUIT:
        return 0
    _keep_crashes(state)
    return _run(command, address, state, connect, start_agent)


def read_command(argv: Sequence[str] | None) -> Command:
    """The command line: one word that says which window to open; nothing means Ask."""
    parser = argparse.ArgumentParser(prog="gnomon", description="The tray of Gnomon.")
    chosen = parser.add_mutually_exclusive_group()
    for action in Action:
        chosen.add_argument(f"--{action}", dest="action", action="store_const", const=action)
    words = parser.parse_args(argv)
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "") or os.environ.get("DESKTOP_STARTUP_ID", "")
    return Command(words.action or Action.ASK, token)


def _run(
    command: Command,
    address: str,
    state: Path,
    connect: "Callable[[], tuple[Endpoint, str] | None] | None",
    start_agent: Callable[[], None],
) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.prefs import read_prefs
    from desktop.tray import Tray
    from desktop.words import install_language

    app = QApplication(["gnomon"])
    app.setApplicationName("Gnomon")
    app.setDesktopFileName("gnomon")
    app.setQuitOnLastWindowClosed(False)
    prefs = read_prefs(state)
    install_language(prefs.language)
    tray = Tray(app)
    started: list[object] = []
    early: list[str] = []  # what was pressed on the icon before anything could answer

    def remember(name: str) -> None:
        early.append(name)

    tray.wanted.connect(remember)
    tray.show()

    def start_shell() -> None:
        from desktop.shell import Shell

        tray.wanted.disconnect(remember)
        shell = Shell(app, tray, prefs, state=state, address=address, connect=connect, start_agent=start_agent)
        started.append(shell)
        shell.run(command)
        for name in early:
            tray.wanted.emit(name)

    QTimer.singleShot(SETTLE_MS if command.action is Action.TRAY else 0, start_shell)
    code = app.exec()
    started.clear()
    return code


def _keep_crashes(state: Path) -> None:
    """Write crashes to a file of the person's own; nothing is sent anywhere."""
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = (state / CRASH_FILE).open("a", encoding="utf-8")
    faulthandler.enable(file)

    def keep(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n")
        traceback.print_tb(trace, file=file)
        file.write(f"{kind.__name__}\n\n")  # the message may hold what a person wrote
        file.flush()
        if sys.stderr is not None:
            traceback.print_exception(kind, error, trace)

    sys.excepthook = keep

"""`gnomon` without a command: the tray, and the agent where none runs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from agent.messages import read_endpoint, state_folder

NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: no console of ours and none on the screen, for the agent and all that it starts. 0 elsewhere."""


def open_tray(state: str | None, *, ask: bool, demo: bool = False) -> int:
    """Show the tray at once; protection starts beside it. Gives the exit code."""
    from desktop.main import main

    where = Path(state) if state else state_folder()
    if read_endpoint(where) is None:
        start_agent(where, demo=demo)

    def again() -> None:
        start_agent(where, demo=demo)

    return main(["--ask"] if ask else [], state=where, start_agent=again)


def start_agent(state: Path, *, demo: bool = False, extra: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start the agent away from our terminal; its words go to ``<state>/agent.log``."""
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (state / "agent.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 # our own program
            [*agent_command(), "--state", str(state), *(["--demo"] if demo else []), *extra],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            creationflags=NO_CONSOLE,
        )


def agent_command() -> list[str]:
    """How to start the agent: the second program of a frozen bundle, else this Python."""
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_stem("gnomon-agent"))]  # on Windows .exe stays
    return [sys.executable, "-m", "cli.agent"]

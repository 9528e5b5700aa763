"""Where the running agent listens, and how a client finds it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from agent.messages.wire import Message, decode


class Endpoint(Message, frozen=True):
    """Where the running agent listens. Written to ``<state folder>/endpoint.json`` (mode 0600).

    socket: path of the Unix socket, "" where there is none.
    """

    base_url: str
    pid: int
    version: str
    socket: str = ""


def state_folder() -> Path:
    """Where the agent keeps its state when no folder is named (mode 0700; not created here).

    A window's own socket for single instance lies there too.
    """
    import platformdirs

    return Path(platformdirs.user_state_path("gnomon", appauthor=False))


def socket_path(state: Path) -> Path:
    """Where the agent's Unix socket lies: in this user's runtime folder, or in the state folder where that is named."""
    if sys.platform != "linux" or state != state_folder():
        return state / "gnomon.sock"
    import platformdirs

    return Path(platformdirs.user_runtime_path()) / "gnomon.sock"


def read_endpoint(state: Path | None = None) -> tuple[Endpoint, str] | None:
    """Address and local token of the running agent, or None when none runs here or its files are not readable.

    The endpoint file is removed at an orderly end. After a crash it is stale: the token is not sent to whoever has the
    port now while no process has the agent's number. A refused connection means "away".
    """
    folder = state or state_folder()
    try:
        endpoint = decode((folder / "endpoint.json").read_bytes(), Endpoint)
        token = read_token(folder)
    except (OSError, ValueError):
        return None
    return (endpoint, token) if token and _lives(endpoint.pid) else None


def _lives(pid: int) -> bool:
    """Whether a process has this number."""
    if os.name != "posix":
        import psutil

        return psutil.pid_exists(pid)  # os.kill sends Ctrl+C there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def read_token(state: Path) -> str:
    """The local token: from the state folder (mode 0600), or "" when there is none yet."""
    try:
        return (state / "token").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""

"""Work in a process of its own, which gives its memory back when it is done: reading a policy, looking at the machine.

Both need libraries and data that the agent needs for a moment only (pydantic, YAML, what every sensor found), and would
hold up streams while they compute. The agent gives one message to the process and reads one answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import TypeVar

import msgspec

ERRAND_FLAG = "--gnomon-errand"
NO_PLUGINS = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""Otherwise pydantic lets any installed package that asks for it take part in reading our policy."""
T = TypeVar("T")


class NoAnswer(OSError):
    """The process could not be started, took too long, or ended without an answer."""


class Errand:
    """A piece of work under way; ``answer`` waits for its end."""

    def __init__(self, message: object, *, network: bool = False) -> None:
        """Start the process. network: it may need the settings of a corporate proxy.

        Raises:
            NoAnswer: it could not be started.
        """
        try:
            with tempfile.TemporaryFile() as words:  # a pipe would make us wait until the process reads
                words.write(msgspec.json.encode(message))
                words.seek(0)
                self._process = subprocess.Popen(  # noqa: S603 # our own program
                    _command(),
                    stdin=words,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(network),
                )
        except OSError as error:
            raise NoAnswer("the process could not be started") from error

    def answer(self, kind: type[T], *, seconds: float) -> T:
        """The answer, waited for at most ``seconds``. May be called in a thread.

        Raises:
            NoAnswer: it took too long, or there is none.
        """
        with self._process as process:
            try:
                answer, _ = process.communicate(timeout=seconds)
                return msgspec.json.decode(answer, type=kind)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise NoAnswer("the process took too long") from error
            except (OSError, ValueError) as error:
                raise NoAnswer("the process gave no answer") from error


def serve_if_asked(arguments: Sequence[str]) -> bool:
    """First call of the frozen agent: do one errand when the command line says so."""
    if list(arguments[1:2]) != [ERRAND_FLAG]:
        return False
    from agent.errands import serve

    serve()
    return True


def _command() -> list[str]:
    """Our own program again when it is frozen, the interpreter otherwise."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ERRAND_FLAG]
    return [sys.executable, "-m", "agent.errands"]


def _environment(network: bool) -> dict[str, str]:
    """The environment of the process; without proxies where it has nothing to do with a network."""
    kept = {name: value for name, value in os.environ.items() if network or not name.lower().endswith("_proxy")}
    return kept | {"PYTHONUTF8": "1", **NO_PLUGINS}

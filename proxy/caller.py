"""Which program is calling, by the local port of its connection. Unknown is an answer; a wrong one is not.

A program of the same user can read the token and can be started under any name, so this serves the policy's rules and
the record, it is no boundary (docs/threat-model.md). Another user's process is refused: several people share loopback.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from aiohttp import web

from policy.model import Caller

UNKNOWN = Caller()


@dataclass(frozen=True, slots=True)
class Peer:
    """The other end of a connection. foreign: it belongs to another user of this computer."""

    caller: Caller = UNKNOWN
    foreign: bool = False


class Callers:
    """Finds callers off the event loop, once a connection."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(1, "gnomon-caller")

    def find(self, transport: asyncio.Transport) -> "asyncio.Task[object]":
        """Begin to find out who is at the other end."""
        return asyncio.ensure_future(self._find(transport))

    async def of(self, request: web.BaseRequest) -> Peer:
        """Who sent a request."""
        return Peer()

    def connections_of(self, pid: int) -> int:
        """How many connections a process has now."""
        return 0

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _find(self, transport: asyncio.Transport) -> object:
        return Peer()

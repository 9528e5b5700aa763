"""Which program is calling, by the local port of its connection. Unknown is an answer; a wrong one is not.

A program of the same user can read the token and can be started under any name, so this serves the policy's rules and
the record, it is no boundary (docs/threat-model.md). Another user's process is refused: several people share loopback.
"""

import asyncio
import getpass
import os
import socket
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePath

from policy.model import Caller
from proxy.owner import Address, Owner

if sys.platform == "linux":
    from proxy.caller_linux import Finder, owner_of_peer
else:
    from proxy.caller_psutil import Finder, owner_of_peer

UNKNOWN = Caller()


@dataclass(frozen=True, slots=True)
class Peer:
    """The other end of a connection. foreign: it belongs to another user of this computer."""

    caller: Caller = UNKNOWN
    foreign: bool = False


class Callers:
    """Finds callers off the event loop, once a connection, and counts the connections of each process."""

    def __init__(self, find: Callable[[Address, Address], Owner] | None = None) -> None:
        self._find = find or Finder()
        self._threads = ThreadPoolExecutor(1, "gnomon-caller")
        self._open: Counter[int] = Counter()

    def begin(self, transport: asyncio.Transport) -> "asyncio.Future[Peer]":
        """Begin to find out who is at the other end of a new connection."""
        loop = asyncio.get_running_loop()
        peer, own = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        if by_unix_socket(transport):
            end = socket.socket(fileno=os.dup(transport.get_extra_info("socket").fileno()))
            finding = loop.run_in_executor(self._threads, self._unix_peer, end)
        elif peer and own:
            finding = loop.run_in_executor(self._threads, self._peer, peer[:2], own[:2])
        else:  # the other side has gone already
            gone: asyncio.Future[Peer] = loop.create_future()
            gone.set_result(Peer())
            return gone
        finding.add_done_callback(self._count)
        return finding

    def end(self, finding: "asyncio.Future[Peer]") -> None:
        """The connection is gone."""
        if finding.done() and not finding.cancelled() and finding.exception() is None:
            pid = finding.result().caller.pid
            self._open[pid] -= 1
            if self._open[pid] <= 0:
                del self._open[pid]
        else:
            finding.cancel()

    def connections_of(self, pid: int) -> int:
        """How many connections a process has now; 0 for the unknown process."""
        return self._open[pid] if pid else 0

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _count(self, finding: "asyncio.Future[Peer]") -> None:
        if not finding.cancelled() and finding.exception() is None:
            self._open[finding.result().caller.pid] += 1

    def _peer(self, peer: Address, own: Address) -> Peer:
        return _peer_of(self._find(peer, own))

    def _unix_peer(self, end: socket.socket) -> Peer:
        with end:
            return _peer_of(owner_of_peer(end))


def by_unix_socket(transport: asyncio.BaseTransport) -> bool:
    """Whether a connection came by the Unix socket."""
    return sys.platform != "win32" and bool(transport.get_extra_info("socket").family == socket.AF_UNIX)


def _peer_of(owner: Owner) -> Peer:
    if not owner.pid:
        return Peer(UNKNOWN, _is_foreign(owner))
    name = PurePath(owner.path).name
    program = name.removesuffix(".exe") if sys.platform == "win32" else name
    return Peer(Caller(program, owner.path, owner.pid, owner.user), _is_foreign(owner))


def _is_foreign(owner: Owner) -> bool:
    if hasattr(os, "getuid"):
        return owner.uid >= 0 and owner.uid != os.getuid()
    return bool(owner.user) and owner.user.rpartition("\\")[2].casefold() != getpass.getuser().casefold()

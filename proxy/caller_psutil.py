"""macOS and Windows: the process at the other end of a connection, by psutil."""

import socket
import struct
import sys
from collections.abc import Iterator

import psutil

from proxy.owner import Address, Owner

_SOL_LOCAL = 0
_LOCAL_PEERCRED = 1
_LOCAL_PEERPID = 2


class Finder:
    """Finds the owner of a connection."""

    def __call__(self, peer: Address, own: Address) -> Owner:
        """The process whose connection goes from `peer` to `own`."""
        try:
            for pid, local, remote in _connections():
                if (local, remote) == (peer, own):
                    return _owner(pid)
        except (psutil.Error, OSError):
            return Owner()
        return Owner()


def owner_of_peer(end: socket.socket) -> Owner:
    """macOS: who connected a Unix socket (LOCAL_PEERCRED and LOCAL_PEERPID of <sys/un.h>)."""
    try:
        _, uid = struct.unpack_from("=II", end.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, 76))
        (pid,) = struct.unpack("=i", end.getsockopt(_SOL_LOCAL, _LOCAL_PEERPID, 4))
        owner = _owner(pid)
    except (psutil.Error, OSError):
        return Owner()
    return owner if owner.uid == uid else Owner(uid)


def _connections() -> Iterator[tuple[int, Address, Address]]:
    """pid, local and remote end of TCP connections that we may see."""
    if sys.platform == "win32":
        for one in psutil.net_connections("tcp"):
            if one.pid and one.laddr and one.raddr:
                yield one.pid, (one.laddr.ip, one.laddr.port), (one.raddr.ip, one.raddr.port)
        return
    # macOS asks for root to list all connections at once (psutil#1219), but not for our own processes.
    for process in psutil.process_iter():
        try:
            held = process.net_connections("tcp")
        except psutil.Error:
            continue
        for two in held:
            if two.laddr and two.raddr:
                yield process.pid, (two.laddr.ip, two.laddr.port), (two.raddr.ip, two.raddr.port)


def _owner(pid: int) -> Owner:
    process = psutil.Process(pid)
    with process.oneshot():
        uid = process.uids().real if sys.platform != "win32" else -1
        try:
            path = process.exe()
        except psutil.AccessDenied:
            path = ""
        return Owner(uid, pid, path, process.username())

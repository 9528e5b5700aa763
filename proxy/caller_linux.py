"""Linux: connection → socket inode and uid by NETLINK_SOCK_DIAG (sock_diag(7)), inode → pid by /proc/PID/fd."""

# ruff: noqa: PTH112, PTH115, PTH123, PTH208 (thousands of calls a look; pathlib takes several times as long)

import os
import pwd
import select
import socket
import struct
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from proxy.owner import Address, Owner

_NETLINK_SOCK_DIAG = 4
_SOCK_DIAG_BY_FAMILY = 20
_NLM_F_REQUEST = 1
_ANY_STATE = 0xFFFFFFFF
_UID_AND_INODE_AT = 80  # struct nlmsghdr (16), inet_diag_msg up to idiag_uid (64)
_RECENT = 16
_ASKED_AGAIN = 16  # processes; a look at them takes about as long as asking the kernel


class Finder:
    """Finds the owner of a connection; remembers which processes called lately, to ask them first."""

    def __init__(self) -> None:
        self._recent: OrderedDict[int, None] = OrderedDict()

    def __call__(self, peer: Address, own: Address) -> Owner:
        """The process that holds the socket `peer` → `own`; two different programs that share it are unknown."""
        try:
            uid, inode = _socket_of(peer, own)
        except OSError:
            return Owner()
        if not inode:
            return Owner(uid)
        target = f"socket:[{inode}]"
        for pid in list(reversed(self._recent)):
            owner = _owner(pid, target, uid)
            if owner is not None:
                return self._remembered(owner)
            if not os.path.isdir(f"/proc/{pid}"):
                del self._recent[pid]
        pids = _while_held(_pids(), peer, own, inode)
        first = next((owner for pid in pids if (owner := _owner(pid, target, uid)) is not None), None)
        if first is None:
            return Owner(uid)
        # A socket is shared by fork: whoever opened it is among the ancestors, and the newest process was asked first.
        holders = [first, *(owner for pid in _ancestors(first.pid) if (owner := _owner(pid, target, uid)) is not None)]
        if len({owner.path for owner in holders}) > 1:
            return Owner(uid)
        return self._remembered(holders[-1])

    def _remembered(self, owner: Owner) -> Owner:
        self._recent[owner.pid] = None
        self._recent.move_to_end(owner.pid)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return owner


def owner_of_peer(end: socket.socket) -> Owner:
    """Who connected a Unix socket (SO_PEERCRED, unix(7)), while it holds its end; exact, whatever else runs."""
    pid, uid, _ = struct.unpack("=iii", end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    try:
        path = os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
    except OSError:
        return Owner(uid)
    gone = select.poll()
    gone.register(end, select.POLLHUP)  # its number may be another process's by now
    left = any(event & select.POLLHUP for _, event in gone.poll(0))
    return Owner(uid) if left else Owner(uid, pid, path, _name_of(uid))


def _socket_of(peer: Address, own: Address) -> tuple[int, int]:
    """uid and inode of the socket whose local end is `peer`. Raises OSError when there is none."""
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    ends = [socket.inet_pton(family, end[0]).ljust(16, b"\0") for end in (peer, own)]
    identity = struct.pack("!HH16s16sI8s", peer[1], own[1], *ends, 0, b"\xff" * 8)
    body = struct.pack("=BBBBI", family, socket.IPPROTO_TCP, 0, 0, _ANY_STATE) + identity
    head = struct.pack("=IHHII", 16 + len(body), _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, _NETLINK_SOCK_DIAG) as kernel:
        kernel.settimeout(1.0)
        kernel.send(head + body)
        answer = kernel.recv(8192)
    if struct.unpack_from("=H", answer, 4)[0] != _SOCK_DIAG_BY_FAMILY:
        raise OSError("no such connection")
    uid, inode = struct.unpack_from("=II", answer, _UID_AND_INODE_AT)
    return uid, inode


def _pids() -> Iterable[int]:
    """All processes, the newest first: the caller is mostly young. Numbers begin anew when they have run out."""
    with open("/proc/loadavg", encoding="ascii") as file:
        newest = int(file.read().split()[4])
    return sorted((int(name) for name in os.listdir("/proc") if name.isdigit()), key=lambda pid: (pid > newest, -pid))


def _while_held(pids: Iterable[int], peer: Address, own: Address, inode: int) -> Iterator[int]:
    """The processes, until nobody holds the connection any more: most that are not found have ended meanwhile."""
    for number, pid in enumerate(pids, start=1):
        yield pid
        if number % _ASKED_AGAIN == 0:
            try:
                if _socket_of(peer, own)[1] != inode:
                    return
            except OSError:
                return


def _owner(pid: int, target: str, uid: int) -> Owner | None:
    """The process if it holds the socket now, before and after its program was read."""
    try:
        folder = os.open(f"/proc/{pid}/fd", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        name = _held(folder, target)
        if name:
            path = os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
            if os.readlink(name, dir_fd=folder) == target:
                return Owner(uid, pid, path, _name_of(uid))
    except OSError:
        pass  # the process, or its connection, is gone
    finally:
        os.close(folder)
    return None


def _held(folder: int, target: str) -> str:
    """The number of the file that is the socket, "" when there is none; folder: /proc/PID/fd."""
    for name in os.listdir(folder):
        try:
            if os.readlink(name, dir_fd=folder) == target:
                return name
        except FileNotFoundError:
            continue  # closed meanwhile
    return ""


def _ancestors(pid: int) -> Iterator[int]:
    """Parent, its parent and so on (field 4 of /proc/PID/stat; the name before it may hold spaces and brackets)."""
    for _ in range(64):
        try:
            with open(f"/proc/{pid}/stat", encoding="latin-1") as file:
                pid = int(file.read().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return
        if pid <= 1:
            return
        yield pid


@lru_cache(maxsize=64)
def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""

"""What a program asks of the network, seen from beside it: requests on loopback as sent, and names it wants resolved.

Linux, in a network namespace of our own (`closed_room`): nothing outside can be reached, no proxy variable is needed,
so the program behaves as it does for a person; every name gets "no such name" at once.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_ROOM = "GNOMON_BENCH_ROOM"
_REQUEST = re.compile(
    rb"(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS|CONNECT) (\S+) HTTP/1\.[01]\r\n(?:[^\r\n]+\r\n)*\r\n"
)
_STATUS = re.compile(rb"HTTP/1\.1 ([1-5]\d\d) ")


def closed_room(arguments: list[str]) -> None:
    """Go on where the network is loopback only and all that is started ends with us; a second call does nothing."""
    if os.environ.get(_ROOM):
        return
    unshare = shutil.which("unshare")
    if unshare is None or sys.platform != "linux":
        raise SystemExit("needs Linux and unshare (util-linux)")
    names = [
        line.split()[1] for line in Path("/etc/resolv.conf").read_text().splitlines() if line.startswith("nameserver")
    ]
    script = "ip link set lo up; " + "".join(
        f"ip addr add {one}/32 dev lo 2>/dev/null; " for one in names if ":" not in one
    )
    command = [
        unshare,
        "-rnpf",
        "--mount-proc",
        "--kill-child",
        "sh",
        "-c",
        script + 'exec "$@"',
        "sh",
        sys.executable,
        *arguments,
    ]
    os.execve(unshare, command, {**os.environ, _ROOM: ",".join(names) or "127.0.0.1"})


@dataclass(slots=True)
class Wire:
    """Heads of requests to one port, statuses of its answers, and the names that were asked for."""

    heads: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    _parts: dict[tuple[int, int], bytearray] = field(default_factory=dict)
    _asked: dict[int, list[int]] = field(default_factory=dict)

    def feed(self, source: int, target: int, data: bytes, port: int) -> None:
        """A piece of TCP between two ports, in order."""
        kept = self._parts.setdefault((source, target), bytearray())
        kept += data
        if target == port:
            while match := _REQUEST.search(kept):
                self.heads.append(match[0].decode("latin-1"))
                self.statuses.append(0)
                self._asked.setdefault(source, []).append(len(self.heads) - 1)
                del kept[: match.end()]
        elif source == port:
            while match := _STATUS.search(kept):
                waiting = self._asked.get(target)
                if waiting and int(match[1]) >= 200:
                    self.statuses[waiting.pop(0)] = int(match[1])
                del kept[: match.end()]


@contextmanager
def watched(port: int) -> Iterator[Wire]:
    """Watch one port of loopback and answer every DNS question with "no such name"."""
    wire, ended = Wire(), threading.Event()
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
    packets.bind(("lo", 0))
    packets.settimeout(0.2)
    asked = [_dns_socket(address) for address in os.environ[_ROOM].split(",")]

    def look() -> None:
        seen: dict[tuple[int, int], int] = {}
        while not ended.is_set():
            try:
                data, where = packets.recvfrom(1 << 17)
            except TimeoutError:
                continue
            if where[2] != socket.PACKET_OUTGOING:  # each packet of loopback is seen twice
                _tcp(data, port, wire, seen)

    def resolve(one: socket.socket) -> None:
        while not ended.is_set():
            try:
                question, where = one.recvfrom(4096)
            except TimeoutError:
                continue
            wire.names.add(_name_in(question))
            one.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], where)

    threads = [threading.Thread(target=look), *(threading.Thread(target=resolve, args=(one,)) for one in asked)]
    for one in threads:
        one.start()
    try:
        yield wire
    finally:
        ended.set()
        for one in threads:
            one.join()
        for closing in (packets, *asked):
            closing.close()


def _dns_socket(address: str) -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind((address, 53))
    one.settimeout(0.2)
    return one


def _name_in(question: bytes) -> str:
    at, labels = 12, []
    while at < len(question) and question[at]:
        labels.append(question[at + 1 : at + 1 + question[at]].decode("latin-1"))
        at += 1 + question[at]
    return ".".join(labels)


def _tcp(packet: bytes, port: int, wire: Wire, seen: dict[tuple[int, int], int]) -> None:
    """One IPv4 packet; what was sent again is left out."""
    if packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_TCP:
        return
    head = (packet[0] & 15) * 4
    total = struct.unpack_from(">H", packet, 2)[0] or len(packet)
    source, target, number = struct.unpack_from(">HHI", packet, head)
    data = packet[head + (packet[head + 12] >> 4) * 4 : total]
    if port not in (source, target) or not data:
        return
    if packet[head + 13] & 2:
        seen.pop((source, target), None)
    if seen.get((source, target)) not in (None, number):
        return
    seen[source, target] = (number + len(data)) & 0xFFFFFFFF
    wire.feed(source, target, data, port)

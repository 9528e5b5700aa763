"""This machine, as far as the three systems are alike: files by the standard library, the rest by psutil."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import psutil

from detector.platforms import files
from detector.platforms.host import Listener, Program, Stamp, System

_ANSWER_LIMIT = 64 * 1024


class LiveHost:
    """What every system has. The file of each system adds what only that one has."""

    system = System.LINUX

    def __init__(self, home: str = "") -> None:
        # The system shows programs by their real paths, so the home is a real one too.
        self.home = Path(os.path.realpath(home or Path.home())).as_posix()
        self._uid = os.getuid() if hasattr(os, "getuid") else None

    def listing(self, folder: str) -> Sequence[str]:
        return files.listing(Path(folder))

    def stamp(self, path: str) -> Stamp:
        return files.stamp(path)

    def link_target(self, path: str) -> str:
        return files.link_target(Path(path)).as_posix()

    def read(self, path: str, limit: int) -> bytes:
        return files.read(Path(path), limit)

    def opened(self, path: str, limit: int) -> BinaryIO:
        return files.opened(Path(path), limit)

    def copy(self, path: str, target: Path, limit: int) -> None:
        files.copy(Path(path), target, limit)

    def pids(self) -> Sequence[int]:
        return psutil.pids()

    def programs(self) -> Iterator[Program]:
        for pid in self.pids():
            program = self.program(pid)
            if program is not None:
                yield program

    def program(self, pid: int) -> Program | None:
        try:
            process = psutil.Process(pid)
            with process.oneshot():
                name = process.name()
                own = self._is_own(process)
                try:
                    path = process.exe()
                except psutil.AccessDenied:
                    path = ""
        except (psutil.NoSuchProcess, psutil.AccessDenied, OSError):
            return None
        return Program(pid=pid, name=name, path=path.removesuffix(" (deleted)").replace("\\", "/"), own=own)

    def _is_own(self, process: psutil.Process) -> bool:
        if self._uid is not None:
            return bool(process.uids().real == self._uid)
        try:
            return process.username() == psutil.Process().username()
        except psutil.AccessDenied:
            return False

    def arguments(self, pid: int) -> Sequence[str]:
        try:
            return psutil.Process(pid).cmdline()
        except (psutil.Error, OSError):
            return ()

    def listeners(self) -> Sequence[Listener]:
        try:
            sockets = psutil.net_connections("tcp")
        except psutil.AccessDenied as denied:
            raise PermissionError("the system does not show who listens") from denied
        return sorted(
            {
                Listener(socket.laddr.port, socket.pid or 0)
                for socket in sockets
                if socket.status == psutil.CONN_LISTEN and socket.laddr
            },
            key=lambda listener: (listener.port, listener.pid),
        )

    def registry_keys(self, key: str) -> Sequence[str]:
        raise FileNotFoundError(key)

    def registry_values(self, key: str) -> Mapping[str, str]:
        raise FileNotFoundError(key)

    def answers(self, url: str, seconds: float) -> bytes:
        return loopback_answer(url, seconds)

    def on_battery(self) -> bool:
        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False


def loopback_answer(url: str, seconds: float) -> bytes:
    """The first 64 KiB of what a server on this machine answers to GET; nothing outside loopback is ever asked.

    Raises:
        OSError: nothing answers in time, or the answer is no HTTP.
        ValueError: the address is not loopback.
    """
    from http.client import HTTPConnection, HTTPException

    parts = urlsplit(url)
    if parts.hostname not in ("127.0.0.1", "::1") or parts.port is None:
        raise ValueError("only loopback addresses with a port are asked")
    connection = HTTPConnection(parts.hostname, parts.port, timeout=seconds)
    try:
        connection.request("GET", parts.path, headers={"Connection": "close"})
        response = connection.getresponse()
        return response.read(_ANSWER_LIMIT) if response.status == 200 else b""
    except HTTPException as wrong:
        raise OSError("no HTTP answer") from wrong
    finally:
        connection.close()

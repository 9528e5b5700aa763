"""A Host that remembers which places were looked at, so that it can tell cheaply whether a second look would differ."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from detector.platforms.host import Host, Kind, Listener, Program, Stamp, System

_Trace = tuple[Kind | None, int, int]


class TrackingHost:
    """Passes everything on to a machine and keeps the state of each place it was asked for, absent ones included."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._seen: dict[tuple[str, str], _Trace] = {}

    @property
    def system(self) -> System:
        return self._host.system

    @property
    def home(self) -> str:
        return self._host.home

    def changed(self) -> bool:
        """Whether a place that was asked for has another state now. Asks for states only, opens nothing."""
        return any(self._state(kind, path) != seen for (kind, path), seen in self._seen.items())

    def forget(self) -> None:
        """Begin anew."""
        self._seen.clear()

    def _note(self, kind: str, path: str) -> None:
        self._seen[kind, path] = self._state(kind, path)

    def _state(self, kind: str, path: str) -> _Trace:
        """For a place that was only asked for, its kind; for one that was read, also size and time of writing."""
        try:
            stamp = self._host.stamp(path)
        except (OSError, ValueError):
            return None, 0, 0
        return (stamp.kind, 0, 0) if kind == "kind" else (stamp.kind, stamp.size, stamp.written)

    def listing(self, folder: str) -> Sequence[str]:
        self._note("content", folder)
        return self._host.listing(folder)

    def stamp(self, path: str) -> Stamp:
        self._note("kind", path)
        return self._host.stamp(path)

    def link_target(self, path: str) -> str:
        self._note("kind", path)
        return self._host.link_target(path)

    def read(self, path: str, limit: int) -> bytes:
        self._note("content", path)
        return self._host.read(path, limit)

    def opened(self, path: str, limit: int) -> BinaryIO:
        self._note("content", path)
        return self._host.opened(path, limit)

    def copy(self, path: str, target: Path, limit: int) -> None:
        self._note("content", path)
        self._host.copy(path, target, limit)

    def pids(self) -> Sequence[int]:
        return self._host.pids()

    def programs(self) -> Iterator[Program]:
        return self._host.programs()

    def program(self, pid: int) -> Program | None:
        return self._host.program(pid)

    def arguments(self, pid: int) -> Sequence[str]:
        return self._host.arguments(pid)

    def listeners(self) -> Sequence[Listener]:
        return self._host.listeners()

    def registry_keys(self, key: str) -> Sequence[str]:
        return self._host.registry_keys(key)

    def registry_values(self, key: str) -> Mapping[str, str]:
        return self._host.registry_values(key)

    def answers(self, url: str, seconds: float) -> bytes:
        return self._host.answers(url, seconds)

    def on_battery(self) -> bool:
        return self._host.on_battery()

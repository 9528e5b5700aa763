"""The machine as sensors see it: the one seam through which they reach files, programs, sockets and the registry.

Paths are absolute, with forward slashes on every system ("C:/Users/anna/AppData/…"). All file methods raise OSError;
a thing that is not a regular file is never opened, so a FIFO or a device in a browser's folder can't hang a sensor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol


class System(StrEnum):
    """The three families of operating systems."""

    LINUX = "linux"
    MACOS = "macos"
    WINDOWS = "windows"


class Kind(StrEnum):
    """What stands at a path, links followed."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Enough of a file's state to see that it changed: size in bytes, time of the last write in ns since 1970."""

    kind: Kind
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Program:
    """A running program. `path` is "" where the system does not show it; `own`: it runs as the user who looks."""

    pid: int
    name: str
    path: str
    own: bool


@dataclass(frozen=True, slots=True)
class Listener:
    """A TCP port on which something waits. `pid` is 0 where the system does not show whose it is."""

    port: int
    pid: int


class Host(Protocol):
    """One machine, seen by one user whose home is `home`."""

    @property
    def system(self) -> System: ...

    @property
    def home(self) -> str: ...

    def listing(self, folder: str) -> Sequence[str]:
        """Names in a folder, sorted, at most 20,000."""

    def stamp(self, path: str) -> Stamp:
        """The state of what stands at a path, links followed."""

    def link_target(self, path: str) -> str:
        """Where a symbolic link finally leads, or the path itself."""

    def read(self, path: str, limit: int) -> bytes:
        """A regular file of at most `limit` bytes; a larger one raises OSError(EFBIG)."""

    def opened(self, path: str, limit: int) -> BinaryIO:
        """A regular file of at most `limit` bytes, open for reading here and there."""

    def copy(self, path: str, target: Path, limit: int) -> None:
        """Copy a regular file of at most `limit` bytes to a real place on this machine."""

    def pids(self) -> Sequence[int]:
        """The ids of all running programs."""

    def programs(self) -> Iterator[Program]:
        """All running programs; those that end meanwhile are left out."""

    def program(self, pid: int) -> Program | None:
        """One running program, None when it has ended."""

    def arguments(self, pid: int) -> Sequence[str]:
        """A program's argument list, () when unreadable. Never to be kept."""

    def listeners(self) -> Sequence[Listener]:
        """TCP ports that are listened on, loopback included."""

    def registry_keys(self, key: str) -> Sequence[str]:
        """Names of the sub-keys of a registry key such as "HKCU/Software/Foo"; FileNotFoundError when absent."""

    def registry_values(self, key: str) -> Mapping[str, str]:
        """Text values of a registry key; FileNotFoundError when absent."""

    def answers(self, url: str, seconds: float) -> bytes:
        """The first 64 KiB that a loopback URL answers; OSError when nothing does."""

    def on_battery(self) -> bool:
        """Whether the machine runs on its battery now."""

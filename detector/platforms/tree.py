"""A machine made of a folder and a few lists: any of the three systems, looked at from any other.

`root` holds the file tree: "/Users/anna/x" is root/Users/anna/x, "C:/Users/anna/x" is root/C/Users/anna/x.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from detector.platforms import files
from detector.platforms.host import Listener, Program, Stamp, System


@dataclass(frozen=True)
class TreeHost:
    """A Host whose files lie under `root` and whose programs, sockets and registry are given."""

    root: Path
    system: System
    home: str
    running: Sequence[Program] = ()
    argument_lists: Mapping[int, Sequence[str]] = field(default_factory=dict)
    sockets: Sequence[Listener] = ()
    registry: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    web: Mapping[str, bytes] = field(default_factory=dict)
    battery: bool = False

    def real(self, path: str) -> Path:
        """Where a path of this machine lies on the machine that holds the tree."""
        parts = [part.removesuffix(":") for part in path.split("/") if part not in ("", ".", "..")]
        return self.root.joinpath(*parts)

    def listing(self, folder: str) -> Sequence[str]:
        return files.listing(self.real(folder))

    def stamp(self, path: str) -> Stamp:
        return files.stamp(self.real(path))

    def link_target(self, path: str) -> str:
        target = files.link_target(self.real(path))
        inside = target.relative_to(self.root.resolve()) if target.is_relative_to(self.root.resolve()) else target
        return f"/{inside.as_posix()}" if self.system is not System.WINDOWS else path

    def read(self, path: str, limit: int) -> bytes:
        return files.read(self.real(path), limit)

    def opened(self, path: str, limit: int) -> BinaryIO:
        return files.opened(self.real(path), limit)

    def copy(self, path: str, target: Path, limit: int) -> None:
        files.copy(self.real(path), target, limit)

    def pids(self) -> Sequence[int]:
        return [program.pid for program in self.running]

    def programs(self) -> Iterator[Program]:
        yield from self.running

    def program(self, pid: int) -> Program | None:
        return next((program for program in self.running if program.pid == pid), None)

    def arguments(self, pid: int) -> Sequence[str]:
        return self.argument_lists.get(pid, ())

    def listeners(self) -> Sequence[Listener]:
        return self.sockets

    def registry_keys(self, key: str) -> Sequence[str]:
        below = {name[len(key) + 1 :].split("/")[0] for name in self.registry if name.startswith(f"{key}/")}
        if not below and key not in self.registry:
            raise FileNotFoundError(key)
        return sorted(below)

    def registry_values(self, key: str) -> Mapping[str, str]:
        if key not in self.registry:
            raise FileNotFoundError(key)
        return self.registry[key]

    def answers(self, url: str, seconds: float) -> bytes:
        if url not in self.web:
            raise ConnectionRefusedError(url)
        return self.web[url]

    def on_battery(self) -> bool:
        return self.battery

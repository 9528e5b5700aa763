"""Linux, read from /proc: a look at all programs costs a third of what it costs through psutil.

Other users' programs show their name but not their path; their sockets show no owner.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from detector.platforms import files
from detector.platforms.host import Listener, Program, System
from detector.platforms.live import LiveHost

_SANDBOX = re.compile(r"(?:/newroot)?/app/(.+)")  # where a flatpak sees its own files
_FLATPAK_SCOPE = re.compile(r"app-flatpak-(.+)-\d+\.scope")  # the cgroup that flatpak asks systemd for
_FLATPAK_NAME = re.compile(r"\[Application\]\n(?:[^\[\n]*\n)*?name=([\w.-]+)")  # flatpak-metadata(5)
_LARGEST_INFO = 64 * 1024  # bytes
_LONGEST_ARGUMENTS = 1 << 20  # bytes
_LISTEN = "0A"  # TCP_LISTEN in /proc/net/tcp (proc(5))
_LONGEST_COMM = 15  # the kernel cuts longer names (proc_pid_comm(5))


class LinuxHost(LiveHost):
    """A Linux machine."""

    system = System.LINUX

    def __init__(self, home: str = "", *, proc: str = "/proc") -> None:
        """`proc`: where the kernel shows its programs."""
        super().__init__(home)
        self._proc = proc
        self._known: dict[int, tuple[str, Program]] = {}
        self._sockets: frozenset[tuple[str, str]] = frozenset()
        self._owners: Sequence[Listener] = ()

    def programs(self) -> Iterator[Program]:
        found = list(super().programs())
        alive = {program.pid for program in found}
        self._known = {pid: known for pid, known in self._known.items() if pid in alive}
        yield from found

    def program(self, pid: int) -> Program | None:
        """One program. Whose link leads where it led at the last look has started nothing else, so no more is read."""
        folder = f"{self._proc}/{pid}"
        try:
            link = os.readlink(f"{folder}/exe")  # noqa: PTH115 - called for each program of the machine
        except OSError:  # gone, another user's program, or a thread of the kernel
            link = ""
        known = self._known.get(pid) if link else None
        if known is not None and known[0] == link:
            return known[1]
        try:
            own = os.stat(folder).st_uid == self._uid  # noqa: PTH116 - as above
            name = Path(f"{folder}/comm").read_bytes().rstrip(b"\n").decode("utf-8", "replace")
        except OSError:
            return None
        if len(name) == _LONGEST_COMM:
            name = self._whole_name(pid, name)
        path = _outside(folder, link.removesuffix(" (deleted)"))
        program = Program(pid=pid, name=name, path=path, own=own)
        self._known[pid] = (link, program)
        return program

    def _whole_name(self, pid: int, start: str) -> str:
        """The whole of a name that the kernel has cut, when the program's first argument goes on with it."""
        arguments = self.arguments(pid)
        first = arguments[0].rpartition("/")[2] if arguments else ""
        return first if first.startswith(start) else start

    def arguments(self, pid: int) -> Sequence[str]:
        """As psutil reads them, without its look at when the program began; a title it gave itself is cut at blanks."""
        try:
            with Path(f"{self._proc}/{pid}/cmdline").open("rb") as file:
                text = file.read(_LONGEST_ARGUMENTS).decode("utf-8", "replace")
        except OSError:
            return ()
        ends_well = text.endswith("\0")
        arguments = text.removesuffix("\0").split("\0" if ends_well else " ") if text else []
        return arguments[0].split(" ") if ends_well and len(arguments) == 1 else arguments

    def listeners(self) -> Sequence[Listener]:
        """Finding whose a socket is means looking at all programs, so it is done only when the sockets changed."""
        sockets = _listening_sockets()
        if sockets != self._sockets:
            self._owners = super().listeners()
            self._sockets = sockets
        return self._owners


def _outside(folder: str, path: str) -> str:
    """Where a program lies: one of a flatpak names its place inside the sandbox, which is nobody's outside it."""
    inside = _SANDBOX.fullmatch(path)
    flatpak = _flatpak(folder) if inside else ""
    return f"/var/lib/flatpak/app/{flatpak}/current/active/files/{inside.group(1)}" if inside and flatpak else path


def _flatpak(folder: str) -> str:
    """The id of the flatpak that a process runs in: from the file that flatpak lays in the sandbox, else its cgroup."""
    for name, pattern in (("root/.flatpak-info", _FLATPAK_NAME), ("cgroup", _FLATPAK_SCOPE)):
        with suppress(OSError):
            found = pattern.search(files.read(Path(f"{folder}/{name}"), _LARGEST_INFO).decode("utf-8", "replace"))
            if found:
                return found.group(1).replace("\\x2d", "-")
    return ""


def _listening_sockets() -> frozenset[tuple[str, str]]:
    """Address and inode of each listening TCP socket."""
    found: set[tuple[str, str]] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii", errors="replace").splitlines()[1:]
        except FileNotFoundError:  # no IPv6 on this machine
            continue
        rows = (line.split() for line in lines)
        found |= {(row[1], row[9]) for row in rows if len(row) > 9 and row[3] == _LISTEN}
    return frozenset(found)

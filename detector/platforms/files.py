"""Reading files that somebody else may have put there: bounded, regular files only, never blocking."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from detector.platforms.host import Kind, Stamp

MOST_NAMES = 20_000
_PIECE = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def listing(folder: Path) -> list[str]:
    """Names in a folder, sorted, the first 20,000 that the system gives."""
    names: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if len(names) >= MOST_NAMES:
                break
            names.append(entry.name)
    return sorted(names)


def stamp(path: Path | str) -> Stamp:
    """What stands at a path, links followed."""
    state = os.stat(path)  # noqa: PTH116 - called for each place that a sensor has asked for
    kind = Kind.OTHER
    if stat.S_ISREG(state.st_mode):
        kind = Kind.FILE
    elif stat.S_ISDIR(state.st_mode):
        kind = Kind.FOLDER
    return Stamp(kind=kind, size=state.st_size, written=state.st_mtime_ns)


def link_target(path: Path) -> Path:
    """Where a link finally leads; links in a circle raise OSError(ELOOP), as pathlib's own resolve() does not."""
    return Path(os.path.realpath(path, strict=True))


def opened(path: Path, limit: int) -> BinaryIO:
    """A regular file of at most `limit` bytes, open for reading.

    The kind is asked before opening (opening a device may act) and again after (somebody may have swapped it).
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    descriptor = os.open(path, _FLAGS)
    state = os.fstat(descriptor)
    if stat.S_ISREG(state.st_mode) and state.st_size <= limit:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EFBIG if state.st_size > limit else errno.EINVAL, "too large or not a regular file")


def read(path: Path, limit: int) -> bytes:
    """A whole regular file. A file that grows past the limit while it is read raises OSError(EFBIG)."""
    with opened(path, limit) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, "too large")
    return content


def copy(path: Path, target: Path, limit: int) -> None:
    """Copy a regular file piece by piece into a new file that only we can read."""
    with opened(path, limit) as source:
        made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(made, "wb") as file:
            left = limit
            while piece := source.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise OSError(errno.EFBIG, "too large")
                file.write(piece)

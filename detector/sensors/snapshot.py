"""A private copy of a database that a browser may hold open, taken in a way that holds in all five lock states.

Opening the live file fails under an exclusive lock, and a copy without its write-ahead log silently misses the newest
rows; so the database, then its `-wal` or `-journal`, are copied, and copied again when they changed meanwhile.
"""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from detector.platforms.host import Host, Kind, Stamp

LARGEST_DATABASE = 1 << 30  # bytes
_PREFIX = "gnomon-history-"
_SIDES = ("-wal", "-journal")
_TRIES = 6
_WAL_HEADER = 32  # bytes; holds the salts that change with each checkpoint cycle (sqlite.org/fileformat2.html, 4.1)


class Unsettled(OSError):
    """The database was written to during each try to copy it."""


@contextmanager
def snapshot(host: Host, path: str, *, scratch: Path | None = None) -> Iterator[Path]:
    """A copy of a SQLite database with its log, in a folder that only we can enter, deleted at the end.

    Raises:
        OSError: the database can't be read, or is larger than a gibibyte.
        Unsettled: it changed during every try.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=scratch))
    try:
        yield _settled_copy(host, path, folder / "copy.db")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settled_copy(host: Host, path: str, target: Path) -> Path:
    for attempt in range(_TRIES):
        before = _state(host, path)
        host.copy(path, target, LARGEST_DATABASE)
        _copy_sides(host, path, target)
        if _state(host, path) == before:
            return target
        time.sleep(0.01 * 2**attempt)
    raise Unsettled("the database changes all the time")


def _copy_sides(host: Host, path: str, target: Path) -> None:
    for side in _SIDES:
        copied = target.with_name(target.name + side)
        copied.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            host.copy(path + side, copied, LARGEST_DATABASE)


def _state(host: Host, path: str) -> tuple[Stamp, bytes, Stamp | None]:
    """What must not change while copying: the database itself, the log's generation, the rollback journal."""
    return host.stamp(path), _generation(host, path), _stamp(host, path + "-journal")


def _generation(host: Host, path: str) -> bytes:
    """The head of the write-ahead log. The log may grow during a copy: a half-written frame at its end is ignored."""
    stamp = _stamp(host, path + "-wal")
    if stamp is None or stamp.kind is not Kind.FILE or stamp.size == 0:
        return b""
    with suppress(FileNotFoundError), host.opened(path + "-wal", LARGEST_DATABASE) as log:
        return log.read(_WAL_HEADER)
    return b""


def _stamp(host: Host, path: str) -> Stamp | None:
    with suppress(FileNotFoundError):
        return host.stamp(path)
    return None


def remove_stale_copies(scratch: Path | None = None) -> int:
    """Delete copies that a killed process left behind; copies of running processes stay. Returns how many went."""
    removed = 0
    for folder in Path(scratch or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if not _is_ours(folder) or (pid.isdigit() and _runs(int(pid))):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        removed += 1
    return removed


def _is_ours(folder: Path) -> bool:
    """Whether a real folder of our own user stands there: anybody may write into the folder for temporary files."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and (not hasattr(os, "getuid") or state.st_uid == os.getuid())


def _runs(pid: int) -> bool:
    if pid == os.getpid():
        return True
    import psutil

    return psutil.pid_exists(pid)

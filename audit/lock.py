"""One writer a log, one agent a state folder: a lock file that the system releases when the process ends, however."""

import os
import sys
from pathlib import Path

from audit.fault import AuditError
from policy.words import Text


class Lock:
    """The right to write a log, or another file or folder that has one owner at a time."""

    def __init__(self, owned: Path) -> None:
        """The lock file lies beside what is owned, with ``.lock`` after its name."""
        self._path = owned.with_name(owned.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock.

        Raises: AuditError when another writer has it; OSError when the lock file cannot be made.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(descriptor):
            os.close(descriptor)
            raise AuditError(_TAKEN)
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; without a lock nothing happens."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        """Lock the first byte; Windows releases it when the handle closes."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        """Lock the whole file; the lock belongs to the open file, so a second open in this process is refused too."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_TAKEN = Text(
    ru="Журнал уже пишет другой процесс. Остановите другой агент или укажите другую папку состояния.",
    en="Another process writes this log already. Stop the other agent, or choose another state folder.",
)

"""The key of the current epoch and the newest known entry, in a small file of mode 0600 beside the log.

The file is written before the first event of an epoch, so the key of past epochs is gone when new events come: who
steals the file later cannot re-seal old entries. One epoch is 64 events or 60 seconds. The first key never lies here.
What this gives: forward integrity against later access to files. What it does not: against forensic recovery of
overwritten blocks. Source: design note of audit, "Epoch-evolved MAC keys".
"""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from audit.chain import evolved
from audit.fault import AuditError
from policy.words import Text

EVENTS = 64
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Epoch:
    """The epoch in force. key: empty when the log has no key. seq, seal: the newest entry when this was written."""

    number: int
    key: bytes
    seq: int
    seal: str

    def __repr__(self) -> str:
        return f"Epoch({self.number}, seq={self.seq})"

    def next(self, *, seq: int, seal: str) -> "Epoch":
        """The epoch after this one, which begins after the entry `seq`."""
        if not self.key:
            return Epoch(-1, b"", seq, seal)
        return Epoch(self.number + 1, evolved(self.key), seq, seal)

    def seen(self, *, seq: int, seal: str) -> "Epoch":
        """The same epoch, with a newer entry known."""
        return Epoch(self.number, self.key, seq, seal)


def file_beside(log: Path) -> Path:
    """Where the epoch of a log is kept."""
    return log.with_name(log.name + ".seal")


def read_epoch(log: Path) -> Epoch | None:
    """The stored epoch, None when there is no file.

    Raises: AuditError when the file is damaged.
    """
    try:
        plain = json.loads(file_beside(log).read_bytes())
        return Epoch(int(plain["epoch"]), bytes.fromhex(plain["key"]), int(plain["seq"]), str(plain["seal"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AuditError(_DAMAGED) from error


def write_epoch(log: Path, epoch: Epoch) -> None:
    """Replace the stored epoch, durably, whole or not at all.

    Raises: OSError.
    """
    plain = {"epoch": epoch.number, "key": epoch.key.hex(), "seq": epoch.seq, "seal": epoch.seal}
    target = file_beside(log)
    temporary = target.with_name(target.name + ".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(json.dumps(plain).encode())
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is durable when its folder is; Windows has no such call."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_DAMAGED = Text(
    ru="Файл печати журнала повреждён. Проверьте журнал и начните новый.",
    en="The seal file of the log is damaged. Verify the log and begin a new one.",
)

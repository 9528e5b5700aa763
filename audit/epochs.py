"""The key of the current epoch and the newest known entry, in a small file of mode 0600 beside the log.

An epoch is 64 events or 60 seconds (and what its last group commit took in). Its end is written before the first event
of the next one: the next key, and a *bridge*, the MAC under the key that now ends of the last seal. The bridge goes
into the next entry. So who steals the file later can neither re-seal older entries nor move them into a newer epoch:
both need a key that is gone. The first key never lies here.

What this gives: forward integrity against later access to files. What it does not: against forensic recovery of
overwritten blocks, and for the entries of the epoch whose key was stolen. Source: design note of audit, "Epoch-evolved
MAC keys"; the bridge is ours (docs/decisions/0102).
"""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from audit.chain import bridge_of, evolved
from audit.fault import AuditError
from policy.words import Text

EVENTS = 64
SECONDS = 60.0
MAX_CATCH_UP = 1_000_000
"""Most epochs by which a log may be ahead of its key."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """The epoch in force.

    key: empty when the log has no key, number -1 then. bridge: for the epoch's first entry; empty in epoch 0.
    seq, seal: the newest entry when this was written, the seal in hexadecimal.
    """

    number: int
    key: bytes
    bridge: bytes
    seq: int
    seal: str

    def __repr__(self) -> str:
        return f"Epoch({self.number}, seq={self.seq})"

    def next(self, *, seq: int, seal: str) -> "Epoch":
        """The epoch after this one, which begins after the entry `seq`."""
        if not self.key:
            return Epoch(-1, b"", b"", seq, seal)
        return Epoch(self.number + 1, evolved(self.key), bridge_of(self.key, bytes.fromhex(seal)), seq, seal)


def resumed(stored: Epoch | None, first_key: bytes | None, *, last_epoch: int | None, seq: int, seal: str) -> Epoch:
    """The epoch to go on with after a start.

    stored: what the file says. last_epoch: that of the newest entry, None when there is none. seq, seal: the newest
    entry. A log that is shorter than the file remembers keeps the remembered end in its bridge, which then never fits:
    the cut stays visible.

    Raises: AuditError when the log is absurdly far ahead of its key.
    """
    last = -1 if last_epoch is None else last_epoch
    if stored is None or not stored.key:
        if first_key is None:
            return Epoch(-1, b"", b"", seq, seal)
        if last < 0:
            return Epoch(0, first_key, b"", seq, seal)
        stored = Epoch(0, first_key, b"", seq, seal)
    elif last < stored.number:
        return stored
    if last - stored.number > MAX_CATCH_UP:
        raise AuditError(_DAMAGED)
    known = (seq, seal) if seq >= stored.seq else (stored.seq, stored.seal)
    caught_up = Epoch(last, evolved(stored.key, last - stored.number), b"", *known)
    return caught_up.next(seq=known[0], seal=known[1])


def file_beside(log: Path) -> Path:
    """Where the epoch of a log is kept."""
    return log.with_name(log.name + ".seal")


def read_epoch(log: Path) -> Epoch | None:
    """The stored epoch, None when there is no file.

    Raises: AuditError when the file is damaged.
    """
    try:
        plain = json.loads(file_beside(log).read_bytes())
        return Epoch(
            int(plain["epoch"]),
            bytes.fromhex(plain["key"]),
            bytes.fromhex(plain["bridge"]),
            int(plain["seq"]),
            bytes.fromhex(plain["seal"]).hex(),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AuditError(_DAMAGED) from error


def write_epoch(log: Path, epoch: Epoch) -> None:
    """Replace the stored epoch, durably, whole or not at all.

    Raises: OSError.
    """
    plain = {
        "epoch": epoch.number,
        "key": epoch.key.hex(),
        "bridge": epoch.bridge.hex(),
        "seq": epoch.seq,
        "seal": epoch.seal,
    }
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

"""Cut the power at every recorded operation of the log's database, and see whether anything acknowledged is lost.

    pip install apsw        (for this bench only)
    python -m bench.audit.powercut [--seeds 2] [--stride 1]

A recording VFS writes down every write, truncation, sync and deletion that SQLite makes for the log. For a cut at
operation k the first k are replayed: a sync makes what came before it on its file durable; what is not durable
survives whole (45 %), torn at a 512-byte border (10 %) or not at all (45 %), each operation for itself. Then the files
are opened with the ordinary library, checked, verified, and compared with the last acknowledged entry.

NORMAL must lose acknowledged entries and OFF must corrupt: a test that cannot show both is blind. Not simulated:
drives that lie about a sync, lost directory entries. Source: design note of audit, section 4.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw  # type: ignore[import-not-found]  # for this bench only; see above

from audit.chain import Link, genesis, link, meta_of
from audit.fault import AuditError
from audit.log import verify
from audit.store import PRAGMAS, SCHEMA, insert
from bench.audit.speed import event

DEVICE = "bench"
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Operation:
    """kind: write, truncate, sync, delete; or ack, with the last acknowledged seq in `offset`."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""


class Recording(apsw.VFS):  # type: ignore[misc]  # apsw is not there for mypy
    """Passes everything on to the real file system and writes it down."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        super().__init__("recording", "")

    def xOpen(self, name: Any, flags: Any) -> Any:
        return RecordedFile(name, flags, self.operations)

    def xDelete(self, name: str, sync: bool) -> None:
        self.operations.append(Operation("delete", Path(name).name))
        super().xDelete(name, sync)


class RecordedFile(apsw.VFSFile):  # type: ignore[misc]  # apsw is not there for mypy
    def __init__(self, name: Any, flags: Any, operations: list[Operation]) -> None:
        super().__init__("", name, flags)
        self.operations = operations
        self.file = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name

    def xWrite(self, data: bytes, offset: int) -> None:
        self.operations.append(Operation("write", self.file, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self.operations.append(Operation("truncate", self.file, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self.operations.append(Operation("sync", self.file))
        super().xSync(flags)


def record(folder: Path, mode: str, commits: int, group: int) -> list[Operation]:
    """What SQLite does to the disk while entries are written in so many commits of so many entries."""
    operations: list[Operation] = []
    vfs = Recording(operations)
    connection = apsw.Connection(str(folder / "audit.db"), vfs="recording")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    for pragma in PRAGMAS:
        connection.execute("PRAGMA " + pragma.replace("synchronous=FULL", f"synchronous={mode}"))
    connection.execute("PRAGMA wal_autocheckpoint=60")
    connection.execute(SCHEMA)
    connection.execute("INSERT INTO about VALUES('device_id', ?)", (DEVICE,))
    seq, prev = 0, genesis(DEVICE)
    for _ in range(commits):
        rows: list[Link] = []
        for _ in range(group):
            one = event()
            row = link(one, meta_of(one), seq=seq + 1, prev=prev)
            rows.append(row)
            seq, prev = row.seq, row.seal
        insert(connection, rows)
        operations.append(Operation("ack", offset=seq))
    connection.close()
    vfs.unregister()
    return operations


@dataclass(slots=True)
class Disk:
    """durable: what a cut leaves for sure. pending: operations on each file since its last sync."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Operation]] = field(default_factory=dict)
    acknowledged: int = 0

    def apply(self, operation: Operation) -> None:
        """Take the next operation."""
        if operation.kind == "ack":
            self.acknowledged = operation.offset
        elif operation.kind == "delete":
            self.durable.pop(operation.file, None)
            self.pending.pop(operation.file, None)
        elif operation.kind == "sync":
            image = self.durable.setdefault(operation.file, bytearray())
            for one in self.pending.pop(operation.file, []):
                change(image, one)
        else:
            self.pending.setdefault(operation.file, []).append(operation)

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they may be after the power comes back."""
        files = {name: bytearray(image) for name, image in self.durable.items()}
        for name, operations in self.pending.items():
            image = files.setdefault(name, bytearray())
            for operation in operations:
                for survivor in survivors(operation, chance):
                    change(image, survivor)
        return {name: bytes(image) for name, image in files.items()}


def survivors(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """What is left of one operation that no sync protects."""
    lot = chance.random()
    if lot < 0.45:
        yield operation
    elif lot < 0.55 and operation.kind == "write":
        kept = chance.randrange(0, len(operation.data) // SECTOR + 1) * SECTOR
        yield Operation("write", operation.file, operation.offset, operation.data[:kept])


def change(image: bytearray, operation: Operation) -> None:
    if operation.kind == "truncate":
        del image[operation.offset :]
        return
    end = operation.offset + len(operation.data)
    if len(image) < end:
        image.extend(bytes(end - len(image)))
    image[operation.offset : end] = operation.data


@dataclass(slots=True)
class Outcome:
    """How many cuts there were, how many lost acknowledged entries, the worst loss, how many left a broken log."""

    cuts: int = 0
    lost: int = 0
    worst: int = 0
    broken: int = 0

    def judge(self, files: dict[str, bytes], acknowledged: int) -> None:
        """Open what a cut left, with the ordinary library."""
        self.cuts += 1
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file, data in files.items():
                (folder / file).write_bytes(data)
            path = folder / "audit.db"
            found = 0
            try:
                connection = sqlite3.connect(path)
                whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                connection.close()
                result = verify(path)
                found = result.entries
                whole = whole and (result.ok or not acknowledged)
            except (sqlite3.Error, AuditError):
                whole = not acknowledged
            self.broken += not whole
            if found < acknowledged:
                self.lost += 1
                self.worst = max(self.worst, acknowledged - found)


def cut_everywhere(operations: list[Operation], seeds: int, stride: int) -> Outcome:
    """Cut before every operation, several times each."""
    disk, outcome = Disk(), Outcome()
    for place, operation in enumerate(operations):
        if place % stride == 0:
            for seed in range(seeds):
                outcome.judge(disk.after_cut(random.Random(place * 1000 + seed)), disk.acknowledged)
        disk.apply(operation)
    return outcome


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--seeds", type=int, default=2)
    arguments.add_argument("--stride", type=int, default=1)
    chosen = arguments.parse_args()
    print(f"recorded with SQLite {apsw.sqlite_lib_version()}, judged with {sqlite3.sqlite_version}")
    outcomes: dict[str, Outcome] = {}
    for mode, commits, group in (("FULL", 250, 1), ("FULL", 60, 20), ("NORMAL", 250, 1), ("OFF", 250, 1)):
        with tempfile.TemporaryDirectory() as folder:
            operations = record(Path(folder), mode, commits, group)
        outcome = cut_everywhere(operations, chosen.seeds, chosen.stride)
        outcomes[f"{mode} {group}"] = outcome
        print(
            f"{mode:<7} {group:>2} a commit: {outcome.cuts} cuts in {len(operations)} operations, "
            f"{outcome.lost} lost acknowledged entries (worst {outcome.worst}), {outcome.broken} left a broken log"
        )
    safe = all(not outcomes[name].lost and not outcomes[name].broken for name in ("FULL 1", "FULL 20"))
    seeing = outcomes["NORMAL 1"].lost > 0 and outcomes["OFF 1"].broken > 0
    if not safe or not seeing:
        sys.exit("FAILED: " + ("the log lost something" if not safe else "the controls show nothing"))


if __name__ == "__main__":
    main()

"""The SQLite file of the log: its schema, how it is opened, and its rows."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit.chain import Link
from audit.fault import AuditError
from audit.trouble import UNREADABLE
from policy.words import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event(
  seq INTEGER PRIMARY KEY, ts_ns INTEGER NOT NULL, kind INTEGER NOT NULL, content BLOB NOT NULL,
  prev BLOB NOT NULL, meta BLOB NOT NULL, seal BLOB NOT NULL, mac BLOB NOT NULL, epoch INTEGER NOT NULL);
"""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON")
"""Each COMMIT is on the disk when it returns; fullfsync is for macOS, whose fsync does not empty the drive's cache.
What is removed is overwritten."""
COLUMNS = "seq, ts_ns, kind, content, prev, meta, seal, mac, epoch"
BUSY_MS = 2000


def connect_writer(path: Path, device_id: str) -> sqlite3.Connection:
    """The one read-write connection, durable at every COMMIT.

    Raises: sqlite3.Error, OSError; AuditError when the file is another device's log.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(SCHEMA)
        connection.execute("INSERT OR IGNORE INTO about VALUES('device_id', ?)", (device_id,))
        connection.execute("INSERT OR IGNORE INTO about VALUES('format', '1')")
        if device_of(connection) != device_id:
            raise AuditError(_OTHER_DEVICE)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection, also beside a running writer and on a read-only medium.

    Raises: AuditError when there is no readable log, also when that shows only inside the block.
    """
    try:
        with connected(path) as connection:
            yield connection
    except sqlite3.Error as error:
        raise AuditError(UNREADABLE) from error


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Like `reading`, with SQLite's own errors for who tells one kind of damage from another.

    Raises: sqlite3.Error; AuditError when there is no log.
    """
    if not path.is_file():
        raise AuditError(Text(ru=f"Журнала {path} нет.", en=f"There is no log at {path}."))
    try:
        connection = _connect_reader(path)
    except sqlite3.OperationalError:  # no place for the index of the WAL, or a damaged schema: a copy tells which
        with tempfile.TemporaryDirectory(prefix="gnomon-log-") as folder:
            yield from _reading_copy(path, Path(folder))
        return
    try:
        yield connection
    finally:
        connection.close()


def _connect_reader(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_MS / 1000)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _reading_copy(path: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """WAL needs a writable folder for its index; where there is none, read a copy of the log and its WAL."""
    copy = folder / "log.db"
    try:
        shutil.copyfile(path, copy)
        wal = path.with_name(path.name + "-wal")
        if wal.exists():
            shutil.copyfile(wal, copy.with_name("log.db-wal"))
        connection = sqlite3.connect(copy)
    except (OSError, sqlite3.Error) as error:
        raise AuditError(
            Text(ru=f"Журнал {path} не читается ({error}).", en=f"The log {path} cannot be read ({error}).")
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def device_of(connection: sqlite3.Connection) -> str:
    """The device whose log this is."""
    row = connection.execute("SELECT value FROM about WHERE name='device_id'").fetchone()
    return str(row[0]) if row else ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last entry that was removed because its time had come: its seq, seal and epoch."""

    through: int
    seal: bytes
    epoch: int


def anchor_of(connection: sqlite3.Connection) -> Anchor | None:
    """Where the log begins, when its oldest entries were removed."""
    row = connection.execute("SELECT value FROM about WHERE name='pruned'").fetchone()
    if row is None:
        return None
    try:
        through, seal, epoch = str(row[0]).split(":")
        return Anchor(int(through), bytes.fromhex(seal), int(epoch))
    except ValueError as error:
        raise sqlite3.DatabaseError("malformed") from error


def remove(connection: sqlite3.Connection, anchor: Anchor) -> None:
    """Remove the entries up to and with the anchor, in one durable transaction; their bytes are overwritten."""
    connection.execute("BEGIN IMMEDIATE")
    value = f"{anchor.through}:{anchor.seal.hex()}:{anchor.epoch}"
    connection.execute("INSERT OR REPLACE INTO about VALUES('pruned', ?)", (value,))
    connection.execute("DELETE FROM event WHERE seq <= ?", (anchor.through,))
    connection.execute("COMMIT")


def oldest_kept(connection: sqlite3.Connection, *, before_ns: int) -> int:
    """The first entry that is not older than a moment, one past the newest when all are."""
    row = connection.execute("SELECT min(seq) FROM event WHERE ts_ns >= ?", (before_ns,)).fetchone()
    if row[0] is not None:
        return int(row[0])
    last = last_row(connection)
    return last.seq + 1 if last else 1


def rows(connection: sqlite3.Connection, *, after: int = 0, limit: int = -1) -> Iterator[Link]:
    """Rows in order, streamed; limit -1 is all."""
    cursor = connection.execute(
        f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?",  # noqa: S608 - a constant of ours
        (after, limit),
    )
    return map(partial(tuple.__new__, Link), cursor)  # `Link._make` without its count of the columns


def last_row(connection: sqlite3.Connection) -> Link | None:
    """The newest row."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM event ORDER BY seq DESC LIMIT 1"  # noqa: S608 - a constant of ours
    ).fetchone()
    return Link(*row) if row else None


def insert(connection: sqlite3.Connection, links: list[Link]) -> None:
    """Write rows in one durable transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO event({COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?)",
        links,
    )
    connection.execute("COMMIT")


_OTHER_DEVICE = Text(
    ru="Этот журнал вёл другой компьютер. Уберите файл в другое место; агент начнёт новый.",
    en="This log belongs to another computer. Move the file away; the agent will begin a new one.",
)

"""What the log's one writer does to its files: seal, commit, change keys, remove. For one thread only."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from audit.chain import AuditEvent, Entry, Link, genesis, link, mac_of
from audit.epochs import EVENTS, SECONDS, Epoch, read_epoch, resumed, write_epoch
from audit.fault import AuditError
from audit.lock import Lock
from audit.store import Anchor, connect_writer, insert, last_row, remove
from audit.trouble import words_of

Result = TypeVar("Result")


class Writer:
    """The files of one log. After any failure the connection is made anew and the newest entry read from the disk."""

    def __init__(self, path: Path, device_id: str, first_key: bytes | None) -> None:
        self._path = path
        self._device_id = device_id
        self._first_key = first_key
        self._lock = Lock(path)
        self._connection: sqlite3.Connection | None = None
        self._head = (0, b"")
        self._epoch = Epoch(-1, b"", b"", 0, "")
        self._in_epoch = 0
        self._epoch_ends = 0.0

    def start(self) -> None:
        """Take the log for this process.

        Raises: AuditError; the log is then free again.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            self._resume()
        except (sqlite3.Error, OSError) as error:
            self._lock.release()
            raise AuditError(words_of(error)) from error
        except AuditError:
            self._lock.release()
            raise

    def write(self, events: Sequence[tuple[AuditEvent, bytes]]) -> list[Entry]:
        """Write events with their sealed bytes in one durable transaction, all or none.

        Raises: AuditError; none of them counts as written.
        """
        links = self._guarded(lambda connection: self._commit(connection, events))
        return [
            Entry(row.seq, event, row.prev.hex(), row.seal.hex(), row.mac.hex(), row.epoch)
            for (event, _), row in zip(events, links, strict=True)
        ]

    def remove(self, anchor: Anchor) -> None:
        """Remove the oldest entries. Raises: AuditError."""
        self._guarded(lambda connection: remove(connection, anchor))

    def rest_of_epoch(self) -> float | None:
        """Seconds until the epoch must end; None while nothing was written in it."""
        return max(0.0, self._epoch_ends - time.monotonic()) if self._in_epoch else None

    def end_epoch_if_due(self) -> None:
        """Put the next key on disk in place of this one, when it has sealed enough; nobody waits for this."""
        if self._in_epoch >= EVENTS or (self._in_epoch and time.monotonic() >= self._epoch_ends):
            self._end_epoch()

    def finish(self) -> None:
        """Release the log; an end that cannot be noted loses nothing that was acknowledged."""
        if self._connection is not None:
            if self._in_epoch:
                self._end_epoch()
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._drop()
        self._lock.release()

    def _guarded(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        done = False
        try:
            result = work(self._connection or self._resume())
            done = True
        except (sqlite3.Error, OSError) as error:
            raise AuditError(words_of(error)) from error
        finally:
            if not done:
                self._drop()
        return result

    def _commit(self, connection: sqlite3.Connection, events: Sequence[tuple[AuditEvent, bytes]]) -> list[Link]:
        links = self._sealed(events)
        insert(connection, links)
        self._head = (links[-1].seq, links[-1].seal)
        self._in_epoch += len(links)
        return links

    def _sealed(self, events: Sequence[tuple[AuditEvent, bytes]]) -> list[Link]:
        """Chain and seal a group."""
        seq, prev = self._head
        links: list[Link] = []
        for event, meta in events:
            row = link(event, meta, seq=seq + 1, prev=prev)
            if self._epoch.key:
                bridge = b"" if self._in_epoch or links else self._epoch.bridge
                row = row._replace(mac=mac_of(self._epoch.key, row.seal) + bridge, epoch=self._epoch.number)
            links.append(row)
            seq, prev = row.seq, row.seal
        return links

    def _end_epoch(self) -> None:
        """A key that cannot be replaced now (a full disk) goes on sealing; the next group tries again."""
        epoch = self._epoch.next(seq=self._head[0], seal=self._head[1].hex())
        with contextlib.suppress(OSError):
            write_epoch(self._path, epoch)
            self._begin_epoch(epoch)

    def _begin_epoch(self, epoch: Epoch) -> None:
        self._epoch = epoch
        self._in_epoch = 0
        self._epoch_ends = time.monotonic() + SECONDS

    def _resume(self) -> sqlite3.Connection:
        """Connect, and find the newest entry and the epoch."""
        connection = connect_writer(self._path, self._device_id)
        try:
            row = last_row(connection)
            self._head = (row.seq, row.seal) if row else (0, genesis(self._device_id))
            stored = read_epoch(self._path)
            epoch = resumed(
                stored,
                self._first_key,
                last_epoch=row.epoch if row else None,
                seq=self._head[0],
                seal=self._head[1].hex(),
            )
            if epoch != stored:
                write_epoch(self._path, epoch)
            self._begin_epoch(epoch)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

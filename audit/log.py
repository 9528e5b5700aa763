"""The log: one writer thread, group commit, an event acknowledged when it is durable; and reading it."""

import contextlib
import queue
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from audit.chain import AuditEvent, Entry, Link, entry_of, genesis, link, mac_of, meta_of
from audit.epochs import EVENTS, SECONDS, Epoch, read_epoch, resumed, write_epoch
from audit.fault import AuditError
from audit.lock import Lock
from audit.store import connect_writer, insert, last_row, reading, rows
from audit.trouble import DAMAGED, FAILED, words_of
from audit.verify import Verification, verify
from audit.waiters import LoopWaiter, ThreadWaiter, Waiter, answer
from policy.words import Text

__all__ = ["AuditError", "AuditLog", "Verification", "newest", "read", "sqlite_warning", "verify"]

GROUP = 512
"""Most events in one COMMIT."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An event on its way, and who waits for it."""

    event: AuditEvent
    meta: bytes
    waiter: Waiter


class AuditLog:
    """The writer of one log. Safe to use from many threads; every append waits for its own durable COMMIT."""

    def __init__(self, path: Path, device_id: str, key: bytes | None) -> None:
        """Use `open`."""
        self._path = path
        self._device_id = device_id
        self._first_key = key
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._connection: sqlite3.Connection | None = None
        self._head = (0, b"")
        self._epoch = Epoch(-1, b"", b"", 0, "")
        self._in_epoch = 0
        self._epoch_ends = 0.0
        self._lock = Lock(path)
        self._thread = threading.Thread(target=self._write_forever, name="audit-log", daemon=True)

    @classmethod
    def open(cls, path: Path, *, device_id: str, key: bytes | None = None) -> Self:
        """Open or begin the log of this device.

        key: the first key K(0) of the MACs, 32 bytes; needed once, when the log begins, and to verify. Keep it away
        from the log (key store, escrow). Without it entries carry the hash chain only.

        Raises: AuditError when the log cannot be written, is another device's, or has another writer.
        """
        log = cls(path, device_id, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            log._lock.take()
            log._resume()
        except (sqlite3.Error, OSError) as error:
            log._lock.release()
            raise AuditError(words_of(error)) from error
        except AuditError:
            log._lock.release()
            raise
        log._thread.start()
        return log

    def append(self, event: AuditEvent) -> Entry:
        """Write an event and wait until it is durable.

        Raises: AuditError when it is not in the log; a later append may work again.
        """
        waiter = ThreadWaiter()
        self._enqueue(event, waiter)
        return waiter.result()

    async def append_async(self, event: AuditEvent) -> Entry:
        """Like `append`, without blocking the event loop. Who stops waiting does not undo the record."""
        waiter = LoopWaiter()
        self._enqueue(event, waiter)
        return await waiter.result()

    def close(self) -> None:
        """Write what waits, note the newest entry in the seal file, and release the log."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _enqueue(self, event: AuditEvent, waiter: Waiter) -> None:
        waiting = _Waiting(event, meta_of(event), waiter)
        with self._closing:
            if self._closed:
                raise AuditError(_CLOSED)
            self._queue.put(waiting)

    def _write_forever(self) -> None:
        """The writer thread: what came while the last COMMIT ran goes into the next one."""
        last = False
        try:
            while not last:
                group, last = self._next_group()
                if group:
                    self._write(group)
                self._end_epoch_if_due()
        finally:
            self._finish()

    def _next_group(self) -> tuple[list[_Waiting], bool]:
        group: list[_Waiting] = []
        try:
            waiting = self._queue.get(timeout=self._rest_of_epoch())
        except queue.Empty:
            return group, False
        while waiting is not None:
            group.append(waiting)
            if len(group) >= GROUP:
                return group, False
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _write(self, group: list[_Waiting]) -> None:
        """One durable transaction; on any failure nobody of the group is acknowledged and the head is read anew."""
        outcome: list[Entry] | AuditError = AuditError(FAILED)
        try:
            outcome = [_entry(waiting.event, row) for waiting, row in zip(group, self._commit(group), strict=True)]
        except (sqlite3.Error, OSError) as error:
            outcome = AuditError(words_of(error))
        except AuditError as error:
            outcome = error
        finally:
            if isinstance(outcome, AuditError):
                self._drop_connection()
            answer([waiting.waiter for waiting in group], outcome)

    def _commit(self, group: list[_Waiting]) -> list[Link]:
        if self._connection is None:
            self._resume()
        assert self._connection is not None
        links = self._sealed(group)
        insert(self._connection, links)
        self._head = (links[-1].seq, links[-1].seal)
        self._in_epoch += len(links)
        return links

    def _sealed(self, group: list[_Waiting]) -> list[Link]:
        """Chain and seal a group."""
        seq, prev = self._head
        links: list[Link] = []
        for waiting in group:
            row = link(waiting.event, waiting.meta, seq=seq + 1, prev=prev)
            if self._epoch.key:
                bridge = b"" if self._in_epoch or links else self._epoch.bridge
                row = row._replace(mac=mac_of(self._epoch.key, row.seal) + bridge, epoch=self._epoch.number)
            links.append(row)
            seq, prev = row.seq, row.seal
        return links

    def _rest_of_epoch(self) -> float | None:
        """Seconds until the epoch must end; None while nothing was written in it."""
        return max(0.0, self._epoch_ends - time.monotonic()) if self._in_epoch else None

    def _end_epoch_if_due(self) -> None:
        """Put the next key on disk in place of this one, when it has sealed enough; nobody waits for this."""
        if self._in_epoch >= EVENTS or (self._in_epoch and time.monotonic() >= self._epoch_ends):
            self._end_epoch()

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

    def _resume(self) -> None:
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

    def _left_over(self) -> Iterator[_Waiting]:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting = self._queue.get_nowait()
                if waiting is not None:
                    yield waiting

    def _drop_connection(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _finish(self) -> None:
        """End, answering whoever still waits; an end that cannot be noted loses nothing that was acknowledged."""
        with self._closing:
            self._closed = True
        answer([waiting.waiter for waiting in self._left_over()], AuditError(_CLOSED))
        if self._connection is not None:
            if self._in_epoch:
                self._end_epoch()
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._drop_connection()
        self._lock.release()


def read(path: Path, *, after: int = 0, limit: int = -1) -> Iterator[Entry]:
    """Entries in order, streamed, also beside a running writer. after: the last seq not wanted. limit: -1 is all.

    Raises: AuditError when there is no readable log.
    """
    with reading(path) as connection:
        try:
            for row in rows(connection, after=after, limit=limit):
                yield entry_of(row)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            raise AuditError(DAMAGED) from error


def newest(path: Path, count: int, *, before: int = 0) -> list[Entry]:
    """The last entries, oldest first. before: only entries with a lower seq; 0 is no bound.

    Raises: AuditError when there is no readable log.
    """
    with reading(path) as connection:
        row = last_row(connection)
    end = min(before - 1, row.seq) if before and row else row.seq if row else 0
    return list(read(path, after=max(0, end - count), limit=min(count, end))) if end > 0 else []


def sqlite_warning() -> Text | None:
    """A sentence when this SQLite has the WAL-reset bug; harmless here, since one connection writes and checkpoints.

    Source: SQLite documentation, Write-Ahead Logging, "WAL-reset bug": 3.7.0 to 3.51.2, but 3.44.6 and 3.50.7.
    """
    version = sqlite3.sqlite_version_info
    if version >= (3, 51, 3) or (version[:2] in ((3, 44), (3, 50)) and version[2] >= {44: 6, 50: 7}[version[1]]):
        return None
    return Text(
        ru=f"SQLite {sqlite3.sqlite_version} содержит ошибку WAL-reset; журнал её обходит: пишет одно соединение.",
        en=f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug; the log avoids it: one connection writes.",
    )


def _entry(event: AuditEvent, row: Link) -> Entry:
    return Entry(row.seq, event, row.prev.hex(), row.seal.hex(), row.mac.hex(), row.epoch)


_CLOSED = Text(
    ru="Журнал закрыт: защита останавливается, ничего не отправляется.",
    en="The log is closed: protection is stopping, nothing is sent.",
)

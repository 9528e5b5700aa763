"""The log: one writer thread, group commit, an event acknowledged when it is durable; and reading it."""

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from audit.chain import AuditEvent, Entry, entry_of, meta_of
from audit.fault import AuditError
from audit.store import Anchor, last_row, reading, rows
from audit.trouble import DAMAGED, FAILED
from audit.verify import Verification, verify
from audit.waiters import LoopWaiter, ThreadWaiter, Waiter, answer
from audit.writer import Writer
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


@dataclass(frozen=True, slots=True)
class _Removal:
    """Old entries to remove, and who waits for that."""

    anchor: Anchor
    done: "Future[None]"


class _Last:
    """Nothing comes after this."""


class AuditLog:
    """The writer of one log. Safe to use from many threads; every append waits for its own durable COMMIT."""

    def __init__(self, path: Path, writer: Writer) -> None:
        """Use `open`."""
        self.path = path
        self._writer = writer
        self._queue: queue.SimpleQueue[_Waiting | _Removal | _Last] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._write_forever, name="audit-log", daemon=True)

    @classmethod
    def open(cls, path: Path, *, device_id: str, key: bytes | None = None) -> Self:
        """Open or begin the log of this device.

        key: the first key K(0) of the MACs, 32 bytes; needed once, when the log begins, and to verify. Keep it away
        from the log (key store, escrow). Without it entries carry the hash chain only.

        Raises: AuditError when the log cannot be written, is another device's, or has another writer.
        """
        writer = Writer(path, device_id, key)
        writer.start()
        log = cls(path, writer)
        log._thread.start()
        return log

    def append(self, event: AuditEvent) -> Entry:
        """Write an event and wait until it is durable.

        Raises: AuditError when it is not in the log; a later append may work again.
        """
        waiter = ThreadWaiter()
        self._put(_Waiting(event, meta_of(event), waiter))
        return waiter.result()

    async def append_async(self, event: AuditEvent) -> Entry:
        """Like `append`, without blocking the event loop. Who stops waiting does not undo the record."""
        waiter = LoopWaiter()
        self._put(_Waiting(event, meta_of(event), waiter))
        return await waiter.result()

    def remove(self, anchor: Anchor) -> None:
        """Remove the oldest entries; `audit.retention.prune` records that first and calls this.

        Raises: AuditError when they could not be removed.
        """
        removal = _Removal(anchor, Future())
        self._put(removal)
        removal.done.result()

    def close(self) -> None:
        """Write what waits, note the newest entry in the seal file, and release the log."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._queue.put(_Last())
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, item: _Waiting | _Removal) -> None:
        with self._closing:
            if self._closed:
                raise AuditError(_CLOSED)
            self._queue.put(item)

    def _write_forever(self) -> None:
        """The writer thread: what came while the last COMMIT ran goes into the next one."""
        try:
            then: _Removal | _Last | None = None
            while not isinstance(then, _Last):
                group, then = self._next_group()
                if group:
                    self._write(group)
                if isinstance(then, _Removal):
                    self._remove(then)
                self._writer.end_epoch_if_due()
        finally:
            self._finish()

    def _next_group(self) -> tuple[list[_Waiting], _Removal | _Last | None]:
        """Events for one COMMIT, and what stands behind them."""
        group: list[_Waiting] = []
        try:
            item = self._queue.get(timeout=self._writer.rest_of_epoch())
            while isinstance(item, _Waiting):
                group.append(item)
                if len(group) >= GROUP:
                    return group, None
                item = self._queue.get_nowait()
        except queue.Empty:
            return group, None
        return group, item

    def _write(self, group: list[_Waiting]) -> None:
        """Commit a group; on any failure nobody of it is acknowledged."""
        outcome: list[Entry] | AuditError = AuditError(FAILED)
        try:
            outcome = self._writer.write([(waiting.event, waiting.meta) for waiting in group])
        except AuditError as error:
            outcome = error
        finally:
            answer([waiting.waiter for waiting in group], outcome)

    def _remove(self, removal: _Removal) -> None:
        try:
            self._writer.remove(removal.anchor)
        except AuditError as error:
            removal.done.set_exception(AuditError(error.reason))
        else:
            removal.done.set_result(None)

    def _finish(self) -> None:
        """End, answering whoever still waits."""
        with self._closing:
            self._closed = True
        with contextlib.suppress(queue.Empty):
            while True:
                item = self._queue.get_nowait()
                if isinstance(item, _Waiting):
                    answer([item.waiter], AuditError(_CLOSED))
                elif isinstance(item, _Removal):
                    item.done.set_exception(AuditError(_CLOSED))
        self._writer.finish()


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


_CLOSED = Text(
    ru="Журнал закрыт: защита останавливается, ничего не отправляется.",
    en="The log is closed: protection is stopping, nothing is sent.",
)

"""Prove that a log is whole, or name the first entry that is not, and why."""

import json
import sqlite3
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audit.chain import MAC_BYTES, Link, bridge_of, evolved, genesis, mac_maker, seal_of
from audit.epochs import Epoch, read_epoch
from audit.fault import AuditError
from audit.kinds import NUMBERS
from audit.store import Anchor, anchor_of, connected, device_of, rows
from policy.words import Text

PROGRESS_EVERY = 10_000
MAX_EPOCHS = 10_000_000
_PRUNED = NUMBERS["log.pruned"]


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome. entries: how many were found whole before the first broken one. head: the last good seal, hex.

    first_broken: the seq where the chain first fails, None when it holds. sealed: MACs were checked too.
    """

    ok: bool
    entries: int
    first_broken: int | None
    reason: Text
    head: str = ""
    sealed: bool = False


def verify(
    path: Path,
    *,
    key: bytes | None = None,
    device_id: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verification:
    """Check every entry from the first on, streamed; works beside a running writer.

    key: the first key K(0); with it an edit whose chain was recomputed is found too. device_id: refuses another
    device's log. progress: called with the number of entries checked so far. Never writes.

    Raises: AuditError when there is no such file; a damaged one is a broken log.
    """
    if not path.is_file():
        raise AuditError(Text(ru=f"Журнала {path} нет.", en=f"There is no log at {path}."))
    known, trouble = _known_end(path)
    checker = _Checker(key, known)
    try:
        with connected(path) as connection:
            connection.execute("BEGIN")
            owner = device_of(connection)
            checker.begin(genesis(owner), anchor_of(connection))
            if device_id is not None and owner != device_id:
                return _broken(checker, _OTHER_DEVICE)
            fault = _first_fault(rows(connection), checker, progress)
    except AuditError as error:
        fault = error.reason
    except sqlite3.DatabaseError as error:
        fault = _damaged(error)
    fault = fault or trouble or _cut(checker, known)
    if fault is not None:
        return _broken(checker, fault)
    if not checker.beginning_confirmed:
        return replace(_broken(checker, _missing(1, checker.begun)), first_broken=1)
    return Verification(True, checker.entries, None, _whole(checker), checker.prev.hex(), key is not None)


class _Checker:
    """Checks rows one by one. last, prev: seq and seal of the last whole entry; begun: the last entry removed.

    known: the newest entry that the seal file knows of.
    """

    def __init__(self, key: bytes | None, known: Epoch | None) -> None:
        self.last = 0
        self.begun = 0
        self.prev = b""
        self.sealed = key is not None
        self.beginning_confirmed = True
        self._anchor_seal = ""
        self._known_seq, self._known_seal = (known.seq, known.seal) if known else (0, "")
        self._use(key or b"")
        self._epoch = 0

    @property
    def entries(self) -> int:
        """How many entries were whole."""
        return self.last - self.begun

    def begin(self, first: bytes, anchor: Anchor | None) -> None:
        """Begin at the device's first entry, or behind those that were removed."""
        self.prev = first
        if anchor is None:
            return
        if anchor.epoch > MAX_EPOCHS:
            raise sqlite3.DatabaseError("malformed")
        self.begun = self.last = anchor.through
        self.prev = anchor.seal
        self.beginning_confirmed = False
        self._anchor_seal = anchor.seal.hex()
        self._epoch = max(0, anchor.epoch)
        if self.sealed:
            self._use(evolved(self._key, self._epoch))

    def _use(self, key: bytes) -> None:
        self._key, self._mac = key, mac_maker(key)

    def fault(self, row: Link) -> Text | None:
        """What is wrong with the next row, None when it is whole."""
        seq, ts_ns, kind, content, prev, meta, seal, mac, epoch = row
        if seq != self.last + 1:
            return _missing(self.last + 1, seq - 1)
        if prev != self.prev:
            return _unlinked(seq)
        try:
            if seal_of(seq, ts_ns, kind, content, prev, meta) != seal:
                return _edited(seq)
            if self.sealed and (fault := self._mac_fault(seq, seal, mac, epoch)) is not None:
                return fault
        except (TypeError, struct.error):  # a value of another type than the writer's
            return _edited(seq)
        if seq == self._known_seq and seal.hex() != self._known_seal:
            return _replaced(seq)
        self.last, self.prev = seq, seal
        if kind == _PRUNED and not self.beginning_confirmed:
            self._confirm(meta)
        return None

    def _confirm(self, meta: bytes) -> None:
        facts = json.loads(meta)["facts"]
        if (facts.get("through"), facts.get("seal")) == (self.begun, self._anchor_seal):
            self.beginning_confirmed = True

    def _mac_fault(self, seq: int, seal: bytes, mac: bytes, epoch: int) -> Text | None:
        if epoch != self._epoch:
            if epoch != self._epoch + 1 or mac[MAC_BYTES:] != bridge_of(self._key, self.prev):
                return _unbridged(seq) if mac else _resealed(seq)
            self._use(evolved(self._key))
            self._epoch = epoch
            mac = mac[:MAC_BYTES]
        return None if mac == self._mac(seal) else _resealed(seq)


def _first_fault(stored: Iterator[Link], checker: _Checker, progress: Callable[[int], None] | None) -> Text | None:
    fault_of = checker.fault
    if progress is None:
        return next(filter(None, map(fault_of, stored)), None)
    for row in stored:
        fault = fault_of(row)
        if fault is not None:
            return fault
        if checker.entries % PROGRESS_EVERY == 0:
            progress(checker.entries)
    progress(checker.entries)
    return None


def _known_end(path: Path) -> tuple[Epoch | None, Text | None]:
    """The newest entry that the seal file knows of, read before the log: the log may only be longer."""
    try:
        return read_epoch(path), None
    except AuditError as error:
        return None, error.reason


def _cut(checker: _Checker, known: Epoch | None) -> Text | None:
    """Entries that the seal file knows of and the log no longer has."""
    if known is None or known.seq <= checker.last:
        return None
    return Text(
        ru=f"Конец журнала отрезан: не хватает записей с {checker.last + 1} по {known.seq}.",
        en=f"The end of the log was cut off: entries {checker.last + 1} to {known.seq} are missing.",
    )


def _broken(checker: _Checker, reason: Text) -> Verification:
    return Verification(False, checker.entries, checker.last + 1, reason, checker.prev.hex(), checker.sealed)


def _whole(checker: _Checker) -> Text:
    if checker.sealed:
        return Text(
            ru=f"Журнал цел: проверены цепочка и печати {checker.entries} записей.",
            en=f"The log is whole: chain and seals of {checker.entries} entries were checked.",
        )
    return Text(
        ru=f"Журнал цел: проверена цепочка {checker.entries} записей (печати без ключа не проверялись).",
        en=f"The log is whole: the chain of {checker.entries} entries was checked (seals were not: no key given).",
    )


def _missing(first: int, last: int) -> Text:
    return Text(
        ru=f"Записи с {first} по {last} удалены; дальше журнал продолжается.",
        en=f"Entries {first} to {last} were deleted; the log goes on after them.",
    )


def _unlinked(seq: int) -> Text:
    return Text(
        ru=f"Запись {seq} не продолжает запись {seq - 1}: одну из них изменили, вставили или переставили.",
        en=f"Entry {seq} does not continue entry {seq - 1}: one of them was changed, inserted or moved.",
    )


def _edited(seq: int) -> Text:
    return Text(
        ru=f"Содержание записи {seq} изменено: хэш не сходится.",
        en=f"The content of entry {seq} was changed: its hash does not match.",
    )


def _resealed(seq: int) -> Text:
    return Text(
        ru=f"Печать записи {seq} не сходится: запись изменили и пересчитали цепочку без ключа или стёрли печать.",
        en=f"The seal of entry {seq} does not match: it was changed and the chain recomputed without the key, "
        "or the seal was erased.",
    )


def _unbridged(seq: int) -> Text:
    return Text(
        ru=f"Перед записью {seq} журнал отрезали или переписали: ключ прежней эпохи этого места не подтверждает.",
        en=f"Before entry {seq} the log was cut off or rewritten: the key of the epoch before does not confirm it.",
    )


def _replaced(seq: int) -> Text:
    return Text(
        ru=f"Запись {seq} не та, которую запомнил файл печати: журнал переписан.",
        en=f"Entry {seq} is not the one that the seal file remembers: the log was rewritten.",
    )


def _damaged(error: Exception) -> Text:
    return Text(
        ru=f"Файл журнала повреждён или обрезан ({error}): дальше прочитать нельзя.",
        en=f"The log's file is damaged or cut short ({error}): nothing can be read from here on.",
    )


_OTHER_DEVICE = Text(ru="Это журнал другого компьютера.", en="This is another computer's log.")

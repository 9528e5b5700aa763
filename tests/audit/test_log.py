"""Writing: durable, in one chain, by one writer."""

import asyncio
import contextlib
import json
import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from audit.chain import Entry, genesis
from audit.epochs import file_beside
from audit.fault import AuditError
from audit.log import AuditLog, newest, read, sqlite_warning, verify
from tests.audit.samples import DEVICE, KEY, event_of, make_log


def test_an_entry_continues_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        first, second = log.append(event_of(1)), log.append(event_of(2))
    assert (first.seq, first.prev) == (1, genesis(DEVICE).hex())
    assert (second.seq, second.prev) == (2, first.seal)
    assert list(read(path)) == [first, second]


def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 3)
    with AuditLog.open(path, device_id=DEVICE) as log:
        assert log.append(event_of(4)).seq == 4
    assert verify(path, key=KEY).entries == 4


def test_many_threads_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    written: list[Entry] = []
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:

        def write(first: int) -> None:
            for number in range(first, first + 40):
                written.append(log.append(event_of(number)))

        threads = [threading.Thread(target=write, args=(100 * place,)) for place in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(entry.seq for entry in written) == list(range(1, 321))
    assert sorted(written, key=lambda entry: entry.seq) == list(read(path))
    assert verify(path, key=KEY).ok


async def test_coroutines_wait_without_blocking_the_loop(tmp_path: Path) -> None:
    with AuditLog.open(tmp_path / "audit.db", device_id=DEVICE) as log:
        entries = await asyncio.gather(*(log.append_async(event_of(number)) for number in range(200)))
    assert sorted(entry.seq for entry in entries) == list(range(1, 201))


async def test_who_stops_waiting_does_not_undo_the_record(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        task = asyncio.create_task(log.append_async(event_of(1)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await log.append_async(event_of(2))
    assert [entry.event.facts["n"] for entry in read(path)] == [1, 2]


def test_an_append_is_durable_when_it_returns(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(event_of(1))
        assert log._writer._connection is not None
        assert log._writer._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert log._writer._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        beside = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        assert beside.execute("SELECT count(*) FROM event").fetchone() == (1,)
        beside.close()


def test_a_second_writer_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE):
        with pytest.raises(AuditError) as caught:
            AuditLog.open(path, device_id=DEVICE)
        assert "Another process writes this log" in caught.value.reason.en
    AuditLog.open(path, device_id=DEVICE).close()


def test_the_log_of_another_device_is_not_continued(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 1)
    with pytest.raises(AuditError, match="another computer"):
        AuditLog.open(path, device_id="ws-18")
    assert verify(path).entries == 1


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    path.write_bytes(b"hello " * 1000)
    with pytest.raises(AuditError, match="damaged"):
        AuditLog.open(path, device_id=DEVICE)
    assert path.read_bytes() == b"hello " * 1000


def test_a_refused_event_leaves_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(event_of(1))
        with pytest.raises(AuditError):
            log.append(event_of(2, prompt=b"text"))
        assert log.append(event_of(3)).seq == 2
    assert verify(path).ok


def test_nothing_is_written_after_closing(tmp_path: Path) -> None:
    log = AuditLog.open(tmp_path / "audit.db", device_id=DEVICE)
    log.close()
    log.close()
    with pytest.raises(AuditError, match="closed"):
        log.append(event_of(1))


def test_closing_writes_what_waits(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    log = AuditLog.open(path, device_id=DEVICE)
    threads = [threading.Thread(target=log.append, args=(event_of(number),)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert verify(path).entries == 50


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_of_the_log_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        log.append(event_of(1))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert set(modes) >= {"audit.db", "audit.db-wal", "audit.db.seal", "audit.db.lock"}
    assert set(modes.values()) == {0o600}


def test_the_key_changes_with_every_epoch_and_the_first_one_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.writer.EVENTS", 4)
    monkeypatch.setattr("audit.writer.SECONDS", 1e6)  # however slow the disk
    path = tmp_path / "audit.db"
    keys = []
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        for number in range(12):
            log.append(event_of(number))
            if number % 4 == 0:  # the writer changes the key on its own time after the fourth
                keys.append(json.loads(file_beside(path).read_bytes())["key"])
    assert [entry.epoch for entry in read(path)] == [number // 4 for number in range(12)]
    assert len(set(keys)) == 3
    assert KEY not in path.read_bytes()
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [key for key in keys if key.encode() in everything or bytes.fromhex(key) in everything] == []


def test_every_start_begins_a_new_epoch_without_needing_the_first_key(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 2)
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(event_of(3))
    assert [entry.epoch for entry in read(path)] == [0, 0, 1]
    assert verify(path, key=KEY).ok


def test_a_lost_seal_file_is_made_again_from_the_first_key(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 2)
    file_beside(path).unlink()
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        log.append(event_of(3))
    assert verify(path, key=KEY).ok


def test_without_any_key_entries_carry_the_chain_only(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 2, key=None)
    assert [(entry.mac, entry.epoch) for entry in read(path)] == [("", -1)] * 2
    assert verify(path).ok


def test_a_damaged_seal_file_stops_the_writer(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 2)
    file_beside(path).write_text("{")
    with pytest.raises(AuditError, match="seal file"):
        AuditLog.open(path, device_id=DEVICE, key=KEY)


def test_reading_pages_through_the_log(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 10)
    assert [entry.seq for entry in read(path, after=3, limit=4)] == [4, 5, 6, 7]
    assert [entry.seq for entry in newest(path, 3)] == [8, 9, 10]
    assert [entry.seq for entry in newest(path, 3, before=8)] == [5, 6, 7]
    assert [entry.seq for entry in newest(path, 30, before=3)] == [1, 2]
    assert newest(path, 5, before=1) == []
    assert [entry.seq for entry in newest(path, 2, before=99)] == [9, 10]


def test_an_empty_log_has_nothing_to_read(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 0)
    assert list(read(path)) == []
    assert newest(path, 3) == []
    assert verify(path, key=KEY).ok


def test_reading_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="There is no log"):
        list(read(tmp_path / "none.db"))
    with pytest.raises(AuditError, match="There is no log"):
        verify(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_path_with_odd_signs_is_a_path(tmp_path: Path) -> None:
    folder = tmp_path / "журнал ?#%20 & co"
    path = make_log(folder / "audit.db", 2)
    assert verify(path, key=KEY).entries == 2


def test_the_version_of_sqlite_is_known_to_be_good_or_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, good in (((3, 40, 1), False), ((3, 44, 6), True), ((3, 50, 7), True), ((3, 51, 3), True)):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        assert (sqlite_warning() is None) is good


def test_a_file_that_is_no_database_is_told_in_words_by_every_way_of_reading(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(AuditError, match="cannot be read"):
        list(read(path))
    with pytest.raises(AuditError, match="cannot be read"):
        newest(path, 1)


def test_a_log_without_its_table_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE unlike(ours)")
    with pytest.raises(AuditError, match="damaged"):
        newest(path, 1)

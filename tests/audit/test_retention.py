"""Old entries go when their time has come, and the rest still proves itself."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from audit.fault import AuditError
from audit.log import AuditLog, newest, read, verify
from audit.retention import prune
from tests.audit.samples import DEVICE, KEY, START, append_all, event_of, tamper

LATER = START + timedelta(days=500)


def pruned_log(path: Path, *, count: int = 150, through: int = 100, key: bytes | None = KEY) -> Path:
    """A log of which the oldest entries were removed."""
    with AuditLog.open(path, device_id=DEVICE, key=key) as log:
        append_all(log, count)
        assert prune(log, before=START + timedelta(seconds=through + 1), now=LATER) == through
        log.append(event_of(count + 1))
    return path


def test_the_oldest_entries_go_and_the_rest_verifies(tmp_path: Path) -> None:
    path = pruned_log(tmp_path / "audit.db")
    entries = list(read(path))
    assert [entries[0].seq, entries[-1].seq] == [101, 152]
    said = entries[-2].event
    assert (said.kind, said.facts["through"], said.facts["entries"]) == ("log.pruned", 100, 100)
    for key in (None, KEY):
        result = verify(path, key=key, device_id=DEVICE)
        assert (result.ok, result.entries) == (True, 52)
    assert [entry.seq for entry in newest(path, 2)] == [151, 152]


def test_entries_go_again_and_again_across_restarts(tmp_path: Path) -> None:
    path = pruned_log(tmp_path / "audit.db")
    with AuditLog.open(path, device_id=DEVICE) as log:
        assert prune(log, before=START + timedelta(seconds=121), now=LATER) == 20
        assert prune(log, before=START + timedelta(seconds=121), now=LATER) == 0
    assert next(read(path)).seq == 121
    assert verify(path, key=KEY).ok


def test_all_entries_but_the_saying_one_may_go(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        for number in range(5):
            log.append(event_of(number))
        assert prune(log, before=LATER, now=LATER) == 5
    assert [entry.event.kind for entry in read(path)] == ["log.pruned"]
    assert verify(path, key=KEY).ok


def test_an_empty_log_has_nothing_to_lose(tmp_path: Path) -> None:
    with AuditLog.open(tmp_path / "audit.db", device_id=DEVICE) as log:
        assert prune(log, before=LATER, now=LATER) == 0
    assert list(read(tmp_path / "audit.db")) == []


def test_a_newer_entry_keeps_what_stands_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        for number in (1, 500, 2, 3):  # a clock that was set back
            log.append(event_of(number))
        assert prune(log, before=START + timedelta(seconds=100), now=LATER) == 1
    assert [entry.seq for entry in read(path)] == [2, 3, 4, 5]


def test_removed_bytes_are_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(event_of(1, mark="needle-in-the-log"))
        log.append(event_of(2))
        prune(log, before=START + timedelta(seconds=2), now=LATER)
    assert b"needle-in-the-log" not in path.read_bytes()


def test_a_log_shortened_from_its_beginning_by_somebody_else_is_found(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        entries = append_all(log, 30)
    anchor = f"10:{entries[9].seal}:{entries[9].epoch}"
    tamper(path, "DELETE FROM event WHERE seq<=10", f"INSERT INTO about VALUES('pruned','{anchor}')")
    for key in (None, KEY):
        result = verify(path, key=key)
        assert (result.ok, result.first_broken) == (False, 1)
        assert "Entries 1 to 10 were deleted" in result.reason.en


@pytest.mark.parametrize(
    "anchor", ["120:{seal}:1", "100:00:1", "100:{seal}:99999999999", "100:{seal}:7", "x", "100:{seal}", "-1:{seal}:0"]
)
def test_a_changed_beginning_is_found(tmp_path: Path, anchor: str) -> None:
    path = pruned_log(tmp_path / "audit.db")
    seal = next(read(path)).prev
    tamper(path, f"UPDATE about SET value='{anchor.format(seal=seal)}' WHERE name='pruned'")
    assert not verify(path, key=KEY).ok


def test_removing_further_than_was_said_is_found(tmp_path: Path) -> None:
    path = pruned_log(tmp_path / "audit.db")
    victim = next(entry for entry in read(path) if entry.seq == 120)
    anchor = f"120:{victim.seal}:{victim.epoch}"
    tamper(path, "DELETE FROM event WHERE seq<=120", f"UPDATE about SET value='{anchor}' WHERE name='pruned'")
    assert verify(path).first_broken == 1


def test_a_lost_beginning_is_found(tmp_path: Path) -> None:
    path = pruned_log(tmp_path / "audit.db")
    tamper(path, "DELETE FROM about WHERE name='pruned'")
    assert "Entries 1 to 100 were deleted" in verify(path).reason.en


def test_a_closed_log_removes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    log = AuditLog.open(path, device_id=DEVICE)
    log.append(event_of(1))
    log.close()
    with pytest.raises(AuditError, match="closed"):
        prune(log, before=LATER, now=LATER)
    assert len(list(read(path))) == 1


def test_the_saying_entry_names_the_seal_that_the_rest_continues(tmp_path: Path) -> None:
    path = pruned_log(tmp_path / "audit.db")
    said = next(entry for entry in read(path) if entry.event.kind == "log.pruned")
    assert said.event.facts["seal"] == next(read(path)).prev
    assert json.dumps(dict(said.event.facts))

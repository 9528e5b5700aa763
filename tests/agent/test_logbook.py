"""Reading the log beside its writer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent import logbook
from agent.day import day_of
from agent.logbook import after, entries, newest, since_last_start, verify_log
from audit.chain import AuditEvent
from audit.log import AuditError, AuditLog

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)


def written(path: Path, *events: tuple[str, datetime]) -> None:
    with AuditLog.open(path, device_id="d") as log:
        for kind, at in events:
            log.append(AuditEvent(at=at, kind=kind, facts={}))


CASES = {
    "a log without a start is read whole": ([("prompt.opened", YESTERDAY), ("prompt.opened", TODAY)], [1, 2]),
    "what is open since the last start counts, however old": (
        [("prompt.opened", YESTERDAY), ("agent.started", YESTERDAY), ("prompt.opened", YESTERDAY)],
        [3],
    ),
    "today counts, also before the last start": (
        [("prompt.opened", YESTERDAY), ("prompt.opened", TODAY), ("agent.started", TODAY), ("tool.seen", TODAY)],
        [2, 3, 4],
    ),
    "an empty log holds nothing": ([], []),
}


@pytest.mark.parametrize("page", [1, 2, 1000])
@pytest.mark.parametrize(("events", "kept"), CASES.values(), ids=CASES)
def test_a_start_looks_back_no_further_than_it_must(
    events: list[tuple[str, datetime]], kept: list[int], page: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "PAGE", page)
    written(tmp_path / "audit.db", *events)
    seqs = [entry.seq for entry in since_last_start(tmp_path / "audit.db", day_of(TODAY))]
    assert [seq for seq in seqs if seq in kept] == kept
    assert len(seqs) <= len(kept) + 1, "the start itself may be read again"


def test_pages_of_the_newest_entries_meet_without_a_gap(tmp_path: Path) -> None:
    written(tmp_path / "audit.db", *[("tool.seen", TODAY)] * 7)
    first = newest(tmp_path / "audit.db", 3)
    second = newest(tmp_path / "audit.db", 3, before=first[-1].seq)
    third = newest(tmp_path / "audit.db", 3, before=second[-1].seq)
    assert [entry.seq for entry in (*first, *second, *third)] == [7, 6, 5, 4, 3, 2, 1]
    assert newest(tmp_path / "audit.db", 3, before=1) == []
    assert [entry.seq for entry in after(tmp_path / "audit.db", 5)] == [6, 7]


def test_a_file_that_is_no_log_is_told_by_every_way_of_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(AuditError):
        newest(path, 1)
    with pytest.raises(AuditError):
        after(path, 0)
    with pytest.raises(AuditError):
        list(entries(path))
    assert not verify_log(path, tmp_path).ok

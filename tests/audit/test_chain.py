import hashlib
import hmac
from datetime import UTC, datetime, timedelta, timezone

import pytest

from audit.chain import AuditEvent, entry_of, evolved, genesis, link, mac_maker, mac_of, meta_of, nanoseconds
from audit.fault import AuditError
from audit.kinds import NUMBERS


def test_the_seal_is_the_hash_of_the_record_of_the_note() -> None:
    at = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=3)))
    event = AuditEvent(at, "prompt.opened", {"b": 1, "a": "я"})
    meta = '{"facts":{"a":"я","b":1},"kind":"prompt.opened"}'.encode()
    assert meta_of(event) == meta
    prev = hashlib.sha256(b"gnomon-genesis|ws-17").digest()
    assert genesis("ws-17") == prev
    record = (
        b"\x01"
        + (1).to_bytes(8, "big")
        + (1795165200123456000).to_bytes(8, "big")
        + (5).to_bytes(2, "big")
        + bytes(32)
        + prev
        + len(meta).to_bytes(4, "big")
        + meta
    )
    row = link(event, meta, seq=1, prev=prev)
    assert row.seal == hashlib.sha256(record).digest()
    assert row.prev == prev


def test_keys_evolve_one_way_as_the_note_says() -> None:
    first = bytes(32)
    second = hmac.new(first, b"gnomon-evolve", hashlib.sha256).digest()
    assert evolved(first) == second
    assert evolved(first, 2) == evolved(second)
    assert evolved(first, 0) == first
    assert mac_of(second, b"h") == hmac.new(second, b"h", hashlib.sha256).digest()[:16]


@pytest.mark.parametrize("size", [0, 16, 32, 64, 65, 200])
def test_the_quick_mac_is_the_mac(size: int) -> None:
    key = bytes(range(size))
    make = mac_maker(key)
    for seal in (b"", b"h" * 32, b"x" * 100):
        assert make(seal) == mac_of(key, seal)


def test_an_entry_gives_the_event_back_in_utc() -> None:
    event = AuditEvent(datetime(2026, 11, 20, 9, 0, 0, 7, tzinfo=UTC), "tool.seen", {"tool": "chatgpt"})
    entry = entry_of(link(event, meta_of(event), seq=1, prev=bytes(32)))
    assert entry.event == event
    assert (entry.seq, entry.prev, len(entry.seal)) == (1, "00" * 32, 64)


def test_times_are_exact_to_the_microsecond() -> None:
    at = datetime(2200, 1, 1, 0, 0, 0, 999999, tzinfo=UTC)
    assert nanoseconds(at) % 10**9 == 999999000


@pytest.mark.parametrize(
    "event",
    [
        AuditEvent(datetime(2026, 1, 1), "tool.seen", {}),  # noqa: DTZ001 - the fault under test
        AuditEvent(datetime(1960, 1, 1, tzinfo=UTC), "tool.seen", {}),
        AuditEvent(datetime(2026, 1, 1, tzinfo=UTC), "Tool Seen", {}),
        AuditEvent(datetime(2026, 1, 1, tzinfo=UTC), "", {}),
    ],
)
def test_a_malformed_event_is_refused(event: AuditEvent) -> None:
    with pytest.raises(AuditError):
        meta_of(event)


def test_numbers_of_kinds_are_unique_and_fit_their_field() -> None:
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert all(0 < number < 65536 for number in NUMBERS.values())

"""Events, sealed entries, and the hash chain; pure.

    record = u8 format | u64 seq | u64 ts_ns | u16 kind | 32 B content hash (zeros: none) | 32 B prev | u32 len | meta
    h      = SHA-256(record)          prev of the first entry = SHA-256("gnomon-genesis|" + device id)
    mac    = HMAC-SHA-256(K(n), h)[:16]             K(n+1) = HMAC-SHA-256(K(n), "gnomon-evolve")
    bridge = HMAC-SHA-256(K(n), "gnomon-bridge" | prev)[:16], stored after the mac of the first entry of epoch n + 1

All numbers big-endian. `meta` is canonical JSON (RFC 8785) of kind and facts. Source: design note of audit, section 1.
"""

import hashlib
import hmac
import json
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, cast

from audit.canonical import Fact, canonical
from audit.fault import AuditError
from audit.kinds import number_of
from policy.words import Text

FORMAT = 1
NO_CONTENT = bytes(32)
MAC_BYTES = 16

_HEAD = struct.Struct(">BQQH32s32sI")
_KIND = re.compile(r"[a-z][a-z0-9_.-]{1,47}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """What happened. at: aware. kind: "prompt.opened". facts: counts, ids, outcomes; no personal data, no contents."""

    at: datetime
    kind: str
    facts: Mapping[str, Fact]


class Link(NamedTuple):
    """One row of the log as it is stored: what is sealed, and the seal.

    mac is empty and epoch -1 without a key;
    the first entry of an epoch but 0 has its bridge after the mac."""

    seq: int
    ts_ns: int
    kind: int
    content: bytes
    prev: bytes
    meta: bytes
    seal: bytes
    mac: bytes
    epoch: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the log. prev, seal, mac: lower-case hexadecimal."""

    seq: int
    event: AuditEvent
    prev: str
    seal: str
    mac: str
    epoch: int


def genesis(device_id: str) -> bytes:
    """What the first entry of a device follows."""
    return hashlib.sha256(b"gnomon-genesis|" + device_id.encode()).digest()


def meta_of(event: AuditEvent) -> bytes:
    """The sealed bytes of an event's kind and facts.

    Raises: AuditError when the event holds what a record must not hold.
    """
    if event.at.tzinfo is None or event.at < _EPOCH or _KIND.fullmatch(event.kind) is None:
        raise AuditError(
            Text(
                ru="Событие не записано: время без пояса или неверный вид события. Сообщите об этой ошибке.",
                en="The event was not recorded: a time without zone or a malformed kind. Please report this fault.",
            )
        )
    return canonical(event.kind, event.facts)


def link(event: AuditEvent, meta: bytes, *, seq: int, prev: bytes) -> Link:
    """Chain an event to the entry before it; without MAC."""
    ts_ns = nanoseconds(event.at)
    kind = number_of(event.kind)
    seal = seal_of(seq, ts_ns, kind, NO_CONTENT, prev, meta)
    return Link(seq, ts_ns, kind, NO_CONTENT, prev, meta, seal, b"", -1)


def seal_of(seq: int, ts_ns: int, kind: int, content: bytes, prev: bytes, meta: bytes) -> bytes:
    """SHA-256 of the record."""
    return hashlib.sha256(_HEAD.pack(FORMAT, seq, ts_ns, kind, content, prev, len(meta)) + meta).digest()


def mac_of(key: bytes, seal: bytes) -> bytes:
    """The keyed seal under one epoch's key."""
    return hmac.digest(key, seal, "sha256")[:MAC_BYTES]


def mac_maker(key: bytes) -> Callable[[bytes], bytes]:
    """`mac_of` with one key for many seals: the two padded keys (RFC 2104 §2) are hashed once."""
    block = key.ljust(64, b"\0") if len(key) <= 64 else hashlib.sha256(key).digest().ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block)).copy
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block)).copy

    def make(seal: bytes) -> bytes:
        first, second = inner(), outer()
        first.update(seal)
        second.update(first.digest())
        return second.digest()[:MAC_BYTES]

    return make


def bridge_of(key: bytes, prev: bytes) -> bytes:
    """The word of an epoch's key that the epoch ended with the entry of this seal."""
    return hmac.digest(key, b"gnomon-bridge" + prev, "sha256")[:MAC_BYTES]


def evolved(key: bytes, epochs: int = 1) -> bytes:
    """The key some epochs later; there is no way back."""
    for _ in range(epochs):
        key = hmac.digest(key, b"gnomon-evolve", "sha256")
    return key


def nanoseconds(at: datetime) -> int:
    """Nanoseconds since 1970 in UTC, exact to the microsecond that datetime knows."""
    return (at - _EPOCH) // timedelta(microseconds=1) * 1000


def entry_of(row: Link) -> Entry:
    """A stored row as people and programs read it."""
    meta = json.loads(row.meta)
    at = _EPOCH + timedelta(microseconds=row.ts_ns // 1000)
    event = AuditEvent(at, str(meta["kind"]), cast("Mapping[str, Fact]", meta["facts"]))
    return Entry(row.seq, event, row.prev.hex(), row.seal.hex(), row.mac.hex(), row.epoch)

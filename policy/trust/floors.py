"""What was seen and must not be undercut: versions of each role, and the time. Kept apart from the cache.

A version floor is bound to the keys of its role: after a thief of an online key has published version 2**31, new keys
begin a new count, while an ordinary rollback stays refused. The root has a plain floor: its versions only grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from policy.trust.trouble import Refusal, TrustError

SLACK = timedelta(seconds=300)
"""How far a clock may fall behind what was verified: clocks are corrected."""
NAME = "policy-floors"


class Store(Protocol):
    """A key store of the machine (agent.keys)."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, value: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Floor:
    """The newest version seen of a role. digest: SHA-256 of its metadata. keys: ids of its keys, sorted, joined."""

    version: int
    digest: str
    keys: str


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors of one device; empty before the first policy."""

    seen: datetime | None = None
    """The time of the last successful verification."""
    roles: Mapping[str, Floor] = field(default_factory=dict)

    def check_clock(self, now: datetime) -> None:
        """Raises: TrustError when the clock was set back."""
        if self.seen is not None and now < self.seen - SLACK:
            raise TrustError(Refusal.CLOCK)

    def check(self, role: str, offered: Floor) -> None:
        """Raises: TrustError when a role falls behind what was seen, or shows another text under a seen version."""
        floor = self.roles.get(role)
        if floor is None or (role != "root" and floor.keys != offered.keys):
            return
        if offered.version < floor.version:
            raise TrustError(Refusal.ROLLED_BACK, f"{role} {offered.version} after {floor.version}")
        if offered.version == floor.version and offered.digest != floor.digest:
            raise TrustError(Refusal.CHANGED, f"{role} {offered.version} has two texts")

    def raised(self, now: datetime, roles: Mapping[str, Floor]) -> Floors:
        """The floors after a successful verification."""
        return Floors(max(now, self.seen) if self.seen else now, {**self.roles, **roles})


def read_floors(store: Store) -> Floors:
    """The floors of this device; damaged ones count as none, and the cached metadata raises them again."""
    data = store.get(NAME)
    if not data:
        return Floors()
    try:
        return msgspec.json.decode(data, type=Floors)
    except msgspec.DecodeError:
        return Floors()


def write_floors(store: Store, floors: Floors) -> None:
    """Raises: OSError: the key store does not keep them."""
    store.put(NAME, msgspec.json.encode(floors))


def keys_text(keyids: Iterable[str]) -> str:
    """Key ids as one text, independent of their order; 16 characters of each tell them apart."""
    return " ".join(sorted(keyid[:16] for keyid in keyids))

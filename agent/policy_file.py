"""The policy in force: read from its file, replaced when a newer valid one is written, never by a broken one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from policy.complaint import PolicyError
from policy.format import parse_policy, with_gateway
from policy.model import Policy


@dataclass(frozen=True, slots=True)
class Reading:
    """A policy file as it was read: a policy, or why it is none. ``digest``: SHA-256 of the file, hex."""

    policy: Policy | None
    digest: str
    error: PolicyError | None


class PolicyFile:
    """Holds the policy in force. ``refresh`` is called every few seconds; an exchange lives with what it began with."""

    def __init__(self, path: Path | None, *, unsigned_allowed: bool, gateway: str = "", demo_key: str = "") -> None:
        """``gateway``: URL in place of the first gateway's. ``demo_key``: credential of the demo gateway."""
        self._path = path
        self._unsigned_allowed = unsigned_allowed
        self._gateway = gateway
        self.demo_key = demo_key
        self._stamp: tuple[int, int, int] | None = None
        self.current: Policy | None = None
        self.digest = ""
        """SHA-256 of the file that ``current`` came from, hex."""
        self.error: PolicyError | None = None
        """Why the newest file was refused, or None."""

    def refresh(self) -> bool:
        """Read the file if it changed and put it in force; True when ``current``, ``error`` or both changed."""
        read = self.read()
        if read is None:
            return False
        self.put_in_force(read)
        return True

    def read(self) -> Reading | None:
        """What the file holds, if it changed since the last time; nothing is in force yet. May run in a thread."""
        if self._path is None or not self._unsigned_allowed:
            return None
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp == self._stamp:
                return None
            data = self._path.read_bytes()
        except OSError:
            self._stamp = None  # gone or unreadable: the last good one stays, and the next look reads anew
            return None
        self._stamp = stamp
        return self._parsed(data)

    def put_in_force(self, read: Reading) -> None:
        """What was read decides from now on; a mistake in it leaves the last good policy in force."""
        self.error = read.error
        if read.policy is not None:
            self.current, self.digest = read.policy, read.digest

    def _parsed(self, data: bytes) -> Reading:
        digest = hashlib.sha256(data).hexdigest()
        try:
            policy = parse_policy(data, file=str(self._path))
        except PolicyError as error:
            return Reading(None, digest, error)
        if self._gateway and policy.gateways:
            policy = with_gateway(policy, policy.gateways[0].id, self._gateway)
        return Reading(policy, digest, None)

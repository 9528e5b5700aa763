"""The policy in force: read from its file, replaced when a newer valid one is written, never by a broken one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from policy.complaint import PolicyError
from policy.format import parse_policy, with_gateway
from policy.model import Policy


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
        """Read the file if it changed; True when ``current``, ``error`` or both changed."""
        if self._path is None or not self._unsigned_allowed:
            return False
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp == self._stamp:
                return False
            data = self._path.read_bytes()
        except OSError:
            changed = self._stamp is not None
            self._stamp = None
            return changed
        self._stamp = stamp
        self._take(data)
        return True

    def _take(self, data: bytes) -> None:
        try:
            policy = parse_policy(data, file=str(self._path))
        except PolicyError as error:
            self.error = error
            return
        self.error = None
        self.digest = hashlib.sha256(data).hexdigest()
        if self._gateway and policy.gateways:
            policy = with_gateway(policy, policy.gateways[0].id, self._gateway)
        self.current = policy

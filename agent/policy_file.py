"""The policy in force: read from its file, replaced when a newer valid one is written, never by a broken one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from agent.errand import Errand, NoAnswer
from agent.errands import PolicyRead, ReadPolicy, read_policy
from agent.settings import Settings
from policy.complaint import PolicyError
from policy.model import Policy, with_gateway

READING_SECONDS = 30.0
DEMO_POLICY = Path(__file__).parent.parent / "policy" / "demo.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """A policy file as it was read: a policy, or why it is none. ``digest``: SHA-256 of the file, hex."""

    policy: Policy | None
    digest: str
    error: PolicyError | None


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that is being read; without a process it is read by us."""

    message: ReadPolicy
    errand: Errand | None


class PolicyFile:
    """Holds the policy in force. ``refresh`` is called every few seconds; an exchange lives with what it began with."""

    def __init__(self, path: Path | None, *, unsigned_allowed: bool, gateway: str = "") -> None:
        """``gateway``: URL in place of the first gateway's."""
        self._path = path
        self._unsigned_allowed = unsigned_allowed
        self._begun: _Begun | None = None
        self._stamp: tuple[int, int, int] | None = None
        self.gateway = gateway
        self.demo_key = ""
        """Credential of the demo gateway."""
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

    def begin(self) -> None:
        """Begin to read the file if it changed, beside what we do meanwhile; ``read`` waits for the outcome."""
        data = self._changed_bytes()
        if data is None:
            return
        message = ReadPolicy(data, str(self._path))
        try:
            self._begun = _Begun(message, Errand(message))
        except NoAnswer:
            self._begun = _Begun(message, None)

    def read(self) -> Reading | None:
        """What the file holds, if it changed since the last time; nothing is in force yet. May run in a thread."""
        if self._begun is None:
            self.begin()
        begun, self._begun = self._begun, None
        return self._reading(begun) if begun else None

    def put_in_force(self, read: Reading) -> None:
        """What was read decides from now on; a mistake in it leaves the last good policy in force."""
        self.error = read.error
        if read.policy is not None:
            self.current, self.digest = read.policy, read.digest

    def _changed_bytes(self) -> bytes | None:
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
        return data

    def _reading(self, begun: _Begun) -> Reading:
        digest = hashlib.sha256(begun.message.data).hexdigest()
        read = _read(begun)
        policy = read.policy
        if policy is None:
            return Reading(None, digest, PolicyError(read.complaints))
        if self.gateway and policy.gateways:
            policy = with_gateway(policy, policy.gateways[0].id, self.gateway)
        return Reading(policy, digest, None)


def policy_of(settings: Settings) -> PolicyFile:
    """Where the policy of these settings lies. The demo's gateway gets its address later."""
    if settings.demo:
        return PolicyFile(settings.policy or DEMO_POLICY, unsigned_allowed=True)
    return PolicyFile(settings.policy, unsigned_allowed=settings.insecure_policy, gateway=settings.gateway)


def _read(begun: _Begun) -> PolicyRead:
    """Read by the process, or by ourselves where there is none."""
    if begun.errand is not None:
        try:
            return begun.errand.answer(PolicyRead, seconds=READING_SECONDS)
        except NoAnswer:
            pass
    return read_policy(begun.message)

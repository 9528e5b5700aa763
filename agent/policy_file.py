"""A policy file without a signature: for trials, with a banner in every window."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errand import Errand, NoAnswer
from agent.policy_in_force import PolicyInForce, PolicyRefused, Reading
from agent.reading import ReadPolicy
from policy.words import Text

if TYPE_CHECKING:  # the rest is loaded while the file is read
    from agent.errands import PolicyRead

READING_SECONDS = 30.0

REFUSED = Text(
    "Новый файл политики с ошибкой, действует прежний. Посмотрите: gnomon policy lint",
    "The new policy file has a mistake, the last one stays. See: gnomon policy lint",
)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that is being read; without a process it is read by us."""

    message: ReadPolicy
    errand: Errand | None


class PolicyFile(PolicyInForce):
    """Follows a file on the disk."""

    def __init__(self, path: Path | None, *, unsigned_allowed: bool, gateway: str = "") -> None:
        """``gateway``: URL in place of the first gateway's."""
        super().__init__()
        self._path = path
        self._unsigned_allowed = unsigned_allowed
        self._begun: _Begun | None = None
        self._stamp: tuple[int, int, int] | None = None
        self.gateway = gateway

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
            return Reading(None, digest, PolicyRefused(REFUSED, "content", len(read.complaints)))
        if self.gateway and policy.gateways:
            from policy.model import with_gateway

            policy = with_gateway(policy, policy.gateways[0].id, self.gateway)
        return Reading(policy, digest, None)


def _read(begun: _Begun) -> PolicyRead:
    """Read by the process, or by ourselves where there is none."""
    from agent.errands import PolicyRead, read_policy

    if begun.errand is not None:
        try:
            return begun.errand.answer(PolicyRead, seconds=READING_SECONDS)
        except NoAnswer:
            pass
    return read_policy(begun.message)

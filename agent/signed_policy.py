"""The signed policy: the last good one from the disk at once, then what the company's repository holds.

Signatures are checked by a process of its own (``agent.errands``), which ends when it has answered.
"""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from agent.errand import Errand, NoAnswer
from agent.errands import FollowPolicy, PolicyFollowed
from agent.policy_in_force import PolicyInForce, PolicyRefused, Reading
from agent.settings import settings_file
from policy.trust.kill import with_kill
from policy.trust.trouble import Refusal, reason_of
from policy.words import Text

POLL_SECONDS = 30.0
"""Between looks at the repository, give or take a quarter: a new policy reaches 10,000 devices within a minute."""
UPDATE_SECONDS = 90.0
_QUIET = (Refusal.UNREACHABLE, Refusal.DISK)
"""What is no news while the policy is fresh: a laptop is often away from the company's network."""

STALE = Text(
    "Политику давно не удаётся обновить. Действует последняя; проверьте связь с сетью компании.",
    "The policy could not be renewed for long. The last one stays; check the way to the company's network.",
)


class SignedPolicy(PolicyInForce):
    """Follows a repository: an https address, a folder or a zip file."""

    def __init__(
        self,
        source: str,
        *,
        root: Path | None,
        state: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        poll: float = POLL_SECONDS,
    ) -> None:
        """``root``: the trust root; None is root.json beside the machine's settings. ``poll``: seconds between looks.

        A folder or file that changes is looked at sooner.
        """
        super().__init__()
        self._root = root or settings_file().with_name("root.json")
        self._source, self._state, self._clock, self._poll = source, state, clock, poll
        self._errand: Errand | None = None
        self._loaded = False
        self._next = 0.0
        self._stamp: tuple[int, int] | None = None
        self._held: PolicyFollowed | None = None
        self._trouble: Refusal | None = None
        self._told: Reading | None = None

    def begin(self) -> None:
        """Begin to verify the kept policy, or to ask the repository when its time has come."""
        if self._errand is not None or (self._loaded and time.monotonic() < self._next and not self._changed()):
            return
        message = FollowPolicy(self._source, str(self._root), str(self._state), update=self._loaded)
        if self._loaded:
            self._next = time.monotonic() + self._poll * random.uniform(0.75, 1.25)  # noqa: S311 (spreads the load)
        self._loaded = True
        try:
            self._errand = Errand(message, network=True)
        except NoAnswer:
            self._trouble = Refusal.DISK

    def _changed(self) -> bool:
        """Whether a folder or zip file was written since the last look."""
        before, self._stamp = self._stamp, _stamp_of(self._source)
        return self._stamp is not None and self._stamp != before

    def read(self) -> Reading | None:
        """What changed: another policy, an order or its end, trouble or its end. For a thread."""
        self.begin()
        errand, self._errand = self._errand, None
        if errand is not None:
            self._take(errand)
        reading = self._now()
        if reading == self._told:
            return None
        self._told = reading
        return reading

    def _take(self, errand: Errand) -> None:
        try:
            answer = errand.answer(PolicyFollowed, seconds=UPDATE_SECONDS)
        except NoAnswer:
            self._trouble = Refusal.DISK
            return
        self._trouble = Refusal(answer.code) if answer.code else None
        if answer.policy is not None:
            self._held = answer

    def _now(self) -> Reading:
        """What is in force at this moment; an order ends by the clock alone, and a clock set back revives none."""
        held = self._held
        if held is None or held.policy is None:
            return Reading(None, "", self._refused(None))
        now = max(self._clock(), held.time or self._clock())
        policy = dataclasses.replace(with_kill(held.policy, held.order, now), insecure=False)
        return Reading(policy, held.digest, self._refused(held))

    def _refused(self, held: PolicyFollowed | None) -> PolicyRefused | None:
        if self._trouble is not None and (held is None or self._trouble not in _QUIET):
            return PolicyRefused(reason_of(self._trouble), self._trouble.value)
        if held is not None and held.fresh_until is not None and self._clock() > held.fresh_until:
            return PolicyRefused(STALE, "stale")
        return None


def _stamp_of(source: str) -> tuple[int, int] | None:
    """When a local repository was last written, and its size; None for one on the network."""
    if source.startswith(("https:", "http:")):
        return None
    path = Path(source)
    try:
        status = (path / "metadata" / "timestamp.json" if path.is_dir() else path).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size

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
from agent.policy_news import newest
from agent.settings import settings_file
from policy.trust.kill import with_kill
from policy.trust.trouble import Refusal, reason_of
from policy.words import Text

POLL_SECONDS = 30.0
"""Between looks at the repository, give or take a quarter: a new policy reaches 10,000 devices within a minute."""
AGAIN_SECONDS = 3600.0
"""What did not change is verified again this often: an edited cache is healed."""
TROUBLE_SECONDS = 60.0
"""And what was refused, this often: it may have been half copied."""
UPDATE_SECONDS = 90.0
_QUIET = (Refusal.UNREACHABLE,)
"""What is no news while the policy is fresh: a laptop is often away from the company's network."""
_PASSING = (Refusal.UNREACHABLE, Refusal.DISK)
"""What is tried again at the next look."""

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

        Folders and zip files are looked at whenever `read` is called: that is a glance at their date.
        """
        super().__init__()
        self._root = root or settings_file().with_name("root.json")
        self._source, self._state, self._clock, self._poll = source, state, clock, poll
        self._errand: Errand | None = None
        self._loaded = False
        self._next = 0.0
        self._shown: str | None = None
        self._verified = 0.0
        self._held: PolicyFollowed | None = None
        self._trouble: Refusal | None = None
        self._told: Reading | None = None

    def begin(self) -> None:
        """Begin to verify the kept policy, or what the repository shows when it is something new."""
        if self._errand is not None or (self._loaded and not self._has_news()):
            return
        message = FollowPolicy(self._source, str(self._root), str(self._state), update=self._loaded)
        self._loaded = True
        try:
            self._errand = Errand(message, network=True)
        except NoAnswer:
            self._trouble = Refusal.DISK

    def _has_news(self) -> bool:
        """Whether to verify: something else stands there than the last time, or that was long ago."""
        local = not self._source.startswith(("https:", "http:"))
        now = time.monotonic()
        if not local and now < self._next:
            return False
        self._next = now + self._poll * random.uniform(0.75, 1.25)  # noqa: S311 (spreads the load)
        shown = _stamp_of(Path(self._source)) if local else newest(self._source)
        if shown is None:
            self._trouble = self._trouble or Refusal.UNREACHABLE
            return False
        if self._trouble is Refusal.UNREACHABLE:
            self._trouble = None
        patience = TROUBLE_SECONDS if self._trouble else AGAIN_SECONDS
        if shown == self._shown and now < self._verified + patience:
            return False
        self._shown, self._verified = shown, now
        return True

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
        if self._trouble in _PASSING:
            self._shown = None  # not verified: look again soon
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


def _stamp_of(path: Path) -> str | None:
    """When a folder or zip file was last written, and its size; None when it is away."""
    try:
        status = (path / "metadata" / "timestamp.json" if path.is_dir() else path).stat()
    except OSError:
        return None
    return f"{status.st_mtime_ns} {status.st_size}"

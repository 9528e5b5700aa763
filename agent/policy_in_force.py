"""The policy in force, wherever it comes from: an exchange lives with what it began with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy.words import Text

if TYPE_CHECKING:  # at the start the policy is on its way before its model is loaded
    from policy.model import Policy
    from policy.person import Person


@dataclass(frozen=True, slots=True)
class PolicyRefused:
    """Why the newest policy does not take effect. ``code`` and ``complaints`` (how many) go into the log."""

    reason: Text
    code: str
    complaints: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a policy with the SHA-256 of its file (hex), or why it is none, or both: it goes on, stale."""

    policy: Policy | None
    digest: str
    refused: PolicyRefused | None


class PolicyInForce(ABC):
    """Holds the policy in force; a file or a repository says what is new. Asked every few seconds."""

    gateway = ""
    """URL in place of the first gateway's; of unsigned policies only."""
    demo_key = ""
    """Credential of the demo gateway."""

    def __init__(self) -> None:
        self.person: Person | None = None
        """For whom a policy is put in force; set once, before that."""
        self.current: Policy | None = None
        self.digest = ""
        """SHA-256 of the file that ``current`` came from, hex."""
        self.refused: PolicyRefused | None = None
        """Why the newest policy was refused, or None."""

    @abstractmethod
    def begin(self) -> None:
        """Begin to read what is new, beside what we do meanwhile; ``read`` waits for the outcome."""

    @abstractmethod
    def read(self) -> Reading | None:
        """What is new since the last time, or None; nothing is in force yet. May run in a thread."""

    def put_in_force(self, read: Reading) -> None:
        """What was read decides from now on; a mistake in it leaves the last good policy in force."""
        self.refused = read.refused
        if read.policy is not None:
            from policy.person import Person, for_person

            self.current, self.digest = for_person(read.policy, self.person or Person()), read.digest

    def refresh(self) -> None:
        """Read and put in force at once."""
        read = self.read()
        if read is not None:
            self.put_in_force(read)

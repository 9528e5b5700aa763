"""A company that signs: keys, a repository, a device."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from policy.trust.client import Trust, Verified
from policy.trust.repository import PolicyRepository
from policy.trust.roles import EMERGENCY, POLICY

POLICY_1 = b"apiVersion: gnomon/v1\nversion: 1\nmode: coach\n"
POLICY_2 = b"apiVersion: gnomon/v1\nversion: 2\nmode: enforce\n"


def key() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


class Memory:
    """A key store in memory."""

    def __init__(self) -> None:
        self.items: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.items.get(name)

    def put(self, name: str, value: bytes) -> None:
        self.items[name] = value


@dataclass
class Company:
    """Three root keys of which two sign, one key for the policy, one machine for freshness, one person on call."""

    folder: Path
    roots: list[CryptoSigner] = field(default_factory=lambda: [key(), key(), key()])
    targets: CryptoSigner = field(default_factory=key)
    online: CryptoSigner = field(default_factory=key)
    on_call: CryptoSigner = field(default_factory=key)

    def found(self) -> Company:
        """Create the repository and publish the first policy."""
        self.signing().create(
            {
                "root": [one.public_key for one in self.roots],
                "targets": [self.targets.public_key],
                "snapshot": [self.online.public_key],
                "timestamp": [self.online.public_key],
                EMERGENCY: [self.on_call.public_key],
            },
            {"root": 2},
        )
        self.publish(POLICY_1)
        return self

    def signing(self, *extra: CryptoSigner) -> PolicyRepository:
        return PolicyRepository(self.folder, [*self.roots[:2], self.targets, self.online, self.on_call, *extra])

    def publish(self, data: bytes) -> int:
        return self.signing().publish(POLICY, data)

    @property
    def root(self) -> bytes:
        return (self.folder / "metadata" / "1.root.json").read_bytes()


@dataclass
class Device:
    """What one computer keeps."""

    folder: Path
    root: bytes
    store: Memory = field(default_factory=Memory)
    later: timedelta = timedelta()

    @property
    def trust(self) -> Trust:
        return Trust(self.folder, root=self.root, store=self.store, clock=lambda: datetime.now(UTC) + self.later)

    def update(self, source: Path | str) -> Verified:
        return self.trust.update(str(source), accept=lambda data, kill: None)

    @property
    def policy(self) -> bytes:
        kept = self.trust.load()
        assert kept is not None
        return kept.data

"""What lies on the disk, verified from the embedded root: signatures and digests, whatever the date.

Freshness is python-tuf's part (policy.trust.client); a policy that was fresh once stays in force, called stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from policy.trust.floors import Floor, keys_text
from policy.trust.roles import EMERGENCY, KILL, POLICY
from policy.trust.trouble import Refusal, TrustError

_Signed = TypeVar("_Signed", Timestamp, Snapshot, Targets)


@dataclass(frozen=True, slots=True)
class Kept:
    """The targets and the versions of every role that vouches for them."""

    data: bytes = field(repr=False)
    kill: bytes | None = field(repr=False)
    roles: Mapping[str, Floor]
    fresh_until: datetime


def read_kept(folder: Path, root: bytes) -> Kept:
    """Read and verify a kept state.

    Raises:
        RepositoryError, OSError: it is not what was signed, or cannot be read.
        TrustError: it holds no policy.
    """
    trusted, roles = _roles(folder, root)
    targets = _role(folder, Targets, Targets.type, trusted)
    info = targets.targets.get(POLICY)
    if info is None:
        raise TrustError(Refusal.ABSENT)
    emergency = _emergency(folder, targets)
    order = emergency.targets.get(KILL) if emergency is not None else None
    return Kept(
        data=_target(folder, info),
        kill=_target(folder, order) if order is not None else None,
        roles=roles,
        fresh_until=_role(folder, Timestamp, Timestamp.type, trusted).expires,
    )


def check_root(root: bytes) -> None:
    """Raises TrustError where this is no root: a key, a policy or the metadata of another role."""
    try:
        found = Metadata[Root].from_bytes(root).signed
    except RepositoryError as error:
        raise TrustError(Refusal.ROOT, "no metadata") from error
    if not isinstance(found, Root):
        raise TrustError(Refusal.ROOT, "of another role")


def floors_of(folder: Path, root: bytes) -> Mapping[str, Floor]:
    """The versions of a kept state, to begin floors with. Raises: as read_kept."""
    return _roles(folder, root)[1]


def _roles(folder: Path, root: bytes) -> tuple[Root, dict[str, Floor]]:
    trusted, data = _root(folder, root)
    targets = _role(folder, Targets, Targets.type, trusted)
    roles = {
        Root.type: Floor(trusted.version, _digest(data), ""),
        Timestamp.type: _floor(folder, _role(folder, Timestamp, Timestamp.type, trusted), Timestamp.type, trusted),
        Snapshot.type: _floor(folder, _role(folder, Snapshot, Snapshot.type, trusted), Snapshot.type, trusted),
        Targets.type: _floor(folder, targets, Targets.type, trusted),
    }
    emergency = _emergency(folder, targets)
    if emergency is not None:
        roles[EMERGENCY] = _floor(folder, emergency, EMERGENCY, targets)
    return trusted, roles


def _floor(folder: Path, signed: Timestamp | Snapshot | Targets, role: str, owner: Root | Targets) -> Floor:
    keys = keys_text(owner.get_delegated_role(role).keyids)
    return Floor(signed.version, _digest(_bytes(folder, role)), keys)


def _root(folder: Path, root: bytes) -> tuple[Root, bytes]:
    """The newest root that a chain of signatures leads to from the embedded one."""
    data, trusted = root, Metadata[Root].from_bytes(root).signed
    while (path := folder / "metadata" / "root_history" / f"{trusted.version + 1}.root.json").exists():
        data = path.read_bytes()
        newer = Metadata[Root].from_bytes(data)
        for owner in (trusted, newer.signed):
            owner.verify_delegate(Root.type, newer.signed_bytes, newer.signatures)
        if newer.signed.version != trusted.version + 1:
            raise TrustError(Refusal.BROKEN, "a gap in the chain of roots")
        trusted = newer.signed
    return trusted, data


def _role(folder: Path, kind: type[_Signed], role: str, owner: Root | Targets) -> _Signed:
    metadata = Metadata[kind].from_bytes(_bytes(folder, role))  # type: ignore[valid-type]
    owner.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    if not isinstance(metadata.signed, kind):
        raise TrustError(Refusal.BROKEN, f"{role} holds another role")
    return metadata.signed


def _emergency(folder: Path, targets: Targets) -> Targets | None:
    delegated = targets.delegations is not None and EMERGENCY in (targets.delegations.roles or {})
    if not delegated or not (folder / "metadata" / f"{EMERGENCY}.json").exists():
        return None
    return _role(folder, Targets, EMERGENCY, targets)


def _target(folder: Path, info: TargetFile) -> bytes:
    data = (folder / "targets" / quote(info.path, "")).read_bytes()
    info.verify_length_and_hashes(data)
    return data


def _bytes(folder: Path, role: str) -> bytes:
    return (folder / "metadata" / f"{role}.json").read_bytes()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

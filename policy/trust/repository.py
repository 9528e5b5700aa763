"""The author's side: a folder of signed metadata and targets that any web server, share or zip file can carry.

What is signed is staged until all of it is; then files are written beside and renamed, the timestamp last: a reader
sees the old state or the new one, and a signature that is missing leaves nothing behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.repository import Repository

from policy.trust.roles import EMERGENCY, LIVES
from policy.trust.trouble import PublishError
from policy.words import Text

_NEW = {Root.type: Root, Targets.type: Targets, EMERGENCY: Targets, Snapshot.type: Snapshot, Timestamp.type: Timestamp}


class PolicyRepository(Repository):
    """A repository on disk. ``signers``: the private keys at hand; a role is written only with enough of its own."""

    def __init__(self, folder: Path, signers: Sequence[CryptoSigner]) -> None:
        self._folder = folder
        self._signers = signers
        self._staged: dict[Path, bytes] = {}

    def create(self, keys: Mapping[str, Sequence[Key]], thresholds: Mapping[str, int]) -> None:
        """Begin a repository: ``keys`` and ``thresholds`` by role; "emergency" may have none, else it signs too.

        Raises:
            PublishError: there is one already, or signatures are missing.
        """
        if self._versions(Root.type):
            raise PublishError(
                Text(f"{self._folder}: хранилище уже создано.", f"{self._folder}: the repository exists already.")
            )
        on_call = keys.get(EMERGENCY, ())
        with self._whole():
            with self.edit_root() as root:
                for role in (Root.type, Targets.type, Snapshot.type, Timestamp.type):
                    for key in keys[role]:
                        root.add_key(key, role)
                    root.roles[role].threshold = thresholds.get(role, 1)
            with self.edit_targets() as targets:
                if on_call:
                    targets.delegations = Delegations({}, {EMERGENCY: _emergency_role(thresholds.get(EMERGENCY, 1))})
                    for key in on_call:
                        targets.add_key(key, EMERGENCY)
            if on_call:
                with self.edit_targets(EMERGENCY):
                    pass  # an empty first version: a delegated role must exist
            self._seal(force=False)

    def publish(self, path: str, data: bytes, *, role: str = Targets.type) -> int:
        """Sign a target and everything above it; gives the new version of the role.

        Raises:
            PublishError: keys are missing; nothing was changed.
        """
        info = TargetFile.from_data(path, data, ["sha256"])
        (prefixed,) = info.get_prefixed_paths()
        with self._whole():
            self._staged[self._folder / "targets" / prefixed] = data
            with self.edit_targets(role) as targets:
                targets.targets[path] = info
            self._seal(force=False)
        return self.targets(role).version

    def seal(self, *, force: bool = False) -> None:
        """Sign snapshot and timestamp for what the roles hold now; ``force``: for freshness alone."""
        with self._whole():
            self._seal(force=force)

    def _seal(self, *, force: bool) -> None:
        self.do_snapshot(force)
        self.do_timestamp(force)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All that is signed within is written at the end, or nothing."""
        self._staged.clear()
        yield
        for path, data in self._staged.items():
            _write(path, data)
        self._staged.clear()

    def rotate(self, role: str, *, add: Sequence[Key] = (), remove: Sequence[str] = ()) -> None:
        """Change the keys of a role (``remove``: key ids). Needs enough root keys, old and new; for those on call the
        author's. A role that lost its signature is to be signed again by its new keys (`publish`, `seal`).

        Raises:
            PublishError: signatures are missing, or the role would keep fewer keys than it needs.
        """
        with self._whole(), self.edit(Targets.type if role == EMERGENCY else Root.type) as owner:
            if not isinstance(owner, (Root, Targets)):  # pragma: no cover (edit gives what was asked for)
                raise TypeError(role)
            for key in add:
                owner.add_key(key, role)
            changed = owner.get_delegated_role(role)
            for keyid in set(remove) & set(changed.keyids):
                owner.revoke_key(keyid, role)
            if len(changed.keyids) < changed.threshold:
                raise PublishError(_too_few(role, len(changed.keyids), changed.threshold))

    def content(self, path: str, *, role: str = Targets.type) -> bytes | None:
        """A target as it was last published, or None."""
        if not self._versions(role):
            return None
        info = self.targets(role).targets.get(path)
        return self._data(info) if info is not None else None

    def history(self, path: str, *, role: str = Targets.type) -> Iterator[bytes]:
        """All that a target ever was, newest first."""
        for version in reversed(self._versions(role)):
            info = Metadata[Targets].from_bytes(self._bytes(self._path(role, version))).signed.targets.get(path)
            if info is not None:
                yield self._data(info)

    def _data(self, info: TargetFile) -> bytes:
        (prefixed,) = info.get_prefixed_paths()
        return (self._folder / "targets" / prefixed).read_bytes()

    @property
    def targets_infos(self) -> dict[str, MetaFile]:
        """Versions of all roles that sign targets; the part of tuf.repository that snapshots are made from."""
        roles = [role for role in (Targets.type, EMERGENCY) if self._versions(role)]
        return {f"{role}.json": MetaFile(self.targets(role).version) for role in roles}

    @property
    def snapshot_info(self) -> MetaFile:
        """Version of the snapshot, for the timestamp."""
        return MetaFile(self.snapshot().version)

    def open(self, role: str) -> Metadata[Any]:
        """The newest metadata of a role, or an empty one before its first version."""
        versions = self._versions(role)
        if not versions:
            signed = _NEW[role]()
            signed.version = 0
            return Metadata(signed)
        try:
            return Metadata.from_bytes(self._bytes(self._path(role, versions[-1])))
        except RepositoryError as error:
            raise PublishError(
                Text(f"{self._folder}: хранилище повреждено.", f"{self._folder}: the repository is damaged.")
            ) from error

    def close(self, role: str, md: Metadata[Any]) -> None:
        """Sign a new version with every key at hand that belongs to the role, check it, write it."""
        previous = self.open(Root.type) if role == Root.type and self._versions(role) else None
        md.signed.version += 1
        md.signed.expires = datetime.now(UTC).replace(microsecond=0) + LIVES[role]
        md.signatures.clear()
        owners = [owner for owner in (self._owner(role, md), previous.signed if previous else None) if owner]
        known = {keyid for owner in owners for keyid in owner.get_delegated_role(role).keyids}
        for signer in self._signers:
            if signer.public_key.keyid in known:
                md.sign(signer, append=True)
        for owner in owners:
            self._check(owner, role, md)
        self._staged[self._path(role, md.signed.version)] = md.to_bytes()

    def _check(self, owner: Root | Targets, role: str, md: Metadata[Any]) -> None:
        try:
            owner.verify_delegate(role, md.signed_bytes, md.signatures)
        except UnsignedMetadataError as error:
            wanted = owner.get_delegated_role(role)
            needed, count = wanted.threshold, len(set(wanted.keyids) & set(md.signatures))
            raise PublishError(
                Text(
                    f"Для роли {role} нужно подписей: {needed}, есть {count}. Добавьте ключи: --key ФАЙЛ",
                    f"The role {role} needs {needed} signatures and has {count}. Add keys: --key FILE",
                )
            ) from error

    def _owner(self, role: str, md: Metadata[Any]) -> Root | Targets:
        """Who says which keys may sign a role."""
        if role == Root.type:
            root: Root = md.signed
            return root
        if role != EMERGENCY:
            return self.root()
        targets = self.targets()
        if targets.delegations is None:
            raise PublishError(
                Text(
                    "В этом хранилище нет дежурных ключей: создайте его с --on-call.",
                    "This repository has no on-call keys: create it with --on-call.",
                )
            )
        return targets

    def _versions(self, role: str) -> list[int]:
        if role == Timestamp.type:
            return [0] if self._path(role, 0) in self._staged or self._path(role, 0).exists() else []
        found = {*(self._folder / "metadata").glob(f"*.{role}.json"), *self._staged}
        return sorted(int(path.name.split(".")[0]) for path in found if path.match(f"metadata/*.{role}.json"))

    def _bytes(self, path: Path) -> bytes:
        return self._staged.get(path) or path.read_bytes()

    def _path(self, role: str, version: int) -> Path:
        name = f"{role}.json" if role == Timestamp.type else f"{version}.{role}.json"
        return self._folder / "metadata" / name


def _emergency_role(threshold: int) -> DelegatedRole:
    return DelegatedRole(EMERGENCY, [], threshold, terminating=True, paths=[f"{EMERGENCY}/*"])


def _too_few(role: str, left: int, needed: int) -> Text:
    return Text(
        f"У роли {role} осталось бы ключей: {left}, а подписей нужно {needed}. Добавьте новый: --add ФАЙЛ.pub",
        f"The role {role} would keep {left} keys and needs {needed} signatures. Add a new one: --add FILE.pub",
    )


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, durable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)

"""The device's side: python-tuf's client in a staging folder, our floors around it, the last good policy kept.

Nothing is trusted for lying on the disk: what is kept is verified anew, from the embedded root, whenever it is read.
"""

from __future__ import annotations

import hashlib
import shutil
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock
from filelock import Timeout as LockTimeout
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)

from policy.trust.floors import Floors, Store, read_floors, write_floors
from policy.trust.kept import Kept, check_root, floors_of, read_kept
from policy.trust.roles import KILL, POLICY
from policy.trust.trouble import Refusal, TrustError

if TYPE_CHECKING:
    from tuf.ngclient import Updater

LOCK_SECONDS = 60.0
_CODES: tuple[tuple[type[Exception], Refusal], ...] = (
    (ExpiredMetadataError, Refusal.EXPIRED),
    (UnsignedMetadataError, Refusal.NOT_SIGNED),
    (BadVersionNumberError, Refusal.ROLLED_BACK),
    (LengthOrHashMismatchError, Refusal.CHANGED),
    (DownloadError, Refusal.UNREACHABLE),
    (RepositoryError, Refusal.BROKEN),
    (ValueError, Refusal.BROKEN),
    (OSError, Refusal.DISK),
)


@dataclass(frozen=True, slots=True)
class Verified:
    """A policy whose signatures, versions and digest were checked. ``version``: of the signing role, for people."""

    data: bytes = field(repr=False)
    kill: bytes | None = field(repr=False)
    version: int
    digest: str
    fresh_until: datetime
    """Until when the repository vouched for it; afterwards it stays in force and is called stale."""
    time: datetime
    """The highest time that was ever verified here: a clock set back revives nothing."""


class Trust:
    """The signed policy of one device. ``root``: the root metadata that came with the installation."""

    def __init__(
        self, folder: Path, *, root: bytes, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder = folder
        self._root = root
        self._store = store
        self._clock = clock

    def load(self) -> Verified | None:
        """The last good policy from the disk, or None when there is none.

        Raises:
            TrustError: what lies there is not what was signed, or is older than what was seen.
        """
        folder = self._current()
        if folder is None:
            return None
        with _translated():
            kept = read_kept(folder, self._root)
        floors = read_floors(self._store)
        for role, floor in kept.roles.items():
            floors.check(role, floor)
        return self._verified(kept, floors)

    def update(
        self, source: str, *, accept: Callable[[bytes, bytes | None], object], tls: ssl.SSLContext | None = None
    ) -> Verified:
        """Fetch, verify and keep what a repository holds. ``accept``: told policy and kill file before they are kept.

        Raises:
            TrustError: something is wrong, or `accept` said so; what was kept before is untouched.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder / "lock", timeout=LOCK_SECONDS), _translated():
                return self._updated(source, accept, tls)
        except LockTimeout as error:
            raise TrustError(Refusal.DISK, "another update is under way") from error

    def _updated(
        self, source: str, accept: Callable[[bytes, bytes | None], object], tls: ssl.SSLContext | None
    ) -> Verified:
        floors = self._floors()
        now = self._clock()
        floors.check_clock(now)
        staging = Path(tempfile.mkdtemp(prefix="staging-", dir=self._folder))
        try:
            self._fetch(source, staging, tls)
            kept = read_kept(staging, self._root)
            for role, floor in kept.roles.items():
                floors.check(role, floor)
            accept(kept.data, kept.kill)
            self._put(staging)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        raised = floors.raised(now, kept.roles)
        write_floors(self._store, raised)  # a power cut before this line leaves the newer policy without its floor
        return self._verified(kept, raised)

    def _fetch(self, source: str, staging: Path, tls: ssl.SSLContext | None) -> None:
        """Let python-tuf bring a copy of the cache up to date, and fetch the targets."""
        from tuf.ngclient import Updater  # its network code is not needed to read what is kept

        from policy.trust.sources import opened

        check_root(self._root)
        current = self._current()
        metadata, targets = staging / "metadata", staging / "targets"
        for folder in (metadata, targets):
            if current is not None:
                shutil.copytree(current / folder.name, folder, symlinks=True)
            folder.mkdir(exist_ok=True)
        with opened(source, tls) as (fetcher, base):
            updater = Updater(
                str(metadata), f"{base}metadata/", str(targets), f"{base}targets/", fetcher, bootstrap=self._root
            )
            updater.refresh()
            if not _brought(updater, POLICY):
                raise TrustError(Refusal.ABSENT)
            with suppress(ExpiredMetadataError):  # nobody on call signed for a month: the last order keeps its own end
                _brought(updater, KILL)

    def _floors(self) -> Floors:
        """The floors; those that were lost are raised again by what is kept here."""
        floors = read_floors(self._store)
        folder = self._current()
        if not floors.roles and folder is not None:
            return Floors(floors.seen, floors_of(folder, self._root))
        return floors

    def _put(self, staging: Path) -> None:
        """Put a staged state in place of the one before."""
        pointer = self._folder / "current.partial"
        pointer.write_text(staging.name, "ascii")
        pointer.replace(self._folder / "current")
        for left in self._folder.glob("staging-*"):
            if left != staging:
                shutil.rmtree(left, ignore_errors=True)

    def _current(self) -> Path | None:
        try:
            name = (self._folder / "current").read_text("ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        folder = self._folder / Path(name).name
        return folder if folder.is_dir() else None

    def _verified(self, kept: Kept, floors: Floors) -> Verified:
        now = self._clock()
        return Verified(
            data=kept.data,
            kill=kept.kill,
            version=kept.roles["targets"].version,
            digest=hashlib.sha256(kept.data).hexdigest(),
            fresh_until=kept.fresh_until,
            time=max(now, floors.seen) if floors.seen else now,
        )


def _brought(updater: Updater, path: str) -> bool:
    """Fetch a target unless the right bytes lie here already; False when the repository has none."""
    info = updater.get_targetinfo(path)
    if info is None:
        return False
    if updater.find_cached_target(info) is None:
        updater.download_target(info)
    return True


@contextmanager
def _translated() -> Iterator[None]:
    """What python-tuf and the disk say, as one of our reasons."""
    try:
        yield
    except TrustError:
        raise
    except (RepositoryError, DownloadError, OSError, ValueError) as error:
        code = next(code for kind, code in _CODES if isinstance(error, kind))
        raise TrustError(code, f"{type(error).__name__}: {error}"[:300]) from error

"""The agent's own secrets: made once, kept in the system's key store, else in files of mode 0600 with a visible flag.

Ladder: Windows Credential Locker, macOS Keychain, Secret Service or KWallet through ``keyring``; where there is none
(or it stays locked, or holds no collection yet and would ask for a password to make one), a file. keyring's own choice
is not asked for: it may fall on any backend that some package or settings file names, also a plaintext one, and it
loads them all first (60 ms of each start).
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import os
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "gnomon"
BACKENDS = {
    "linux": (("SecretService", "Keyring"), ("kwallet", "DBusKeyring"), ("libsecret", "Keyring")),
    "darwin": (("macOS", "Keyring"),),
    "win32": (("Windows", "WinVaultKeyring"),),
}
"""Modules and classes of keyring.backends that keep secrets in the system's own store, by ``sys.platform``."""


REPLACE_TRIES = 10
REPLACE_SECONDS = 0.05


class KeyStore(Protocol):
    """Keeps small secrets by name."""

    reduced: bool
    """True when secrets lie in plain files: the windows say so."""

    def get(self, name: str) -> bytes | None:
        """The secret, or None when there is none."""

    def put(self, name: str, value: bytes) -> None:
        """Keep a secret (at most 2 KB: the limit of Windows Credential Locker).

        Raises:
            OSError: it could not be kept.
        """


class FileKeys:
    """Secrets in files of mode 0600 in a folder of mode 0700."""

    reduced = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        try:
            return base64.b64decode((self._folder / name).read_bytes())
        except FileNotFoundError:
            return None

    def put(self, name: str, value: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._folder / name, base64.b64encode(value))


class SystemKeys:
    """Secrets in the system's key stores: read from each in turn, kept in the first."""

    reduced = False

    def __init__(self, account: str, stores: Sequence[KeyringBackend]) -> None:
        self._account = account
        self._stores = stores

    def get(self, name: str) -> bytes | None:
        for store in self._stores:
            value = store.get_password(SERVICE, f"{self._account}/{name}")
            if value:
                return base64.b64decode(value)
        return None

    def put(self, name: str, value: bytes) -> None:
        from keyring.errors import KeyringError

        try:
            self._stores[0].set_password(SERVICE, f"{self._account}/{name}", base64.b64encode(value).decode("ascii"))
        except KeyringError as error:
            raise OSError("The system's key store refused to keep a key.") from error


def open_keys(state: Path) -> KeyStore:
    """The best key store of this machine for one state folder.

    A folder that already has file keys stays with them: a key store that appears later must not change
    placeholders or make old records unreadable.
    """
    folder = state / "keys"
    if folder.is_dir():
        return FileKeys(folder)
    stores = [store for store in _system_stores() if _works(store, str(state))]
    return SystemKeys(str(state), stores) if stores else FileKeys(folder)


def _system_stores() -> list[KeyringBackend]:
    """The system's key stores that could be used here, the preferred one first (by keyring's own priorities).

    On Linux all of them are asked over the session bus; to load them and learn that there is none takes 9 MB.
    """
    if sys.platform == "linux" and not _may_have_session_bus(os.environ):
        return []
    kinds = [
        getattr(importlib.import_module(f"keyring.backends.{module}"), name)
        for module, name in BACKENDS.get(sys.platform, ())
    ]
    return [kind() for kind in sorted((kind for kind in kinds if kind.viable), key=lambda kind: -kind.priority)]


def _may_have_session_bus(environment: Mapping[str, str]) -> bool:
    """Whether any library could find one: by its address, at systemd's usual place, or by a display (autolaunch).

    D-Bus Specification 0.43, "Well-known Message Bus Instances"; sd-bus, sd_bus_default_user(3).
    """
    if environment.get("DBUS_SESSION_BUS_ADDRESS") or environment.get("DISPLAY"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return (Path(runtime) / "bus").exists()


def _works(store: KeyringBackend, account: str) -> bool:
    from keyring.errors import KeyringError

    if type(store).__module__.endswith((".SecretService", ".libsecret")) and not _has_collection():
        return False
    with contextlib.suppress(KeyringError, OSError, RuntimeError):
        store.get_password(SERVICE, f"{account}/probe")
        return True
    return False


def _has_collection() -> bool:
    """Whether the Secret Service has a default collection. Where it has none, keyring asks for one to be made.

    A dialog that wants a new password for "an application" would hold up the first start until somebody answers it.
    Secret Service API 0.2, ReadAlias.
    """
    import secretstorage
    from secretstorage.exceptions import SecretStorageException

    with contextlib.suppress(SecretStorageException, OSError), contextlib.closing(secretstorage.dbus_init()) as bus:
        secretstorage.Collection(bus)
        return True
    return False


@dataclass(frozen=True, slots=True)
class Keys:
    """Every secret that the agent holds in memory."""

    token: str
    """The local token ``gn-…``, 256 bits."""
    placeholders: bytes
    """Key of the placeholder codes, 32 bytes."""
    log: bytes
    """First key of the audit log's MAC, 32 bytes."""
    notebook: bytes
    """Key of drafts and conversations, 32 bytes."""
    reduced: bool

    def __repr__(self) -> str:
        return "Keys(…)"


def load_keys(state: Path, store: KeyStore) -> Keys:
    """The agent's keys, made now where there are none yet. The token is also written to ``<state>/token`` (0600).

    Raises:
        OSError: a new key could not be kept.
    """

    def key(name: str) -> bytes:
        value = store.get(name)
        if value is None:
            value = secrets.token_bytes(32)
            store.put(name, value)
        return value

    token = "gn-" + base64.urlsafe_b64encode(key("token")).rstrip(b"=").decode("ascii")
    write_private(state / "token", token.encode("ascii"))
    return Keys(token, key("placeholders"), key("log"), key("notebook"), store.reduced)


def write_private(path: Path, data: bytes) -> None:
    """Write a file of mode 0600 whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _put_in_place(fresh: Path, path: Path) -> None:
    """Windows refuses to replace a file while somebody reads it, as clients and virus scanners do for a moment."""
    for _ in range(REPLACE_TRIES):
        with contextlib.suppress(PermissionError):
            fresh.replace(path)
            return
        time.sleep(REPLACE_SECONDS)
    fresh.replace(path)

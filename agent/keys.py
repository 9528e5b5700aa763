"""The agent's own secrets: made once, kept in the system's key store, else in files of mode 0600 with a visible flag.

Ladder: Windows Credential Locker, macOS Keychain, Secret Service or KWallet through ``keyring``; where there is none
(or it is locked and would ask), a file. Plaintext keyring backends are never used silently.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SERVICE = "gnomon"
TRUSTED_BACKENDS = ("keyring.backends.SecretService", "keyring.backends.kwallet", "keyring.backends.Windows",
                    "keyring.backends.macOS", "keyring.backends.libsecret")  # fmt: skip


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
    """Secrets in the system's key store."""

    reduced = False

    def __init__(self, account: str) -> None:
        self._account = account

    def get(self, name: str) -> bytes | None:
        import keyring

        value = keyring.get_password(SERVICE, f"{self._account}/{name}")
        return base64.b64decode(value) if value else None

    def put(self, name: str, value: bytes) -> None:
        import keyring
        import keyring.errors

        try:
            keyring.set_password(SERVICE, f"{self._account}/{name}", base64.b64encode(value).decode("ascii"))
        except keyring.errors.KeyringError as error:
            raise OSError("The system's key store refused to keep a key.") from error


def open_keys(state: Path) -> KeyStore:
    """The best key store of this machine for one state folder.

    A folder that already has file keys stays with them: a key store that appears later must not change
    placeholders or make old records unreadable.
    """
    folder = state / "keys"
    if folder.is_dir():
        return FileKeys(folder)
    return SystemKeys(str(state)) if _system_store_works(str(state)) else FileKeys(folder)


def _system_store_works(account: str) -> bool:
    import keyring
    import keyring.errors

    backend = keyring.get_keyring()
    names = {type(part).__module__ for part in getattr(backend, "backends", [backend])}
    if not any(name.startswith(TRUSTED_BACKENDS) for name in names):
        return False
    with contextlib.suppress(keyring.errors.KeyringError, OSError, RuntimeError):
        keyring.get_password(SERVICE, f"{account}/probe")
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
    """Write a file of mode 0600 whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise

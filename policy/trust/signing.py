"""Keys of the people and machines that sign: Ed25519, PKCS#8 PEM, the public half beside it as NAME.pub."""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner as Signer
from securesystemslib.signer import SSlibKey as PublicKey

from policy.trust.trouble import PublishError
from policy.words import Text

__all__ = ["PublicKey", "Signer", "new_key", "public_key_of", "signer_of"]


def new_key(path: Path, password: bytes | None) -> Path:
    """Make a key pair; gives the path of the public half. Without a password the file must be guarded otherwise.

    Raises:
        PublishError: there is such a file already.
        OSError: it cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    guard = BestAvailableEncryption(password) if password else NoEncryption()
    public = path.with_suffix(".pub")
    if public.exists():
        raise PublishError(_exists(public))
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise PublishError(_exists(path)) from error
    with os.fdopen(file, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, guard))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


def signer_of(path: Path, password: bytes | None) -> Signer:
    """The signer of a private key file.

    Raises:
        PublishError: no Ed25519 key, or the password is wrong or missing.
        OSError: it cannot be read.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PublishError(
            Text(
                f"{path}: ключ не открывается; проверьте, тот ли это файл и пароль.",
                f"{path}: the key does not open; check the file and the password.",
            )
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PublishError(_no_key(path))
    return Signer(key)


def public_key_of(path: Path) -> PublicKey:
    """The public key of a .pub file.

    Raises:
        PublishError: no Ed25519 public key.
        OSError: it cannot be read.
    """
    try:
        key = load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PublishError(_no_key(path)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise PublishError(_no_key(path))
    return PublicKey.from_crypto(key)


def _exists(path: Path) -> Text:
    return Text(f"{path}: такой файл уже есть.", f"{path}: there is such a file already.")


def _no_key(path: Path) -> Text:
    return Text(f"{path}: это не ключ Ed25519.", f"{path}: this is no Ed25519 key.")

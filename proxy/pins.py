"""The key of a gateway, known by the digest of its public key (RFC 7469 §2.4). Pure.

Read from the certificate without a library: DER (X.690) is length and value, and the public key has its fixed place
(RFC 5280 §4.1).
"""

import base64
import hashlib

_SEQUENCE = 0x30
_VERSION = 0xA0  # [0] EXPLICIT, left out in certificates of version 1
_BEFORE_THE_KEY = 5  # serial number, signature algorithm, issuer, validity, subject


def pin_of(certificate: bytes) -> str:
    """SHA-256 of the SubjectPublicKeyInfo in base64. Raises ValueError when it is no certificate (DER)."""
    try:
        at, _ = _inside(certificate, _inside(certificate, 0)[0])
        if certificate[at] == _VERSION:
            at = _inside(certificate, at)[1]
        for _ in range(_BEFORE_THE_KEY):
            at = _inside(certificate, at)[1]
        key = certificate[at : _inside(certificate, at)[1]]
        if certificate[0] != _SEQUENCE or key[0] != _SEQUENCE:
            raise ValueError("no certificate")
    except IndexError as error:
        raise ValueError("no certificate") from error
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def _inside(der: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at a place begins and ends."""
    length, begin = der[at + 1], at + 2
    if length & 0x80:
        begin += length & 0x7F
        length = int.from_bytes(der[at + 2 : begin], "big")
    if begin + length > len(der):
        raise ValueError("no certificate")
    return begin, begin + length

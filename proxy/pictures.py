"""Pictures without what they say of the person: place, camera, author, comments. Pixels stay, byte for byte. Pure.

JPEG: ITU-T T.81 Annex B, Exif 2.32 (the orientation is kept: the picture must not lie down). PNG: third edition §5.
WebP: RFC 9649 §2.
"""

import struct
import zlib
from collections.abc import Iterator

_JPEG_DROPPED = frozenset((0xE1, 0xED, 0xFE))  # APP1 (Exif, XMP), APP13 (IPTC), COM
_PNG_DROPPED = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_WEBP_DROPPED = frozenset((b"EXIF", b"XMP "))
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1


def without_metadata(data: bytes) -> bytes:
    """The picture without metadata; data that is no JPEG, PNG or WebP, or is damaged, as it is."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG_HEAD):
            return b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, ValueError, IndexError):
        return data
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    orientation = _UPRIGHT
    kept: list[bytes] = []
    while data[at + 1] != 0xDA:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        segment = data[at : at + 2 + length]
        if marker not in _JPEG_DROPPED:
            kept.append(segment)
        elif segment[4:10] == _EXIF:
            orientation = _orientation(segment[10:])
        at += 2 + length
    if orientation != _UPRIGHT:
        yield _exif_with(orientation)
    yield from kept
    yield data[at:]


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}[tiff[:2]] if tiff[:2] in (b"II", b"MM") else ""
    if not order:
        return _UPRIGHT
    directory = struct.unpack_from(f"{order}I", tiff, 4)[0]
    for number in range(struct.unpack_from(f"{order}H", tiff, directory)[0]):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, directory + 2 + 12 * number)
        if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
            return int(value)
    return _UPRIGHT


def _exif_with(orientation: int) -> bytes:
    """An Exif segment with the orientation alone."""
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return struct.pack(">HH", 0xFFE1, 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG_HEAD
    at = len(_PNG_HEAD)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if struct.unpack_from(">I", chunk, 8 + length)[0] != zlib.crc32(chunk[4 : 8 + length]):
            raise ValueError("damaged")
        if kind not in _PNG_DROPPED:
            yield chunk
        at += 12 + length
        if kind == b"IEND":
            return


def _webp(data: bytes) -> bytes:
    at, kept = 12, []
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        chunk = bytearray(data[at : at + 8 + length + length % 2])
        if kind == b"VP8X":
            chunk[8] &= ~0x0C & 0xFF  # no Exif, no XMP
        if kind not in _WEBP_DROPPED:
            kept.append(bytes(chunk))
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body

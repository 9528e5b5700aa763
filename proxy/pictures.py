"""Pictures without what they say of the person: place, camera, author, comments. Pixels stay, byte for byte. Pure.

What is kept is listed, so that an unknown part of a file does not travel. JPEG: ITU-T T.81 Annex B, Exif 2.32 (the
orientation is kept: the picture must not lie down). PNG: third edition §5. WebP: RFC 9649 §2. GIF: 89a §12.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_JPEG_KEPT = frozenset((0xE0, 0xEE))  # of APPn: JFIF, Adobe, and a colour profile; a comment (COM) never
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\0\0"
_PROFILE = b"ICC_PROFILE\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1
# A marker among the pixels of a JPEG: not a stuffed FF, not a restart (T.81 §B.1.1.5).
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def without_metadata(data: bytes) -> bytes:
    """The picture without metadata; data that is no JPEG, PNG, WebP or GIF, or is damaged, as it is."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG_HEAD):
            return b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
    except (struct.error, ValueError, IndexError):
        return data
    return data


def keeps_metadata(data: bytes) -> bool:
    """Whether a picture is of a kind with metadata that is not understood here: TIFF, HEIF, AVIF, JPEG XL."""
    return data.startswith((b"II*\0", b"MM\0*", b"\0\0\0\x0cJXL ")) or data[4:8] == b"ftyp"


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments up to the end of the picture; what hangs behind it (films, second pictures) goes."""
    yield data[:2]
    at = 2
    orientation = _UPRIGHT
    kept: list[bytes] = []
    while data[at + 1] != 0xD9:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        if data[at + 1] == 0xFF:  # a fill byte (T.81 §B.1.1.2)
            at += 1
            continue
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        end = at + 2 + length
        if marker == 0xDA:  # a scan: its head, then pixels
            following = _NEXT_MARKER.search(data, end)
            end = following.end() - 2 if following else len(data)
        segment = data[at:end]
        if _is_kept(marker, segment):
            kept.append(segment)
        elif segment[4:10] == _EXIF:
            orientation = _orientation(segment[10:])
        at = end
        if at == len(data):
            break  # cut off; decoders show what there is
    if orientation != _UPRIGHT:
        yield _exif_with(orientation)
    yield from kept
    yield data[at : at + 2]


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == 0xE2:
        return segment[4:16] == _PROFILE
    return marker in _JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


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
        if kind in _PNG_KEPT:
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
        if kind in _WEBP_KEPT:
            kept.append(bytes(chunk))
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Pictures with their controls, and how often they repeat; no comments, no other applications' blocks."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        begin, kind = at, data[at : at + 2]
        if data[at] == 0x2C:
            at = _past_blocks(data, at + 11 + _colours(data[at + 9]))
            yield data[begin:at]
        elif data[at] == 0x21:
            at = _past_blocks(data, at + 2)
            block = data[begin:at]
            if kind == b"!\xf9" or (kind == b"!\xff" and block[3:14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")):
                yield block
        else:
            raise ValueError("no block")
    yield b";"


def _colours(flags: int) -> int:
    """Bytes of the colour table that follows."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _past_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1

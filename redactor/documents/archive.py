"""ZIP files that strangers made: opened within bounds, written again entry by entry."""

import io
import zipfile
from collections.abc import Mapping

from redactor.documents import reasons
from redactor.documents.document import DocumentRefused

MOST_ENTRIES = 10_000
MOST_BYTES = 300_000_000  # unpacked, all entries together
MOST_OF_ONE = 150_000_000  # unpacked, one entry
MOST_RATIO = 200  # unpacked to packed, of an entry of more than a megabyte
_MEGABYTE = 1_000_000
_ENCRYPTED = 0x1


def unpack(data: bytes) -> dict[str, bytes]:
    """All entries of a ZIP file by name, in order.

    Bounds hold for what really comes out, whatever the headers say. Raises: DocumentRefused.
    """
    entries: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_ENTRIES:
                raise DocumentRefused(reasons.BOMB)
            for info in infos:
                entry = _entry(archive, info)
                total += len(entry)
                if total > MOST_BYTES:
                    raise DocumentRefused(reasons.BOMB)
                if info.filename in entries:
                    raise DocumentRefused(reasons.BROKEN)  # two entries of one name: readers disagree on which counts
                entries[info.filename] = entry
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, UnicodeError) as error:
        raise DocumentRefused(reasons.BROKEN) from error
    except RuntimeError as error:  # zipfile's word for a missing password
        raise DocumentRefused(reasons.ENCRYPTED) from error
    return entries


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise DocumentRefused(reasons.ENCRYPTED)
    bound = min(MOST_OF_ONE, max(_MEGABYTE, info.compress_size * MOST_RATIO))
    with archive.open(info) as stream:
        entry = stream.read(bound + 1)
    if len(entry) > bound:
        raise DocumentRefused(reasons.BOMB)
    return entry


def pack(entries: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP file of the entries, in order, without times or comments. `stored` ones are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in entries.items():
            info = zipfile.ZipInfo(name)  # its date is 1980-01-01
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, entry)
    return buffer.getvalue()

"""The graphs of words that pymorphy3 reads, left on the disk and mapped: what several processes look up they share.

pymorphy3's dictionary (pymorphy3-dicts-ru 2.4) is five files in the format of the dawgdic library, 14 MB, which
DAWG2-Python 0.9 copies into every process. A packaging tool replaces such files by renaming others over them; what is
mapped stays as it was.
"""

import mmap
import struct
from functools import cache
from typing import Any, BinaryIO

import pymorphy3_dicts_ru  # type: ignore[import-untyped] # neither has types
from dawg_python import wrapper  # type: ignore[import-untyped]
from pymorphy3 import MorphAnalyzer

_LEAF = 0x8000_00FF  # a unit's label and the bit that tells a value from a step (dawgdic, dictionary-unit.h)
_HAS_LEAF = 1 << 8
_FAR = 1 << 9  # the offset counts in 256 units
_VALUE = 0x7FFF_FFFF


class MappedWords(wrapper.Dictionary):  # type: ignore[misc] # as above
    """Steps from letter to letter; the arithmetic of dawg_python.units, written out where it is used."""

    def read(self, fp: BinaryIO) -> None:
        self._units = _mapped(fp, 4).cast("I")

    def has_value(self, index: int) -> bool:
        return bool(self._units[index] & _HAS_LEAF)

    def value(self, index: int) -> int:
        base = self._units[index]
        found: int = self._units[index ^ (base >> 10 << ((base & _FAR) >> 6))] & _VALUE
        return found

    def follow_char(self, label: int, index: int) -> int | None:
        base = self._units[index]
        index ^= (base >> 10 << ((base & _FAR) >> 6)) ^ label
        return index if self._units[index] & _LEAF == label else None

    def follow_bytes(self, s: bytes, index: int) -> int | None:
        units = self._units
        for label in s:
            base = units[index]
            index ^= (base >> 10 << ((base & _FAR) >> 6)) ^ label
            if units[index] & _LEAF != label:
                return None
        return index


class MappedGuide(wrapper.Guide):  # type: ignore[misc] # as above
    """What comes next in the order of the alphabet."""

    def read(self, fp: BinaryIO) -> None:
        self._units = _mapped(fp, 2)


def _mapped(file: BinaryIO, width: int) -> memoryview:
    """A table at the place of a file: a count of 32 bits (little-endian, as the machines we run on), then its rows."""
    count = struct.unpack("<I", file.read(4))[0]
    begin = file.tell()
    end = file.seek(width * count, 1)
    rows = memoryview(mmap.mmap(file.fileno(), end, access=mmap.ACCESS_READ))[begin:]
    file.seek(end)
    return rows


@cache
def analyzer() -> Any:  # Any: pymorphy3 ships no types
    """pymorphy3 with its Russian dictionary; the one of this process. Its path is given, so no package is asked."""
    wrapper.Dictionary, wrapper.Guide = MappedWords, MappedGuide
    return MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")

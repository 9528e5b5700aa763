"""Tools that are one site: lines in one block of bytes, found by id and by host without an object for each. Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from zlib import crc32

_NUMBER = 0xFFFF_FFFF  # the low half of a key; the high half is the checksum of the host


class Sites:
    """Lines of cells between tabs, sorted by the tool's id: the first cell; the second is the host."""

    __slots__ = ("_block", "_keys", "_starts")

    def __init__(self, block: bytes = b"") -> None:
        """block: the sorted lines in UTF-8, a line feed after each."""
        self._block = block
        lines = block.split(b"\n")[:-1]
        self._starts = array("I", [0])
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        hosts = (line.split(b"\t", 2)[1] for line in lines)
        self._keys = array("Q", sorted(crc32(host) << 32 | number for number, host in enumerate(hosts)))

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Sites":
        """The same from lines in any order."""
        return cls("".join(f"{line}\n" for line in sorted(lines, key=id_of)).encode())

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return map(self._line, range(len(self)))

    def by_id(self, tool_id: str) -> str | None:
        """The line of a tool."""
        at = bisect_left(range(len(self)), tool_id, key=lambda number: id_of(self._line(number)))
        line = self._line(at) if at < len(self) else ""
        return line if line and id_of(line) == tool_id else None

    def by_host(self, host: str) -> str | None:
        """The line of exactly this host."""
        checksum = crc32(host.encode(errors="replace"))
        at = bisect_left(self._keys, checksum << 32)
        while at < len(self) and self._keys[at] >> 32 == checksum:
            line = self._line(self._keys[at] & _NUMBER)
            if host_of(line) == host:
                return line
            at += 1
        return None

    def _line(self, number: int) -> str:
        return self._block[self._starts[number] : self._starts[number + 1] - 1].decode()


def id_of(line: str) -> str:
    """The tool id that a line begins with; of one that begins with none it is the host, a dash for each dot."""
    return line.partition("\t")[0] or host_of(line).replace(".", "-")


def host_of(line: str) -> str:
    """The host of a line."""
    return line.split("\t", 2)[1]

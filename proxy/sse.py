"""Server-sent events and lines of JSON, cut where they end (WHATWG HTML §9.2.6: CR, LF or CRLF ends a line). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# (?>…) keeps CRLF one line end: it is never read as CR and LF.
_EVENT_END = re.compile(rb"(?>\r\n|\n|\r)(?>\r\n|\n|\r)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_MARK = b"\xef\xbb\xbf"  # a byte-order mark at the beginning is no part of the first line
LONGEST_HELD = 1 << 20  # bytes of an unfinished event that are waited for


class Cutter:
    """Cuts a stream into stretches that end where an event ends. `lines`: every line is an event (NDJSON)."""

    def __init__(self, *, lines: bool = False) -> None:
        self._lines = lines
        self._held = b""
        self._open = False
        self._begun = False
        self.overlong = False
        """Whether feed() has just given a part of an event that is too long to be waited for."""

    @property
    def between_events(self) -> bool:
        """Whether the last byte given out ended an event, so that an event of our own may follow."""
        return not self._open

    def feed(self, piece: bytes) -> bytes:
        """The events that are complete now. Of one that is too long what there is, and once more up to its end."""
        held = self._held + piece if self._held else piece
        if not self._begun:
            if _MARK.startswith(held):
                self._held = held
                return b""
            self._begun = True
            held = held.removeprefix(_MARK)
        if self._open:
            return self._rest_of_event(held)
        end = self._end(held)
        if len(held) - end > LONGEST_HELD:
            self._open = self.overlong = end == 0
            self._held = held[end:] if end else b""
            return held[:end] or held
        self._held = held[end:]
        return held[:end]

    def rest(self) -> bytes:
        """What is left when the stream has ended: an event without its final line end, mostly nothing."""
        rest, self._held = self._held, b""
        return rest

    def _rest_of_event(self, held: bytes) -> bytes:
        self.overlong = True
        if self._lines:
            end = held.find(b"\n") + 1
        else:
            match = _EVENT_END.search(held)
            end = match.end() if match else 0
        self._open = not end
        # The last bytes may be the first half of an end.
        keep = end or max(0, len(held) - 3)
        self._held = held[keep:]
        return held[:keep]

    def _end(self, held: bytes) -> int:
        if self._lines:
            return held.rfind(b"\n") + 1
        if b"\r" not in held:
            at = held.rfind(b"\n\n")
            return at + 2 if at >= 0 else 0
        end = 0
        for match in _EVENT_END.finditer(held):
            end = match.end()
        # A final CR may be the first half of CRLF.
        return end if held[end - 1 : end] != b"\r" or end < len(held) else 0


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: lines that are not data, as they stood, and the data joined by LF (None: it has none)."""

    other: Sequence[str]
    data: str | None

    def encode(self) -> bytes:
        """The event with its data as it is now."""
        lines = list(self.other)
        if self.data is not None:
            lines.extend(f"data: {line}" for line in self.data.split("\n"))
        return ("\n".join(lines) + "\n\n").encode("utf-8", "surrogatepass")


def split_events(stretch: bytes) -> list[bytes]:
    """The events of a stretch, each with its end."""
    if b"\r" not in stretch:
        return [part + b"\n\n" for part in stretch.split(b"\n\n") if part]
    events = []
    start = 0
    for match in _EVENT_END.finditer(stretch):
        events.append(stretch[start : match.end()])
        start = match.end()
    if start < len(stretch):
        events.append(stretch[start:])
    return events


def read_event(raw: bytes) -> ServerEvent:
    """Read one event. Raises UnicodeDecodeError when it is not UTF-8."""
    other: list[str] = []
    data: list[str] = []
    for line in _LINE_END.split(raw.decode("utf-8")):
        name, _, value = line.partition(":")
        if name == "data":
            data.append(value.removeprefix(" "))
        elif line:
            other.append(line)
    return ServerEvent(other, "\n".join(data) if data else None)

"""JSON text that comes in pieces: values go back into its strings, and into JSON inside its strings, escaped as needed.

Pure. What is outside strings passes as it is, so text that only looks like JSON at its beginning is restored, too.
"""

import json
import re
from collections.abc import Callable
from typing import Protocol

from proxy.document import quoted, source_length

# A stretch of string content without an unfinished escape at its end, up to a quotation mark or the end of the piece.
# The outer repetition is not possessive: before 3.11.5 re loses its place there (python/cpython 106052).
_CONTENT = re.compile(r'[^"\\]*+(?:\\(?:u[0-9a-fA-F]{4}|[^u])[^"\\]*+)*', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")  # JSON has these in its strings as escapes only (RFC 8259 §7)
_MARKS = re.compile(r'["\\]')
_UNFINISHED = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?", re.DOTALL)


class Pieces(Protocol):
    """Takes text piece by piece and gives it back, changed."""

    def feed(self, piece: str) -> str:
        """What is certain so far."""
        ...

    def finish(self) -> str:
        """The rest."""
        ...


class JsonPieces:
    """Feeds each string of a JSON text, decoded, to a maker of its own; its output is escaped again."""

    def __init__(self, make: Callable[[], Pieces]) -> None:
        self._make = make
        self._outside: Pieces = make()
        self._string: _StringValue | None = None
        self._held = ""

    def feed(self, piece: str) -> str:
        """The next piece of the JSON text."""
        text, self._held = self._held + piece, ""
        out: list[str] = []
        at = 0
        while at < len(text):
            if self._string is None:
                mark = text.find('"', at)
                if mark < 0:
                    out.append(self._outside.feed(text[at:]))
                    break
                out.append(self._outside.feed(text[at:mark]) + self._outside.finish() + '"')
                self._string = _StringValue(self._make)
                at = mark + 1
                continue
            match = _CONTENT.match(text, at)
            assert match is not None  # it matches nothing at least
            at = match.end()
            out.append(self._string.feed(match[0]))
            if text[at : at + 1] == '"':
                out.append(self._string.finish() + '"')
                self._string, self._outside = None, self._make()
                at += 1
            elif at < len(text):
                at = self._stopped(text, at, out)
        return "".join(out)

    def finish(self) -> str:
        """The rest: a text that breaks off in a string stays broken off."""
        rest = self._outside.finish() if self._string is None else self._string.finish()
        held, self._held = self._held, ""
        return rest + held

    def _stopped(self, text: str, at: int, out: list[str]) -> int:
        """An escape that is not complete yet is held back; one that is no JSON passes as it is."""
        assert self._string is not None
        if _UNFINISHED.fullmatch(text, at):
            self._held = text[at:]
            return len(text)
        out.append(self._string.finish() + text[at])
        return at + 1


class _StringValue:
    """The content of one string, as it stands between quotation marks: as it came, up to the first change in it."""

    def __init__(self, make: Callable[[], Pieces]) -> None:
        self._make = make
        self._inside: Pieces | None = None
        self._source = ""  # what was fed and not given back yet, as it came,
        self._due: str | None = ""  # and the value of it; None behind a change
        self._loose = False

    def feed(self, content: str) -> str:
        """The next piece of content without a broken escape."""
        if not content:
            return ""
        try:
            value = str(json.loads(f'"{content}"', strict=False)) if "\\" in content else content
        except ValueError:
            return self.finish() + content
        if self._inside is None:
            is_json = value.lstrip()[:1] in ("{", "[")
            self._inside = JsonPieces(self._make) if is_json else self._make()
        self._loose = self._loose or _CONTROL.search(content) is not None
        self._source += content
        self._due = None if self._due is None else self._due + value
        return self._spelled(self._inside.feed(value))

    def finish(self) -> str:
        """The rest of the string."""
        if self._inside is None:
            return ""
        rest = self._spelled(self._inside.finish())
        self._inside, self._source, self._due = None, "", ""
        return rest

    def _spelled(self, given: str) -> str:
        """What is given back, escaped; in text that only looks like JSON, line ends in quotation marks stay."""
        if self._due is not None and self._due.startswith(given):
            at = len(self._source) if given == self._due else source_length(self._source, len(given))
            as_it_came, self._source, self._due = self._source[:at], self._source[at:], self._due[len(given) :]
            return as_it_came
        self._source, self._due = "", None
        return _MARKS.sub(r"\\\g<0>", given) if self._loose else quoted(given)

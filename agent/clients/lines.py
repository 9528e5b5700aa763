"""Settings of "NAME=value" lines (shells, .env files): single lines changed in place, all else stays. Pure."""

from __future__ import annotations

import re
from typing import Any

Path = tuple[str, ...]

_LINE = re.compile(r"[^\S\r\n]*([A-Za-z_][A-Za-z0-9_]*)=([^\r\n]*)(?:\r\n|\n|\Z)")


def read(text: str) -> dict[str, str]:
    """Names and values; the last line of a name counts.

    Raises:
        ValueError: a line is neither empty, nor a comment, nor NAME=value.
    """
    values = {}
    for line in text.splitlines(keepends=True):
        if match := _LINE.fullmatch(line):
            values[match[1]] = match[2]
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ValueError("not a line of NAME=value")
    return values


def put(text: str, path: Path, value: Any) -> str:
    """The text with a line set; a new one stands at the end.

    Raises:
        ValueError: as `read`, or the path is not one name.
    """
    read(text)
    (name,) = path
    line = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    new = f"{name}={value}{line}"
    places = [at for at, one in enumerate(lines) if (match := _LINE.fullmatch(one)) and match[1] == name]
    if places:
        return "".join(new if at == places[-1] else one for at, one in enumerate(lines))
    return text + (line if text and not text.endswith(line) else "") + new


def drop(text: str, path: Path) -> str:
    """The text without the lines of a name."""
    (name,) = path
    kept = (one for one in text.splitlines(keepends=True) if not ((match := _LINE.fullmatch(one)) and match[1] == name))
    return "".join(kept)

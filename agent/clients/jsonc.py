"""JSON with comments and commas at its ends (editors' settings): single keys changed in place, all else stays. Pure.

This is JSON as VS Code and Zed read it: `//` and `/* */` comments, a comma behind the last item.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

Path = tuple[str, ...]

_COMMENT = r"//[^\r\n]*(?=[\r\n]|\Z)|/\*(?:(?!\*/).)*\*/"
_TOKEN = re.compile(rf'"(?:[^"\\]|\\.)*"|{_COMMENT}|,(?=(?:\s|{_COMMENT})*[}}\]])', re.DOTALL)
_LETTER = re.compile(r"[^\r\n]")
_DECODER = json.JSONDecoder(strict=False)


class _Member(NamedTuple):
    """A key and its value in the text: from the key's quotation mark to the end of the value."""

    key: str
    start: int
    value: int
    end: int


def read(text: str) -> Any:
    """The value. An empty text is an empty object.

    Raises:
        ValueError: it is no JSON even so.
    """
    plain = _plain(text)
    return _DECODER.decode(plain) if plain.strip() else {}


def put(text: str, path: Path, value: Any) -> str:
    """The text with a key set; objects on the way are made.

    Raises:
        ValueError: the text cannot be read, or a key on the way holds something else than an object.
    """
    if not _plain(text).strip():
        text = text + ("" if not text or text.endswith("\n") else "\n") + "{}\n"
    read(text)
    plain = _plain(text)
    at = _skip(plain, 0)
    for depth, key in enumerate(path):
        if plain[at : at + 1] != "{":
            raise ValueError("not an object")
        members = _members(plain, at)
        found = next((one for one in members if one.key == key), None)
        if found is None:
            return _inserted(text, plain, at, members, depth, key, _nested(path[depth + 1 :], value))
        if depth == len(path) - 1:
            return text[: found.value] + _written(value, text, depth + 1) + text[found.end :]
        at = found.value
    raise ValueError("no key")


def drop(text: str, path: Path) -> str:
    """The text without a key, its comma and its line; as it is where the key is not there."""
    plain = _plain(text)
    at = _skip(plain, 0)
    for key in path[:-1]:
        if plain[at : at + 1] != "{":
            return text
        found = next((one for one in _members(plain, at) if one.key == key), None)
        if found is None:
            return text
        at = found.value
    if plain[at : at + 1] != "{":
        return text
    members = _members(plain, at)
    number = next((index for index, one in enumerate(members) if one.key == path[-1]), None)
    if number is None:
        return text
    return _dropped(text, plain, at, members, number)


def _dropped(text: str, plain: str, at: int, members: list[_Member], number: int) -> str:
    one = members[number]
    begin = len(text[: one.start].rstrip(" \t"))
    begin -= 2 if text[:begin].endswith("\r\n") else 1 if text[:begin].endswith("\n") else 0
    after = _comma(text, plain, one.end)
    if number + 1 < len(members):
        return text[: one.start] + text[_skip(text, after) :]
    end = max(after, one.end)
    if number:
        comma = plain.index(",", members[number - 1].end)
        return text[:begin] + text[end:] if after else text[:comma] + text[comma + 1 : begin] + text[end:]
    close = plain.index("}", end)
    return (
        text[: at + 1] + text[close:]
        if (text[at + 1 : begin] + text[end:close]).isspace()
        else text[:begin] + text[end:]
    )


def _comma(text: str, plain: str, end: int) -> int:
    """Where the comma behind a value ends, the last one of an object included; 0: there is none."""
    while end < len(text) and text[end] != ",":
        if plain[end] not in " \t\r\n":
            return 0
        end += 1 if text[end] not in "/" else _past_comment(text, end) - end
    return end + 1 if end < len(text) else 0


def _past_comment(text: str, at: int) -> int:
    end = text.find("*/", at) + 2 if text.startswith("/*", at) else len(text[:at]) + len(text[at:].splitlines()[0])
    return max(end, at + 1)


def _plain(text: str) -> str:
    """The same length, as JSON: comments and last commas are blanks."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith('"') else _LETTER.sub(" ", match[0])

    return _TOKEN.sub(blank, text)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _members(plain: str, at: int) -> list[_Member]:
    found = []
    at = _skip(plain, at + 1)
    while plain[at : at + 1] == '"':
        key, end = _DECODER.raw_decode(plain, at)
        value = _skip(plain, _skip(plain, end) + 1)
        _, last = _DECODER.raw_decode(plain, value)
        found.append(_Member(key, at, value, last))
        at = _skip(plain, last)
        if plain[at : at + 1] == ",":
            at = _skip(plain, at + 1)
    return found


def _inserted(text: str, plain: str, at: int, members: list[_Member], depth: int, key: str, value: Any) -> str:
    """The text with a new member behind the last one, written as the others are."""
    line = "\r\n" if "\r\n" in text else "\n"
    begin = line + _indent(text) * (depth + 1)
    new = f"{json.dumps(key, ensure_ascii=False)}: {_written(value, text, depth + 1)}"
    if not members:
        close = plain.index("}", at)
        between = text[at + 1 : close]
        return (
            text[: at + 1] + begin + new + (between if "\n" in between else line + _indent(text) * depth) + text[close:]
        )
    last = members[-1].end
    comma = _comma(text, plain, last)
    if line not in text[at : members[0].start]:
        return f"{text[:last]}, {new}{text[last:]}"
    place = _end_of_line(text, plain, comma or last)
    if comma:
        return text[:place] + begin + new + "," + text[place:]
    return text[:last] + "," + text[last:place] + begin + new + text[place:]


def _end_of_line(text: str, plain: str, at: int) -> int:
    """Behind a comment that stands on the same line."""
    end = at + len((text[at:].splitlines() or [""])[0])
    whole = text[at:end].count("/*") == text[at:end].count("*/")
    return end if whole and not plain[at:end].strip() else at


def _indent(text: str) -> str:
    """One step of the file's own indentation."""
    match = re.search(r"^([ \t]+)\S", text, re.MULTILINE)
    return match[1] if match else "  "


def _written(value: Any, text: str, depth: int) -> str:
    step = _indent(text)
    lines = json.dumps(value, ensure_ascii=False, indent=step).split("\n")
    line = "\r\n" if "\r\n" in text else "\n"
    return (line + step * depth).join(lines)


def _nested(path: Path, value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value

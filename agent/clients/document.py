"""Settings files of other programs: a few keys are changed; comments, order and line ends stay. Pure.

Kinds: "json" (with comments), "toml", "yaml" (its top may be a list: an item is added at the path ()), "lines"
(NAME=value), "text" (one value, at the path ()).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from tomlkit.exceptions import TOMLKitError

from agent.clients import jsonc, lines

Path = tuple[str, ...]
"""Keys from the top of a file."""
_IN_PLACE = {"json": jsonc, "lines": lines}
"""Kinds whose text is changed where the key stands."""
_MARK = "\ufeff"
"""Some editors on Windows write it before the text; it stays."""


class DocumentError(ValueError):
    """A settings file that cannot be read as what it should be; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set a key."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class PutIfNone:
    """Set a key that the file must have; one that is there stays."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Add:
    """Add an item to a list; one of its name is replaced. A text "NAME=value" is known by what stands before "="."""

    path: Path
    item: Mapping[str, Any] | str
    known_by: str = "name"


Change = Put | PutIfNone | Add


def changed(text: str, kind: str, changes: tuple[Change, ...]) -> str:
    """The file's text with the changes made; "" is an empty file.

    Raises:
        DocumentError: the text is not of its kind, or a key on the way holds something else than a mapping.
    """
    if text.startswith(_MARK):
        return _MARK + changed(text.removeprefix(_MARK), kind, changes)
    if kind == "text":
        return "".join(f"{change.value}{_line_end(text)}" for change in changes if isinstance(change, Put))
    if kind in _IN_PLACE:
        return _changed_in_place(text, kind, changes)
    document = _load(text, kind)
    for change in changes:
        if not change.path and isinstance(change, Add):
            document = _with_item(document or [], change)
            continue
        place = _walk(document, change.path[:-1])
        if isinstance(change, Add):
            place[change.path[-1]] = _with_item(place.get(change.path[-1]), change)
        elif isinstance(change, Put) or change.path[-1] not in place:
            place[change.path[-1]] = change.value
    return _dump(document, kind, text)


def _changed_in_place(text: str, kind: str, changes: tuple[Change, ...]) -> str:
    try:
        for change in changes:
            now = _find(_load(text, kind), change.path)
            if isinstance(change, PutIfNone) and now is not None:
                continue
            value = _with_item(now, change) if isinstance(change, Add) else change.value
            text = _IN_PLACE[kind].put(text, change.path, value)
    except ValueError as error:
        raise DocumentError(kind) from error
    return text


def taken_back(text: str, before: str, after: str) -> str | None:
    """The text with the lines that made ``after`` of ``before`` changed back; None where they are not as they were."""
    old, ours, now = (one.splitlines(keepends=True) for one in (before, after, text))
    same = [block for block in SequenceMatcher(None, ours, now, autojunk=False).get_matching_blocks() if block.size]
    out: list[str] = []
    at = 0
    for tag, first, last, begin, end in SequenceMatcher(None, old, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        block = next((one for one in same if one.a <= begin and end <= one.a + one.size), None)
        if block is None:
            return None
        place = block.b + begin - block.a
        out += now[at:place] + old[first:last]
        at = place + end - begin
    return "".join(out + now[at:])


def restored(text: str, before: str, kind: str, changes: tuple[Change, ...]) -> str:
    """The file's text with the changes taken back: keys that still hold our value get what ``before`` held.

    What somebody has changed since stays as they left it.

    Raises:
        DocumentError: a text is not of its kind.
    """
    if text.startswith(_MARK):
        return _MARK + restored(text.removeprefix(_MARK), before.removeprefix(_MARK), kind, changes)
    if kind == "text":
        return before if text == changed(before, kind, changes) else text
    document, old = _load(text, kind), _load(before, kind)
    for change in [part for whole in changes for part in _parts(whole, document)]:
        if not change.path:
            document = _before(document, old or None, change)[1]
            continue
        place = _find(document, change.path[:-1])
        if place is None or change.path[-1] not in place:
            continue
        keep, value = _before(place[change.path[-1]], _find(old, change.path), change)
        if keep and place[change.path[-1]] != value:
            place[change.path[-1]] = value
            text = _IN_PLACE[kind].put(text, change.path, value) if kind in _IN_PLACE else text
        elif not keep:
            del place[change.path[-1]]
            text = _IN_PLACE[kind].drop(text, change.path) if kind in _IN_PLACE else text
            text = _drop_empty(text, kind, document, old, change.path[:-1])
    return text if kind in _IN_PLACE else _dump(document, kind, text)


def _parts(change: Change, document: Any) -> tuple[Change, ...]:
    """A change, or those of its keys where the program has altered some key of a mapping that we wrote."""
    now = _find(document, change.path)
    if not isinstance(change, Put) or not isinstance(change.value, dict) or not isinstance(now, dict):
        return (change,)
    if now == change.value:
        return (change,)
    keys = (Put((*change.path, key), value) for key, value in change.value.items())
    return tuple(part for key in keys for part in _parts(key, document))


def _before(now: Any, old: Any, change: Change) -> tuple[bool, Any]:
    """Whether a key stays when a change is taken back, and with what."""
    if isinstance(change, Add):
        if not isinstance(now, list):
            return True, now
        items = [item for item in now if not _is_item(item, change)]
        return bool(items) or old is not None, items
    if now != change.value:
        return True, now
    return old is not None, old


def _load(text: str, kind: str) -> Any:
    try:
        if kind in _IN_PLACE:
            document = _IN_PLACE[kind].read(text)
        elif kind == "toml":
            document = tomlkit.parse(text.replace("\r\n", "\n"))
        else:
            document = _yaml(text).load(text.replace("\r\n", "\n")) if text.strip() else {}
    except (ValueError, TOMLKitError, YAMLError) as error:
        raise DocumentError(kind) from error
    if document is None:
        document = {}
    if not isinstance(document, dict | list) or (kind != "yaml" and isinstance(document, list)):
        raise DocumentError(kind)
    return document


def _dump(document: Any, kind: str, before: str) -> str:
    out = io.StringIO()
    if kind == "toml":
        tomlkit.dump(document, out)
    elif document:
        _yaml(before).dump(document, out)
    return out.getvalue().replace("\n", _line_end(before))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _yaml(text: str) -> YAML:
    """A reader that writes as the text is written."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    if re.search(r"^[\w\"']+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*#.*\r?\n)*  - ", text, re.MULTILINE):
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _walk(document: Any, path: Path) -> Any:
    place = document
    for key in path:
        place = place.setdefault(key, {}) if isinstance(place, dict) else None
    if not isinstance(place, dict):
        raise DocumentError(".".join(path))
    return place


def _find(document: Any, path: Path) -> Any:
    place = document
    for key in path:
        if not isinstance(place, dict) or key not in place:
            return None
        place = place[key]
    return place


def _with_item(now: Any, change: Add) -> list[Any]:
    if now is not None and not isinstance(now, list):
        raise DocumentError(".".join(change.path))
    items = now if now is not None else []
    for index in reversed(range(len(items))):
        if _is_item(items[index], change):
            del items[index]
    items.append(change.item if isinstance(change.item, str) else dict(change.item))
    return items


def _is_item(item: Any, change: Add) -> bool:
    if isinstance(change.item, str):
        return isinstance(item, str) and item.partition("=")[0] == change.item.partition("=")[0]
    return isinstance(item, dict) and item.get(change.known_by) == change.item[change.known_by]


def _drop_empty(text: str, kind: str, document: Any, old: Any, path: Path) -> str:
    """Mappings that we made and that are empty now go too."""
    while path and _find(document, path) == {} and _find(old, path) is None:
        del _find(document, path[:-1])[path[-1]]
        text = _IN_PLACE[kind].drop(text, path) if kind in _IN_PLACE else text
        path = path[:-1]
    return text

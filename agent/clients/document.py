"""Settings files of other programs: read, change a few keys, write. Comments and order stay (YAML, TOML). Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from tomlkit.exceptions import TOMLKitError

Path = tuple[str, ...]
"""Keys from the top of a file."""


class DocumentError(ValueError):
    """A settings file that cannot be read as what it should be; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set a key."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Add:
    """Add an item, known by its ``name``, to a list; an item of that name is replaced."""

    path: Path
    item: Mapping[str, Any]


Change = Put | Add


def changed(text: str, kind: str, changes: tuple[Change, ...]) -> str:
    """The file's text with the changes made. ``kind``: "json", "toml" or "yaml"; "" is an empty file.

    Raises:
        DocumentError: the text is not of its kind, or a key on the way holds something else than a mapping.
    """
    document = _load(text, kind)
    for change in changes:
        place = _walk(document, change.path[:-1])
        if isinstance(change, Put):
            place[change.path[-1]] = change.value
        else:
            items = place.setdefault(change.path[-1], [])
            if not isinstance(items, list):
                raise DocumentError(".".join(change.path))
            _drop_item(items, str(change.item["name"]))
            items.append(dict(change.item))
    return _dump(document, kind)


def restored(text: str, before: str, kind: str, changes: tuple[Change, ...]) -> str:
    """The file's text with the changes taken back: keys that still hold our value get what ``before`` held.

    What somebody has changed since stays as they left it.

    Raises:
        DocumentError: a text is not of its kind.
    """
    document, old = _load(text, kind), _load(before, kind)
    for change in changes:
        place = _find(document, change.path[:-1])
        if place is None or change.path[-1] not in place:
            continue
        if isinstance(change, Add):
            items = place[change.path[-1]]
            if isinstance(items, list):
                _drop_item(items, str(change.item["name"]))
                if not items and _find(old, change.path) is None:
                    del place[change.path[-1]]
        elif place[change.path[-1]] == change.value:
            previous = _find(old, change.path[:-1])
            if previous is not None and change.path[-1] in previous:
                place[change.path[-1]] = previous[change.path[-1]]
            else:
                del place[change.path[-1]]
        _drop_empty(document, old, change.path[:-1])
    return _dump(document, kind)


def _load(text: str, kind: str) -> Any:
    try:
        if kind == "json":
            document = json.loads(text) if text.strip() else {}
        elif kind == "toml":
            document = tomlkit.parse(text)
        else:
            document = YAML(typ="rt").load(text) if text.strip() else {}
    except (ValueError, TOMLKitError, YAMLError) as error:
        raise DocumentError(kind) from error
    if document is None:
        document = {}
    if not isinstance(document, dict):
        raise DocumentError(kind)
    return document


def _dump(document: Any, kind: str) -> str:
    if kind == "json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if kind == "toml":
        return tomlkit.dumps(document)
    if not document:
        return ""
    out = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.dump(document, out)
    return out.getvalue()


def _walk(document: Any, path: Path) -> Any:
    place = document
    for key in path:
        place = place.setdefault(key, {})
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


def _drop_item(items: list[Any], name: str) -> None:
    for index in reversed(range(len(items))):
        if isinstance(items[index], dict) and items[index].get("name") == name:
            del items[index]


def _drop_empty(document: Any, old: Any, path: Path) -> None:
    """Mappings that we made and that are empty now go too."""
    while path and _find(document, path) == {} and _find(old, path) is None:
        del _find(document, path[:-1])[path[-1]]
        path = path[:-1]

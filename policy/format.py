"""Bytes of a policy file → Policy, with a place and a way out for every complaint; and the schema for editors."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from policy.complaint import Complaint, PolicyError
from policy.consistency import complaints_of
from policy.fault_words import words_of
from policy.model import Policy, with_gateway
from policy.schema.document import PolicyEntry
from policy.schema.types import SWITCH_KEYS
from policy.words import Text
from policy.yaml_tree import Path, Place, Tree, read_tree

__all__ = ["Complaint", "PolicyError", "json_schema", "parse_policy", "schema_text", "with_gateway"]

SCHEMA_ID = "https://policy.example.corp/gnomon-policy.schema.json"


def parse_policy(data: bytes, *, file: str) -> Policy:
    """Read a policy from YAML or JSON, UTF-8, at most 1 MiB.

    file: the name to show in complaints and decisions. The result is marked `insecure`: no signature was checked.

    Raises: PolicyError with every complaint that could be found, in the order of the file.
    """
    tree = read_tree(data, file=file, switch_keys=SWITCH_KEYS)
    if tree.complaints:
        raise PolicyError(_in_order(tree.complaints))
    if not isinstance(tree.value, dict):
        raise PolicyError((Complaint(file, 1, 1, _NOT_A_POLICY, _NOT_A_POLICY_FIX),))
    try:
        entry = PolicyEntry.model_validate(tree.value)
    except ValidationError as error:
        raise PolicyError(_in_order(list(_complaints(error, tree, file)))) from None
    policy = entry.value(file=file, line_of=lambda *path: (tree.keys.get(path) or _place(tree, path)).line)
    complaints = list(complaints_of(policy))
    if complaints:
        raise PolicyError(_in_order(complaints))
    return policy


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the file, for completion in editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **_schema()}


def schema_text() -> str:
    """The schema as it lies beside the code: policy/gnomon-policy.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _complaints(error: ValidationError, tree: Tree, file: str) -> Iterator[Complaint]:
    for fault in error.errors(include_url=False, include_input=False):
        path = _existing(tree, fault["loc"])
        kind = fault["type"]
        place = tree.keys.get(path) if kind == "extra_forbidden" else None
        place = place or _place(tree, path)
        name = str(fault["loc"][-1]) if kind in ("missing", "extra_forbidden") else _name(path)
        text, fix = words_of(kind, name, _given(tree, path), fault.get("ctx", {}), _known(fault["loc"][:-1]))
        yield Complaint(file, place.line, place.column, text, fix)


def _existing(tree: Tree, loc: tuple[str | int, ...]) -> Path:
    """The steps of pydantic's location that stand in the file (it also names alternatives and `[key]`)."""
    path: Path = ()
    for step in loc:
        if (*path, step) in tree.values:
            path = (*path, step)
    return path


def _place(tree: Tree, path: Path) -> Place:
    """Where a value stands, or the nearest thing around it."""
    while path not in tree.values and path:
        path = path[:-1]
    return tree.values.get(path, Place(1, 1))


def _given(tree: Tree, path: Path) -> object:
    """What the file says at a path."""
    value: object = tree.value
    for step in path:
        value = value[step]  # type: ignore[index]  # the path was walked through this tree
    return value


def _name(path: Path) -> str:
    """The innermost key, for a sentence."""
    return next((step for step in reversed(path) if isinstance(step, str)), "?")


def _known(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a place accepts, found by walking the schema as pydantic did."""
    node = _schema()
    definitions = node.get("$defs", {})
    for step in loc:
        node = _resolve(node, definitions)
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
    return tuple(_resolve(node, definitions).get("properties", {}))


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return PolicyEntry.model_json_schema()


def _resolve(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Follow references and the one alternative that has fields."""
    while True:
        if "$ref" in node:
            node = definitions[node["$ref"].rsplit("/", 1)[-1]]
            continue
        options = [one for one in (*node.get("anyOf", ()), *node.get("oneOf", ())) if "$ref" in one]
        if not options:
            return node
        node = options[0]


def _in_order(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(dict.fromkeys(complaints), key=lambda one: (one.line, one.column)))


_NOT_A_POLICY = Text(
    ru="Это не политика: нет полей первого уровня.", en="This is not a policy: it has no fields at the top."
)
_NOT_A_POLICY_FIX = Text(
    ru="Начните с apiVersion: gnomon/v1, version: 1, mode: coach.",
    en="Start with apiVersion: gnomon/v1, version: 1, mode: coach.",
)

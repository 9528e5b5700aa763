"""The schema for editors is current, valid, and agrees with the reader."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types
from pydantic import BaseModel
from ruamel.yaml import YAML

from policy.format import json_schema, parse_policy, schema_text
from policy.schema.document import PolicyEntry
from policy.schema.types import SWITCH_KEYS
from tests.policy.samples import HEAD
from tests.policy.test_format import EXAMPLE, MISTAKES

POLICY = Path(__file__).parents[2] / "policy"
SCHEMA = json_schema()
NOT_OF_THE_SCHEMA = {
    # what only the reader can tell: relations between places, letters that look alike, traps of YAML
    "id of a clause", "repeated id", "assistant of a lost gateway",
    "secrets let through", "secrets let through by class",
    "budget without a limit", "recognizer that finds nothing", "regex that does not compile", "regex that runs away",
    "model with a Cyrillic letter", "department of two alphabets", "hours without length", "unknown zone",
    "zone that climbs", "budget of nobody", "date without zone", "time without zone", "no date",
}  # fmt: skip


def as_data(text: str) -> Any:
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def test_the_stored_schema_is_current() -> None:
    stored = (POLICY / "gnomon-policy.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run: gnomon policy schema > policy/gnomon-policy.schema.json"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_good_policies_fit_the_schema() -> None:
    texts = [HEAD, (POLICY / "demo.yaml").read_text(encoding="utf-8")]
    texts += [EXAMPLE.read_text(encoding="utf-8")] if EXAMPLE.exists() else []
    for text in texts:
        assert list(Draft202012Validator(SCHEMA).iter_errors(as_data(text))) == []


@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in NOT_OF_THE_SCHEMA])
def test_editors_underline_what_the_reader_refuses(name: str) -> None:
    text = HEAD + MISTAKES[name][0].replace("¦", "")
    try:
        data = as_data(text)
    except Exception:  # noqa: BLE001 - the reader of the editor refuses it by itself
        return
    if "in quotes" in MISTAKES[name][1] or MISTAKES[name][1] in (
        "anchors",
        "tags",
        "ordinary word",
        "U+202E",
        "U+200B",
    ):
        return
    assert list(Draft202012Validator(SCHEMA).iter_errors(data))


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            kind = waiting.pop()
            waiting.extend(get_args(kind))
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from models(kind)


def test_every_field_is_described_in_plain_words() -> None:
    for model in set(models(PolicyEntry)):
        assert model.__doc__
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"
            assert field.description.endswith("."), f"{model.__name__}.{name}"


def test_every_switch_may_be_written_on_and_off_without_quotes() -> None:
    for definition in SCHEMA["$defs"].values():
        for name, field in definition.get("properties", {}).items():
            if {"enum": ["on", "off"]} in field.get("anyOf", ()):
                assert name in SWITCH_KEYS
    assert not parse_policy((HEAD + "sensors: {mcp: off}\n").encode(), file="p").sensors.mcp
    assert parse_policy((HEAD + "sensors: {local_probe: true}\n").encode(), file="p").sensors.local_probe

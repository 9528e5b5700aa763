"""The page about the policy tells of everything, and its examples work."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from policy.clauses import BUILT_IN
from policy.format import json_schema, parse_policy
from policy.model import Verb
from policy.regex_lint import fault_of

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")


def test_every_field_is_named() -> None:
    schema = json_schema()
    places = [schema, *(part for name, part in schema["$defs"].items() if name != "Words")]
    names = {name for part in places for name in part.get("properties", {})}
    assert {name for name in names if re.search(rf"\b{name}\b", PAGE) is None} == set()


def test_every_clause_verb_and_anchor_is_there() -> None:
    for clause in BUILT_IN:
        assert f"| `{clause}` |" in PAGE
    assert " < ".join(Verb) in PAGE
    assert "\n## Precedence\n" in PAGE
    assert "\n## Clauses\n" in PAGE


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(apiVersion.*?)```", PAGE, re.DOTALL))
def test_examples_are_policies(example: str) -> None:
    assert parse_policy(example.encode(), file="docs/policy.md").version


def test_the_runaway_expression_of_the_page_is_one() -> None:
    assert fault_of(r"(\w+\s?)*!") is not None


def test_small_values_of_the_page_are_yaml() -> None:
    for piece in re.findall(r"`(\{[^`…]*\})`", PAGE):
        assert YAML(typ="safe", pure=True).load(piece)

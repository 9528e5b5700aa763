"""Lists of models show what may be asked, in every gateway's way of writing them."""

# ruff: noqa: E501 (a table)
import json

import pytest

from proxy.models import only_approved

ONE = {"object": "model", "created": 1}
LISTS = {
    "OpenAI": ({"object": "list", "data": [{"id": "good", **ONE}, {"id": "bad", **ONE}]},
               {"object": "list", "data": [{"id": "good", **ONE}]}),
    "Anthropic": ({"data": [{"id": "bad"}, {"id": "good"}, {"id": "bad2"}], "first_id": "bad", "last_id": "bad2", "has_more": False},
                  {"data": [{"id": "good"}], "first_id": "good", "last_id": "good", "has_more": False}),
    "Anthropic, none left": ({"data": [{"id": "bad"}], "first_id": "bad", "last_id": "bad"}, {"data": [], "first_id": None, "last_id": None}),
    "Ollama": ({"models": [{"name": "bad", "model": "bad"}, {"name": "good", "model": "good"}]}, {"models": [{"name": "good", "model": "good"}]}),
    "a bare list": ([{"id": "bad"}, {"id": "good"}], [{"id": "good"}]),
    "a list of names": ({"data": ["bad", "good"]}, {"data": ["good"]}),
    "a model without a name": ({"data": [{"title": "x"}, {"id": "good"}]}, {"data": [{"id": "good"}]}),
    "one model": ({"id": "x", **ONE}, {"id": "x", **ONE}),
    "an error": ({"error": {"message": "no"}}, {"error": {"message": "no"}}),
}  # fmt: skip


@pytest.mark.parametrize(("given", "shown"), LISTS.values(), ids=LISTS)
def test_only_approved_models_are_listed(given: object, shown: object) -> None:
    assert json.loads(only_approved(json.dumps(given), lambda name: name == "good")) == shown


@pytest.mark.parametrize("text", ["", "x", '"good"', "17"])
def test_what_is_no_list_stays(text: str) -> None:
    assert only_approved(text, lambda _: False) == text

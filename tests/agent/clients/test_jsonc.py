"""Single keys of JSON with comments are changed; all else stays to the byte."""

# ruff: noqa: E501 (settings as people write them)

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clients.jsonc import drop, put, read

TEXTS = {
    "plain": '{"a": 1, "b": {"c": "x"}}',
    "in lines": '{\n    "a": 1,\n    "b": {\n        "c": "x"\n    }\n}\n',
    "comments": '// top } ]\n{\n  "a": 1, // one, two\n  /* "z": 9, */\n  "b": { "c": "http://x" } /* end */\n  // last\n}\n// behind',
    "commas at the ends": '{\n  "a": 1,\n  "b": {\n    "c": "x",\n  },\n}',
    "CRLF and tabs": '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": "x"\r\n\t}\r\n}\r\n',
    "quotation marks and slashes": '{"a": 1, "b": {"c": "\\"//\\\\"}, "d": "/* no */, ]"}',
    "nothing": "",
    "only a comment": "// nothing yet\n",
    "an empty object": "{}",
    "an empty object with a comment": "{\n  // nothing yet\n}\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("path", [("new",), ("b", "new"), ("x", "y", "z")], ids=".".join)
def test_a_key_that_was_put_is_read_and_dropped_again(text: str, path: tuple[str, ...]) -> None:
    value = {"url": "http://127.0.0.1:1/v1", "list": [1, {"a": "б"}]}
    made = put(text, path, value)
    place = read(made)
    for key in path:
        place = place[key]
    assert place == value
    for comment in (
        "// top } ]",
        "// one, two",
        '/* "z": 9, */',
        "/* end */",
        "// last",
        "// behind",
        "// nothing yet",
    ):
        assert (comment in text) == (comment in made)
    if text.startswith("{") and path[:1] == ("new",):
        assert read(drop(made, path)) == read(text)


@pytest.mark.parametrize("text", list(TEXTS.values())[:6], ids=list(TEXTS)[:6])
def test_a_value_is_replaced_and_nothing_else(text: str) -> None:
    made = put(text, ("a",), 2)
    assert made == text.replace('"a": 1', '"a": 2')
    assert put(made, ("a",), 1) == text
    assert drop(text, ("none",)) == text
    assert drop(text, ("a", "none")) == text


@pytest.mark.parametrize("text", ["[1]", "1", '{"a": }', '{"a": 1', "{a: 1}"])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (any message)
        put(text, ("a", "b"), 1)


keys = st.sampled_from(["a", "b", "c", '"', "//", "é"])
objects = st.dictionaries(
    keys, st.recursive(st.integers() | st.text(max_size=3), lambda inner: st.dictionaries(keys, inner), max_leaves=5)
)


@given(objects, st.lists(keys, min_size=1, max_size=3), st.sampled_from([None, 1, 4, "\t"]))
def test_any_object_takes_a_key_and_loses_it(
    before: dict[str, object], path: list[str], indent: int | str | None
) -> None:
    text = json.dumps(before, indent=indent, ensure_ascii=False)
    expected = json.loads(text)
    place = expected
    for key in path[:-1]:
        place = place.setdefault(key, {})
        if not isinstance(place, dict):
            return
    place[path[-1]] = "new"
    made = put(text, tuple(path), "new")
    assert read(made) == expected
    del place[path[-1]]
    assert read(drop(made, tuple(path))) == expected

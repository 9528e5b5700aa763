"""JSON with the place of every string in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.document import Edit, NotJson, edits_in_source, is_long_number, quoted, read_document, splice
from proxy.json_pieces import JsonPieces

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def strings_of(node: object) -> list[object]:
    """Keys, strings and long integers in document order."""
    if isinstance(node, dict):
        return [item for key, value in node.items() for item in (key, *strings_of(value))]
    if isinstance(node, list):
        return [item for value in node for item in strings_of(value)]
    return [node] if isinstance(node, str) or is_long_number(node) else []


@given(values, st.booleans(), st.sampled_from([None, 2]))
def test_the_places_are_those_of_all_strings_and_long_integers(value: object, plain: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=plain, indent=indent)
    document = read_document(text)
    assert [json.loads(text[start:end]) for start, end in document.places] == strings_of(document.root)


@given(st.text(), st.data())
def test_an_edit_of_a_value_is_an_edit_of_its_source(value: str, data: st.DataObject) -> None:
    raw = json.dumps(value, ensure_ascii=data.draw(st.booleans()))
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    new = data.draw(st.text())
    text = "[" + raw + "]"
    changed = splice(text, edits_in_source(raw, 1, [Edit(start, end, new)]))
    assert json.loads(changed) == [value[:start] + new + value[end:]]


@given(st.text())
def test_quoted_text_stands_between_quotation_marks(value: str) -> None:
    assert json.loads(f'"{quoted(value)}"') == value


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", "{'a':1}", "NaN", "-Infinity", '"\x01"', "01", '{"a":1,"a":2}', "\ufeff{}"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(NotJson):
        read_document(text)


def test_depth_is_bounded() -> None:
    assert read_document("[" * 128 + "]" * 128).root
    for text in ("[" * 130 + "]" * 130, '{"a":' * 130 + "1" + "}" * 130, "[" * 1_000_000):
        with pytest.raises(NotJson):
            read_document(text)


class _Same:
    """Gives back what it gets, one character late."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> str:
        whole = self._held + piece
        self._held = whole[-1:]
        return whole[:-1]

    def finish(self) -> str:
        rest, self._held = self._held, ""
        return rest


@given(values, st.booleans(), st.lists(st.integers(1, 7), min_size=1))
def test_json_in_pieces_stays_to_the_byte_however_it_is_cut(value: object, plain: bool, sizes: list[int]) -> None:
    text = json.dumps({"a": value, "b": json.dumps([json.dumps(value)])}, ensure_ascii=plain)
    pieces = JsonPieces(_Same)
    out, at, turn = "", 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        out += pieces.feed(text[at : at + size])
        at, turn = at + size, turn + 1
    assert out + pieces.finish() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        '[note] "a\\qb" c',
        '[see] "two\nlines"',
        '{ "\\/d\\u0041" }',
        '{"a": "b',
        '{"a": "b\\u00',
        '"\\',
        "{{{",
        '"a" "b',
    ],
)
def test_text_that_is_no_json_loses_nothing(text: str) -> None:
    for whole in (text, json.dumps({"in": text})):
        for size in (1, 2, 100):
            pieces = JsonPieces(_Same)
            out = "".join(pieces.feed(whole[at : at + size]) for at in range(0, len(whole), size))
            assert out + pieces.finish() == whole

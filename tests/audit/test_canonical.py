import json
import math
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from audit.canonical import canonical, number
from audit.fault import AuditError


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        # RFC 8785, appendix B
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("41b3de4355555555", "333333333.3333333"),
        ("41b3de4355555556", "333333333.3333334"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_are_written_as_the_standard_writes_them(bits: str, text: str) -> None:
    assert number(struct.unpack(">d", bytes.fromhex(bits))[0]) == text


@given(some.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value: float) -> None:
    assert float(number(value)) == value


simple = some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | some.text(max_size=30)
keys = some.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
facts = some.dictionaries(keys, simple | some.lists(simple, max_size=3) | some.dictionaries(keys, simple, max_size=3))


@given(facts)
def test_facts_read_back_as_they_were(values: dict[str, Any]) -> None:
    assert json.loads(canonical("a.b", values)) == {"kind": "a.b", "facts": values}


@given(facts)
def test_the_order_of_facts_does_not_matter(values: dict[str, Any]) -> None:
    turned = dict(reversed(list(values.items())))
    assert canonical("a.b", values) == canonical("a.b", turned)


def test_the_bytes_are_those_of_the_standard() -> None:
    data = canonical("a.b", {"b": 'я"\\\n\x1f\x7f', "a": [1, True, None, {"pii.ru.inn": 2}]})
    assert data.decode() == '{"facts":{"a":[1,true,null,{"pii.ru.inn":2}],"b":"я\\"\\\\\\n\\u001f\x7f"},"kind":"a.b"}'


@pytest.mark.parametrize(
    "values",
    [
        {"Prompt": "x"},
        {"with space": 1},
        {"a.b": 1},
        {"": 1},
        {1: "x"},
        {"a": {"": 1}},
        {"a": {"слово": 1}},
        {"a": b"bytes"},
        {"a": {1, 2}},
        {"a": object()},
        {"a": math.nan},
        {"a": math.inf},
        {"a": 2**53},
        {"a": -(2**53)},
        {"a": "\ud800"},
        {"a": "x" * 2001},
        {"a": ["x" * 1000] * 20},
        {"a": [[[[[1]]]]]},
        {"a": {"b": {"c": {"d": {"e": {}}}}}},
    ],
)
def test_what_a_record_must_not_hold_is_refused(values: dict[Any, Any]) -> None:
    with pytest.raises(AuditError):
        canonical("a.b", values)


def test_a_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(AuditError) as caught:
        canonical("a.b", {"a": "Иванов Иван " * 500})
    assert "Иванов" not in str(caught.value) + caught.value.reason.ru

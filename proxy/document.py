"""A JSON text with the place of every string in it, so that single strings can be replaced and all else stays.

Pure. Offsets are code points of the decoded text; UTF-8 decoding and encoding are exact inverses, so what is not
replaced goes out byte for byte as it came (key order, escapes, spelling of numbers).
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

MAX_DEPTH = 128

# In valid JSON a quotation mark stands nowhere but round strings, so this finds all strings in document order (RFC 8259
# §7), and beside them the whole numbers of nine and more digits: telephone, tax and card numbers are sent as numbers,
# too, and tables write them with ".0" behind.
_PLACES = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*"|(?<![\d.eE+\-])-?[1-9]\d{8,}+(?:\.0{1,8}(?!\d))?(?![\d.eE])',
    re.DOTALL,
)
_WHOLE_FLOAT = re.compile(r"(-?[1-9]\d{8,})\.0{1,8}")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LONG_NUMBER = 10**8


class NotJson(ValueError):
    """The text is not JSON, is nested too deeply, or names a key twice."""


class Edit(NamedTuple):
    """text[start:end] is to be replaced."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """text: the JSON as it came. root: the parsed value."""

    text: str = field(repr=False)
    root: object = field(repr=False)

    @cached_property
    def places(self) -> Sequence[tuple[int, int]]:
        """(start, end) of each key, string and long integer in document order, quotation marks included."""
        return [match.span() for match in _PLACES.finditer(self.text)]


def read_document(text: str) -> Document:
    """Parse a JSON text strictly.

    Raises:
        NotJson: the text is no JSON (RFC 8259), is nested deeper than MAX_DEPTH, or an object has a key twice: two
            readers could then see different prompts.
    """
    return Document(text, _parsed(_STRICT.decode, text))


def read_answer(text: str) -> Document:
    """Parse a JSON text as gateways write it: NaN and keys that stand twice pass. Raises NotJson."""
    return Document(text, _parsed(_GENEROUS.decode, text))


def read_json(text: str) -> object:
    """Parse a JSON text as most readers do. Raises NotJson when it is none at all."""
    return _parsed(json.loads, text)


def _parsed(parse: Callable[[str], object], text: str) -> object:
    try:
        root = parse(text)
    except RecursionError as error:
        raise NotJson("nested too deeply") from error
    except ValueError as error:
        raise NotJson(str(error).partition(":")[0]) from error
    if text.count("{") + text.count("[") > MAX_DEPTH and _depth_over(root, MAX_DEPTH):
        raise NotJson("nested too deeply")
    return root


class Repeating(dict[str, object]):
    """An object in which a key stands twice; `pairs` as they stood."""

    pairs: list[tuple[str, object]]


class WholeFloat(float):
    """A long whole number that was written with ".0" behind; `digits` as they were written."""

    digits: str


def is_long_number(value: object) -> bool:
    """Whether a parsed value is a whole number that `Document.places` counts."""
    if isinstance(value, float):
        return isinstance(value, WholeFloat)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LONG_NUMBER


def digits_of(number: object) -> str:
    """A long number as it was written, without what follows the point."""
    return number.digits if isinstance(number, WholeFloat) else str(number)


def splice(text: str, edits: Sequence[Edit]) -> str:
    """The text with its edits made; they are sorted and do not overlap."""
    if not edits:
        return text
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces.append(text[at : edit.start])
        pieces.append(edit.text)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def quoted(value: str) -> str:
    """A string as it stands between the quotation marks of a JSON string; half surrogate pairs as escapes."""
    if value.isprintable() and '"' not in value and "\\" not in value:
        return value
    return json.dumps(value, ensure_ascii=_HALF_PAIR.search(value) is not None)[1:-1]


def edits_in_source(raw: str, start: int, edits: Sequence[Edit]) -> list[Edit]:
    """Edits of a decoded string as edits of the text that holds it.

    raw: the JSON string with its quotation marks; start: where `raw` begins in the text. What replaces is escaped.
    """
    if not edits:
        return []
    place = _source_places(raw)
    return [Edit(start + place(edit.start), start + place(edit.end), quoted(edit.text)) for edit in edits]


def source_length(content: str, length: int) -> int:
    """How many characters of what stands between quotation marks make the first `length` of the value."""
    return _source_places(f'"{content}"')(length) - 1


def _source_places(raw: str) -> "_Places":
    decoded_after: list[int] = []
    raw_after: list[int] = []
    shift = 1  # the opening quotation mark
    if "\\" in raw:
        for match in _ESCAPE.finditer(raw, 1, len(raw) - 1):
            decoded_after.append(match.start() - shift + 1)
            shift += match.end() - match.start() - 1
            raw_after.append(shift)
    return _Places(decoded_after, raw_after)


@dataclass(frozen=True, slots=True)
class _Places:
    decoded_after: Sequence[int]
    shifts: Sequence[int]

    def __call__(self, decoded: int) -> int:
        index = bisect_right(self.decoded_after, decoded) - 1
        return decoded + (self.shifts[index] if index >= 0 else 1)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotJson("a key stands twice in one object")
    return made


def _any_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeating = Repeating(made)
    repeating.pairs = pairs
    return repeating


def _no_constant(name: str) -> object:
    raise NotJson(f"{name} is not JSON")


def _float(text: str) -> float:
    """A number with a point or an exponent, its digits kept where it is a whole one."""
    if not text.endswith("0") or (match := _WHOLE_FLOAT.fullmatch(text)) is None:
        return float(text)
    whole = WholeFloat(text)
    whole.digits = match[1]
    return whole


_STRICT = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_float)
_GENEROUS = json.JSONDecoder(object_pairs_hook=_any_object, parse_float=_float)


def _depth_over(root: object, limit: int) -> bool:
    level: list[object] = [root]
    for _ in range(limit + 1):
        below: list[object] = []
        for node in level:
            for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
                if type(child) is dict or type(child) is list:
                    below.append(child)
        if not below:
            return False
        level = below
    return True

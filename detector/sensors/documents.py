"""Reading small documents that programs and people write: JSON with comments, TOML, YAML, plist, XML; each bounded.

Whatever is wrong with a document is a ValueError, so that the tally counts it and the look goes on.
"""

import json
import plistlib
import re
import tomllib
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from defusedxml import ElementTree

from detector.view import View

LARGEST_DOCUMENT = 8 << 20  # bytes
_LARGEST_YAML = 128 << 10  # bytes; its reader takes seconds for a megabyte
_DEEPEST = 64
_LARGEST_TOML = 512 << 10  # bytes
_MOST_DOTS = 256  # in a line of TOML: the time for a key grows with the square of its parts
# Strings are matched first, so that nothing inside them is taken for a comment or a comma. One that is never closed
# reaches to the end: else it would be sought anew from each quotation mark. So are escapes, which are put aside before.
_COMMENT = re.compile(r'("[^"]*(?:"|\Z))|//[^\r\n]*|/\*(?:.*?\*/|.*)', re.DOTALL)
_LAST_COMMA = re.compile(r'("[^"]*(?:"|\Z))|,(?=\s*[\]}])', re.DOTALL)
_ASIDE = (("\\\\", "\0\0"), ('\\"', "\0\1"))  # no JSON holds these signs


def read_text(view: View, path: str, limit: int = LARGEST_DOCUMENT) -> str:
    """A text file, by its byte order mark when it has one, else UTF-8, else the one-byte code that fits anything.

    Raises:
        OSError: absent, refused, too large, or no regular file.
    """
    return decoded(view.host.read(path, limit))


def decoded(raw: bytes) -> str:
    """Bytes as text, never refusing."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")


def read_json(view: View, path: str, limit: int = LARGEST_DOCUMENT) -> object:
    """A JSON document; comments and commas before a closing bracket are allowed, as editors allow them.

    Raises:
        OSError: as in read_text.
        ValueError: it is no JSON.
    """
    return parsed_json(read_text(view, path, limit))


def parsed_json(text: str) -> object:
    """JSON or JSON with comments as a value."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        bare = _without_comments(text)
        return json.loads(bare) if bare.strip() else {}


def _without_comments(text: str) -> str:
    if "\0" in text:
        raise ValueError("no JSON")
    for escape, sign in _ASIDE:
        text = text.replace(escape, sign)
    text = _LAST_COMMA.sub(_kept, _COMMENT.sub(_kept, text))
    for escape, sign in _ASIDE:
        text = text.replace(sign, escape)
    return text


def _kept(found: re.Match[str]) -> str:
    return found.group(1) or ""


def read_document(view: View, path: str) -> object:
    """A JSON, TOML or YAML document, by the end of its name.

    Raises:
        OSError: as in read_text.
        ValueError: it is not what its name says.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _parsed_yaml(read_text(view, path, _LARGEST_YAML))
    if suffix == ".toml":
        return _parsed_toml(read_text(view, path, _LARGEST_TOML))
    return parsed_json(read_text(view, path))


def _parsed_toml(text: str) -> object:
    if any(line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise ValueError("a line with too many dots")
    return tomllib.loads(text)


def _parsed_yaml(text: str) -> object:
    from ruamel.yaml import YAML  # here: few machines have such a file, and the reader is large
    from ruamel.yaml.error import YAMLError

    try:
        value: object = YAML(typ="safe", pure=True).load(text)
    except YAMLError as wrong:
        raise ValueError("no YAML") from wrong
    return value


def read_plist(view: View, path: str) -> dict[str, object]:
    """A property list, XML or binary.

    Raises:
        OSError: as in read_text.
        ValueError: it is no property list with a dictionary at the top.
    """
    raw = view.host.read(path, LARGEST_DOCUMENT)
    try:
        value = plistlib.loads(raw)
    except (ExpatError, IndexError, KeyError, TypeError, MemoryError) as wrong:
        raise ValueError("no property list") from wrong
    if not isinstance(value, dict):
        raise ValueError("no dictionary at the top")
    return value


def parsed_xml(raw: bytes) -> Element:
    """XML without entities, external references or a document type.

    Raises:
        ValueError: it is no such XML.
    """
    try:
        root: Element = ElementTree.fromstring(raw, forbid_dtd=True)
    except ParseError as wrong:
        raise ValueError("no XML") from wrong
    return root


def at_key(document: object, key: str) -> list[object]:
    """The values under a dotted key; `*` stands for any key; a key that itself holds dots comes first."""
    found = [document]
    if isinstance(document, dict) and key in document:
        return [document[key]]
    for part in key.split(".")[:_DEEPEST]:
        found = [value for each in found for value in _under(each, part)]
    return found


def _under(value: object, part: str) -> list[object]:
    if not isinstance(value, dict):
        return []
    if part == "*":
        return list(value.values())
    return [value[part]] if part in value else []


def texts(value: object) -> tuple[str, ...]:
    """The texts in a list, () for anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def mapping(value: object) -> dict[str, object]:
    """A dictionary, {} for anything else."""
    return value if isinstance(value, dict) else {}

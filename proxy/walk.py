"""Which strings of a request are text that must be looked at, and which parts are not text at all.

Pure. The rule is *every string, unless it is listed here*: a field that a provider invents tomorrow is looked at
without a change. What is listed is exempt by name **and** by shape, so an e-mail address in an `id` is looked at.
Fields: design note proxy.md §3, from the public API references of OpenAI, Anthropic and Ollama (read 2026-11).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from proxy.document import Document, NotJson, is_long_number, read_document
from proxy.field_names import (
    DATA_KEYS,
    EXEMPT_KEYS,
    ID_KEYS,
    OPAQUE_KEYS,
    SCHEMA_TYPES,
    TOOL_PARENTS,
    TOOL_TYPES,
    USUAL_KEYS,
    WORD_KEYS,
    WORD_LISTS,
)


class Kind(StrEnum):
    """What is to be done with a string."""

    TEXT = "text"
    NUMBER = "number"  # an integer; replaced by a string
    NAME = "name"  # the name of a tool: looked at, but a changed name would be another tool
    SIGNED = "signed"  # signed by the provider: looked at, but any change would break the signature
    PERSON = "person"  # identifies the person to the provider: always replaced


class MediaKind(StrEnum):
    """Content that is not text; the values are the fields of policy.model.Content."""

    IMAGES = "images"
    AUDIO = "audio"
    FILES = "files"
    TOKEN_IDS = "token_ids"  # noqa: S105 (no password)


class Leaf(NamedTuple):
    """A string or long integer: its place in Document.places, and its label: the key that it stands under.

    group: strings of one data object are looked at together, as lines `label: value`, so that the key helps to find a
    value; 0 stands alone. The label of what is signed is the digest of its signature.
    """

    place: int
    kind: Kind
    value: str
    label: str
    group: int

    def __repr__(self) -> str:
        return f"Leaf({self.place}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Media:
    """A part that is not text. data: as it stands in the request (base64, data URL or ""); name: the file's name.

    place: as for Leaf, in the document that the walk is of; -1 where there is no string.
    """

    kind: MediaKind
    mime: str
    data: str = field(repr=False)
    name: str = field(repr=False)
    place: int = -1


class Walk(NamedTuple):
    """What stands in a request. inner: place of a string → the JSON document inside it and its own walk."""

    leaves: tuple[Leaf, ...]
    media: tuple[Media, ...]
    inner: dict[int, tuple[Document, "Walk"]]
    secrets: tuple[str, ...]  # keys whose value is a credential for a third party (MCP servers)


_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_.$\-]{0,47}|\d{0,7}")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/\-]{0,127}")
_MODEL = re.compile(r"[A-Za-z0-9][\w.:/;=+\-]{0,199}(?:@(?:\d{8}|default|latest))?", re.ASCII)
_OPAQUE = re.compile(r"(?=.{0,64}[A-Za-z])[A-Za-z0-9+/=_\-.:|]{8,}", re.DOTALL)
_LOOKS_SECRET = re.compile(
    r"(?:sk|pk|rk|gh[pousr]|github|glpat|xox|AKIA|ASIA|AIza|ya29|eyJ|hf|npm|pypi|dckr)[_\-A-Z0-9]"
)
_ALL_DIGITS = re.compile(r"[\d\-.:/_]+")
_DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)(?:;charset=[\w-]+)?;base64,[A-Za-z0-9+/=_\s-]*", re.ASCII)
_BASE64_HEAD = re.compile(r"[A-Za-z0-9+/\-_\s]+={0,2}")

_PERSON_KEYS = frozenset(("user", "safety_identifier", "prompt_cache_key"))
_CREDENTIAL_KEYS = frozenset(("authorization", "authorization_token", "headers"))
_NUMBER_KEYS = re.compile(
    r"seed|created|.*(?:_at|_ms|_ns|time|stamp|date|tokens|bytes|size|count|offset|duration|budget|limit|max\w*|min\w*)$",
    re.IGNORECASE,
)
_MEDIA_OF_TYPE = {
    "image": MediaKind.IMAGES,
    "image_url": MediaKind.IMAGES,
    "input_image": MediaKind.IMAGES,
    "computer_screenshot": MediaKind.IMAGES,
    "input_audio": MediaKind.AUDIO,
    "audio": MediaKind.AUDIO,
    "file": MediaKind.FILES,
    "input_file": MediaKind.FILES,
    "document": MediaKind.FILES,
    "container_upload": MediaKind.FILES,
}
_DATA_FIELDS = frozenset(("data", "file_data", "image_url", "url", "b64_json", "image"))


def walk(document: Document) -> Walk:
    """Every string of a request body that is not exempt, in document order.

    Raises:
        NotJson: JSON in strings in JSON is nested too deeply.
    """
    try:
        return _Walker(document).walk()
    except RecursionError as error:
        raise NotJson("nested too deeply") from error


def walk_data(document: Document) -> Walk:
    """The same for JSON that stands in a string: all of it is data, nothing is exempt."""
    return _Walker(document, data=True).walk()


class _Walker:
    """Goes through the parsed value and counts places in step with the text."""

    def __init__(self, document: Document, *, data: bool = False) -> None:
        self._document = document
        self._data = data
        self._at = 0
        self._groups = 1
        self._leaves: list[Leaf] = []
        self._media: list[Media] = []
        self._inner: dict[int, tuple[Document, Walk]] = {}
        self._secrets: list[str] = []
        self._file_name = ""  # of the nearest object that has one

    def walk(self) -> Walk:
        self._value(self._document.root, "", "", 1 if self._data else 0)
        return Walk(tuple(self._leaves), tuple(self._media), self._inner, tuple(self._secrets))

    def _value(self, node: object, key: str, parent: str, group: int) -> None:
        if isinstance(node, str):
            self._string(node, key, group)
        elif isinstance(node, dict):
            self._object(node, key, parent, group)
        elif isinstance(node, list):
            if _is_token_ids(node, key, group):
                self._media.append(Media(MediaKind.TOKEN_IDS, "", "", ""))
            for item in node:
                self._value(item, key, parent, group)
        elif is_long_number(node):
            if not _NUMBER_KEYS.fullmatch(key):
                self._leaf(Kind.NUMBER, str(node), key, group)
            self._at += 1

    def _object(self, node: dict[str, object], key: str, parent: str, group: int) -> None:
        kind = node.get("type")
        kind = kind if isinstance(kind, str) else ""
        signed = group == 0 and _is_signed(node)
        outer, self._file_name = self._file_name, _name_of(node) or self._file_name
        named = group == 0 and (kind in TOOL_TYPES or key in TOOL_PARENTS or parent in TOOL_PARENTS)
        for name, value in node.items():
            if name not in USUAL_KEYS and (not _IDENTIFIER.fullmatch(name) or _LOOKS_SECRET.match(name)):
                self._leaf(Kind.TEXT, name, "", group)
            self._at += 1
            if group and name == "user_id" and key == "metadata" and isinstance(value, str) and value:
                self._leaf(Kind.PERSON, value, name, 0)
                self._at += 1
            elif group:
                self._value(value, name, key, group)
            elif isinstance(value, str):
                self._field(node, kind, name, value, key, signed=signed, named=named)
            elif name in _CREDENTIAL_KEYS and value and ("server_url" in node or "server_label" in node):
                self._secrets.append(name)
                self._value(value, name, key, self._new_group())
            elif name in DATA_KEYS or (name == "input" and isinstance(value, dict)):
                self._value(value, name, key, self._new_group())
            else:
                self._value(value, name, key, 0)
        self._file_name = outer

    def _field(
        self, node: dict[str, object], kind: str, name: str, value: str, key: str, *, signed: bool, named: bool
    ) -> None:
        """One string in an object that is not data."""
        if kind != "container_upload" and _is_exempt(kind, name, value):
            self._at += 1
            return
        media = _media_of(node, kind, name, value, key, self._file_name)
        if media is not None:
            self._media.append(replace(media, place=self._at))
            self._at += 1
        elif name in _PERSON_KEYS and value:
            self._leaf(Kind.PERSON, value, name, 0)
            self._at += 1
        elif name in _CREDENTIAL_KEYS and value and kind in ("mcp", "url"):
            self._secrets.append(name)
            self._string(value, name, 0)
        elif named and name == "name" and _WORD.fullmatch(value):
            self._leaf(Kind.NAME, value, name, 0)
            self._at += 1
        elif signed and name in ("thinking", "text", "summary"):
            self._leaf(Kind.SIGNED, value, signature_digest(str(node["signature"])), 0)
            self._at += 1
        else:
            self._string(value, name, 0)

    def _string(self, value: str, key: str, group: int) -> None:
        if (group and key == "type" and value in SCHEMA_TYPES) or (
            not group and key in WORD_LISTS and _WORD.fullmatch(value)
        ):
            self._at += 1
            return
        media = _data_url(value, "", key, self._file_name)
        if media is None and not group and key == "images" and len(value) > 16 and _BASE64_HEAD.fullmatch(value):
            media = Media(MediaKind.IMAGES, "", value, "")
        if media is not None:
            self._media.append(replace(media, place=self._at))
            self._at += 1
            return
        inner = _inner_document(value)
        if inner is not None:
            self._inner[self._at] = (inner, walk_data(inner))
        elif value and not value.isspace():
            self._leaf(Kind.TEXT, value, key, group)
        self._at += 1

    def _leaf(self, kind: Kind, value: str, label: str, group: int) -> None:
        self._leaves.append(Leaf(self._at, kind, value, label, group))

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups


def _is_exempt(kind: str, name: str, value: str) -> bool:
    if name not in EXEMPT_KEYS:
        return name == "data" and kind == "redacted_thinking" and _OPAQUE.fullmatch(value) is not None
    if _LOOKS_SECRET.match(value) and name not in OPAQUE_KEYS:
        return False
    if name == "model":
        return is_model_name(value)
    if name in ID_KEYS:
        return _WORD.fullmatch(value) is not None and not (_ALL_DIGITS.fullmatch(value) and len(value) > 8)
    if name in WORD_KEYS:
        return _WORD.fullmatch(value) is not None and not _ALL_DIGITS.fullmatch(value) and len(value) <= 40
    return _OPAQUE.fullmatch(value) is not None


def _is_signed(node: dict[str, object]) -> bool:
    signature = node.get("signature")
    return (
        isinstance(signature, str) and _OPAQUE.fullmatch(signature) is not None and not _LOOKS_SECRET.match(signature)
    )


def _is_token_ids(node: list[object], key: str, group: int) -> bool:
    """Text as numbers of a vocabulary, which nobody here can read (embeddings, completions)."""
    return (
        group == 0
        and key in ("input", "prompt")
        and bool(node)
        and all(isinstance(item, int) and not isinstance(item, bool) for item in node)
    )


def _media_of(node: dict[str, object], kind: str, name: str, value: str, key: str, file_name: str) -> Media | None:
    """The media that a string is, or None when it is text (an address of an image is text)."""
    media = _data_url(value, kind, key, file_name)
    if media is not None:
        return media
    inside = _MEDIA_OF_TYPE.get(kind) or _MEDIA_OF_TYPE.get(key)
    if kind == "base64" and name == "data" and _BASE64_HEAD.fullmatch(value):
        mime = str(node.get("media_type", ""))
        return Media(_kind_of_mime(mime), mime, value, file_name)
    if inside and name in _DATA_FIELDS and len(value) > 16 and "://" not in value and _BASE64_HEAD.fullmatch(value):
        return Media(inside, str(node.get("format", "")), value, file_name)
    if kind == "container_upload" and name == "file_id":
        return Media(MediaKind.FILES, "", "", "")
    return None


def _data_url(value: str, kind: str, key: str, file_name: str) -> Media | None:
    """Media in a data URL (RFC 2397); one with anything unusual in it is text."""
    if not value.startswith("data:") or not (match := _DATA_URL.fullmatch(value)):
        return None
    mime = match[1].lower()
    return Media(_MEDIA_OF_TYPE.get(kind) or _MEDIA_OF_TYPE.get(key) or _kind_of_mime(mime), mime, value, file_name)


def _kind_of_mime(mime: str) -> MediaKind:
    families = {"image": MediaKind.IMAGES, "audio": MediaKind.AUDIO}
    return families.get(mime.partition("/")[0], MediaKind.FILES)


def _name_of(node: dict[str, object]) -> str:
    name = node.get("filename") or node.get("title") or ""
    return name if isinstance(name, str) else ""


def _inner_document(value: str) -> Document | None:
    """The JSON object or list that a string is, if it is one."""
    if len(value) < 2 or value[0] not in "{[ \n" or value[-1] not in "}] \n":
        return None
    if value.strip()[:1] not in ("{", "["):
        return None
    try:
        inner = read_document(value)
    except NotJson:
        return None
    return inner if isinstance(inner.root, (dict, list)) else None


def is_model_name(value: str) -> bool:
    """Whether a value has the shape of a model's name, with a version behind @ at most."""
    return _MODEL.fullmatch(value) is not None


def signature_digest(signature: str) -> str:
    """What is kept of a signature to know it again."""
    return hashlib.sha256(signature.encode("utf-8", "surrogatepass")).hexdigest()


def media_of(found: Walk) -> Iterator[Media]:
    """All media of a walk, those in JSON strings included."""
    yield from found.media
    for _, inner in found.inner.values():
        yield from media_of(inner)

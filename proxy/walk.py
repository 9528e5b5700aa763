"""Which strings of a request are text that must be looked at, and which parts are not text at all.

Pure. The rule is *every string, unless it is listed here*: a field that a provider invents tomorrow is looked at
without a change. What is listed is exempt by name **and** by shape, so an e-mail address in an `id` is looked at.
Fields: design note proxy.md §3, from the public API references of OpenAI, Anthropic and Ollama (read 2026-11).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from proxy.document import Document, NotJson, digits_of, is_long_number, read_document
from proxy.field_names import (
    DATA_KEYS,
    EXEMPT_KEYS,
    ID_KEYS,
    OPAQUE_KEYS,
    PROSE_KEYS,
    SCHEMA_TYPES,
    TOKEN_KEYS,
    TOOL_PARENTS,
    TOOL_TYPES,
    USUAL_KEYS,
    USUAL_WORDS,
    WORD_KEYS,
    WORD_LISTS,
)
from proxy.media import Media, MediaKind, is_prose, told_by_field, told_by_value, words_beside


class Kind(StrEnum):
    """What is to be done with a string."""

    TEXT = "text"
    NUMBER = "number"  # an integer; replaced by a string
    NAME = "name"  # the name of a tool: looked at, but a changed name would be another tool
    SIGNED = "signed"  # signed by the provider: looked at, but any change would break the signature
    PERSON = "person"  # identifies the person to the provider: always replaced


class Leaf(NamedTuple):
    """A string or long integer: its place in Document.places, and its label: the key that it stands under.

    group: strings of one data object are looked at together, as lines `label: value`, so that the key helps to find a
    value; 0 stands alone. run: texts of one run follow each other for the model (parts of a message, messages of one
    role); 0 is in none. The label of what is signed is the digest of its signature.
    """

    place: int
    kind: Kind
    value: str
    label: str
    group: int
    run: int = 0

    def __repr__(self) -> str:
        return f"Leaf({self.place}, {self.kind})"


class Walk(NamedTuple):
    """What stands in a request. inner: place of a string → the JSON document inside it and its own walk."""

    leaves: tuple[Leaf, ...]
    media: tuple[Media, ...]
    inner: dict[int, tuple[Document, "Walk"]]
    secrets: tuple[str, ...]  # keys whose value is a credential for a third party (MCP servers)


# A name of a field has few digits; with six and more it may be a number of somebody. Ids of tokens: seven digits alone.
_IDENTIFIER = re.compile(r"(?!(?:\D*\d){6})[A-Za-z_$][A-Za-z0-9_.$\-]{0,47}|\d{0,7}", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/\-]{0,127}")
_MODEL = re.compile(r"[A-Za-z0-9][\w.:/;=+\-]{0,199}(?:@(?:\d{8}|default|latest))?", re.ASCII)
_OPAQUE = re.compile(r"(?=.{0,64}[A-Za-z])[A-Za-z0-9+/=_\-.:|]{8,}", re.DOTALL)
_LOOKS_SECRET = re.compile(
    r"(?:sk|pk|rk|gh[pousr]|github|glpat|xox|AKIA|ASIA|AIza|ya29|eyJ|hf|npm|pypi|dckr)[_\-A-Z0-9]"
)
_ALL_DIGITS = re.compile(r"[A-Z]{0,2}[\d\-.:/_]+")  # passports and accounts may begin with two letters
_RUN_KEYS = frozenset(("text", "content", "prompt", "suffix"))  # suffix: what follows the hole after the prompt
_RUN_BEGINS = frozenset(("messages", "input", "system", "prompt"))
_CALL_KEYS = frozenset(("tool_call_id", "tool_use_id", "call_id"))
PERSON_KEYS = frozenset(("user", "safety_identifier", "prompt_cache_key"))
_CREDENTIAL_KEYS = frozenset(("authorization", "authorization_token", "headers"))
# Numbers that count something: the last word of the name says so ("max_tokens", "createdAt"; not "account").
_NUMBER_KEYS = re.compile(
    r"(?:.*[_\-.]|.*[a-z](?=[A-Z]))?"
    r"(?i:seed|created|updated|at|ms|ns|us|time|times|timestamp|stamp|date|tokens?|bytes|size|count|offset|duration|budget"
    r"|limit|max|min|threshold|timeout)"
)


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
        self._runs = 1
        self._role: object = None
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
            if not group and key in TOKEN_KEYS and _has_token_ids(node):
                self._media.append(Media(MediaKind.TOKEN_IDS, "", "", ""))
            batch = key in TOKEN_KEYS  # its strings are prompts of their own
            for item in node:
                if batch and isinstance(item, str):
                    self._runs += 1
                self._value(item, key, parent, group)
        elif is_long_number(node):
            if not _NUMBER_KEYS.fullmatch(key):
                self._leaf(Kind.NUMBER, digits_of(node), key, group or self._new_group())
            self._at += 1

    def _object(self, node: dict[str, object], key: str, parent: str, group: int) -> None:
        kind = node.get("type")
        kind = kind if isinstance(kind, str) else ""
        signed = group == 0 and _is_signed(node)
        outer, self._file_name = self._file_name, _name_of(node) or self._file_name
        named = group == 0 and (kind in TOOL_TYPES or key in TOOL_PARENTS or parent in TOOL_PARENTS)
        alone = group == 0 and self._begins_run(node, kind)
        for name, value in node.items():
            if not key and name in _RUN_BEGINS:
                self._runs += 1
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
            elif name in _CREDENTIAL_KEYS and value and _is_server(node, kind):
                self._secrets.append(name)
                self._value(value, name, key, self._new_group())
            elif name in DATA_KEYS or (name == "input" and isinstance(value, dict)):
                self._value(value, name, key, self._new_group())
            else:
                self._value(value, name, key, 0)
        self._file_name = outer
        self._runs += alone

    def _begins_run(self, node: dict[str, object], kind: str) -> bool:
        """Count a new run where another role speaks; whether what is in this object stands alone: a tool's result."""
        role = node.get("role")
        alone = not _CALL_KEYS.isdisjoint(node)
        if role is None:
            alone = alone or (kind != "" and ("content" in node or "summary" in node))
        elif role != self._role:
            self._role = role
            self._runs += 1
        self._runs += alone
        return alone

    def _field(
        self, node: dict[str, object], kind: str, name: str, value: str, key: str, *, signed: bool, named: bool
    ) -> None:
        """One string in an object that is not data."""
        if name in EXEMPT_KEYS or kind == "redacted_thinking":
            if kind == "container_upload" and name == "file_id":
                self._media.append(Media(MediaKind.FILES, "", "", ""))
            if _is_exempt(kind, name, value):
                self._at += 1
                return
        media = told_by_field(node, kind, name, value, key, self._file_name)
        if media is not None:
            self._found_media(media)
            self._beside_media(value)
        elif name in PERSON_KEYS and value:
            self._leaf(Kind.PERSON, value, name, 0)
            self._at += 1
        elif value and (name == "authorization_token" or (name in _CREDENTIAL_KEYS and _is_server(node, kind))):
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
        media = None if is_prose(value) else told_by_value(value, key, self._file_name, in_data=group > 0)
        if media is not None:
            self._found_media(media)
            self._beside_media(value)
            return
        inner = _inner_document(value)
        if inner is not None:
            self._inner[self._at] = (inner, walk_data(inner))
        elif value and not group and key in _RUN_KEYS:
            self._leaves.append(Leaf(self._at, Kind.TEXT, value, key, 0, self._runs))
        elif value and not value.isspace():
            known = group or not key or key in USUAL_KEYS or key in PROSE_KEYS
            self._leaf(Kind.TEXT, value, key, group if known else self._new_group())
        self._at += 1

    def _found_media(self, media: Media) -> None:
        self._media.append(replace(media, place=self._at))

    def _beside_media(self, value: str) -> None:
        words = words_beside(value)
        if words:
            self._leaf(Kind.TEXT, words, "", 0)
        self._at += 1

    def _leaf(self, kind: Kind, value: str, label: str, group: int) -> None:
        self._leaves.append(Leaf(self._at, kind, value, label, group))

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups


def _is_exempt(kind: str, name: str, value: str) -> bool:
    if value in USUAL_WORDS and name in WORD_KEYS:
        return True
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
    return signature is not None and (
        isinstance(signature, str) and _OPAQUE.fullmatch(signature) is not None and not _LOOKS_SECRET.match(signature)
    )


def _has_token_ids(node: list[object]) -> bool:
    """Text as numbers of a vocabulary, which nobody here can read (embeddings, completions)."""
    return any(isinstance(item, int) and not isinstance(item, bool) for item in node)


def _is_server(node: dict[str, object], kind: str) -> bool:
    """Whether an object describes a third party's (MCP) server."""
    return kind in ("mcp", "url") or "server_url" in node or "server_label" in node


def _name_of(node: dict[str, object]) -> str:
    name = node.get("filename") or node.get("title") or ""
    return name if isinstance(name, str) else ""


def _inner_document(value: str) -> Document | None:
    """The JSON object or list that a string is, if it is one, or the string with escapes."""
    if len(value) < 2 or value[0] not in '{[" \t\r\n' or value[-1] not in '}]" \t\r\n':
        return None
    begin = value.strip()[:1]
    if begin not in ("{", "[") and (begin != '"' or "\\" not in value):
        return None
    try:
        inner = read_document(value)
    except NotJson:
        return None
    return inner if isinstance(inner.root, (dict, list, str)) else None


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

"""Placeholders of this exchange become values again in what the gateway answers. Pure.

An answer is restored in every string, unless it is listed here. A streamed field comes in pieces, each in an event of
its own: every field has its own `Restorer`, and only what may yet become a placeholder is held back.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proxy.document import Document, Edit, NotJson, check_json, is_long_number, quoted, read_document, splice
from proxy.refusal import Dialect
from proxy.sse import ServerEvent, read_event, split_events
from redactor.originals import Originals
from redactor.restore import Escape, Restorer
from redactor.spelling import WINDOW

Path = tuple[str | int, ...]
Field = tuple[object, ...]  # which streamed field: (unit, ...), the unit ends as a whole

ALL_UNITS = object()
# In raw JSON: the beginning of a placeholder, or a string that ends in one.
_MAY_HOLD = re.compile(rb'[Zz](?:[Qq]|"|\\)|\\u00[57][aA]|\\ud[89ab]', re.IGNORECASE)
_MAY_HOLD_TEXT = re.compile("[Zz][Qq]")
_KEPT_KEYS = frozenset(
    [
        "signature",
        "encrypted_content",
        "thought_signature",
        "obfuscation",
        "logprobs",
        "bytes",
        "role",
        "type",
        "id",
        "model",
        "object",
    ]
)
_JSON_KEYS = frozenset(("arguments", "partial_json"))
_TOOL_KEYS = frozenset(("arguments", "partial_json", "input", "action"))
_JSON_EVENTS = frozenset(("response.function_call_arguments.delta", "response.mcp_call_arguments.delta"))
_TOOL_EVENTS = _JSON_EVENTS | {"response.custom_tool_call_input.delta", "response.code_interpreter_call_code.delta"}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the policy lets return to places from which it could travel on (policy.model.Restore)."""

    secrets_in_tools: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class _Leaf:
    path: Path
    value: str
    start: int
    end: int


@dataclass(slots=True)
class _Channel:
    restorer: Restorer
    event: ServerEvent
    edits: tuple[Edit, ...]  # makes the event say nothing
    start: int
    end: int
    tail: str = ""
    holds: bool = False

    def feed(self, piece: str) -> str:
        """The next piece, restored; `holds` then says whether something may be held back."""
        self.tail = (self.tail + piece)[-WINDOW:]
        self.holds = "Z" in self.tail or "z" in self.tail or "\ud800" <= self.tail[-1:] <= "\udbff"
        return self.restorer.feed(piece)


class Answer:
    """Restores one answer of the gateway, whole or streamed."""

    def __init__(self, dialect: Dialect, originals: Originals, allowed: Allowed) -> None:
        self._dialect = dialect
        self._originals = originals
        self._allowed = allowed
        self._channels: dict[Field, _Channel] = {}
        self._holding = 0
        self._long: tuple[codecs.IncrementalDecoder, Restorer] | None = None

    @property
    def idle(self) -> bool:
        """Whether there is nothing to restore at all: the answer may pass as it is."""
        return not self._originals

    def whole(self, text: str) -> str:
        """A whole JSON answer. Raises NotJson."""
        if self.idle:
            check_json(text)
            return text
        return self._whole(read_document(text))

    def stretch(self, stretch: bytes, *, lines: bool = False) -> bytes:
        """Complete events of a stream (`lines`: NDJSON)."""
        if self.idle or (not self._holding and not _MAY_HOLD.search(stretch)):
            return stretch
        raws = stretch.splitlines(keepends=True) if lines else split_events(stretch)
        return b"".join(self._event(raw, lines=lines) for raw in raws)

    def finish(self) -> bytes:
        """What is still held back when the stream ends, as events."""
        return b"".join(self._flushed([ALL_UNITS]))

    def raw(self, piece: bytes) -> bytes:
        """A piece of a JSON document that is too long to be read whole: placeholders in it are restored as they stand.

        They stand in strings, so values are escaped once; JSON inside strings is not looked for.
        """
        if self.idle:
            return piece
        if self._long is None:
            self._long = (codecs.getincrementaldecoder("utf-8")("surrogateescape"), self._restorer({}, ("arguments",)))
        decoder, restorer = self._long
        return restorer.feed(decoder.decode(piece)).encode("utf-8", "surrogateescape")

    def raw_end(self) -> bytes:
        """What `raw` still holds back."""
        return b"" if self._long is None else self._long[1].finish().encode("utf-8", "surrogateescape")

    def _event(self, raw: bytes, *, lines: bool) -> bytes:
        try:
            event = ServerEvent((), raw.decode("utf-8").strip("\r\n")) if lines else read_event(raw)
        except UnicodeDecodeError as error:
            raise NotJson("not UTF-8") from error
        if not event.data or event.data == "[DONE]":
            return b"".join(self._flushed([ALL_UNITS] if event.data else [])) + raw
        document = read_document(event.data)
        if not isinstance(document.root, dict):
            return raw
        before = b"".join(self._flushed(_ended_units(self._dialect, document.root)))
        data = self._restored_event(document, document.root, event, lines=lines)
        if data == event.data:
            return before + raw
        return before + _encode(ServerEvent(event.other, data), lines=lines)

    def _restored_event(self, document: Document, root: dict[str, object], event: ServerEvent, *, lines: bool) -> str:
        leaves = list(_strings(document))
        streamed = [(leaf, _field_of(self._dialect, root, leaf.path)) for leaf in leaves]
        blank = tuple(Edit(leaf.start, leaf.end, '""') for leaf, name in streamed if name is not None)
        edits: list[Edit] = []
        for leaf, name in streamed:
            if name is None:
                value = self._string(leaf.path, leaf.value)
            else:
                value = self._piece(name, leaf, root, ServerEvent(event.other, event.data), blank)
            if value != leaf.value:
                edits.append(Edit(leaf.start, leaf.end, f'"{quoted(value)}"'))
        return splice(document.text, edits)

    def _piece(
        self, name: Field, leaf: _Leaf, root: dict[str, object], event: ServerEvent, blank: tuple[Edit, ...]
    ) -> str:
        channel = self._channels.get(name)
        if channel is None:
            channel = _Channel(self._restorer(root, leaf.path), event, blank, leaf.start, leaf.end)
            self._channels[name] = channel
        channel.event, channel.edits, channel.start, channel.end = event, blank, leaf.start, leaf.end
        self._holding -= channel.holds
        value = channel.feed(leaf.value)
        self._holding += channel.holds
        return value

    def _flushed(self, units: Sequence[object]) -> Iterator[bytes]:
        """Events with what ended fields still held back, shaped like their last event."""
        for name in [name for name in self._channels if ALL_UNITS in units or name[0] in units]:
            channel = self._channels.pop(name)
            self._holding -= channel.holds
            rest = channel.restorer.finish()
            if rest and channel.event.data is not None:
                own = Edit(channel.start, channel.end, f'"{quoted(rest)}"')
                edits = [own if edit.start == channel.start else edit for edit in channel.edits]
                data = splice(channel.event.data, edits)
                yield _encode(ServerEvent(channel.event.other, data), lines=self._dialect is Dialect.OLLAMA)

    def _restorer(self, root: Mapping[str, object], path: Path) -> Restorer:
        kind = root.get("type")
        escape = Escape.JSON if path[-1] in _JSON_KEYS or kind in _JSON_EVENTS else Escape.NONE
        in_tool = kind in _TOOL_EVENTS or not _TOOL_KEYS.isdisjoint(path)
        return Restorer(
            self._originals,
            escape=escape,
            secrets=self._allowed.secrets_in_tools or not in_tool,
            links=self._allowed.links,
        )

    def _whole(self, document: Document, path: Path = ()) -> str:
        edits = []
        for leaf in _strings(document):
            value = self._string(path + leaf.path, leaf.value)
            if value != leaf.value:
                edits.append(Edit(leaf.start, leaf.end, f'"{quoted(value)}"'))
        return splice(document.text, edits)

    def _string(self, path: Path, value: str) -> str:
        """A string that came whole; JSON inside it stays JSON."""
        if not _MAY_HOLD_TEXT.search(value) or _is_kept(self._dialect, path):
            return value
        if value.lstrip()[:1] in ("{", "["):
            try:
                return self._whole(read_document(value), path)
            except NotJson:
                pass  # text that only begins like JSON
        in_tool = not _TOOL_KEYS.isdisjoint(path)
        restorer = Restorer(
            self._originals,
            escape=Escape.JSON if path and path[-1] in _JSON_KEYS else Escape.NONE,
            secrets=self._allowed.secrets_in_tools or not in_tool,
            links=self._allowed.links,
        )
        return restorer.feed(value) + restorer.finish()


def _strings(document: Document) -> Iterator[_Leaf]:
    """Every string value of a document with its path and its place."""
    places = iter(document.places)

    def visit(node: object, path: Path) -> Iterator[_Leaf]:
        if isinstance(node, str):
            start, end = next(places)
            yield _Leaf(path, node, start, end)
        elif isinstance(node, dict):
            for key, value in node.items():
                next(places)
                yield from visit(value, (*path, key))
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from visit(value, (*path, index))
        elif is_long_number(node):
            next(places)

    yield from visit(document.root, ())


def _is_kept(dialect: Dialect, path: Path) -> bool:
    if not _KEPT_KEYS.isdisjoint(path[-3:]):
        return path[-1] in _KEPT_KEYS or "logprobs" in path
    return dialect is Dialect.ANTHROPIC and path[-1:] in (("thinking",), ("data",))


def _field_of(dialect: Dialect, root: Mapping[str, object], path: Path) -> Field | None:
    """Which streamed field a string is a piece of; None for one that is whole."""
    if path[-1] in _KEPT_KEYS:
        return None
    if dialect is Dialect.ANTHROPIC:
        streamed = root.get("type") == "content_block_delta" and path in (("delta", "text"), ("delta", "partial_json"))
        return (root.get("index"), path) if streamed else None
    if dialect is Dialect.RESPONSES:
        kind = root.get("type")
        if path != ("delta",) or not isinstance(kind, str):
            return None
        return (_item(root), kind, root.get("content_index"), root.get("summary_index"))
    if dialect is Dialect.OLLAMA:
        streamed = path in (("message", "content"), ("message", "thinking"), ("response",), ("thinking",))
        return ("answer", path) if streamed else None
    if path[:1] != ("choices",) or len(path) < 3 or "name" in path[-1:]:
        return None
    if path[2] != "delta" and path[2:] != ("text",):
        return None
    return (_choice(root, path[1]), _with_own_indexes(root, path))


def _with_own_indexes(root: Mapping[str, object], path: Path) -> Path:
    """The path with `index` fields of list items (tool calls) in place of positions in this event."""
    own: list[str | int] = []
    node: object = root
    for step in path:
        node = node[step] if isinstance(node, (dict, list)) else None  # type: ignore[index] # a JSON path
        index = node.get("index") if isinstance(step, int) and isinstance(node, dict) else None
        own.append(index if isinstance(index, int) else step)
    return tuple(own)


def _choice(root: Mapping[str, object], position: str | int) -> object:
    choices = root.get("choices")
    choice = choices[position] if isinstance(choices, list) and isinstance(position, int) else {}
    return choice.get("index", position) if isinstance(choice, dict) else position


def _item(root: Mapping[str, object]) -> object:
    return root.get("item_id") or root.get("output_index")


def _ended_units(dialect: Dialect, root: Mapping[str, object]) -> list[object]:
    """Which units say in this event that they are complete."""
    kind = root.get("type")
    if dialect is Dialect.ANTHROPIC:
        if kind == "content_block_stop":
            return [root.get("index")]
        return [ALL_UNITS] if kind in ("message_delta", "message_stop", "error") else []
    if dialect is Dialect.RESPONSES:
        if not isinstance(kind, str) or kind.endswith(".delta"):
            return []
        return [_item(root)] if kind.endswith(".done") else [ALL_UNITS] if kind.count(".") == 1 else []
    if dialect is Dialect.OLLAMA:
        return [ALL_UNITS] if root.get("done") is True else []
    choices = root.get("choices")
    if not isinstance(choices, list) or "error" in root:
        return [ALL_UNITS]
    return [
        _choice(root, place)
        for place, choice in enumerate(choices)
        if isinstance(choice, dict) and choice.get("finish_reason") is not None
    ]


def _encode(event: ServerEvent, *, lines: bool) -> bytes:
    return (event.data or "").encode("utf-8") + b"\n" if lines else event.encode()

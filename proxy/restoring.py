"""Placeholders of this exchange become values again in what the gateway answers. Pure.

An answer is restored in every string, unless it is listed here. A streamed field comes in pieces, each in an event of
its own: every field has its own `Restorer`, and only what may yet become a placeholder is held back.
"""

import codecs
import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from proxy.document import Document, Edit, NotJson, Repeating, is_long_number, quoted, read_answer, read_json, splice
from proxy.field_names import ANSWER_KEPT_KEYS, ANSWER_KEPT_LISTS
from proxy.json_pieces import JsonPieces, Pieces
from proxy.refusal import Dialect
from proxy.sse import ServerEvent, read_event, split_events
from proxy.streamed import ALL_UNITS, Field, Path, ended_units, field_of, pieces_of
from redactor.originals import Originals
from redactor.restore import Escape, Restorer

# In raw JSON: the beginning of a placeholder, or a string that ends in one.
_MAY_HOLD = re.compile(rb'[Zz](?:[Qq]|"|\\)|\\u00[57][aA]|\\ud[89ab]', re.IGNORECASE)
_MAY_HOLD_TEXT = re.compile("[Zz][Qq]")
_BEGINS_OBJECT = re.compile(r'\s*\{\s*(?:["}]|\Z)')
_JSON_KEYS = frozenset(("arguments", "partial_json"))
_TOOL_KEYS = frozenset(("arguments", "partial_json", "input", "action"))
_JSON_EVENTS = frozenset(("response.function_call_arguments.delta", "response.mcp_call_arguments.delta"))
# Items and events that say what a tool is to do: "apply_patch_call", "tool_use", "response.shell_call_command.delta".
_TOOL_TYPE = re.compile(r"(?:.*_)?(?:call|tool_use|program)(?:_(?!output)\w+)?(?:\.\w+)?")


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
    in_tool: bool


@dataclass(slots=True)
class _Channel:
    """A streamed field: where its last piece stood."""

    restorer: Pieces
    path: Path
    event: ServerEvent


class Answer:
    """Restores one answer of the gateway, whole or streamed."""

    def __init__(self, dialect: Dialect, originals: Originals, allowed: Allowed) -> None:
        self._dialect = dialect
        self._originals = originals
        self._allowed = allowed
        self._channels: dict[Field, _Channel] = {}
        self.root: object = None  # of a whole answer, as the gateway sent it
        self._long: tuple[codecs.IncrementalDecoder, Pieces] | None = None

    def whole(self, text: str) -> str:
        """A whole JSON answer. Raises NotJson."""
        if not self._originals:
            self.root = read_json(text)
            return text
        document = read_answer(text)
        self.root = document.root
        return self._whole(document)

    def stretch(self, stretch: bytes, *, lines: bool = False) -> bytes:
        """Complete events of a stream (`lines`: NDJSON)."""
        if not self._originals:
            return stretch
        raws = stretch.splitlines(keepends=True) if lines else split_events(stretch)
        return b"".join(self._event(raw, lines=lines) for raw in raws)

    def finish(self) -> bytes:
        """What is still held back when the stream ends, as events."""
        return b"".join(self._flushed([ALL_UNITS]))

    def raw(self, piece: bytes, *, plain: bool = False) -> bytes:
        """A piece of a JSON document that is too long to be read whole, or of `plain` text: all of it is restored."""
        if not self._originals:
            return piece
        if self._long is None:
            restorer = self._plain() if plain else self._restorer({}, ("arguments",))
            self._long = (codecs.getincrementaldecoder("utf-8")("surrogateescape"), restorer)
        decoder, restorer = self._long
        return restorer.feed(decoder.decode(piece)).encode("utf-8", "surrogateescape")

    def raw_end(self) -> bytes:
        """What `raw` still holds back."""
        if self._long is None:
            return b""
        (decoder, restorer), self._long = self._long, None
        rest = restorer.feed(decoder.decode(b"", final=True)) + restorer.finish()
        return rest.encode("utf-8", "surrogateescape")

    def _event(self, raw: bytes, *, lines: bool) -> bytes:
        try:
            event = ServerEvent((), raw.decode("utf-8").strip("\r\n")) if lines else read_event(raw)
        except UnicodeDecodeError as error:
            raise NotJson("not UTF-8") from error
        if not event.data or event.data == "[DONE]":
            return b"".join(self._flushed([ALL_UNITS] if event.data else [])) + raw
        try:
            root = read_json(event.data)
        except NotJson:
            if _MAY_HOLD.search(raw):
                raise
            return raw
        if not isinstance(root, dict):
            return raw
        ended = ended_units(root)
        found = list(pieces_of(root))
        # A field may end with a piece of its own: what is held back goes out with it, not before it.
        last = {field_of(root, path) for path, value in found if value} if ended else frozenset()
        before = b"".join(self._flushed(ended, but=last)) if ended else b""
        pieces = [(path, value, self._piece(root, path, value, event)) for path, value in found]
        if ended:
            pieces = [(path, value, text + self._end(root, path, ended)) for path, value, text in pieces]
        if all(value == restored for _, value, restored in pieces) and not _MAY_HOLD.search(raw):
            return before + raw
        data = self._whole(read_answer(event.data), streamed={path: restored for path, _, restored in pieces})
        return before + (raw if data == event.data else _encode(ServerEvent(event.other, data), lines=lines))

    def _piece(self, root: dict[str, object], path: Path, value: str, event: ServerEvent) -> str:
        """A piece of a streamed field, restored as far as it is certain."""
        name = field_of(root, path)
        channel = self._channels.get(name)
        if channel is None:
            if not value.strip():
                return value  # what follows tells whether it is JSON
            restorer = self._restorer(root, path, in_json=_BEGINS_OBJECT.match(value) is not None)
            channel = self._channels[name] = _Channel(restorer, path, event)
        channel.path, channel.event = path, event
        return channel.restorer.feed(value)

    def _end(self, root: dict[str, object], path: Path, ended: Sequence[object]) -> str:
        """What a field still holds back that ends with this event."""
        name = field_of(root, path)
        if name[0] not in ended and ALL_UNITS not in ended:
            return ""
        channel = self._channels.pop(name, None)
        return channel.restorer.finish() if channel else ""

    def _flushed(self, units: Sequence[object], *, but: Container[Field] = ()) -> Iterator[bytes]:
        """Events with what ended fields (but some) still held back, shaped like their last event."""
        for name in [name for name in self._channels if (ALL_UNITS in units or name[0] in units) and name not in but]:
            channel = self._channels.pop(name)
            rest = channel.restorer.finish()
            if rest and channel.event.data is not None:
                root = json.loads(channel.event.data)
                streamed = {path: "" for path, _ in pieces_of(root)}
                data = self._whole(read_answer(channel.event.data), streamed={**streamed, channel.path: rest})
                yield _encode(ServerEvent(channel.event.other, data), lines=self._dialect is Dialect.OLLAMA)

    def _restorer(
        self, root: Mapping[str, object], path: Path, *, in_tool: bool = False, in_json: bool = False
    ) -> Pieces:
        """in_json: the client shows or reads an object of JSON itself; it is one text, links and all."""
        in_tool = in_tool or _is_tool(root) or not _TOOL_KEYS.isdisjoint(path)
        if path[-1] in _JSON_KEYS or root.get("type") in _JSON_EVENTS:
            return JsonPieces(lambda: self._plain(in_tool=in_tool))
        return self._plain(in_tool=in_tool, in_json=in_json)

    def _plain(self, *, in_tool: bool = False, in_json: bool = False) -> Restorer:
        secrets = self._allowed.secrets_in_tools or not in_tool
        escape = Escape.JSON if in_json else Escape.NONE
        return Restorer(self._originals, escape=escape, secrets=secrets, links=self._allowed.links)

    def _whole(
        self,
        document: Document,
        path: Path = (),
        streamed: Mapping[Path, str] = MappingProxyType({}),
        *,
        in_tool: bool = False,
    ) -> str:
        edits = []
        for leaf in _strings(document, in_tool=in_tool):
            place = path + leaf.path
            value = streamed[place] if place in streamed else self._string(place, leaf.value, in_tool=leaf.in_tool)
            if value != leaf.value:
                edits.append(Edit(leaf.start, leaf.end, f'"{quoted(value)}"'))
        return splice(document.text, edits)

    def _string(self, path: Path, value: str, *, in_tool: bool) -> str:
        """A string that came whole; JSON inside it stays JSON."""
        if not _MAY_HOLD_TEXT.search(value) or _is_kept(self._dialect, path):
            return value
        inner = _inner_answer(value)
        restorer = self._restorer({}, path or ("",), in_tool=in_tool, in_json=inner is not None)
        text = restorer.feed(value) + restorer.finish()
        if inner is not None and not (isinstance(restorer, Restorer) and restorer.kept):
            return self._whole(inner, path, in_tool=in_tool)
        return text


def _inner_answer(value: str) -> Document | None:
    """The JSON object or list that a string is; None for text that only begins like JSON."""
    if value.lstrip()[:1] in ("{", "["):
        with suppress(NotJson):
            return read_answer(value)
    return None


def _strings(document: Document, *, in_tool: bool) -> Iterator[_Leaf]:
    """Every string value of a document with its path and its place."""
    places = iter(document.places)

    def visit(node: object, path: Path, in_tool: bool) -> Iterator[_Leaf]:
        if isinstance(node, str):
            start, end = next(places)
            yield _Leaf(path, node, start, end, in_tool)
        elif isinstance(node, dict):
            in_tool = in_tool or _is_tool(node)
            for key, value in node.pairs if isinstance(node, Repeating) else node.items():
                next(places)
                yield from visit(value, (*path, key), in_tool)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from visit(value, (*path, index), in_tool)
        elif is_long_number(node):
            next(places)

    yield from visit(document.root, (), in_tool)


def _is_tool(node: Mapping[str, object]) -> bool:
    """Whether an item or event says what a tool is to do."""
    kind = node.get("type")
    return isinstance(kind, str) and _TOOL_TYPE.fullmatch(kind) is not None


def _is_kept(dialect: Dialect, path: Path) -> bool:
    if path[-1:] and (path[-1] in ANSWER_KEPT_KEYS or not ANSWER_KEPT_LISTS.isdisjoint(path)):
        return True
    return dialect is Dialect.ANTHROPIC and path[-1:] in (("thinking",), ("data",)) and path[-2:-1] != ("source",)


def _encode(event: ServerEvent, *, lines: bool) -> bytes:
    return (event.data or "").encode("utf-8") + b"\n" if lines else event.encode()

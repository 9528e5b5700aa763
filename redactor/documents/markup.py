"""XML read as stretches of text that can be replaced in place: all other bytes stay as they are.

A unit is what a person reads in one go: a paragraph, whatever runs and fields it is cut into. Nothing is parsed into a
tree and written back, so namespaces, prefixes and formatting of Office files survive. A DTD is refused, and with it
every entity of its own (defusedxml's rule; expat is used directly for its byte offsets).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from xml.parsers import expat
from xml.sax.saxutils import escape

from redactor.documents import reasons
from redactor.documents.document import DocumentRefused

_DEEPEST = 256
_TAG_END = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEEPS_SPACE = ("t", "delText")


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] of a unit becomes `new`."""

    start: int
    end: int
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Splice:
    """data[start:end] of a file becomes `new`."""

    start: int
    end: int
    new: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of a unit: data[start:end] holds `text`, escaped. What stands for a tag (a tab) has no bytes."""

    text: str = field(repr=False)
    start: int = -1
    end: int = -1
    element: str = ""
    attribute: bool = False

    @property
    def fixed(self) -> bool:
        """Whether nothing can be written here."""
        return self.start < 0


@dataclass(slots=True)
class Unit:
    """Text that belongs together. `before` parts it from the unit before in the text of its part.

    `label` is the element's name (`element@attribute`), `number` counts paragraphs of that name, `tag` is where the
    element begins in `file`.
    """

    nodes: list[Node]
    before: str = "\n"
    label: str = ""
    file: str = ""
    number: int = 0
    tag: int = -1

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(node.text for node in self.nodes)

    def splices(self, edits: Sequence[Edit], data: bytes) -> list[Splice]:
        """How the file changes when the text does. The first node that an edit touches takes the new text."""
        texts = _edited([node.text for node in self.nodes], [node.fixed for node in self.nodes], edits)
        done = []
        for node, text in zip(self.nodes, texts, strict=True):
            if text != node.text and not node.fixed:
                done.append(Splice(node.start, node.end, written(text, attribute=node.attribute)))
                done += _space_kept(node, text, data)
        return done


def attributes_of(data: bytes, tag: int) -> dict[str, tuple[str, int, int]]:
    """The attributes of the tag that begins at `tag`: local name → value as written, and its span."""
    match = _TAG_END.match(data, tag)
    if match is None:
        raise DocumentRefused(reasons.BROKEN)
    found = {}
    for attribute in _ATTRIBUTE.finditer(match[0]):
        begin, end = tag + attribute.start(2) + 1, tag + attribute.end(2) - 1
        found[attribute[1].decode().rsplit(":", 1)[-1]] = (data[begin:end].decode(), begin, end)
    return found


def written(text: str, *, attribute: bool = False) -> bytes:
    """Text as it stands in XML."""
    clean = _NOT_XML.sub("", text)
    quotes = {'"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;"} if attribute else {"\r": "&#13;"}
    return escape(clean, quotes).encode()


def changed(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _edited(texts: Sequence[str], fixed: Sequence[bool], edits: Sequence[Edit]) -> list[str]:
    """The nodes' texts after the edits (offsets are of the text before all of them)."""
    result = list(texts)
    begins = [0, *accumulate(map(len, texts))]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        new = edit.new
        for index, begin in enumerate(begins[:-1]):
            start, end = max(edit.start - begin, 0), min(edit.end - begin, len(texts[index]))
            if start < end and not fixed[index]:
                result[index] = result[index][:start] + new + result[index][end:]
                new = ""
    return result


def _space_kept(node: Node, text: str, data: bytes) -> list[Splice]:
    """Word drops spaces at the ends of a text unless told not to."""
    if node.attribute or node.element not in _KEEPS_SPACE or text == text.strip():
        return []
    opened = data.rfind(b"<", 0, node.start)
    if b"xml:space" in data[opened : node.start] or data[node.start - 1 : node.start] != b">":
        return []
    return [Splice(node.start - 1, node.start - 1, b' xml:space="preserve"')]


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The file with all changes."""
    pieces: list[bytes] = []
    position = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        pieces += (data[position : splice.start], splice.new)
        position = max(position, splice.end)
    pieces.append(data[position:])
    return b"".join(pieces)


def as_utf8(data: bytes) -> bytes:
    """XML in UTF-8 without a declaration of another encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeError as error:
            raise DocumentRefused(reasons.BROKEN) from error
        return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text).encode()
    return data


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an XML file is text. Names are local, without namespace.

    `texts`: elements whose characters count (None: all but `ignored`); `within`: an element counts only inside one of
    others. `paragraphs` group, but for what stands `apart` in them (deleted text, field codes). `breaks` are tags that
    stand for characters; `cells` and `rows` part the columns of a table; `attribute` says of (element, attribute,
    value) whether the value is text.
    """

    texts: frozenset[str] | None
    ignored: frozenset[str] = frozenset()
    paragraphs: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    breaks: Mapping[str, str] = field(default_factory=dict)
    cells: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    attribute: Callable[[str, str, str], bool] = lambda element, attribute, value: False


@dataclass(frozen=True, slots=True)
class Tag:
    """An element by its local name, with its attributes by theirs."""

    name: str
    attributes: Mapping[str, str]


def tags_of(data: bytes) -> list[Tag]:
    """Every element of an XML file in order. Raises: DocumentRefused when it is no XML or has a DTD."""
    tags: list[Tag] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tags.append(Tag(_local(name), {_local(key): value for key, value in attributes.items()}))

    parser = _parser()
    parser.StartElementHandler = start
    _parse(parser, data)
    return tags


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise DocumentRefused(reasons.BROKEN)


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, ValueError) as error:
        raise DocumentRefused(reasons.BROKEN) from error


def units_of(data: bytes, reading: Reading) -> list[Unit]:
    """The units of an XML file (UTF-8, see as_utf8). Raises: DocumentRefused when it is no XML or has a DTD."""
    return _Reader(data, reading).units


class _Reader:
    """One pass of expat over a file."""

    def __init__(self, data: bytes, reading: Reading) -> None:
        self.units: list[Unit] = []
        self._data = data
        self._reading = reading
        self._elements: list[str] = []
        self._paragraphs: list[Unit] = []
        self._apart: list[dict[str, Unit]] = []
        self._numbers: Counter[str] = Counter()
        self._before = "\n"
        self._cell = 0
        self._text: list[str] = []
        self._text_start = -1
        self._parser = _parser()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.CommentHandler = self._other
        self._parser.ProcessingInstructionHandler = self._instruction
        _parse(self._parser, data)

    def _start(self, name: str, attributes: list[str]) -> None:
        self._close_text()
        local = _local(name)
        self._elements.append(local)
        if len(self._elements) > _DEEPEST:
            raise DocumentRefused(reasons.BROKEN)
        if local in self._reading.rows:
            self._cell = 0
        if local in self._reading.cells:
            self._before = " | " if self._cell else "\n"
            self._cell += 1
        if local in self._reading.paragraphs:
            number = self._numbers[local]
            self._numbers[local] += 1
            self._paragraphs.append(Unit([], self._before, local, "", number, self._parser.CurrentByteIndex))
            self._apart.append({})
            self._before = "\n"
        if local in self._reading.breaks and self._paragraphs and self._elements[-2:-1] != ["tabs"]:
            self._paragraphs[-1].nodes.append(Node(self._reading.breaks[local]))
        if attributes:
            self._read_attributes(local, attributes)

    def _read_attributes(self, element: str, attributes: list[str]) -> None:
        wanted = [
            (name, value)
            for name, value in zip(attributes[::2], attributes[1::2], strict=True)
            if value.strip() and self._reading.attribute(element, _local(name), value)
        ]
        if not wanted:
            return
        spans = attributes_of(self._data, self._parser.CurrentByteIndex)
        for name, value in wanted:
            local = _local(name)
            _, begin, end = spans[local]
            node = Node(value, begin, end, element, attribute=True)
            self.units.append(Unit([node], "\n", f"{element}@{local}"))

    def _end(self, _name: str) -> None:
        self._close_text()
        local = self._elements.pop()
        if local in self._reading.paragraphs:
            units = (self._paragraphs.pop(), *self._apart.pop().values())
            self.units += (unit for unit in units if unit.text.strip())

    def _characters(self, text: str) -> None:
        if self._text_start < 0:
            start = self._parser.CurrentByteIndex
            cdata = self._data[start - 9 : start] == b"<![CDATA["
            self._text_start = start - 9 if cdata else start
        self._text.append(text)

    def _other(self, _text: str) -> None:
        self._close_text()

    def _instruction(self, _target: str, _text: str) -> None:
        self._close_text()

    def _close_text(self) -> None:
        if self._text_start < 0:
            return
        text, start = "".join(self._text), self._text_start
        self._text, self._text_start = [], -1
        element = self._elements[-1] if self._elements else ""
        if element in self._reading.ignored or (self._reading.texts is not None and element not in self._reading.texts):
            return
        if element in self._reading.within and not self._reading.within[element] & set(self._elements):
            return
        node = Node(text, start, self._parser.CurrentByteIndex, element)
        if self._paragraphs and element in self._reading.apart:
            self._apart[-1].setdefault(element, Unit([], "\n", element)).nodes.append(node)
        elif self._paragraphs:
            self._paragraphs[-1].nodes.append(node)
        elif text.strip():
            self.units.append(Unit([node], "\n", element))

"""A file opened for rewriting: its texts, and a way to write it with them changed."""

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from redactor.documents import archive, reasons
from redactor.documents.document import DocumentRefused, Kind
from redactor.documents.extraction import DEEPEST, extract, open_office, readable_json
from redactor.documents.markup import Edit, Unit, changed
from redactor.documents.office import Office, office_kind, with_edits
from redactor.documents.ooxml import embedded
from redactor.documents.sheets import write_xlsx
from redactor.documents.text import decode, readable

_NAMED_LETTER = re.compile(r"&#(?:x[0-9a-f]{2,6}|\d{2,7});|&[a-z]{3,8};", re.IGNORECASE)
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*')
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is written in one go (a paragraph, a cell): it begins at `begin` of its text."""

    begin: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file: `texts` in order, the stretches of each, and write(), which takes edits for each text."""

    kind: Kind
    texts: tuple[str, ...] = field(repr=False)
    stretches: tuple[tuple[Stretch, ...], ...] = field(repr=False)
    write: Callable[[Sequence[Sequence[Edit]]], bytes]


def open_file(data: bytes, name: str, *, depth: int = 0) -> Opened:
    """A docx, xlsx, pptx or text file. Raises: DocumentRefused for others and for what extract() refuses."""
    if depth > DEEPEST:
        raise DocumentRefused(reasons.NESTED)
    if data.startswith(_ZIP):
        return _open_office(data, depth)
    kind = extract(data, name).kind
    if kind not in (Kind.TEXT, Kind.CSV, Kind.JSON, Kind.HTML):
        raise DocumentRefused(reasons.NOT_REWRITTEN)
    return _open_text(data, kind)


def _open_text(data: bytes, kind: Kind) -> Opened:
    text, encoding = decode(data)
    if kind is Kind.JSON:
        text = readable_json(text)
    else:
        text = _NAMED_LETTER.sub(_letter, readable(text)) if kind is Kind.HTML else readable(text)

    def write(edits: Sequence[Sequence[Edit]]) -> bytes:
        (of_text,) = edits
        if kind is Kind.JSON:
            return _json_changed(text, of_text).encode(encoding)
        return changed(text, of_text).encode(encoding, "xmlcharrefreplace" if kind is Kind.HTML else "strict")

    return Opened(kind, (text,), ((Stretch(0, text),),), write)


def _letter(reference: re.Match[str]) -> str:
    """A reference to a letter or digit as that character; references to markup stay."""
    character = html.unescape(reference[0])
    return character if len(character) == 1 and (character.isalnum() or character in "@.+- \u00a0") else reference[0]


def _json_changed(text: str, edits: Sequence[Edit]) -> str:
    """JSON that stays JSON: texts change inside their quotes, a number becomes a text."""
    safe: list[Edit] = []
    for token in _JSON_TOKEN.finditer(text):
        quoted = token[0].startswith('"')
        inner = (token.start() + 1, token.end() - 1) if quoted else token.span()
        for edit in edits:
            start, end = max(edit.start, inner[0]), min(edit.end, inner[1])
            if start < end:
                safe.append(Edit(start, end, edit.new) if quoted else Edit(*token.span(), f'"{edit.new}"'))
                if not quoted:
                    break
    result = changed(text, safe)
    if _is_json(text) and not _is_json(result):
        raise DocumentRefused(reasons.NOT_CLEAN)
    return result


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _open_office(data: bytes, depth: int) -> Opened:
    entries = archive.unpack(data)
    kind = office_kind(entries)
    if kind not in (Kind.DOCX, Kind.XLSX, Kind.PPTX):
        raise DocumentRefused(reasons.NOT_REWRITTEN)
    office = open_office(kind, entries)
    inner = {name: open_file(entries[name], name, depth=depth + 1) for name in embedded(entries)}
    own = len(office.layouts)

    def write(edits: Sequence[Sequence[Edit]]) -> bytes:
        written = _office_written(office, edits[:own])
        position = own
        for name, opened in inner.items():
            written[name] = opened.write(edits[position : position + len(opened.texts)])
            position += len(opened.texts)
        return archive.pack(written)

    texts = tuple(layout.text for layout in office.layouts)
    stretches = tuple(tuple(_stretches(layout.pieces)) for layout in office.layouts)
    for opened in inner.values():
        texts += opened.texts
        stretches += opened.stretches
    return Opened(kind, texts, stretches, write)


def _stretches(pieces: Sequence[tuple[str, Unit]]) -> Iterator[Stretch]:
    position = 0
    for before, unit in pieces:
        position += len(before)
        yield Stretch(position, unit.text)
        position += len(unit.text)


def _office_written(office: Office, edits: Sequence[Sequence[Edit]]) -> dict[str, bytes]:
    made = [pair for layout, of_text in zip(office.layouts, edits, strict=True) for pair in layout.edits(of_text)]
    return write_xlsx(office, made) if office.kind is Kind.XLSX else with_edits(office, made)

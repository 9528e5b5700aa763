"""The text of a file, whatever its format; what cannot be read safely is refused with a sentence."""

import json
import re
from functools import partial

from redactor.documents import archive, mail, reasons
from redactor.documents.document import Document, DocumentRefused, Kind, Part
from redactor.documents.office import Office, office_kind
from redactor.documents.ooxml import embedded, read_ooxml
from redactor.documents.opendocument import read_opendocument
from redactor.documents.pdf import read_pdf
from redactor.documents.sheets import read_xlsx
from redactor.documents.text import decode, readable
from redactor.documents.web import text_of_html

LARGEST = 100_000_000
"""Bytes of a file that is read at all."""
MOST_TEXT = 30_000_000
"""Code points of text of one file."""
DEEPEST = 3
"""Files within files."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")
_PICTURE_BOXES = (b"ftypheic", b"ftypavif", b"ftypmif1", b"WEBP")
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"(\xb5/\xfd", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HEADER = re.compile(rb"\A(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}", re.ASCII)
_MAIL_HEADERS = re.compile(rb"^(?:from|to|subject|message-id|mime-version|received|return-path|date):", re.I | re.M)
_ESCAPED_LETTER = re.compile(r"\\u[0-9a-fA-F]{4}")


def extract(data: bytes, name: str, *, depth: int = 0) -> Document:
    """The text of a file. `name` helps to tell one kind of text from another; it is never opened.

    Raises: DocumentRefused, with the reason, for what is encrypted, scanned, unknown, damaged or too large.
    """
    if len(data) > LARGEST:
        raise DocumentRefused(reasons.TOO_LARGE)
    if depth > DEEPEST:
        raise DocumentRefused(reasons.NESTED)
    document = _read(data, name.lower(), depth)
    if sum(map(len, document.texts)) > MOST_TEXT:
        raise DocumentRefused(reasons.TOO_LARGE)
    return document


def _read(data: bytes, name: str, depth: int) -> Document:
    if data.startswith(_ZIP):
        return _zipped(data, depth)
    if data[:1024].lstrip().startswith(b"%PDF-") or name.endswith(".pdf"):
        return read_pdf(data)
    _refuse_by_mark(data)
    if name.endswith(".eml") or (_HEADER.match(data[:65_536]) and _MAIL_HEADERS.search(data[:4096]) and _is_mail(name)):
        return mail.read_eml(data, partial(extract, depth=depth + 1), depth=depth)
    text, _ = decode(data)
    return _of_text(text, name)


def _is_mail(name: str) -> bool:
    return "." not in name or name.endswith((".mht", ".mhtml", ".mbox", ".msg.txt"))


def _refuse_by_mark(data: bytes) -> None:
    """What is no text and no document says so in its first bytes."""
    if data.startswith(_OLD_OFFICE):
        raise DocumentRefused(reasons.ENCRYPTED if _ENCRYPTED_PACKAGE in data else reasons.OLD_OFFICE)
    if data.startswith(_PICTURES) or any(box in data[:16] for box in _PICTURE_BOXES):
        raise DocumentRefused(reasons.PICTURE)
    if data.startswith(_ARCHIVES):
        raise DocumentRefused(reasons.ARCHIVE)


def _zipped(data: bytes, depth: int) -> Document:
    entries = archive.unpack(data)
    kind = office_kind(entries)
    if kind in (Kind.ODT, Kind.ODS, Kind.ODP):
        return read_opendocument(kind, entries)
    office = open_office(kind, entries)
    parts = list(office.parts)
    unseen = list(office.unseen)
    for number, name in enumerate(embedded(entries), 1):
        inner = extract(entries[name], name, depth=depth + 1)
        parts += (Part(f"embedded file {number}: {part.where}", part.text) for part in inner.parts)
        unseen += inner.unseen
    return Document(kind, tuple(part for part in parts if part.text.strip()), tuple(unseen))


def open_office(kind: Kind, entries: dict[str, bytes]) -> Office:
    """A docx, xlsx or pptx with its text laid out."""
    return read_xlsx(entries) if kind is Kind.XLSX else read_ooxml(kind, entries)


def _of_text(text: str, name: str) -> Document:
    if name.endswith((".html", ".htm", ".xhtml")) or _HTML.match(text[:4096]):
        return Document(Kind.HTML, (Part("page", text_of_html(text)),))
    if name.endswith((".json", ".ipynb", ".geojson")):
        return Document(Kind.JSON, (Part("json", readable_json(text)),))
    kind = Kind.CSV if name.endswith((".csv", ".tsv")) else Kind.TEXT
    return Document(kind, (Part("text", readable(text)),) if text.strip() else ())


def readable_json(text: str) -> str:
    """JSON with letters instead of `\\u0418`; the text itself where it has none, or is not JSON."""
    if not _ESCAPED_LETTER.search(text):
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text

"""Text of odt, ods and odp (OASIS ODF 1.3): body, headers, notes, comments, sheet names. Read only."""

from collections.abc import Mapping

from redactor.documents import reasons
from redactor.documents.document import Document, DocumentRefused, Kind, Part
from redactor.documents.markup import Reading, as_utf8, tags_of, units_of
from redactor.documents.office import Layout, natural

_BREAKS = {"tab": "\t", "line-break": "\n", "s": " "}
_ATTRIBUTES = frozenset(("href", "string-value", "formula", "title", "description", "current-value", "help-message"))
_OF_ELEMENT = frozenset(("table@name", "page@name", "bookmark@name", "bookmark-start@name", "user-field-decl@name"))
_AUTHORS = frozenset(("creator", "creator-initials", "sender-initials", "author-name", "author-initials", "date"))
_READ = ("content.xml", "styles.xml")


def read_opendocument(kind: Kind, entries: Mapping[str, bytes]) -> Document:
    """Raises: DocumentRefused for encrypted files and embedded objects that are no ODF."""
    manifest = entries.get("META-INF/manifest.xml", b"<none/>")
    if any(tag.name == "encryption-data" for tag in tags_of(as_utf8(manifest))):
        raise DocumentRefused(reasons.ENCRYPTED)
    if any(name.startswith("Object ") and "/" not in name for name in entries):
        raise DocumentRefused(reasons.EMBEDDED)  # an OLE object is one file, an ODF object a folder
    names = [name for name in entries if name.rsplit("/", 1)[-1] in _READ]
    parts = [_part(name, entries[name]) for name in sorted(names, key=lambda name: (name.count("/"), natural(name)))]
    pictures = sum(name.startswith("Pictures/") for name in entries)
    return Document(kind, tuple(part for part in parts if part.text), (reasons.pictures(pictures),) if pictures else ())


def _part(name: str, data: bytes) -> Part:
    reading = Reading(
        texts=None,
        ignored=_AUTHORS,
        paragraphs=frozenset(("p", "h")),
        breaks=_BREAKS,
        cells=frozenset(("table-cell", "covered-table-cell")),
        rows=frozenset(("table-row",)),
        attribute=_is_text_attribute,
    )
    units = [unit for unit in units_of(as_utf8(data), reading) if unit.text.strip()]
    layout = Layout(name.removesuffix(".xml"))
    layout.pieces = [(unit.before if index else "", unit) for index, unit in enumerate(units)]
    return Part(layout.where, layout.text)


def _is_text_attribute(element: str, attribute: str, value: str) -> bool:
    return attribute in _ATTRIBUTES or f"{element}@{attribute}" in _OF_ELEMENT

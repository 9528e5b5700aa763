"""docx, pptx and what xlsx shares with them (ECMA-376): every text node, alternative texts, links; authors nameless."""

import re
from collections.abc import Mapping

from redactor.documents import pictures, reasons
from redactor.documents.document import DocumentRefused, Kind
from redactor.documents.markup import Reading, Splice, Unit, as_utf8, units_of, written
from redactor.documents.office import Layout, Office, natural

_TEXTS = frozenset(
    """t delText instrText delInstrText text v author oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter
    formula1 formula2""".split()  # noqa: SIM905
)
_WITHIN = {
    "v": frozenset(("strCache", "strLit", "multiLvlStrCache", "tx", "externalBook")),
}
_ATTRIBUTES = frozenset(
    """descr title tooltip display displayText prompt promptTitle error errorTitle statusText helpText instr caption
    connection command connectString query oddHeader alt""".split()  # noqa: SIM905
)
_OF_ELEMENT = frozenset(
    """cNvPr@name docPr@name bookmarkStart@name section@name sectPr@name tableColumn@name sheet@name sheetName@val
    alias@val tag@val docVar@val default@val listItem@value fldSimple@instr s@v definedName@name definedName@comment
    textpath@string shape@alt ddeItem@name srcName@val filter@val""".split()  # noqa: SIM905
)
_AUTHORS = frozenset(
    """presenceInfo@userId person@displayName person@userId cmAuthor@name author@name author@userId
    fileSharing@userName header@userName userInfo@name lastEditedBy@name""".split()  # noqa: SIM905
)
_OF_AUTHORS_FILES = ("word/_rels/settings.xml.rels",)  # the path of the author's template
_TECHNICAL = frozenset(
    """cNvPr@name docPr@name bookmarkStart@name section@name sectPr@name tableColumn@name sheet@name sheetName@val s@v
    definedName@name definedName@comment alias@val tag@val ddeItem@name srcName@val filter@val""".split()  # noqa: SIM905
)
_TEMPLATE = re.compile(r"/(?:slideLayouts|slideMasters|notesMasters|handoutMasters|theme)/|\.vml\Z|settings\.xml\Z")
_INITIALS = frozenset(("initials", "shortName"))
_NAMELESS = re.compile(r"[@\u0400-\u04ff]")
_APART = frozenset(("delText", "instrText", "delInstrText"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_METADATA = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_SCHEMA = re.compile(r"\A(?:https?://schemas\.|urn:schemas|https?://www\.w3\.org/|https?://purl\.oclc\.org/)")
_OF_SHEETS = ("xl/worksheets/sheet", "xl/sharedStrings")
_SKIPPED = ("[Content_Types].xml", "docMetadata/", "_xmlsignatures/")
_BINARY_KEPT = (".odttf", ".fntdata", ".ttf")
_BINARY_BLANKED = ("printersettings", "devmode")
_PACKAGES = (".docx", ".xlsx", ".pptx")


def read_ooxml(kind: Kind, entries: dict[str, bytes]) -> Office:
    """All text of a docx or pptx, and of an xlsx all but its cells. Raises: DocumentRefused."""
    entries = {name: as_utf8(data) if _is_xml(name) else data for name, data in entries.items()}
    _refuse_signed_and_chunks(entries)
    office = Office(kind, entries, [])
    authors: dict[str, str] = {}
    blanked = 0
    for name in sorted(entries, key=_reading_order):
        if name in _METADATA:
            office.replaced[name] = _METADATA[name]
        elif _is_xml(name):
            _read_xml(office, name, authors)
        elif not name.startswith(_SKIPPED):
            blanked += _blank(office, name)
    if blanked:
        office.unseen = (reasons.pictures(blanked),)
    return office


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _reading_order(name: str) -> tuple[int, list[tuple[int, str]]]:
    """The body first, then the slides, then the rest."""
    body = name in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
    return (0 if body else 1 if name.startswith("ppt/slides/slide") else 2), natural(name)


def _refuse_signed_and_chunks(entries: Mapping[str, bytes]) -> None:
    for name, data in entries.items():
        lower = name.lower()
        if "/activex/" in lower or (lower.endswith(".rels") and re.search(rb"/(?:aFChunk|oleObject|control)\"", data)):
            raise DocumentRefused(reasons.EMBEDDED)


def _blank(office: Office, name: str) -> bool:
    """Pictures become blank ones; True for those a reader would have seen. Other unreadable entries are refused."""
    lower = name.lower()
    if lower.endswith(_BINARY_KEPT):
        return False
    if any(word in lower for word in _BINARY_BLANKED):
        office.replaced[name] = b""
        return False
    if "/media/" in lower or "thumbnail" in lower or lower.startswith("docprops/"):
        office.replaced[name] = pictures.blank(name)
        return "/media/" in lower
    if "/embeddings/" in lower and lower.endswith(_PACKAGES):
        return False  # read and rewritten as a file of its own (redactor.documents.rewriting)
    raise DocumentRefused(reasons.EMBEDDED)


def embedded(entries: Mapping[str, bytes]) -> list[str]:
    """Office files inside an Office file, such as the data of a chart."""
    return [name for name in entries if "/embeddings/" in name.lower() and name.lower().endswith(_PACKAGES)]


def _read_xml(office: Office, name: str, authors: dict[str, str]) -> None:
    if name.startswith(_SKIPPED) or (
        office.kind is Kind.XLSX and name.startswith(("xl/worksheets/sheet", "xl/sharedStrings"))
    ):
        return
    layout = Layout(_where(name), technical=bool(_TEMPLATE.search(name)))
    names = Layout(f"{layout.where} names", technical=True)
    for unit in units_of(office.entries[name], _reading(name)):
        unit.file = name
        nameless = _nameless(unit, name, authors)
        if nameless is not None:
            office.splices.setdefault(name, []).append(nameless)
        elif unit.text.strip():
            pieces = names.pieces if unit.label in _TECHNICAL else layout.pieces
            pieces.append((unit.before if pieces else "", unit))
    office.layouts += [one for one in (layout, names) if one.pieces]


def _nameless(unit: Unit, file: str, authors: dict[str, str]) -> Splice | None:
    """An author's name as `Author 1`: in comments and tracked changes, and in the lists of their authors."""
    label = unit.label
    (node,) = unit.nodes if len(unit.nodes) == 1 else (None,)
    if node is None:
        return None
    if label.rsplit("@", 1)[-1] in _INITIALS:
        return Splice(node.start, node.end, b"A")
    if label in _AUTHORS or label.endswith("@author") or (label == "author" and "comments" in file):
        number = authors.setdefault(unit.text.casefold(), f"Author {len(authors) + 1}")
        return Splice(node.start, node.end, written(number, attribute=node.attribute))
    if label == "Relationship@Target" and file in _OF_AUTHORS_FILES:
        return Splice(node.start, node.end, b"file")
    return None


def _reading(name: str) -> Reading:
    if name.endswith(".rels"):
        return Reading(frozenset(), attribute=_is_outside_target)
    if name.startswith("customXml/") or name.endswith(".vml"):
        return Reading(None, paragraphs=frozenset(("div", "font")), attribute=is_text_attribute)
    return Reading(
        texts=_TEXTS,
        paragraphs=frozenset(("p", "si", "is", "comment", "rPh") if "/comments" in name else ("p", "rPh")),
        apart=_APART,
        within=_WITHIN,
        breaks=_BREAKS,
        cells=frozenset(("tc",)),
        rows=frozenset(("tr",)),
        attribute=is_text_attribute,
    )


def _is_outside_target(element: str, attribute: str, value: str) -> bool:
    """Targets of links to the outside; those inside the package are file names."""
    return element == "Relationship" and attribute == "Target" and bool(re.search(r"[:@\\]|\A\.\.?/\.\./\.\.", value))


def is_text_attribute(element: str, attribute: str, value: str) -> bool:
    """Whether an attribute's value is read by people: known ones, and any with Cyrillic letters or an address."""
    label = f"{element}@{attribute}"
    if label in _OF_ELEMENT or label in _AUTHORS or attribute == "author" or attribute in _ATTRIBUTES:
        return True
    if attribute in _INITIALS:
        return True
    return bool(_NAMELESS.search(value)) and not _SCHEMA.match(value)


def _where(name: str) -> str:
    """ "slide 3" of ppt/slides/slide3.xml, "header1" of word/header1.xml."""
    stem = name.rsplit("/", 1)[-1].removesuffix(".xml").removesuffix(".rels").removesuffix(".xml")
    kinds = {"slide": "slide", "notesSlide": "notes", "chart": "chart", "comments": "comments"}
    match = re.fullmatch(r"([A-Za-z]+)(\d+)", stem)
    if match and match[1] in kinds and "/_rels/" not in name:
        return f"{kinds[match[1]]} {match[2]}"
    return f"{stem} links" if name.endswith(".rels") else stem

"""Office files (docx, xlsx, pptx; for reading also odt, ods, odp) as layouts of text that can be changed in place."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policy.words import Text
from redactor.documents import reasons
from redactor.documents.document import DocumentRefused, Kind, Part
from redactor.documents.markup import Edit, Splice, Unit, spliced


@dataclass(slots=True)
class Layout:
    """One part of a file as a reader sees it: units in order. A unit may stand in several places (shared strings).

    A `technical` one is rewritten but not shown: names of shapes, templates.
    """

    where: str
    pieces: list[tuple[str, Unit]] = field(default_factory=list)  # what parts it from the unit before, the unit
    technical: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(before + unit.text for before, unit in self.pieces)

    def edits(self, edits: Sequence[Edit]) -> Iterator[tuple[Unit, Edit]]:
        """Edits of the whole text as edits of its units; one that reaches over several is made in each."""
        ordered = sorted(edits, key=lambda edit: edit.start)
        position = first = 0
        for before, unit in self.pieces:
            begin = position + len(before)
            position = begin + len(unit.text)
            while first < len(ordered) and ordered[first].end <= begin:
                first += 1
            for index in range(first, len(ordered)):
                edit = ordered[index]
                if edit.start >= position:
                    break
                start, end = max(edit.start, begin), min(edit.end, position)
                if start < end:
                    yield unit, Edit(start - begin, end - begin, edit.new)


@dataclass(slots=True)
class Office:
    """An Office file: its entries, its text, and what of it must change whatever the text is (authors, pictures)."""

    kind: Kind
    entries: dict[str, bytes]
    layouts: list[Layout]
    splices: dict[str, list[Splice]] = field(default_factory=dict)
    replaced: dict[str, bytes] = field(default_factory=dict)
    unseen: tuple[Text, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text that readers see, part by part."""
        return tuple(Part(layout.where, layout.text) for layout in self.layouts if not layout.technical)


def with_edits(office: Office, edits: Iterable[tuple[Unit, Edit]]) -> dict[str, bytes]:
    """The entries of the file after the edits and all that must change anyway."""
    splices = {name: list(found) for name, found in office.splices.items()}
    for unit, changes in by_unit(edits):
        data = office.entries[unit.file]
        splices.setdefault(unit.file, []).extend(unit.splices(changes, data))
    entries = {name: spliced(data, splices.get(name, ())) for name, data in office.entries.items()}
    return entries | {name: data for name, data in office.replaced.items() if name in entries}


def by_unit(edits: Iterable[tuple[Unit, Edit]]) -> list[tuple[Unit, list[Edit]]]:
    """Each unit with its edits, which do not overlap."""
    grouped: dict[int, tuple[Unit, set[tuple[int, int, str]]]] = {}
    for unit, edit in edits:
        grouped.setdefault(id(unit), (unit, set()))[1].add((edit.start, edit.end, edit.new))
    return [(unit, _apart(changes)) for unit, changes in grouped.values()]


def _apart(changes: Iterable[tuple[int, int, str]]) -> list[Edit]:
    """Edits that do not overlap: of two that do, the first keeps its text and the other shrinks."""
    apart: list[Edit] = []
    end = 0
    for start, stop, new in sorted(changes):
        if max(start, end) < stop:
            apart.append(Edit(max(start, end), stop, new))
            end = stop
    return apart


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key by which slide2 comes before slide10."""
    return [(int(piece), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d+)", name)]


def relations(entries: Mapping[str, bytes], part: str) -> str:
    """The name of the file of relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def office_kind(entries: Mapping[str, bytes]) -> Kind:
    """Which Office format a ZIP file is, by what it declares. Raises: DocumentRefused for macros and other formats."""
    mimetype = entries.get("mimetype", b"").decode("ascii", "replace").strip()
    if mimetype:
        if any(name.lower().startswith(("basic/", "scripts/")) for name in entries):
            raise DocumentRefused(reasons.MACROS)
        for kind, word in ((Kind.ODT, ".text"), (Kind.ODS, ".spreadsheet"), (Kind.ODP, ".presentation")):
            if mimetype.startswith("application/vnd.oasis.opendocument" + word):
                return kind
        raise DocumentRefused(reasons.UNKNOWN)
    types = entries.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if not types:
        raise DocumentRefused(reasons.ARCHIVE)
    if "macroEnabled" in types or any(_is_macro(name) for name in entries):
        raise DocumentRefused(reasons.MACROS)
    for kind, main in (
        (Kind.DOCX, "wordprocessingml.document.main+xml"),
        (Kind.DOCX, "wordprocessingml.template.main+xml"),
        (Kind.XLSX, "spreadsheetml.sheet.main+xml"),
        (Kind.XLSX, "spreadsheetml.template.main+xml"),
        (Kind.PPTX, "presentationml.presentation.main+xml"),
        (Kind.PPTX, "presentationml.slideshow.main+xml"),
        (Kind.PPTX, "presentationml.template.main+xml"),
    ):
        if main in types:
            return kind
    raise DocumentRefused(reasons.UNKNOWN)


def _is_macro(name: str) -> bool:
    lower = name.lower()
    return (
        "vbaproject" in lower
        or "vbadata" in lower
        or "/macrosheets/" in lower
        or lower.startswith(("basic/", "scripts/"))
    )

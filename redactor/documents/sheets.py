"""xlsx: cells as a reader sees them, row by row, and what must follow when one is changed (ECMA-376 part 1 §18)."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from redactor.documents import reasons
from redactor.documents.document import DocumentRefused, Kind
from redactor.documents.excerpts import formula, header
from redactor.documents.markup import (
    Edit,
    Node,
    Reading,
    Splice,
    Unit,
    attributes_of,
    changed,
    spliced,
    tags_of,
    units_of,
    written,
)
from redactor.documents.office import Layout, Office, by_unit, natural, relations, with_edits
from redactor.documents.ooxml import is_text_attribute, read_ooxml

_HEADERS = frozenset("oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split())  # noqa: SIM905
_SHEET_TEXTS = _HEADERS | frozenset(("t", "v", "f", "formula", "formula1", "formula2"))
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_LETTERS = re.compile(r"[dyмгд]|m{3,}|\bm\b|mm[./-]|[./-]mm", re.IGNORECASE)
_QUOTED_IN_FORMAT = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_TAG_NAME = re.compile(rb"<[^\s/>]+")
_LONGEST_NAME = 31  # of a sheet
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 (cells know no time zone)
_REFERRING = frozenset(("f", "definedName", "formula", "formula1", "formula2"))


@dataclass(slots=True)
class NumberCell(Unit):
    """A cell that holds a number or a date: to hold a placeholder it becomes a text."""

    shown: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The number in digits, a date as dd.mm.yyyy."""
        return self.shown

    def splices(self, edits: Sequence[Edit], data: bytes) -> list[Splice]:
        """The cell's value, and its type."""
        (value,) = self.nodes
        done = [Splice(value.start, value.end, written(changed(self.shown, edits)))]
        type_ = attributes_of(data, self.tag).get("t")
        if type_ is None:
            name = _TAG_NAME.match(data, self.tag)
            if name is None:
                raise DocumentRefused(reasons.BROKEN)
            done.append(Splice(name.end(), name.end(), b' t="str"'))
        else:
            done.append(Splice(type_[1], type_[2], b"str"))
        return done


def read_xlsx(entries: dict[str, bytes]) -> Office:
    """All text of a workbook: hidden sheets, comments, names, headers and everything that Office files share."""
    office = read_ooxml(Kind.XLSX, entries)
    book = _Book(office.entries)
    names = {unit.text: unit for layout in office.layouts for _, unit in layout.pieces if unit.label == "sheet@name"}
    sheets = [
        _sheet(office.entries, book, f"sheet {number}", path, names.get(name))
        for number, (name, path) in enumerate(book.sheets.items(), 1)
    ]
    rest = [_sheet(office.entries, book, "sheet", path, None) for path in sorted(book.unlisted(), key=natural)]
    unused = Layout("unused texts", [("\n", unit) for unit in book.unused()], technical=True)
    office.layouts[:0] = [layout for layout in [*sheets, *rest, unused] if layout.pieces]
    return office


def write_xlsx(office: Office, edits: Iterable[tuple[Unit, Edit]]) -> dict[str, bytes]:
    """The workbook after the edits: sheets renamed everywhere, columns of tables named as their headings."""
    made = [(unit, edit) for unit, edit in edits if unit.label != "tableColumn@name"]
    new = {unit.text: changed(unit.text, of_unit) for unit, of_unit in by_unit(made)}
    units = [unit for layout in office.layouts for _, unit in layout.pieces]
    columns = [
        (unit, Edit(0, len(unit.text), new[unit.text]))
        for unit in units
        if unit.label == "tableColumn@name" and unit.text in new
    ]
    names = {unit.text: new[unit.text] for unit in units if unit.label == "sheet@name" and unit.text in new}
    entries = with_edits(office, [*made, *columns])
    return _renamed(entries, names) if names else entries


class _Book:
    """What the parts of a workbook share: sheets, strings, formats of dates."""

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self._entries = entries
        workbook = tags_of(entries.get("xl/workbook.xml", b""))
        targets = _targets(entries, "xl/workbook.xml")
        self.sheets: dict[str, str] = {}
        for tag in workbook:
            path = targets.get(tag.attributes.get("id", ""), "")
            if tag.name == "sheet" and path in entries:
                self.sheets[tag.attributes.get("name", path)] = path
        since_1904 = any(
            tag.attributes.get("date1904") in ("1", "true") for tag in workbook if tag.name == "workbookPr"
        )
        self.epoch = _EPOCHS[since_1904]
        self.date_styles = _date_styles(entries.get("xl/styles.xml", b""))
        strings = _strings(entries)
        self._strings = {unit.number: unit for unit in strings if unit.label == "si"}
        self._readings = [unit for unit in strings if unit.label != "si"]
        self._used: set[int] = set()

    def string(self, index: int) -> Unit | None:
        """A shared string; None for an empty one."""
        self._used.add(index)
        return self._strings.get(index)

    def unused(self) -> list[Unit]:
        """Shared strings that no cell shows: deleted texts that Excel left behind, and readings of characters."""
        return [*(unit for index, unit in self._strings.items() if index not in self._used), *self._readings]

    def unlisted(self) -> list[str]:
        """Worksheets that the workbook does not list."""
        return [
            name
            for name in self._entries
            if name.startswith("xl/worksheets/sheet") and name.endswith(".xml") and name not in self.sheets.values()
        ]


def _targets(entries: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Relationship id → name of the entry."""
    folder = part.rsplit("/", 1)[0]
    found = {}
    for tag in tags_of(entries.get(relations(entries, part), b"<none/>")):
        target = tag.attributes.get("Target", "")
        if target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[tag.attributes.get("Id", "")] = path
    return found


def _strings(entries: Mapping[str, bytes]) -> list[Unit]:
    name = "xl/sharedStrings.xml"
    if name not in entries:
        return []
    units = units_of(entries[name], Reading(frozenset(("t",)), paragraphs=frozenset(("si", "rPh"))))
    for unit in units:
        unit.file = name
    return units


def _date_styles(data: bytes) -> frozenset[int]:
    """The cell styles that show a number as a date (§18.8.30)."""
    if not data:
        return frozenset()
    formats: set[int] = set(_DATE_FORMATS)
    styles: list[int] = []
    within = ""
    for tag in tags_of(data):
        if tag.name in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            within = tag.name
        elif tag.name == "numFmt" and not within:
            code = _QUOTED_IN_FORMAT.sub("", tag.attributes.get("formatCode", ""))
            if _DATE_LETTERS.search(code):
                formats.add(int(tag.attributes.get("numFmtId", "0")))
        elif tag.name == "xf" and within == "cellXfs":
            styles.append(int(tag.attributes.get("numFmtId", "0")))
    return frozenset(index for index, format_ in enumerate(styles) if format_ in formats)


def _sheet(entries: Mapping[str, bytes], book: _Book, where: str, path: str, name: Unit | None) -> Layout:
    """A worksheet: its name; cells parted by tabs, rows by line ends; then what else it says."""
    layout = Layout(where, [("", name)] if name else [])
    data = entries[path]
    reading = Reading(_SHEET_TEXTS, paragraphs=frozenset(("c",)), attribute=is_text_attribute)
    rest: list[Unit] = []
    row = ""
    for unit in units_of(data, reading):
        unit.file = path
        if unit.label != "c":
            rest.append(unit)
            continue
        attributes = {key: value for key, (value, _, _) in attributes_of(data, unit.tag).items()}
        of_row = attributes.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for shown in _shown(unit, attributes, book):
            layout.pieces.append(("\t" if of_row == row else "\n", shown))
            row = of_row
    layout.pieces += [("\n", _as_read(unit)) for unit in rest]
    return layout


def _as_read(unit: Unit) -> Unit:
    """What of a formula or a header is text."""
    if unit.label in _REFERRING and '"' in unit.text:
        return formula(unit)
    return header(unit) if unit.label in _HEADERS else unit


def _shown(unit: Unit, attributes: Mapping[str, str], book: _Book) -> list[Unit]:
    """What a reader sees of a cell, and the texts in its formula."""
    by_element: dict[str, list[Node]] = {}
    for node in unit.nodes:
        by_element.setdefault(node.element, []).append(node)
    formulas = [formula(Unit([node], "\n", "f", unit.file)) for node in by_element.get("f", ()) if '"' in node.text]
    value = _value(unit, attributes, by_element, book)
    return [*([value] if value is not None and value.text.strip() else []), *formulas]


def _value(unit: Unit, attributes: Mapping[str, str], by_element: Mapping[str, list[Node]], book: _Book) -> Unit | None:
    type_ = attributes.get("t", "n")
    if type_ == "inlineStr":
        return Unit(by_element.get("t", []), "\n", "c", unit.file)
    values = by_element.get("v", [])
    if len(values) != 1 or type_ in ("b", "e"):
        return None
    text = values[0].text.strip()
    if type_ == "s":
        return book.string(int(text)) if text.isdecimal() else None
    if type_ == "str":
        return Unit(values, "\n", "c", unit.file)
    style = attributes.get("s", "0")
    is_date = type_ == "n" and style.isdecimal() and int(style) in book.date_styles
    shown = _date(text, book.epoch) if is_date else _digits(text)
    return NumberCell(values, "\n", "c", unit.file, unit.number, unit.tag, shown)


def _digits(text: str) -> str:
    """A number without an exponent: 7.707083893E9 is 7707083893."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return str(int(number)) if number == number.to_integral_value() and abs(number) < Decimal(10) ** 21 else text


def _date(text: str, epoch: datetime) -> str:
    try:
        moment = epoch + timedelta(days=float(text))
    except (ValueError, OverflowError):
        return text
    return moment.strftime("%d.%m.%Y") if moment.hour == moment.minute == 0 else moment.strftime("%d.%m.%Y %H:%M")


def _renamed(entries: Mapping[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    """Every reference to a renamed sheet by its new name."""
    return {
        name: _with_references(data, names) if name.startswith("xl/") and name.endswith(".xml") else data
        for name, data in entries.items()
    }


def _refers(element: str, attribute: str, _value: str) -> bool:
    return attribute == "location" or (element, attribute) == ("worksheetSource", "sheet")


def _with_references(data: bytes, names: Mapping[str, str]) -> bytes:
    reading = Reading(
        _REFERRING,
        attribute=lambda element, attribute, _: (
            attribute == "location" or f"{element}@{attribute}" == "worksheetSource@sheet"
        ),
    )
    splices = []
    for unit in units_of(data, reading):
        (node,) = unit.nodes
        text = node.text
        for old, new in names.items():
            quoted = re.escape("'" + old.replace("'", "''") + "'!")
            text = re.sub(f"{quoted}|(?<![\\w'.]){re.escape(old)}!", f"'{new}'!", text)
            if unit.label == "worksheetSource@sheet" and text == old:
                text = new
        if text != node.text:
            splices.append(Splice(node.start, node.end, written(text, attribute=node.attribute)))
    return spliced(data, splices)

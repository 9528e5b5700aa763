"""Rows that a statement of SQL inserts: the names of its columns say what their values are. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.fields import Cell, of_cell
from redactor.recognizers.heads import head_of
from redactor.recognizers.page import Page

_INSERT = re.compile(
    r"insert\s+(?:into\s+)?[\w.\"`\[\]]{1,80}\s*\((?P<heads>[^()]{1,2000})\)\s*values\s*", re.IGNORECASE
)
_LITERAL = re.compile(
    r"\s*(?:(?:CAST\()?[N ]?'(?P<text>(?:[^'\n]|''){0,400})'(?: AS \w+(?:\([\d, ]+\))?\))?"
    r"|(?P<bare>[^,()'\n]{0,60}?))\s*(?P<end>[,)])"
)
_NEXT_ROW = re.compile(r"\s*,?\s*\(")
BEGINNINGS = {"insert": (r"insert\b",)}


def find_inserts(page: Page) -> Iterator[Finding]:
    """Values under known columns."""
    for match in page.tried("insert", _INSERT, low=False):
        heads = [head_of(name.strip(' \t\n"`[]').replace("_", " ")) for name in match["heads"].split(",")]
        at = match.end()
        while row := _NEXT_ROW.match(page.text, at):
            cells, at = _row(page.text, row.end())
            if len(cells) != len(heads):
                break
            for cell, head in zip(cells, heads, strict=True):
                if head is not None and cell.end > cell.start:
                    yield from of_cell(page.text, cell, head)


def _row(text: str, at: int) -> tuple[list[Cell], int]:
    """The values of one row and where it ends."""
    cells = []
    while match := _LITERAL.match(text, at):
        group = "text" if match["text"] is not None else "bare"
        cells.append(Cell(match.start(group), match.end(group)))
        at = match.end()
        if match["end"] == ")":
            break
    return cells, at

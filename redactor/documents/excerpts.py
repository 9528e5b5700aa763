"""Texts inside a notation of their own: quoted texts of formulas, headers of sheets between their `&` codes. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.documents.markup import Edit, Splice, Unit, changed, written

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z+-])')  # ECMA-376 §18.3.1.46


@dataclass(slots=True)
class Excerpts(Unit):
    """The stretches of one node that are text, a line each."""

    spans: tuple[tuple[int, int], ...] = ()
    doubled: str = ""  # the character that is written twice in this notation

    @property
    def text(self) -> str:
        """The stretches as they are written."""
        return "\n".join(self.nodes[0].text[start:end] for start, end in self.spans)

    def splices(self, edits: Sequence[Edit], data: bytes) -> list[Splice]:
        """The node's text anew; what lies between the stretches stays."""
        moved: list[Edit] = []
        shown = 0
        for begin, end in self.spans:
            for edit in edits:
                first, last = max(edit.start - shown, 0), min(edit.end - shown, end - begin)
                if first < last:
                    moved.append(Edit(begin + first, begin + last, edit.new.replace(self.doubled, self.doubled * 2)))
            shown += end - begin + 1
        node = self.nodes[0]
        return [Splice(node.start, node.end, written(changed(node.text, moved), attribute=node.attribute))]


def formula(unit: Unit) -> Excerpts:
    """The quoted texts of a formula: `=IF(A1="…","…")`."""
    spans = tuple(match.span(1) for match in _LITERAL.finditer(unit.nodes[0].text))
    return Excerpts(unit.nodes, "\n", "f", unit.file, spans=spans, doubled='"')


def header(unit: Unit) -> Excerpts:
    """The texts of a sheet's header or footer: `&L…&C…`."""
    text = unit.nodes[0].text
    edges = [0, *(edge for match in _HEADER_CODE.finditer(text) for edge in match.span()), len(text)]
    spans = tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
    return Excerpts(unit.nodes, "\n", unit.label, unit.file, spans=spans, doubled="&")

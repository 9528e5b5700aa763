"""Files written again without their values, looking as they did; proven by reading them once more."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from policy.words import Text
from redactor.codes import Codes
from redactor.documents import archive, reasons
from redactor.documents.document import DocumentRefused, Kind
from redactor.documents.extraction import extract
from redactor.documents.markup import Edit
from redactor.documents.opened import Opened, Stretch, open_file
from redactor.finding import Finding
from redactor.originals import Original, Originals
from redactor.placeholder import look_alikes, redact_all

Find = Callable[[Sequence[str]], list[list[Finding]]]
"""What is to be masked in each of some texts: Worker.find, called from wherever its event loop is."""

_ROUNDS = 4
_PIECE = 20_000  # code points
_BATCH = 100_000  # code points of one call
_HEADINGS = 1_000
_COLUMNS = ("\t", " | ", ";", ",")
_STRONG = 7  # code points; a shorter word may stand elsewhere and mean something else
_STRONG_DIGITS = 5
_WORD = re.compile(r"\w+")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Masked:
    """A file without its values, the values, what was found, and what was dropped unread (pictures)."""

    data: bytes = field(repr=False)
    kind: Kind
    originals: Originals = field(repr=False)
    findings: tuple[Finding, ...]
    unseen: tuple[Text, ...] = ()


def rewrite(data: bytes, name: str, replace: Callable[[str], str]) -> bytes:
    """A docx, xlsx, pptx or text file in which each stretch of text (a paragraph, a cell, a name) is replaced.

    Authors, document properties and pictures go in any case. Raises: DocumentRefused.
    """
    opened = open_file(data, name)
    return opened.write([list(_replacing(stretches, replace)) for stretches in opened.stretches])


def mask(
    data: bytes, name: str, find: Find, codes: Codes, *, progress: Callable[[int, int], None] | None = None
) -> Masked:
    """A file with placeholders instead of all that `find` finds in it.

    What was written is read again until nothing is found any more; the file is withheld when a value is still in it.
    `progress` is told how many code points of how many are done, of each reading.

    Raises: DocumentRefused, RedactionError.
    """
    find = partial(find_in_pieces, find, progress=progress)
    originals: dict[str, Original] = {}
    findings: list[Finding] = []
    current, unseen = data, extract(data, name).unseen
    for _ in range(_ROUNDS):
        opened = open_file(current, name)
        found = _found(opened, find, originals.values())
        redactions = redact_all(opened.texts, found, codes, ours=frozenset(originals))
        edits = [
            [Edit(finding.start, finding.end, new) for finding, new in zip(of_text, names, strict=True)]
            for of_text, names in zip(redactions.findings, redactions.placeholders, strict=True)
        ]
        current = opened.write(edits)
        findings += chain.from_iterable(redactions.findings)
        for placeholder, original in redactions.originals.items():
            originals.setdefault(placeholder, original)
        if not any(edits):
            _prove(current, name, find, originals.values())
            return Masked(current, opened.kind, Originals(originals.values()), tuple(findings), unseen)
    raise DocumentRefused(reasons.NOT_CLEAN)


def _found(opened: Opened, find: Find, originals: Iterable[Original]) -> list[list[Finding]]:
    """What is found in each text, and every other place of a value that was found before."""
    known = _surfaces(originals)
    found = find(opened.texts)
    return [[*of_text, *_places(text, known)] for text, of_text in zip(opened.texts, found, strict=True)]


def find_in_pieces(
    find: Find, texts: Sequence[str], *, progress: Callable[[int, int], None] | None = None
) -> list[list[Finding]]:
    """What `find` finds, asked for pieces of at most 20,000 code points, some at a time (a line is never cut).

    Each piece of a table is shown with the first lines of the table, where its headings are.
    """
    pieces = [_Piece(index, text, *span) for index, text in enumerate(texts) for span in _pieces(text)]
    total, done = sum(map(len, texts)), 0
    found: list[list[Finding]] = [[] for _ in texts]
    for batch in _batches(pieces):
        for piece, of_piece in zip(batch, find([piece.shown for piece in batch]), strict=True):
            head = len(piece.head)
            found[piece.index] += (one.moved(piece.start - head) for one in of_piece if one.start >= head)
            done += piece.end - piece.start
        if progress is not None:
            progress(done, total)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """text[start:end] of text number `index`."""

    index: int
    text: str = field(repr=False)
    start: int
    end: int

    @property
    def head(self) -> str:
        """The headings of the table that the piece goes on with."""
        lines = self.text[: min(self.start, _HEADINGS)].splitlines(keepends=True)[:2]
        return "".join(lines) if any(mark in line for line in lines for mark in _COLUMNS) else ""

    @property
    def shown(self) -> str:
        """What is shown to the finder."""
        return self.head + self.text[self.start : self.end]


def _batches(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        if batch and size + piece.end - piece.start > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += piece.end - piece.start
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            line = text.rfind("\n", start, end) + 1
            end = line if line > start else (text.find("\n", end) + 1 or len(text))
        yield start, end
        start = end


def _surfaces(originals: Iterable[Original]) -> dict[str, str]:
    """How values were written, long enough to mean nothing else, and what each is."""
    return {
        surface: original.entity
        for original in originals
        for surface in (original.value, *(place.surface for place in original.occurrences))
        if len(surface) >= _STRONG or sum(char.isdigit() for char in surface) >= _STRONG_DIGITS
    }


def _places(text: str, known: Mapping[str, str]) -> Iterator[Finding]:
    """Where known values stand as whole words."""
    words = set(_WORD.findall(text))
    for surface, entity in known.items():
        first = _WORD.search(surface)
        if first is not None and first[0] not in words:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            yield Finding(entity, *match.span(), 1.0, "known")


def _prove(data: bytes, name: str, find: Find, originals: Iterable[Original]) -> None:
    """Read the file as extract() reads it and as it lies in bytes: no value may be left. Raises: DocumentRefused."""
    texts = extract(data, name).texts
    left = find(texts)
    for text, found in zip(texts, left, strict=True):
        walls = look_alikes(text)
        if any(not any(start <= finding.start and finding.end <= end for start, end in walls) for finding in found):
            raise DocumentRefused(reasons.NOT_CLEAN)
    known = _surfaces(originals)
    if any(True for text in (*texts, *_raw_texts(data)) for _ in _places(text, known)):
        raise DocumentRefused(reasons.NOT_CLEAN)


def _raw_texts(data: bytes) -> Iterator[str]:
    """Everything in the file that could be text, wherever it stands."""
    if not data.startswith(_ZIP):
        return
    for name, entry in archive.unpack(data).items():
        if entry.startswith(_ZIP):
            yield from _raw_texts(entry)
        elif name.lower().endswith((".xml", ".rels", ".vml")):
            yield html.unescape(entry.decode("utf-8", "replace"))


def _replacing(stretches: Sequence[Stretch], replace: Callable[[str], str]) -> Iterator[Edit]:
    for stretch in stretches:
        for edit in changes(stretch.text, replace(stretch.text)):
            yield Edit(stretch.begin + edit.start, stretch.begin + edit.end, edit.new)


def changes(old: str, new: str) -> list[Edit]:
    """How a text became another: an edit for each placeholder put into it, or one for all that differs."""
    walls = look_alikes(new)
    ends = [0, *(end for _, end in walls)]
    starts = [*(start for start, _ in walls), len(new)]
    between = [new[end:start] for end, start in zip(ends, starts, strict=True)]
    position = len(between[0])
    if not walls or not old.startswith(between[0]):
        return _one_change(old, new)
    edits: list[Edit] = []
    for (start, end), text in zip(walls, between[1:], strict=True):
        last = end == walls[-1][1]
        at = len(old) - len(text) if last and old.endswith(text) else old.find(text, position + 1)
        if at <= position or not (text or last):
            return _one_change(old, new)
        edits.append(Edit(position, at, new[start:end]))
        position = at + len(text)
    return edits if position == len(old) else _one_change(old, new)


def _one_change(old: str, new: str) -> list[Edit]:
    if old == new:
        return []
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return [Edit(start, len(old) - end, new[start : len(new) - end])]

"""multipart/form-data (RFC 7578) with the place of every part, so that text fields can be replaced in place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_NAME = re.compile(rb'[;\s]name="((?:[^"\\\r\n]|\\.)*)"', re.IGNORECASE)
_FILENAME = re.compile(rb'[;\s]filename="((?:[^"\\\r\n]|\\.)*)"', re.IGNORECASE)
_EXTENDED_FILENAME = re.compile(rb"[;\s]filename\*=([^;\r\n]*)", re.IGNORECASE)
_TYPE = re.compile(rb"^content-type:[ \t]*([^\r\n;]*)", re.IGNORECASE | re.MULTILINE)
MAX_PARTS = 256


class NotForm(ValueError):
    """The body is not a form that can be read without doubt."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field. start, end: where its content stands in the body; the name of a file likewise (0, 0: no file)."""

    name: str
    mime: str
    start: int
    end: int
    filename_start: int = 0
    filename_end: int = 0

    @property
    def is_file(self) -> bool:
        """Whether a file name came with it."""
        return self.filename_end > 0


def read_form(body: bytes, content_type: str) -> Sequence[Part]:
    """The parts of a form.

    Raises:
        NotForm: no boundary, no end, too many parts, or heads that two readers may read differently.
    """
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise NotForm("no boundary")
    mark = b"--" + (match[1] or match[2]).encode("latin-1", "replace")
    pieces = [found.start() for found in re.finditer(re.escape(mark), body)]
    if not pieces or pieces[0] != 0 or not body[pieces[-1] + len(mark) :].startswith(b"--"):
        raise NotForm("no end")
    if len(pieces) > MAX_PARTS:
        raise NotForm("too many parts")
    parts = []
    for at, following in pairwise(pieces):
        start = at + len(mark) + 2
        head_end = body.find(b"\r\n\r\n", start - 2, following)
        if body[start - 2 : start] != b"\r\n" or head_end < 0 or body[following - 2 : following] != b"\r\n":
            raise NotForm("a part without head or end")
        parts.append(_part(body, start, head_end, following - 2))
    return parts


def _part(body: bytes, start: int, head_end: int, end: int) -> Part:
    head = body[start:head_end]
    names = _NAME.findall(head)
    if len(names) != 1 or _EXTENDED_FILENAME.search(head) or len(_FILENAME.findall(head)) > 1:
        raise NotForm("a part without one plain name")
    kind = _TYPE.search(head)
    mime = kind[1].decode("latin-1").strip().lower() if kind else ""
    filename = _FILENAME.search(head)
    name_at = (start + filename.start(1), start + filename.end(1)) if filename else (0, 0)
    return Part(names[0].decode("utf-8", "replace"), mime, head_end + 4, end, *name_at)

"""multipart/form-data (RFC 7578) with the place of every part, so that text fields can be replaced in place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BOUNDARY = re.compile(
    r"""boundary=(?:"([A-Za-z0-9'()+_,./:=? -]{1,70})"|([A-Za-z0-9'()+_,./:=?-]{1,70}))""", re.IGNORECASE
)
# Only these lines, so that nothing unseen travels in a part's head. A name is an identifier, a file name is looked at.
_DISPOSITION = re.compile(rb"content-disposition:[ \t]*form-data", re.IGNORECASE)
_PARAMETER = re.compile(
    rb"[ \t]*;[ \t]*(?P<kind>name|filename|filename\*(?==utf-8'))=(?:(?<=\*=)utf-8'[a-z-]{0,8}')?"
    rb'(?:"(?P<quoted>(?:[^"\\\r\n]|\\.)*)"|(?P<plain>[^;" \t\r\n]*))',
    re.IGNORECASE,
)
_FIELD = re.compile(rb"[A-Za-z0-9_.\[\]-]{1,64}")
_OTHER_LINE = re.compile(
    rb"content-type:[ \t]*([A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+)(?:;[ \t]*charset=\"?[A-Za-z0-9-]+\"?)?[ \t]*"
    rb"|content-transfer-encoding:[ \t]*(?:binary|8bit|7bit)[ \t]*|content-length:[ \t]*\d{1,12}[ \t]*",
    re.IGNORECASE,
)
MAX_PARTS = 256


class NotForm(ValueError):
    """The body is not a form that can be read without doubt."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field. start, end: where its content stands in the body; file_names: where the name of a file does.

    A name may be given twice, plainly and percent-encoded (RFC 8187).
    """

    name: str
    mime: str
    start: int
    end: int
    file_names: Sequence[tuple[int, int]] = ()

    @property
    def is_file(self) -> bool:
        """Whether a file name came with it."""
        return bool(self.file_names)


def read_form(body: bytes, content_type: str) -> Sequence[Part]:
    """The parts of a form.

    Raises:
        NotForm: no boundary, no end, too many parts, or heads that two readers may read differently.
    """
    mark = b"--" + boundary_of(content_type).encode()
    pieces = [found.start() for found in re.finditer(re.escape(mark), body)]
    if not pieces or body[: pieces[0]] not in (b"", b"\r\n") or body[pieces[-1] + len(mark) :].rstrip() != b"--":
        raise NotForm("no beginning or no end")
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


def boundary_of(content_type: str) -> str:
    """What separates the parts. Raises NotForm."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise NotForm("no boundary")
    return match[1] or match[2]


def _part(body: bytes, start: int, head_end: int, end: int) -> Part:
    name = mime = ""
    file_names: Sequence[tuple[int, int]] = ()
    at = start
    for line in body[start:head_end].split(b"\r\n"):
        other = _OTHER_LINE.fullmatch(line)
        if not name and _DISPOSITION.match(line):
            name, file_names = _described(body, at, at + len(line))
        elif other is None:
            raise NotForm("a part with an unusual head")
        elif other[1]:
            mime = other[1].decode().lower()
        at += len(line) + 2
    if not name:
        raise NotForm("a part without a name")
    return Part(name, mime, head_end + 4, end, file_names)


def _described(body: bytes, start: int, end: int) -> tuple[str, Sequence[tuple[int, int]]]:
    """The name of a field, and where the name of a file stands."""
    found = _DISPOSITION.match(body, start, end)
    at = found.end() if found else start
    spans: dict[str, tuple[int, int]] = {}
    while body[at:end].strip():
        match = _PARAMETER.match(body, at, end)
        kind = match["kind"].decode().lower() if match else ""
        if match is None or kind in spans:
            raise NotForm("a part with an unusual head")
        spans[kind] = match.span("quoted") if match["quoted"] is not None else match.span("plain")
        at = match.end()
    name = _FIELD.fullmatch(body, *spans.pop("name", (0, 0)))
    if name is None:
        raise NotForm("a part without a name")
    return name[0].decode(), tuple(spans.values())

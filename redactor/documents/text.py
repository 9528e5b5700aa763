"""Bytes of text files as text, and back in the same encoding. Pure."""

import html
import quopri
import re

from redactor.documents import reasons
from redactor.documents.document import DocumentRefused

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_RICH_TEXT = b"{\\rtf"
_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.001  # of all characters: a log may hold a few
_CYRILLIC = ("cp1251", "cp866", "koi8-r")
_FREQUENT = re.compile("[оеаинтсрвл]")
_RARE = re.compile("[^\x00-\x7fА-Яа-яЁё№«»—–…“”„’°±§•©\u00a0\u2010-\u2015]")
_MOSTLY = 0.8
_SAMPLE = 65_536
_ESCAPED_LETTER = re.compile(r"\\u(04[0-9a-fA-F]{2}|00[c-fC-F][0-9a-fA-F])")
_LETTER_REFERENCE = re.compile(r"&#(?:x[0-9a-fA-F]{2,6}|\d{2,7});")
_QUOTED_PRINTABLE = re.compile(r"(ENCODING=QUOTED-PRINTABLE[^:\n]*:)((?:[^\r\n]*=\r?\n)*[^\r\n]*)", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8, UTF-16 and UTF-32 with or without a mark, else a Cyrillic code page.

    Raises: DocumentRefused when it is no text, or text that hides its letters (RTF).
    """
    if data.lstrip()[:5] == _RICH_TEXT:
        raise DocumentRefused(reasons.OLD_OFFICE)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as_text(data, encoding), encoding
    wide = _wide(data)
    if wide:
        return _as_text(data, wide), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _code_page(data)
        return _as_text(data, encoding), encoding
    return _checked(text), "utf-8"


def readable(text: str) -> str:
    """The text with letters where it writes them as `\\u0418`, `&#1048;` or, in a vCard, `=D0=98`."""
    if "\\u" in text:
        text = _ESCAPED_LETTER.sub(lambda match: chr(int(match[1], 16)), text)
    if "&#" in text:
        text = _LETTER_REFERENCE.sub(_letter, text)
    if "QUOTED-PRINTABLE" in text.upper():
        text = _QUOTED_PRINTABLE.sub(_unquoted, text)
    return text


def _letter(reference: re.Match[str]) -> str:
    character = html.unescape(reference[0])
    return character if len(character) == 1 and character.isalnum() else reference[0]


def _unquoted(value: re.Match[str]) -> str:
    try:
        return value[1] + quopri.decodestring(value[2].encode("ascii", "replace")).decode("utf-8").replace("\r\n", " ")
    except UnicodeDecodeError:
        return value[0]


def _as_text(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeError as error:
        raise DocumentRefused(reasons.UNKNOWN) from error


def _checked(text: str) -> str:
    if len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS:
        raise DocumentRefused(reasons.UNKNOWN)
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte is NUL or the page of Cyrillic letters (4)."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0, 4) for byte in high) > len(high) * _MOSTLY and 0 in high:
            return encoding
    return ""


def _code_page(data: bytes) -> str:
    """The code page in which the text looks most like Russian."""

    def likeness(encoding: str) -> float:
        text = data[:_SAMPLE].decode(encoding, "replace")
        return len(_FREQUENT.findall(text)) - 3 * len(_RARE.findall(text))

    best = max(_CYRILLIC, key=likeness)
    if likeness(best) <= 0:
        raise DocumentRefused(reasons.UNKNOWN)
    return best

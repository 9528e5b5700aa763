"""What a text says in percent escapes, quoted-printable, encoded words of mail heads and base64. Pure.

RFC 3986 §2.1 (percent), RFC 2045 §6.7 and §6.8 (quoted-printable, base64), RFC 2047 §2 (encoded words). Each stretch is
decoded once and never again inside; what is decoded is shorter than what it stood for, so the cost stays linear.
"""

import base64
import binascii
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redactor.finding import Finding

ENCODED = "ENCODED"
_PERCENT = re.compile(r"(?<!\S)(?=[^\s%]*%[0-9A-Fa-f]{2})\S{4,}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_RUN_OF_ESCAPES = re.compile(r"(?:[%=][0-9A-Fa-f]{2}){3,}")
_ESCAPES = re.compile(r"((?:%[0-9A-Fa-f]{2})+)")
_QUOTED = re.compile(r"((?:=[0-9A-F]{2}|=\r?\n)+)")
_TWO_CODES = re.compile(r"=[0-9A-F]{2}=[0-9A-F]{2}")
_WORD = re.compile(r"=\?[\w-]{2,40}\?(?P<how>[BbQq])\?(?P<body>[^?\s]{1,2000})\?=")
_BASE64 = re.compile(
    r"[A-Za-z0-9+/_-](?<![\w+/=,.-].)"
    r"(?:[A-Za-z0-9+/]{59,75}\r?\n(?:[A-Za-z0-9+/]{60,76}\r?\n){0,4000}[A-Za-z0-9+/]{2,76}|[A-Za-z0-9+/_-]{23,200000})={0,2}"
    r"(?![\w+/=.-])"
)
# A table from the letters of base64 to an x, from all others to a space, and as many of them as _BASE64 needs.
_TO_LETTERS = bytes(ord("x" if re.match(r"[A-Za-z0-9+/_-]", chr(code)) else " ") for code in range(256))
_LEAST_BASE64 = b"x" * 24
_LINE_END = re.compile(r"[\r\n]+")
_CODE = re.compile(r"[%=]([0-9A-Fa-f]{2})|=\r?\n")
_RUSSIAN = re.compile(r"[А-Яа-яЁё №«»—–,.-]*[А-Яа-яЁё]{2}[А-Яа-яЁё №«»—–,.-]*")
_QUERY = {"+": " ", "&": "\n"}
_URL_SAFE = str.maketrans("-_", "+/")
_LEAST_LETTERS = 0.9  # share of what is decoded that a person could read; random bytes have less


@dataclass(frozen=True, slots=True)
class Passage:
    """What a stretch says: `text`; its i-th code point stood at starts[i]…ends[i]. `whole`: only all of it can go."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """All passages of a text as one text, a blank line between, and the place of each."""

    text: str
    passages: tuple[Passage, ...]
    begins: tuple[int, ...]

    def restored(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings of the decoded text as findings of the text that held it."""
        for one in findings:
            at = bisect_right(self.begins, one.start) - 1
            passage, first = self.passages[at], one.start - self.begins[at]
            last = min(one.end - self.begins[at], len(passage.text))
            if first >= last:
                continue
            start, end = passage.starts[first], passage.ends[last - 1]
            yield Finding(ENCODED if passage.whole else one.entity, start, end, one.score, f"encoded-{one.recognizer}")


def decoded(text: str) -> Decoded | None:
    """What is written in codes, or nothing when nothing is."""
    passages = tuple(_passages(text))
    if not passages:
        return None
    begins, at = [], 0
    for passage in passages:
        begins.append(at)
        at += len(passage.text) + 2
    return Decoded("\n\n".join(passage.text for passage in passages), passages, tuple(begins))


def without_escapes(text: str) -> str:
    """The text with spaces in place of its escapes, of the same length: what they say is read apart."""
    if "%" not in text and "=" not in text:
        return text
    return _RUN_OF_ESCAPES.sub(lambda match: " " * len(match.group()), text)


def _passages(text: str) -> Iterator[Passage]:
    if _ESCAPE.search(text):
        for match in _PERCENT.finditer(text):
            yield from _unescaped(text, match.start(), match.end(), _ESCAPES, "%")
    if "=" in text:
        for start, end in _quoted_lines(text):
            yield from _unescaped(text, start, end, _QUOTED, "=")
        for match in _WORD.finditer(text):
            yield from _whole(match.start(), match.end(), _of_word(match["how"], match["body"]))
    for match in _base64_runs(text):
        yield from _whole(match.start(), match.end(), _of_base64(match.group()))


def _base64_runs(text: str) -> Iterator[re.Match[str]]:
    """Runs of base64, each after the last; one begins with a long run of its letters and may go on in later lines."""
    letters = text.encode("ascii", "replace").translate(_TO_LETTERS)
    at = letters.find(_LEAST_BASE64)
    while at >= 0:
        match = _BASE64.match(text, at)
        if match:
            yield match
        after = match.end() if match else letters.find(b" ", at)
        at = letters.find(_LEAST_BASE64, after) if after >= 0 else -1


def _quoted_lines(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring lines that hold two codes side by side, as one stretch."""
    start = end = -1
    match = _TWO_CODES.search(text)
    while match is not None:
        first = text.rfind("\n", 0, match.start()) + 1
        last = text.find("\n", match.end())
        last = len(text) if last < 0 else last + 1
        if start >= 0 and first > end:
            yield start, end
            start = first
        start, end = first if start < 0 else start, last
        match = _TWO_CODES.search(text, last)
    if start >= 0:
        yield start, end


def _unescaped(text: str, start: int, end: int, escapes: re.Pattern[str], sign: str) -> Iterator[Passage]:
    """A stretch with its escapes as letters; in a query + is a space and & begins a new line."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for index, piece in enumerate(escapes.split(text[start:end])):
        plain = index % 2 == 0
        letters = [(letter, 1) for letter in piece] if plain else _of_escapes(piece)
        for letter, length in letters:
            if letter:
                parts.append(_QUERY.get(letter, letter) if plain and sign == "%" else letter)
                starts.append(at)
                ends.append(at + length)
            at += length
    if len(parts) < end - start:
        yield Passage("".join(parts), tuple(starts), tuple(ends))


def _of_escapes(run: str) -> list[tuple[str, int]]:
    """The letters of a run of escapes, each with the length it takes in the text; as written when it is no text."""
    data = bytes(int(code[1], 16) for code in _CODE.finditer(run) if code[1])
    widths: list[int] = []
    for code in _CODE.finditer(run):
        if code[1] or not widths:
            widths.append(len(code.group()))
        else:
            widths[-1] += len(code.group())  # the end of a line inside a word
    letters = _as_text(data)
    if letters is None or len(widths) != len(data):
        return [("", len(run))] if not data else [(letter, 1) for letter in run]
    found, at = [], 0
    for letter, size in letters:
        found.append((letter, sum(widths[at : at + size])))
        at += size
    return found


def _as_text(data: bytes) -> list[tuple[str, int]] | None:
    """Letters and the bytes of each: UTF-8, or Windows-1251 when that gives Russian letters."""
    try:
        return [(letter, len(letter.encode())) for letter in data.decode()]
    except UnicodeDecodeError:
        russian = data.decode("cp1251", "replace")
        return [(letter, 1) for letter in russian] if _RUSSIAN.fullmatch(russian) else None


def _whole(start: int, end: int, said: str) -> Iterator[Passage]:
    if said:
        yield Passage(said, (start,) * len(said), (end,) * len(said), whole=True)


def _of_word(how: str, body: str) -> str:
    """What an encoded word of a mail's head says."""
    if how in "Bb":
        return _of_base64(body)
    return "".join(letter for run in _QUOTED.split(body.replace("_", " ")) for letter, _ in _of_either(run))


def _of_either(run: str) -> list[tuple[str, int]]:
    return _of_escapes(run) if _QUOTED.fullmatch(run) else [(letter, 1) for letter in run]


def _of_base64(body: str) -> str:
    """What base64 says, when it says something that a person can read."""
    try:
        body = _LINE_END.sub("", body).translate(_URL_SAFE)
        data = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
        said = data.decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    readable = sum(letter.isprintable() or letter in "\r\n\t" for letter in said)
    return said if said and readable >= _LEAST_LETTERS * len(said) else ""

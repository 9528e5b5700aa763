"""A text as the recognizers should see it, with the way back to the text as it was sent.

Hidden and look-alike characters must not hide a number: zero-width and bidi marks are taken out (Unicode TR 36 §2.3,
TR 39 §5), compatibility digits and spaces become ASCII, combining marks join their letter (NFC), escapes of JSON and
HTML become their character. Pure.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from redactor.finding import Finding
from redactor.letters import Letters
from redactor.scanned import LOOK_LIKE_DIGITS, numbers_as_scanned, words_as_scanned

# Nothing is drawn for these: soft hyphen, Mongolian separator, zero-width, bidi marks and isolates, BOM, variation
# selectors, tags (U+E0000), combining grapheme joiner.
_HIDDEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f"
)
_STRANGE = re.compile(
    rf"(?P<hidden>[{_HIDDEN}]+)"
    r"|(?P<unicode>\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})?)"
    r"|(?P<quote>\\{1,3}\")"
    r"|(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|nbsp|quot|amp|lt|gt|laquo|raquo|ndash|mdash|apos|thinsp|shy);)"
    r"|(?P<spaced>(?<!\w)(?:[А-ЯЁа-яё] ){3,30}[А-ЯЁа-яё](?!\w))"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<one>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u00a0\u1680\u2000-\u200a\u2010-\u2012\u2028\u2029\u202f\u205f"
    r"\u2212\u3000\ud800-\udfff\ufe58\ufe63\uff01-\uff5e\uff0d]|(?![0-9])\d)"
)
_USUAL = frozenset(map(chr, (9, 10, 13, *range(32, 127), *range(0xC0, 0x100), *range(0x410, 0x450)))) | frozenset(
    "Ёёі«»№—–…’‘“”„•·°€£₽"
)
_UNUSUAL = re.compile(f"[^{''.join(map(re.escape, sorted(_USUAL)))}]")
# The end of a line inside a string of JSON, as long as what stands for it.
_ESCAPED_LINE = re.compile(r"\\[nr]|\\t(?=[^\W\d_]|\d)")
_NATIONAL = re.compile(r"(?<=[(,=\s])N'(?=[^'\n]{0,400}'(?:\s{0,3}[,);]|\s+[A-Z]|\s*\Z))")  # a string of SQL: N'Lisbon'
# Letters that look alike (Unicode TR 39, confusables.txt), Latin and Cyrillic.
_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxyuki", "АВСЕНКМОРТХУасеорхуикі"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_TWO_SCRIPTS = re.compile(r"[A-Za-z](?:(?=[А-яЁёі])|(?<=[А-яЁёі].))")
_CYRILLIC_LETTER = re.compile("[\u0410-\u044f]")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁёі]+")
_SPACED = re.compile(r" [А-яё] [А-яё] ")


def _kind_of(letter: str) -> str:
    """To which of these patterns a letter can belong: a digit, Latin, Cyrillic; a capital where it is like a digit."""
    if letter not in _USUAL:
        return "!"
    if not letter.isalnum():
        return " "
    kind = "0" if letter.isdigit() else "l" if letter.isascii() else "c" if letter >= "Ё" else " "
    return kind.upper() if letter in LOOK_LIKE_DIGITS else kind


_KINDS = Letters(_kind_of)
_MAYBE_NUMBERS = (b"0L", b"L0", b"0C", b"C0", b"c0c")
_MAYBE_WORDS = (b"l0l", b"c0c", b" 0lll", b" 0ccc", b" l0 ")
_MAYBE_TWO_SCRIPTS = (b"lc", b"cl")
_MAYBE_SPACED = (b" c c ",)
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d")


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` for finding; `starts[i]`, `ends[i]` are where its i-th code point began and ended in the original.

    Both are empty when nothing was moved: then the offsets are the same.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def restored(self, finding: Finding) -> Finding:
        """The finding in the offsets of the original text."""
        if not self.starts:
            return finding
        start, end = self.starts[finding.start], self.ends[finding.end - 1]
        return Finding(finding.entity, start, end, finding.score, finding.recognizer)


def normalise(text: str) -> Normalised:
    """The text for finding. Costs little when there is nothing strange in it."""
    if "\\n" in text and ('\\"' in text or '": "' in text or '":"' in text):
        text = _ESCAPED_LINE.sub("\n ", text)
    if "N'" in text:
        text = _NATIONAL.sub(" '", text)
    kinds = _KINDS.mapped(text)
    plain = _unhidden(text) if _is_strange(text, kinds) else Normalised(text)
    if plain.text is not text:
        kinds = _KINDS.mapped(plain.text)
    if _may_hold(kinds, _MAYBE_NUMBERS):
        plain = Normalised(numbers_as_scanned(plain.text), plain.starts, plain.ends)
    kinds = kinds and kinds.lower()
    if _may_hold(kinds, _MAYBE_WORDS):
        plain = Normalised(words_as_scanned(plain.text), plain.starts, plain.ends)
    if text.isascii() or not _may_hold(kinds, _MAYBE_TWO_SCRIPTS):
        return plain
    return _folded(plain) if _CYRILLIC_LETTER.search(text) and _TWO_SCRIPTS.search(plain.text) else plain


def _may_hold(kinds: bytes | None, rows: Sequence[bytes]) -> bool:
    """Whether letters of these kinds stand in a row; nobody knows when no code page holds the text."""
    return kinds is None or any(map(kinds.__contains__, rows))


def _folded(plain: Normalised) -> Normalised:
    """Words of two scripts in the one that most of their letters have, when the rest only look like it."""
    return Normalised(_WORD.sub(_of_one_script, plain.text), plain.starts, plain.ends)


def _of_one_script(match: re.Match[str]) -> str:
    word = match.group()
    latin = [letter for letter in word if letter < "\u0400"]
    cyrillic = [letter for letter in word if letter >= "\u0400"]
    if not latin or not cyrillic:
        return word
    if all(letter in _LATIN for letter in latin) and len(cyrillic) >= len(latin):
        return word.translate(_TO_CYRILLIC)
    if all(letter in _CYRILLIC for letter in cyrillic):
        return word.translate(_TO_LATIN)
    return word.translate(_TO_CYRILLIC) if all(letter in _LATIN for letter in latin) else word


def _unhidden(text: str) -> Normalised:
    """Hidden characters out, compatibility forms and escapes as what they show."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    moved = False
    for match in _STRANGE.finditer(text):
        plain = _plain(match)
        start, end = match.span()
        parts.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        parts.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))
        moved = moved or len(plain) != end - start
        at = end
    if not parts:
        return Normalised(text)
    parts.append(text[at:])
    if not moved:
        return Normalised("".join(parts))
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Normalised("".join(parts), tuple(starts), tuple(ends))


def _is_strange(text: str, kinds: bytes | None) -> bool:
    """Whether a piece of the text has to be read otherwise than it is written."""
    if "\\u" in text or '\\"' in text or ("&" in text and ";" in text):
        return True
    if not text.isascii() and _may_hold(kinds and kinds.lower(), _MAYBE_SPACED) and _SPACED.search(text):
        return True
    if kinds is not None and b"!" not in kinds:
        return False
    unusual = frozenset(_UNUSUAL.findall(text))
    return _STRANGE.search("".join(unusual)) is not None or any(map(unicodedata.combining, unusual))


def _plain(match: re.Match[str]) -> str:
    """What stands for a strange piece when names and numbers are looked for."""
    piece = match.group()
    if match.lastgroup == "hidden":
        return ""
    if match.lastgroup == "quote":
        return '"'
    if match.lastgroup == "spaced":
        return piece.replace(" ", "")
    if match.lastgroup == "unicode":
        return _of_escapes(piece)
    if match.lastgroup == "entity":
        character = unescape(piece)
        return character if len(character) == 1 and character.isprintable() else " "
    if match.lastgroup == "marked":
        return unicodedata.normalize("NFC", piece)
    return _of_one(piece)


def _of_escapes(piece: str) -> str:
    """The characters of one or two JSON escapes; a pair of surrogates is one character (RFC 8259 §7)."""
    codes = [int(piece[i + 2 : i + 6], 16) for i in range(0, len(piece), 6)]
    if len(codes) == 2 and 0xD800 <= codes[0] < 0xDC00 <= codes[1] < 0xE000:
        return chr(0x10000 + ((codes[0] - 0xD800) << 10) + (codes[1] - 0xDC00))
    return "".join(" " if code < 0x20 or 0xD800 <= code < 0xE000 else chr(code) for code in codes)


def _of_one(character: str) -> str:
    """One character for one: spaces, hyphens, digits and full-width forms as ASCII; what is no text as a space."""
    if character in _HYPHENS:
        return "-"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isprintable() else " "

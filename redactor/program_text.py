"""What stands in a program, its markup or its settings names a thing of the program, not a person. Pure.

A line is code by a sign that prose does not have and a second one; brackets, semicolons, arrows and stars alone are
prose's as well. Words in quotation marks and comments are speech: what cannot be told is a name.
"""

import re
from functools import lru_cache

from redactor.word_lists import word_list

_REACH = 200  # characters of a line on each side that are looked at
_LEAST, _LEAST_APART = 2, 3  # signs of a line of code: for a word that is attached to one, for one that stands apart
_OPENING = re.compile(
    r"\s*(?:(?P<code>\}|#(?:include|define|if(?:n?def)?|endif|pragma|undef)\b|@\w+\("
    r"|(?:def|class|function|sub|Процедура|Функция)\s+\w+\s*[({:]|(?:el)?(?:if|for|while)\s*\("
    r"|import\s+(?:[\w.]+\s*(?:;|,|\Z|as\b)|[{*\"'])|from\s+[\w.]+\s+import\b|return\s+[\w.]*[(\[]"
    r"|(?:let|var|const|my|our|local)\s+[\w$@%{\[]+\s*="
    r"|(?:public|private|protected|static|void)\s[\w<>\[\] ]*\w\(|[\w.\[\]]+ = (?=.*;\s*\Z)"
    r"|(?:struct|typedef|extern|unsigned)\s+\w|&На(?:Клиенте|Сервере)"
    r"|(?:Если\b.*\bТогда|Пока\b.*\bЦикл|Для (?:[Кк]аждого\b|\w+ = ).*)\s*\Z|(?:Асинх|Перем)\s)"
    r"|[\w.\[\]]+ = )"
)
_SIGN = re.compile(
    r"(?P<code>[\w)]->\w|\w::\w|\s&&\s|\w\+\+|[+*/-]=\s|[=!]==?|=>\s*[{(]|\)\s*=>|[(,]\s*\*\*?\w+\s*[,)]|\$\{?[A-Za-z_]"
    r"|\{\s*\Z|\)\s*\{|= (?:new|Новый)\b|[а-яё][А-ЯЁ][а-яё]\w*\(|\bconst\s+(?:char|int|void|auto)\b|[├└]─)"
    r"|\w\(|\w\[|[;,(]\s*\Z|[\])}][,;]|[<>]="
)
# Statements of Visual Basic, which have hardly a sign: «Dim ws As Worksheet», «Set doc = CreateObject(…)», «End Sub».
_BASIC = re.compile(
    r"\s*(?:(?:Dim|ReDim(?: Preserve)?|Private|Public|Static|Global|Const)\s+\w+(?:\([\w ,]*\)|\s*,\s*\w+){0,4}"
    r"\s+As\s+(?:New\s+)?[A-Z]\w"
    r"|(?:(?:Private|Public|Friend)\s+)?(?:Sub|Function|Property\s+(?:Get|Let|Set))\s+\w+\s*\("
    r"|Set\s+\w[\w.]*\s*=\s*(?:New\s|Nothing\b|(?:This|Active|Worksheet|Sheet|Range|Cell|Application)\w*|\w+[.(][\w\"])"
    r"|End\s+(?:Sub|Function|If|With|Select|Property|Type)\s*\Z|Exit\s+(?:Sub|Function|For|Do)\s*\Z"
    r"|On\s+Error\s+(?:Resume|GoTo)\s|For\s+Each\s+\w+\s+In\s+\w+[.(]|Next\s+\w{1,3}\s*\Z|With\s+\w+[.(]"
    r"|ReDim\s|Option\s+Explicit\b)"
)
_NEEDED = ("=", "(", "{", "$", "*", "->", "::", "&&", "++", "const", "─")  # a sign of code has one of these
_COMMENT = re.compile(r"(?:\A|\s)(?://|#(?!\w)|--\s|/?\*\s|<!--)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_QUOTES = "\"'`"
_BEFORE = re.compile(r"(?:[a-z_]\w+\.|::|->|[&$~]|\w\(|[(,]\s?\*{1,2})\Z")  # directly before an identifier
_CALLED = ("(", "[")
_HUMPS = re.compile(
    r"(?!Mac|Мак)(?:[A-ZА-ЯЁ][a-zа-яё]{3,}|[А-ЯЁ][а-яё]{2})[A-ZА-ЯЁ]|(?!(?:d[aei]|l[ae]|[ae]l|v[ao]n|ma?c)[A-Z][a-z]+\Z)[a-zа-яё]+[A-ZА-ЯЁ]"
)
_PART = re.compile(r"[A-ZА-ЯЁ]?[a-zа-яё]+")
_ALWAYS = re.compile(
    r"Конец[А-ЯЁ]|Знач(?: |\Z)|(?:[A-Z]?[a-z]+[A-Z]){3}|[a-z]{2,}(?:[A-Z][a-z]+){2}"
)  # no firm has so many capitals
_PREFIX = 24  # characters of a namespace before the name of a tag
_TAG = re.compile(r"</?(?P<of>\w{1,20}:)?\Z")
_FONTS = re.compile(r"(?:\bfont(?:-family)?\s*:|\bface\s*=)[^;<>{}\n]*\Z")
_CLOSED = re.compile(r"\s{0,3}/>|>[ \t]{0,3}\n[ \t]{0,40}<")  # an empty tag, or one with tags inside
_GIVEN = word_list("given_latin") | word_list("given_latin_maybe")


def has_humps(word: str) -> bool:
    """`maxResults`, `ChevronRight`, `OpenSSL`; not McDonald, DeShawn, O'Neill, MaryAnn."""
    return _HUMPS.match(word) is not None and not any(
        part[0].isupper() and part.lower() in _GIVEN for part in _PART.findall(word)
    )


def is_identifier(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is marked as code or stands on a line of it as a part: several words before a bracket."""
    if _ALWAYS.match(text, start, end) or _is_marked(text, start, end):
        return True
    if _FONTS.search(text, max(0, start - _REACH), start):
        return True
    word = text[start:end]
    if word.istitle() and not word.isascii() and " " not in word and not text[end : end + 1].isdigit():
        return False  # nobody's identifier, whatever the line is: no need to read it
    line, at = _line(text, start)
    if _BASIC.match(line) and not _is_quoted(line, at):  # a comment begins with an apostrophe
        return True
    signs = _signs(line)
    if not signs or _COMMENT.search(line, 0, at):
        return False
    if has_humps(word):
        return True
    if signs < _LEAST:
        return False
    if " " in word:
        return text[end : end + 1] in _CALLED and line[:at].endswith("= ")
    if text[end : end + 1].isdigit():
        return True
    if _is_quoted(line, at) or not word.isascii():
        return False
    if _BEFORE.search(line, 0, at):
        return True
    return not word.istitle() and (signs >= _LEAST_APART or text[end : end + 1] in _CALLED)


def _is_marked(text: str, start: int, end: int) -> bool:
    """Whether a word is the name of a tag or a directive, stands alone between backticks or has humps in quotation."""
    word, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if " " in word or not before:
        return False
    if text[max(0, start - 4) : start].strip() in ("{%", "{%-"):
        return True
    if before == "`":
        return word.isascii() and (after == "`" or (after == "\n" and text.startswith("```", max(0, start - 3))))
    if before == after == "'":
        return not word.isascii() and has_humps(word)
    if before == after == ":":
        return not text[:start].rpartition("\n")[2].strip(": \t")
    tag = _TAG.search(text, max(0, start - _PREFIX), start) if before in "</:" else None
    if tag is None:
        return False
    return bool(tag["of"]) or f"</{word}>" in text or _CLOSED.match(text, end) is not None


def _line(text: str, place: int) -> tuple[str, int]:
    """The line around a place, as far as it is looked at, and where the place is in it."""
    first = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    end = text.find("\n", place, place + _REACH)
    return text[first : end if end >= 0 else place + _REACH], place - first


@lru_cache(maxsize=4)  # of one line after the other each word is asked for
def _signs(line: str) -> int:
    """How many signs of code a line has; none where each of them stands in prose as well."""
    opening = _OPENING.match(line)
    if opening is not None or any(map(line.__contains__, _NEEDED)):
        inner = _SIGN.finditer(line, opening.end() if opening else 0)
        signs = [opening, *inner] if opening else [*inner]
        if any(sign["code"] for sign in signs):
            return len(signs)
    words = _WORD.findall(line)
    of_code = sum(word.isascii() and has_humps(word) for word in words)
    return _LEAST if 2 <= len(words) <= 2 * of_code else 0


def _is_quoted(line: str, at: int) -> bool:
    return any(line.count(mark, 0, at) % 2 for mark in _QUOTES)

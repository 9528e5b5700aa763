"""What stands in a program, its markup or its settings names a thing of the program, not a person. Pure.

Only what cannot be told otherwise is judged here: words in quotation marks and comments are speech.
"""

import re

_REACH = 200  # characters of a line on each side that are looked at
_LEAST = 2  # signs that make a line a line of code; prose has one now and then: «invoice(s)»
_SIGN = re.compile(
    r"[=!<>]==?(?!=)|=>|[\w)]->\w|::|&&|\|\||\+\+|[+*/|&-]=|[\w)]\((?!s\))|\)\s*[;{]|[{;\\]\s*\Z|[\])}][,;]\s*\Z"
    r"|\w\[(?!\d+\]:)[\w'\"]|\*\*?[a-z_]\w|&\w+[,)]|\$\{?\w|[({]\s*\Z|\A\s*[})\]]|\A\s*[#@]\w"
    r"|\A\s*(?:def|class|import|const|let|var|return|elif|if|for|while|function|public|private|static|struct|typedef"
    r"|extern|void|my|our|sub|local|export|fi|done|esac"
    r"|Процедура|Функция|Если|ИначеЕсли|Иначе|Для|Пока|Попытка|Исключение|Возврат|Перем|Асинх)\b(?=.*[=({;:$])"
    r"|\A\s*&\w|\A\s*[\w.\[\]]+ = |= (?:new|Новый)\b"
)
_COMMENT = re.compile(r"(?:\A|\s)(?://|#(?!\w)|--\s|/?\*\s|<!--)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_QUOTES = "\"'`"
_BEFORE = frozenset(".(*&$!~[/{")  # directly before an identifier
_AFTER = frozenset("([:=")  # directly behind one
_CALLED = ("(", "[")
_HUMPS = re.compile(
    r"(?!Mac)[A-ZА-ЯЁ][a-zа-яё]{3,}[A-ZА-ЯЁ]|(?!(?:d[aei]|l[ae]|[ae]l|v[ao]n|ma?c)[A-Z][a-z]+\Z)[a-zа-яё]+[A-ZА-ЯЁ]"
)
_ALWAYS = re.compile(r"Конец[А-ЯЁ]|(?:[A-ZА-ЯЁ]?[a-zа-яё]+[A-ZА-ЯЁ]){3}")  # no firm has so many capitals
_TWO_GIVEN_NAMES = re.compile(r"(?:Mary|Anna|Anne|Fitz|Jean|Lisa|Rose)[A-Z][a-z]+")


def has_humps(word: str) -> bool:
    """`maxResults`, `ChevronRight`, `OpenSSL`; not McDonald, DeShawn, O'Neill, MaryAnn."""
    return _HUMPS.match(word) is not None and not _TWO_GIVEN_NAMES.fullmatch(word)


def is_identifier(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a tag or stands on a line of code as a part of it: several words before a bracket."""
    if text.startswith("<", start - 1) or text.startswith("</", start - 2):
        return f"</{text[start:end]}>" in text
    if _ALWAYS.match(text, start, end):
        return True
    line, at = _line(text, start)
    if not _is_code(line) or _COMMENT.search(line, 0, at):
        return False
    word = text[start:end]
    if " " in word:
        return text[end : end + 1] in _CALLED
    if _is_quoted(line, at):
        return has_humps(word)
    after = text[end : end + 1]
    attached = text[start - 1 : start] in _BEFORE or after in _AFTER or after.isdigit()
    return attached or not word.istitle()


def _line(text: str, place: int) -> tuple[str, int]:
    """The line around a place, as far as it is looked at, and where the place is in it."""
    first = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    end = text.find("\n", place, place + _REACH)
    return text[first : end if end >= 0 else place + _REACH], place - first


def _is_code(line: str) -> bool:
    if sum(1 for _, _ in zip(range(_LEAST), _SIGN.finditer(line), strict=False)) == _LEAST:
        return True
    words = _WORD.findall(line)
    return 2 <= len(words) <= 2 * sum(map(has_humps, words))


def _is_quoted(line: str, at: int) -> bool:
    return any(line.count(mark, 0, at) % 2 for mark in _QUOTES)

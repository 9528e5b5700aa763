"""What a bare word of YAML means to us, and which bare words other readers take differently."""

import re
from collections.abc import Set as AbstractSet

from policy.words import Text

SwitchKeys = AbstractSet[str]
Scalar = None | bool | int | float | str
Trap = tuple[Text, Text]

_NULL = re.compile(r"|~|null|Null|NULL")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_INTEGER_DIGITS = 18  # what fits a signed 64-bit number
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_SWITCH = re.compile(r"yes|no|on|off", re.IGNORECASE)
_ON = re.compile(r"yes|on", re.IGNORECASE)
# YAML 1.1 reads these as numbers: https://yaml.org/type/int.html, https://yaml.org/type/float.html (looked up 2026-11)
_ODD_NUMBER = re.compile(
    r"[-+]?(0[0-9_]+|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*_[0-9_]*"
    r"|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|[0-9]*\.?[0-9]*[eE][-+]?[0-9]+|\.(inf|Inf|INF|nan|NaN|NAN)|[0-9]+\.|\.[0-9]+)"
)
_HOURS = re.compile(r"[0-9]{1,2}:[0-9]{2}\s*[-–—]\s*[0-9]{1,2}:[0-9]{2}")

_QUOTE_FIX = Text(ru='Возьмите значение в кавычки: "…".', en='Put the value in quotes: "…".')


def trap_of(text: str, *, switch: bool) -> tuple[Scalar, Trap | None]:
    """The value of a bare word, and a complaint when readers of YAML disagree about it.

    switch: on and off are meant as such here.
    """
    if _NULL.fullmatch(text):
        return None, None
    if _BOOL.fullmatch(text):
        return text.lower() == "true", None
    if _SWITCH.fullmatch(text):
        return (_ON.fullmatch(text) is not None, None) if switch else (text, _ambiguous(text))
    if _INTEGER.fullmatch(text) and len(text) <= _INTEGER_DIGITS:
        return int(text), None
    if _FLOAT.fullmatch(text):
        return float(text), None
    if _INTEGER.fullmatch(text) or _ODD_NUMBER.fullmatch(text) or _HOURS.fullmatch(text):
        return text, _ambiguous(text)
    return text, None


def _ambiguous(text: str) -> Trap:
    shown = text[:40]
    words = Text(
        ru=f"«{shown}» без кавычек разные программы читают по-разному.",
        en=f"'{shown}' without quotes is read differently by different programs.",
    )
    return words, _QUOTE_FIX


def scanner_text(problem: str) -> Trap:
    """Words for a sentence of ruamel.yaml's scanner or parser."""
    for start, words in _SCANNER_WORDS.items():
        if start in problem:
            return words
    return _UNREADABLE, _UNREADABLE_FIX


_UNREADABLE = Text(ru="Здесь YAML прочитать нельзя.", en="The YAML cannot be read here.")
_UNREADABLE_FIX = Text(
    ru="Проверьте отступы, двоеточия, скобки и кавычки в этой строке и в строке над ней.",
    en="Check indents, colons, brackets and quotes on this line and the one above.",
)
_INDENT = Text(
    ru="Отступ этой строки не совпадает с соседними.", en="The indent of this line does not fit its neighbours."
)
_INDENT_FIX = Text(
    ru="Выровняйте строку пробелами как соседние поля.", en="Align the line with its neighbours, with spaces."
)
_CHARACTER = Text(ru="Здесь недопустимый знак.", en="There is a character here that YAML does not allow.")
_CHARACTER_FIX = Text(
    ru="Отступы делайте пробелами, не табуляцией; значения со знаками @ ` % в начале берите в кавычки.",
    en="Indent with spaces, not tabs; put values that start with @ ` % in quotes.",
)
_SCANNER_WORDS: dict[str, Trap] = {
    "mapping values are not allowed": (
        Text(ru="Лишнее двоеточие в значении.", en="There is a colon too many in the value."),
        _QUOTE_FIX,
    ),
    "could not find expected ':'": (
        Text(ru="После имени поля нет двоеточия.", en="There is no colon after the name of the field."),
        Text(
            ru="Напишите «имя: значение», с пробелом после двоеточия.",
            en="Write 'name: value', with a space after the colon.",
        ),
    ),
    "expected <block end>": (_INDENT, _INDENT_FIX),
    "sequence entries are not allowed": (_INDENT, _INDENT_FIX),
    "cannot start any token": (_CHARACTER, _CHARACTER_FIX),
    "special characters are not allowed": (_CHARACTER, _CHARACTER_FIX),
    "unexpected end of stream": (
        Text(ru="Кавычка открыта и не закрыта.", en="A quote is opened and never closed."),
        Text(ru="Закройте кавычку.", en="Close the quote."),
    ),
    "expected ',' or": (
        Text(
            ru="Скобка открыта и не закрыта или пропущена запятая.",
            en="A bracket is not closed, or a comma is missing.",
        ),
        Text(ru="Закройте скобку или поставьте запятую.", en="Close the bracket or add the comma."),
    ),
}

"""The language of the commands, and how they speak."""

import codecs
import json
import locale
import os
import sys
from collections.abc import Mapping, Sequence

from policy.words import Text


def language() -> str:
    """ "ru" or "en", by GNOMON_LANG, else by the locale of the terminal, else of the system."""
    for name in ("GNOMON_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ru" if value.lower().startswith("ru") else "en"
    system = locale.getlocale()[0] or ""
    return "ru" if system.lower().startswith("ru") else "en"


def tr(ru: str, en: str) -> str:
    """A sentence in the language of the commands."""
    return ru if language() == "ru" else en


def say(text: Text | str = "") -> None:
    """Print a sentence for a person."""
    print(text.to(language()) if isinstance(text, Text) else text)


def complain(text: Text | str) -> None:
    """Print a sentence about what went wrong to standard error."""
    print(text.to(language()) if isinstance(text, Text) else text, file=sys.stderr)


def print_json(value: object) -> None:
    """Print a value for a machine: one JSON document, UTF-8 in any terminal (RFC 8259, 8.1)."""
    print(json.dumps(value, ensure_ascii=not _is_utf8(), indent=2, default=str))


def print_line(value: object) -> None:
    """Print one of many values for a machine at once: JSON Lines."""
    print(json.dumps(value, ensure_ascii=not _is_utf8(), default=str), flush=True)


def _is_utf8() -> bool:
    """Whether standard output is UTF-8; anywhere else JSON is written in ASCII alone, which is UTF-8 too."""
    return codecs.lookup(sys.stdout.encoding).name == "utf-8"


def table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> str:
    """Rows as aligned columns; the last column is not padded."""
    if not rows:
        return ""
    widths = [max(len(str(cell)) for cell in column) for column in zip(head, *rows, strict=True)]
    lines = []
    for row in (head, *rows):
        cells = [str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def as_plain(value: object) -> object:
    """A message (msgspec Struct), dataclass or mapping as plain JSON values."""
    import msgspec

    return msgspec.to_builtins(value, str_keys=True)


def one_line(facts: Mapping[str, object]) -> str:
    """Facts of a record on one line."""
    return " ".join(f"{key}={value}" for key, value in facts.items())

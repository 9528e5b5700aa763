"""Secrets for tests, made from formats when the test runs: no key stands in this repository."""

from __future__ import annotations

import re
import string
from random import Random
from typing import Any

from redactor.recognizers.secret_table import Format, Kind

LETTERS = string.ascii_letters + string.digits
WRITINGS = (
    '{name} = "{value}"',
    "{name}={value}",
    '{{\n    "{name}": "{value}"\n}}',
    "{name}: {value}",
    "{name}: '{value}'",
    'String {name} = "{value}";',
    'var {name} string = "{value}"',
    "{name} := `{value}`",
    "export {name}={value}\n",
    'System.setProperty("{name}", "{value}")',
    "<{name}>\n    {value}\n</{name}>",
    '  "{name}" => "{value}"',
)


def text_from(pattern: str, random: Random) -> str:
    """A text that matches a pattern of the table; look-arounds are passed over."""
    from re import _parser  # type: ignore[attr-defined]  # the only reader of Python's own patterns

    return _of_sequence(_parser.parse(pattern), random)


def _of_sequence(sequence: Any, random: Random) -> str:
    return "".join(_of_node(str(operation), argument, random) for operation, argument in sequence)


def _of_node(operation: str, argument: Any, random: Random) -> str:
    match operation:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL" | "ANY":
            return random.choice(LETTERS)
        case "IN":
            return random.choice(_members(argument))
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = argument
            count = random.randint(int(least), min(int(most), int(least) + 6))
            return "".join(_of_sequence(inner, random) for _ in range(count))
        case "SUBPATTERN":
            return _of_sequence(argument[-1], random)
        case "BRANCH":
            return _of_sequence(random.choice(argument[1]), random)
        case _:
            return ""


def _members(argument: Any) -> list[str]:
    found: list[str] = []
    for operation, value in argument:
        if str(operation) == "LITERAL":
            found.append(chr(value))
        elif str(operation) == "RANGE":
            found.extend(map(chr, range(value[0], value[1] + 1)))
        elif str(operation) == "NEGATE":
            return list(LETTERS)
        else:
            found.extend(string.digits if "DIGIT" in str(value) else LETTERS)
    return found


def key(length: int, seed: int = 7, alphabet: str = LETTERS) -> str:
    """A random key that holds a small letter, a digit and, where the alphabet has them, a capital."""
    random = Random(seed)
    while True:
        value = "".join(random.choices(alphabet, k=length))
        if (re.search(r"\d", value) and re.search(r"[a-z]", value)) or not re.search(r"[a-z]", alphabet):
            return value


def sample(row: Format, seed: int) -> tuple[str, str]:
    """(text, value): a value of the row's format as people write it beside the name of its provider."""
    random = Random(f"{row.id} {seed}")
    value = text_from(row.pattern, random)
    for _ in range(50):
        if row.value.fullmatch(value) or row.whole.fullmatch(value):
            break
        value = text_from(row.pattern, random)
    word = row.guards[0] if row.kind is Kind.LABEL else row.provider
    name = re.sub(r"[^a-zа-яё0-9]+", "_", word) + random.choice(("_token", "_TOKEN", "_api_key", "_secret", "Token"))
    writing = random.choice(WRITINGS)
    before = "secret=" if "secret=" in row.pattern else "sig=" if "sig=" in row.pattern else ""
    return writing.format(name=name, value=before + value), value

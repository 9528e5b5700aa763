"""Regular expressions that could take exponential time are told apart by their structure."""

import re
import warnings
from importlib import import_module
from typing import Any

from policy.words import Text

# Python's own parser of regular expressions; it has no public name, but there is no other exact one.
parser: Any = import_module("re._parser")
kinds: Any = import_module("re._constants")


def fault_of(pattern: str) -> Text | None:
    """Why a pattern is refused, or None: it does not compile, or a repetition inside a repetition can run away."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = parser.parse(pattern)
            re.compile(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        return Text(ru=f"Выражение не читается ({error}).", en=f"The expression cannot be read ({error}).")
    return None if not _runs_away(parsed, inside=False) else _RUNS_AWAY


def _runs_away(nodes: Any, *, inside: bool) -> bool:
    for kind, value in nodes:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            _, most, body = value
            many = most is kinds.MAXREPEAT or most > 10
            if many and inside:
                return True
            if _runs_away(body, inside=inside or many):
                return True
        elif any(_runs_away(child, inside=inside) for child in _children(kind, value)):
            return True
    return False


def _children(kind: Any, value: Any) -> list[Any]:
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    return []


_RUNS_AWAY = Text(
    ru="Повторение внутри повторения может работать бесконечно долго.",
    en="A repetition inside a repetition can run for ever.",
)


def doubt_of(pattern: str) -> Text | None:
    """Why a pattern that is accepted may still be slow on long texts, or None."""
    return None

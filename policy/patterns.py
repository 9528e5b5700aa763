"""Globs of a policy: `*` stands for any run of characters, nothing else is special."""

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(pattern: str, value: str) -> bool:
    """Whether a glob covers the whole value; case counts."""
    if "*" not in pattern:
        return pattern == value
    return _compiled(pattern).fullmatch(value) is not None


def matches_any(patterns: Iterable[str], value: str) -> bool:
    """Whether one of the globs covers the whole value."""
    return any(matches(pattern, value) for pattern in patterns)


def specificity(pattern: str) -> tuple[bool, int]:
    """Orders globs from vague to exact: an exact word beats every glob, then more literal characters win."""
    return "*" not in pattern, len(pattern.replace("*", ""))


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Neighbouring stars are one star, or `a****b` would take exponential time."""
    pieces = re.split(r"\*+", pattern)
    return re.compile(".*".join(re.escape(piece) for piece in pieces), re.DOTALL)

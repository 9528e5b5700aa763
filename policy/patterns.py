"""Globs of a policy: `*` stands for any run of characters, nothing else is special."""

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(pattern: str, value: str) -> bool:
    """Whether a glob covers the whole value; case counts."""
    if pattern == "*":
        return True
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
    """Each star but the last takes as little as it can and gives nothing back, or many stars would take for ever.

    A lookahead holds on to what it found; Python's fnmatch.translate does the same.
    """
    first, *middle, last = map(re.escape, re.split(r"\*+", pattern))
    taken = "".join(f"(?=(?P<p{place}>.*?{piece}))(?P=p{place})" for place, piece in enumerate(middle))
    return re.compile(f"{first}{taken}.*{last}", re.DOTALL)

"""Key ranges that hold the addresses of catalogue hosts and of nothing else. Pure.

Browsers keep an index over addresses; a query by range reaches the rows of one host without touching another site's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detector.facts import Match
from detector.match import Matcher

# Subdomains that web tools commonly use; an address index can't be asked for "any subdomain".
_COMMON_LABELS = ("", "www.", "app.", "chat.", "web.", "m.")
_DIGIT_END = ":"  # the character after "9"


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Keys k with low <= k < high, and the rule that they meet."""

    low: str
    high: str
    match: Match


def address_ranges(matcher: Matcher) -> Iterator[KeyRange]:
    """Ranges over whole addresses ("https://host/…"), as Chromium and Safari store them."""
    seen: set[str] = set()
    for _tool_id, rule in matcher.telling_hosts():
        labels = _COMMON_LABELS if rule.match == "suffix" and not rule.path else ("",)
        for label in labels:
            host = label + rule.host
            match = matcher.match_host(host, rule.path)
            if match is None or match.strength < 2 or host + rule.path in seen:
                continue
            seen.add(host + rule.path)
            for scheme in ("https", "http"):
                yield from _of_host(f"{scheme}://{host}", rule.path, match)


def _of_host(origin: str, path: str, match: Match) -> Iterator[KeyRange]:
    if not path:
        yield KeyRange(f"{origin}/", f"{origin}0", match)
        yield KeyRange(f"{origin}:0", f"{origin}:{_DIGIT_END}", match)
        return
    plain = path.rstrip("/")
    for sign in "/?#":
        yield KeyRange(f"{origin}{plain}{sign}", f"{origin}{plain}{chr(ord(sign) + 1)}", match)
    yield KeyRange(f"{origin}{plain}", f"{origin}{plain}\0", match)


@dataclass(frozen=True, slots=True)
class ReversedRange:
    """Reversed host keys with low <= k < high; with a path, only the addresses that start with one of `starts`."""

    low: str
    high: str
    host: str
    starts: tuple[KeyRange, ...]


def reversed_ranges(matcher: Matcher) -> Iterator[ReversedRange]:
    """Ranges over reversed hosts ("moc.tpgtahc."), as Firefox stores them: one covers all subdomains."""
    seen: set[tuple[str, bool, str]] = set()
    for _tool_id, rule in matcher.telling_hosts():
        exact = rule.match == "exact" or bool(rule.path)
        if (rule.host, exact, rule.path) in seen:
            continue
        seen.add((rule.host, exact, rule.path))
        low = f"{rule.host[::-1]}."
        high = f"{low}\0" if exact else f"{rule.host[::-1]}/"
        starts: tuple[KeyRange, ...] = ()
        match = matcher.match_host(rule.host, rule.path)
        if rule.path and match is not None:
            starts = tuple(
                r for scheme in ("https", "http") for r in _of_host(f"{scheme}://{rule.host}", rule.path, match)
            )
        yield ReversedRange(low, high, rule.host, starts)

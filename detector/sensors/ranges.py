"""Key ranges that hold the addresses of catalogue hosts and of nothing else. Pure.

Browsers keep an index over addresses; a query by range reaches the rows of one host without touching another site's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detector.facts import Match
from detector.hostname import registrable
from detector.match import STRONG, Matcher

# Subdomains that web tools commonly use; an address index can't be asked for "any subdomain".
_COMMON_LABELS = ("www.", "app.", "chat.")
_AFTER_NINE = ":"  # the character after "9"


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Keys k with low <= k < high, and the rule that they meet."""

    low: str
    high: str
    match: Match


def address_ranges(matcher: Matcher) -> Iterator[KeyRange]:
    """Ranges over whole addresses ("https://host/…"), as Chromium and Safari store them.

    The host itself under both schemes and with any port; its common subdomains when it is a registered name.
    """
    seen: set[str] = set()
    for _tool_id, rule in matcher.telling_hosts():
        if rule.host + rule.path in seen:
            continue
        seen.add(rule.host + rule.path)
        match = matcher.match_host(rule.host, rule.path)
        if match is None or match.strength < STRONG:
            continue
        for scheme in ("https", "http"):
            yield from _of_host(f"{scheme}://{rule.host}", rule.path, match)
        if rule.match == "suffix" and rule.role == "web" and not rule.path and registrable(rule.host) == rule.host:
            yield from _of_subdomains(matcher, rule.host, match)


def _of_subdomains(matcher: Matcher, host: str, match: Match) -> Iterator[KeyRange]:
    """Those that have no entry of their own."""
    for label in _COMMON_LABELS:
        if matcher.lists_host(label + host):
            continue
        yield KeyRange(f"https://{label}{host}/", f"https://{label}{host}0", match)
        if label == "www.":
            yield KeyRange(f"http://{label}{host}/", f"http://{label}{host}0", match)


def _of_host(origin: str, path: str, match: Match) -> Iterator[KeyRange]:
    if not path:
        yield KeyRange(f"{origin}/", f"{origin}0", match)
        yield KeyRange(f"{origin}:0", f"{origin}:{_AFTER_NINE}", match)
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

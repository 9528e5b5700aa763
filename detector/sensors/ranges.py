"""Which keys of a history hold the addresses of catalogue hosts and of nothing else. Pure.

Browsers keep an index over addresses; a query by range reaches the rows of one host without touching another site's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detector.catalogue.tools import HostRule
from detector.facts import Match
from detector.hostname import registrable
from detector.match import STRONG, Matcher


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name as a key: the keys k with before + name + low <= k < before + name + high."""

    before: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The keys of a name in all its forms. With `start` and `stop` the address has to lie between them too."""

    name: str
    forms: tuple[Form, ...]
    start: str = ""
    stop: str = ""


def _of_label(label: str, *schemes: str) -> tuple[Form, ...]:
    return tuple(Form(f"{scheme}://{label}", "/", "0") for scheme in schemes)


# A host under both schemes: "0" is the character after "/", ":" the one after "9" of a port.
_HOST = (*_of_label("", "https", "http"), Form("https://", ":0", "::"), Form("http://", ":0", "::"))
# A path below a host: itself, and what follows a slash, a query or a fragment.
_PATH = tuple(
    Form(f"{scheme}://", low, high)
    for scheme in ("https", "http")
    for low, high in (("/", "0"), ("?", "@"), ("#", "$"), ("", "\0"))
)
# Subdomains that web tools commonly use; an address index can't be asked for "any subdomain".
_SUBDOMAINS = {
    "www.": _of_label("www.", "https", "http"),
    "app.": _of_label("app.", "https"),
    "chat.": _of_label("chat.", "https"),
}
_SITE = (*_HOST, *(form for forms in _SUBDOMAINS.values() for form in forms))
# Firefox stores hosts reversed ("moc.tpgtahc."): one range covers all subdomains.
_REVERSED = (Form("", ".", "/"),)
_REVERSED_EXACT = (Form("", ".", ".\0"),)


def address_asks(matcher: Matcher) -> Iterator[tuple[Ask, Match]]:
    """What to ask of whole addresses ("https://host/…"), as Chromium and Safari store them, and the rule that is met.

    The host itself under both schemes and with any port; its common subdomains when it is a registered name.
    """
    seen: set[str] = set()
    for _tool_id, rule in matcher.telling_hosts():
        name = rule.host + rule.path.rstrip("/")
        if name in seen:
            continue
        seen.add(name)
        match = matcher.match_host(rule.host, rule.path)
        if match is not None and match.strength >= STRONG:
            yield Ask(name, _forms(matcher, rule)), match


def _forms(matcher: Matcher, rule: HostRule) -> tuple[Form, ...]:
    if rule.path:
        return _PATH
    if rule.match != "suffix" or rule.role != "web" or registrable(rule.host) != rule.host:
        return _HOST
    own = [label for label in _SUBDOMAINS if matcher.lists_host(label + rule.host)]
    if not own:
        return _SITE
    return (*_HOST, *(form for label, forms in _SUBDOMAINS.items() if label not in own for form in forms))


def reversed_asks(matcher: Matcher) -> Iterator[tuple[Ask, Match | None]]:
    """What to ask of reversed hosts, as Firefox stores them. Without a match the host that is found says the rule."""
    seen: set[tuple[str, bool, str]] = set()
    for _tool_id, rule in matcher.telling_hosts():
        exact = rule.match == "exact" or bool(rule.path)
        if (rule.host, exact, rule.path) in seen:
            continue
        seen.add((rule.host, exact, rule.path))
        name, forms = rule.host[::-1], _REVERSED_EXACT if exact else _REVERSED
        match = matcher.match_host(rule.host, rule.path) if rule.path else None
        if match is None:
            yield Ask(name, forms), None
            continue
        address = rule.host + rule.path.rstrip("/")
        for form in _PATH:
            yield Ask(name, forms, form.before + address + form.low, form.before + address + form.high), match

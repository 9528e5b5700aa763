"""One line of evidence → tool: `host:…`, `process:…` or `extension:…`; a bare line is a host. Pure."""

from dataclasses import dataclass

from detector.evidence import Confidence, confidence_of
from detector.facts import Match
from detector.hostname import split_address
from detector.match import Matcher


@dataclass(frozen=True, slots=True)
class LineMatch:
    """The tool that a line points to, by which rule, and the confidence that this evidence alone gives."""

    tool: str
    name: str
    rule: str
    confidence: Confidence


def match_line(matcher: Matcher, line: str) -> LineMatch | None:
    """The tool that one piece of evidence points to; None when it points to none.

    A host counts as a visited host (likely, not confirmed), a program path by its place, a bare program name as a hint,
    a known extension id as exact.
    """
    kind, separator, rest = line.strip().partition(":")
    if not separator or kind not in _MATCHERS:
        kind, rest = "host", line
    found = _MATCHERS[kind](matcher, rest.strip())
    confidence = confidence_of([found.strength]) if found else None
    if found is None or confidence is None:
        return None
    tool = matcher.catalogue.tools.get(found.tool_id)
    return LineMatch(found.tool_id, tool.name if tool else found.tool_id, found.rule_id, confidence)


def _match_host(matcher: Matcher, text: str) -> Match | None:
    host, path = split_address(text)
    return matcher.match_host(host, path) or matcher.match_unlisted(host)


def _match_process(matcher: Matcher, text: str) -> Match | None:
    has_place = "/" in text or "\\" in text
    return matcher.match_process("" if has_place else text, text if has_place else "")


def _match_extension(matcher: Matcher, text: str) -> Match | None:
    return matcher.match_extension(text)


_MATCHERS = {"host": _match_host, "process": _match_process, "extension": _match_extension}

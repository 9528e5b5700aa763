"""How tests write what they expect: the masked pieces of a text by kind."""

from collections.abc import Callable, Iterable

from redactor.finding import Finding
from redactor.recognizers.identifiers import find_identifiers
from redactor.resolve import resolve


def pieces(text: str, findings: Iterable[Finding], entity: str | None = None) -> list[tuple[str, str]]:
    """(kind, piece of the text) in order; of one kind only when it is given."""
    return [(one.entity, text[one.start : one.end]) for one in findings if entity in (None, one.entity)]


def identified(text: str) -> list[tuple[str, str]]:
    """What the rules alone mask."""
    return pieces(text, resolve(text, find_identifiers(text)))


def of(text: str, find: Callable[[str], list[Finding]], entity: str) -> list[str]:
    """Pieces of one kind."""
    return [piece for _, piece in pieces(text, find(text), entity)]

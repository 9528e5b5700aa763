"""Findings become placeholders in the body of a request. Pure, but for asking the finder.

Strings are looked at as passages: a message is a passage of its own, the strings of one data object are one passage of
lines `key: value`. What was found in a passage does not depend on the passages round it, so turn n of a conversation
is masked the same way when turn n+1 repeats it, and the provider's prompt cache hits.
"""

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, Protocol

from policy.words import Text
from proxy.document import Document, Edit, edits_in_source, splice
from proxy.seams import CUT_OFF, Cut, Passage, Shares, passages_at_seams
from proxy.walk import Kind, Leaf, Walk
from redactor.codes import Codes
from redactor.entities import policy_class
from redactor.finding import Finding, RedactionError
from redactor.originals import Originals
from redactor.placeholder import redact_all

PASSAGE_LIMIT = 8_000  # code points of one group of small strings
REMEMBERED = 4_096  # passages
NAME_LIKE = frozenset(("pii.person", "pii.address", "pii.org"))
_UNSTEADY = Text(
    ru="Gnomon не смог надёжно скрыть данные в запросе, поэтому он не отправлен. Сообщите администратору.",
    en="Gnomon could not mask the data in the request reliably, so it was not sent. Tell your administrator.",
)


class Finder(Protocol):
    """Looks for personal data and secrets."""

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Findings of each text, sorted, not overlapping. Raises RedactionError: nothing may be sent."""
        ...


class Found(NamedTuple):
    """What was found: for each leaf of the walk (those inside JSON strings included) its findings.

    cuts: by the leaf in which it begins, a value that goes on in others. It counts once, there.
    """

    leaves: tuple[Leaf, ...]
    findings: tuple[tuple[Finding, ...], ...]
    cuts: Mapping[int, Cut] = MappingProxyType({})

    def counts(self) -> Mapping[str, int]:
        """How many findings of each policy class."""
        return Counter(map(policy_class, chain.from_iterable(self.findings))) if any(self.findings) else {}

    def needs_masking(self) -> bool:
        """Whether anything was found, or a field names the person."""
        person = Kind.PERSON
        return any(self.findings) or any(leaf.kind is person for leaf in self.leaves)

    def classes_in(self, kind: Kind) -> set[str]:
        """The policy classes found in leaves of a kind."""
        return set().union(*(classes for leaf, classes in self._hits() if leaf.kind is kind))

    def signed_classes(self, known: Container[str]) -> list[set[str]]:
        """The policy classes found in signed blocks whose signature is not known."""
        return [classes for leaf, classes in self._hits() if leaf.kind is Kind.SIGNED and leaf.label not in known]

    def _hits(self) -> Iterator[tuple[Leaf, set[str]]]:
        return (
            (leaf, set(map(policy_class, of_leaf)))
            for leaf, of_leaf in zip(self.leaves, self.findings, strict=True)
            if of_leaf
        )


class Memory:
    """Findings of passages that were seen lately, by digest; no text is kept.

    An agent sends its whole conversation with every turn: only what is new must be looked at.
    """

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self._findings: OrderedDict[bytes, tuple[Finding, ...]] = OrderedDict()

    def get(self, digest: bytes) -> tuple[Finding, ...] | None:
        """The findings of a passage, or None when it must be looked at."""
        found = self._findings.get(digest)
        if found is not None:
            self._findings.move_to_end(digest)
        return found

    def put(self, digest: bytes, findings: Sequence[Finding]) -> None:
        """Remember the findings of a passage."""
        self._findings[digest] = tuple(findings)
        if len(self._findings) > self._limit:
            self._findings.popitem(last=False)

    def clear(self) -> None:
        """Forget: other rules apply from now on."""
        self._findings.clear()


async def look(walk: Walk, finder: Finder, memory: Memory) -> Found:
    """Ask the finder about every passage of a request that is not in memory.

    Raises:
        RedactionError: it could not look; nothing may be sent.
    """
    leaves = tuple(all_leaves(walk)) if walk.inner else walk.leaves
    passages = _passages(walk)
    digests = [_digest(passage.text) for passage in passages]
    known = {digest: memory.get(digest) for digest in digests}
    ask = {digest: one.text for one, digest in zip(passages, digests, strict=True) if known[digest] is None}
    if ask:
        for digest, findings in zip(ask, await finder.find(list(ask.values())), strict=True):
            known[digest] = tuple(findings)
            memory.put(digest, findings)
    if not any(known.values()):
        return Found(leaves, ((),) * len(leaves))
    shares = Shares([leaf.value for leaf in leaves])
    for passage, digest in zip(passages, digests, strict=True):
        shares.add(passage, known[digest] or ())
    by_leaf, cuts = shares.settled()
    return Found(leaves, tuple(map(tuple, by_leaf)), cuts)


def replacements(found: Found, codes: Codes, *, spared: Sequence[str] = ()) -> tuple[list[Sequence[Edit]], Originals]:
    """For each leaf what is replaced in its value, and what the placeholders stand for.

    spared: policy classes that a rule leaves unmasked.

    Raises:
        RedactionError: it could not be done reliably; nothing may be sent.
    """
    leave = frozenset(spared)
    chosen = [_to_replace(leaf, of_leaf, leave) for leaf, of_leaf in zip(found.leaves, found.findings, strict=True)]
    if not any(chosen):
        return [()] * len(chosen), Originals()
    values = [_whole(leaf.value) for leaf in found.leaves]
    heads = _join(found.cuts, values, chosen)
    made = redact_all(values, chosen, codes)
    edits: list[Sequence[Edit]] = [
        _edits(value, redacted, kept, names)
        for value, redacted, kept, names in zip(values, made.texts, made.findings, made.placeholders, strict=True)
    ]
    for leaf, head in heads.items():
        joined = len(values[leaf]) > len(found.leaves[leaf].value) - head
        if joined and max((one.end for one in made.findings[leaf]), default=0) < len(values[leaf]):
            raise RedactionError(_UNSTEADY)
        edits[leaf] = _behind(head, edits[leaf], found.leaves[leaf].value)
    return edits, made.originals


def _join(cuts: Mapping[int, Cut], values: list[str], chosen: list[list[Finding]]) -> Mapping[int, int]:
    """Move what goes on in other leaves to where it begins; how many code points each leaf lost at its beginning."""
    heads: dict[int, int] = {}
    for leaf, (first, rest) in cuts.items():
        if first in chosen[leaf]:
            more = "".join(values[other][:length] for other, length in rest)
            chosen[leaf][chosen[leaf].index(first)] = replace(first, end=first.end + len(more))
            values[leaf] += more
            heads = {leaf: 0, **heads, **dict(rest)}
    for leaf, head in heads.items():
        values[leaf] = values[leaf][head:]
        chosen[leaf] = [one.moved(-head) for one in chosen[leaf]]
    return heads


def _behind(head: int, edits: Sequence[Edit], value: str) -> list[Edit]:
    """Edits of what was left of a value, as edits of the value itself; one of nothing but blanks stays."""
    own = [Edit(edit.start + head, min(edit.end + head, len(value)), edit.text) for edit in edits]
    if not head or value.isspace():
        return own
    return [Edit(0, head, "" if value[head:].strip() else CUT_OFF), *own]


def apply(document: Document, walk: Walk, by_leaf: Sequence[Sequence[Edit]], more: Sequence[Edit] = ()) -> str:
    """The document with the replacements of its leaves, and `more` edits, made; all else stays, to the byte."""
    return splice(document.text, sorted([*_edits_of(document, walk, iter(by_leaf)), *more]))


def all_leaves(walk: Walk) -> Iterator[Leaf]:
    """The leaves of a walk, then those of the JSON documents inside its strings."""
    yield from walk.leaves
    for _, inner in walk.inner.values():
        yield from all_leaves(inner)


def _passages(walk: Walk) -> list[Passage]:
    passages: list[Passage] = []
    lines, names = _Lines(), _Lines()
    runs: dict[int, dict[int, str]] = {}
    number = 0
    name, person = Kind.NAME, Kind.PERSON
    for one in _walks(walk):
        group = 0
        for leaf in one.leaves:
            if leaf.kind is name:
                names.add(number, leaf.value, "")
            elif leaf.kind is person:
                pass  # replaced, whatever it is
            elif leaf.group:
                if leaf.group != group or lines.size + len(leaf.value) > PASSAGE_LIMIT:
                    passages.extend(lines.taken())
                group = leaf.group
                lines.add(number, _whole(leaf.value), leaf.label)
            else:
                value = _whole(leaf.value)
                if leaf.run:
                    runs.setdefault(leaf.run, {})[number] = value
                if not value.isspace():
                    passages.append(Passage(value, ((number, 0),)))
            number += 1
        passages.extend(lines.taken())
    passages.extend(names.taken())
    for run in runs.values():
        if len(run) > 1:
            passages.extend(passages_at_seams(run))
    return passages


def _walks(walk: Walk) -> Iterator[Walk]:
    """In the order of `all_leaves`."""
    yield walk
    for _, inner in walk.inner.values():
        yield from _walks(inner)


class _Lines:
    """Small strings on their way to be one passage."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._parts: list[tuple[int, int]] = []
        self.size = 0

    def add(self, number: int, value: str, label: str) -> None:
        head = f"{_whole(label)}: " if label else ""
        self._parts.append((number, self.size + len(head)))
        self._lines.append(f"{head}{value}\n")
        self.size += len(self._lines[-1])

    def taken(self) -> list[Passage]:
        """The passage so far, if any; begins anew."""
        if not self._parts:
            return []
        made = [Passage("".join(self._lines), tuple(self._parts))]
        self._lines, self._parts, self.size = [], [], 0
        return made


def _to_replace(leaf: Leaf, findings: Sequence[Finding], spared: frozenset[str]) -> list[Finding]:
    if leaf.kind is Kind.PERSON:
        return [Finding("USERNAME", 0, len(leaf.value), 1.0, "field")]
    if leaf.kind in (Kind.NAME, Kind.SIGNED):
        return []
    wanted = [one for one in findings if policy_class(one) not in spared]
    if leaf.kind is Kind.NUMBER and wanted:
        return [Finding(wanted[0].entity, 0, len(leaf.value), wanted[0].score, wanted[0].recognizer)]
    return wanted


def _edits(value: str, redacted: str, kept: Sequence[Finding], placeholders: Sequence[str]) -> list[Edit]:
    """Which spans of a value became which placeholders."""
    edits = [Edit(one.start, one.end, name) for one, name in zip(kept, placeholders, strict=True)]
    if splice(value, edits) != redacted:
        raise RedactionError(_UNSTEADY)
    return edits


def _edits_of(document: Document, walk: Walk, by_leaf: Iterator[Sequence[Edit]]) -> list[Edit]:
    """Edits of values as edits of the document; `by_leaf` runs in the order of `all_leaves`."""
    found: list[Edit] = []
    for leaf in walk.leaves:
        edits = next(by_leaf)
        start, end = document.places[leaf.place]
        if leaf.kind is Kind.NUMBER:
            found.extend(Edit(start, end, f'"{edit.text}"') for edit in edits)
        else:
            found.extend(edits_in_source(document.text[start:end], start, edits))
    for place, (inner, inner_walk) in walk.inner.items():
        start, end = document.places[place]
        inner_edits = _edits_of(inner, inner_walk, by_leaf)
        found.extend(edits_in_source(document.text[start:end], start, inner_edits))
    return sorted(found)


def _whole(value: str) -> str:
    """A value with half surrogate pairs replaced one by one, so that it can be sent to the finder."""
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

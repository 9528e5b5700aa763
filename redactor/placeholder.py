"""Values ⇄ placeholders. Pure: the same key, texts and findings give the same placeholders everywhere and always.

A placeholder is `ZQ_<TYPE>_<code>`; the code is made from an HMAC of the value, so that a value has one placeholder in
every turn of a conversation, after a restart and in every process, and no map is stored (proxy.md section 4).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy.words import Text
from redactor.codes import Codes, spell
from redactor.entities import placeholder_type
from redactor.finding import Finding, RedactionError
from redactor.grammar import REACH as GRAMMAR_REACH
from redactor.grammar import case_between
from redactor.links import REACH, link_head
from redactor.normalise import normalise
from redactor.originals import TAIL, Occurrence, Original, Originals
from redactor.people import Named, Person, read_person
from redactor.spelling import ALPHABET, CLOSED_LENGTHS, OPEN_LENGTHS, TYPE_WORDS, Spellings

__all__ = ["Codes", "Occurrence", "Original", "Originals", "Redaction", "Redactions", "redact", "redact_all"]

_PERSON = "PERSON"
_EXHAUSTED = Text(
    ru="В тексте слишком много строк, похожих на метки Gnomon. Уберите их и отправьте ещё раз.",
    en="The text holds too many strings that look like Gnomon's placeholders. Remove them and send it again.",
)
_LOOK_ALIKE = re.compile(
    rf"ZQ_(?:{'|'.join(sorted(filter(str.isascii, TYPE_WORDS), key=len, reverse=True))})_"
    rf"(?:[{ALPHABET}]{{{OPEN_LENGTHS[0]},{OPEN_LENGTHS[-1]}}}"
    rf"|[{ALPHABET}]{{{CLOSED_LENGTHS[0]},{CLOSED_LENGTHS[-1]}}}(?![^\W_]))"
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text without its values, the values, what was replaced (offsets in the text as it was), and by what."""

    text: str = field(repr=False)
    originals: Originals = field(repr=False)
    findings: tuple[Finding, ...]
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redactions:
    """The texts of one prompt without their values, the values of all, what was replaced in each, and by what."""

    texts: tuple[str, ...] = field(repr=False)
    originals: Originals = field(repr=False)
    findings: tuple[tuple[Finding, ...], ...]
    placeholders: tuple[tuple[str, ...], ...]


def redact(text: str, findings: Sequence[Finding], codes: Codes, *, taken: frozenset[str] = frozenset()) -> Redaction:
    """Replace the findings of one text. `taken` are placeholders that must not be used.

    Raises: RedactionError when no free placeholder is left.
    """
    whole = redact_all([text], [findings], codes, taken=taken)
    return Redaction(whole.texts[0], whole.originals, whole.findings[0], whole.placeholders[0])


def redact_all(
    texts: Sequence[str],
    findings: Sequence[Sequence[Finding]],
    codes: Codes,
    *,
    taken: frozenset[str] = frozenset(),
    ours: frozenset[str] = frozenset(),
) -> Redactions:
    """Replace the findings of all texts of one prompt, with one placeholder for one value in all of them.

    `ours` are placeholders that stand in the texts because an earlier turn left them there (a secret in a tool call
    is never restored): they keep meaning their value.

    What looks like a placeholder already stays as it is and is never restored to a value: a placeholder that could be
    confused with it gets a longer code. So redacting twice changes nothing more.

    Raises: RedactionError when no free placeholder is left.
    """
    kept = tuple(_outside_look_alikes(text, of_text) for text, of_text in zip(texts, findings, strict=True))
    draft = _Draft(texts, kept, codes, taken, ours)
    while draft.misread():
        pass
    return Redactions(draft.redacted, draft.originals(), kept, draft.placeholders())


def look_alikes(text: str) -> list[tuple[int, int]]:
    """Spans of a text that have exactly the shape of a placeholder."""
    return [match.span() for match in _LOOK_ALIKE.finditer(text)] if "ZQ_" in text else []


def _outside_look_alikes(text: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in order, cut where they overlap a look-alike or one another."""
    walls = look_alikes(text)
    kept: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        for start, stop in _pieces(max(finding.start, end), finding.end, walls):
            if text[start:stop].strip():
                kept.append(Finding(finding.entity, start, stop, finding.score, finding.recognizer))
        end = max(end, finding.end)
    return tuple(kept)


def _pieces(start: int, stop: int, walls: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for wall_start, wall_stop in walls:
        if wall_stop > start and wall_start < stop:
            yield start, wall_start
            start = wall_stop
    yield start, stop


@dataclass(frozen=True, slots=True)
class _Value:
    """A value by which places are compared. `open`: the place is followed by what would be read as its code."""

    type: str
    normalised: str = field(repr=False)
    open: bool = False


@dataclass(slots=True)
class _Place:
    """A finding on its way to a placeholder."""

    finding: Finding
    surface: str
    value: _Value
    person: Person | None
    start: int = 0  # of the placeholder, in the redacted text


class _Draft:
    """Placeholders for all places of a prompt, changed until each is read back as what it stands for."""

    def __init__(
        self,
        texts: Sequence[str],
        findings: Sequence[Sequence[Finding]],
        codes: Codes,
        taken: frozenset[str],
        ours: frozenset[str],
    ) -> None:
        self._texts = texts
        self._codes = codes
        self._taken = taken
        self._ours = ours
        self._lengths: dict[_Value, int] = {}
        self._places = [
            [_place(text, finding) for finding in found] for text, found in zip(texts, findings, strict=True)
        ]
        self.redacted: tuple[str, ...] = ()
        self._unite_initials()

    def misread(self) -> bool:
        """Replace and read back. What was not read as it was meant is changed, and the draft must be tried again."""
        placeholders = self._distinct()
        self.redacted = tuple(
            _replaced(text, places, placeholders) for text, places in zip(self._texts, self._places, strict=True)
        )
        values = {placeholder: value for value, placeholder in placeholders.items()}
        spellings = Spellings(values)
        again = False
        for text, places in zip(self.redacted, self._places, strict=True):
            read = {(one.start, one.end): values[one.placeholder] for one in spellings.all(text)}
            for place in places:
                meant = (place.start, place.start + len(placeholders[place.value]))
                if read.pop(meant, None) != place.value:
                    again = True
                    self._open(place)
            starts = {place.start for place in places}
            for span, value in read.items():
                if span[0] not in starts and text[slice(*span)] not in self._ours:
                    # the user wrote something that would be read as this value
                    again = True
                    self._lengthen(value)
        return again

    def placeholders(self) -> tuple[tuple[str, ...], ...]:
        """The placeholder of each place."""
        names = self._distinct()
        return tuple(tuple(names[place.value] for place in places) for places in self._places)

    def originals(self) -> Originals:
        """What the placeholders of this draft stand for."""
        placeholders = self._distinct()
        occurrences: dict[str, list[Occurrence]] = {}
        named: dict[str, list[_Place]] = {}
        heads: dict[str, set[str]] = {}
        for index, (text, places) in enumerate(zip(self.redacted, self._places, strict=True)):
            end = 0
            for order, place in enumerate(places):
                placeholder = placeholders[place.value]
                gap = text[end : place.start]
                occurrence = Occurrence(index, order, len(gap), gap[-TAIL:], place.surface)
                occurrences.setdefault(placeholder, []).append(occurrence)
                named.setdefault(placeholder, []).append(place)
                head = link_head(text[max(0, place.start - REACH) : place.start])
                if head is not None:
                    heads.setdefault(placeholder, set()).add(head)
                end = place.start + len(placeholder)
        return Originals(
            Original(
                placeholder=name,
                entity=places[0].finding.entity,
                value=_best(places),
                occurrences=tuple(occurrences[name]),
                heads=frozenset(heads.get(name, ())),
                person=_fullest(places),
            )
            for name, places in named.items()
        )

    def _unite_initials(self) -> None:
        """`Петров А. Б.` and `Петров Алексей Борисович` are one, when one such person alone was named before."""
        named = Named()
        for place in (place for places in self._places for place in places):
            if place.person is not None:
                place.value = _Value(place.value.type, named.key_of(place.person))

    def _distinct(self) -> dict[_Value, str]:
        """Every value's placeholder; values that would share one, or would get a taken one, get longer ones."""
        while True:
            placeholders = {place.value: self._spell(place.value) for places in self._places for place in places}
            uses = Counter(placeholders.values())
            clashing = [
                value
                for value, placeholder in placeholders.items()
                if uses[placeholder] > 1 or placeholder in self._taken
            ]
            if not clashing:
                return placeholders
            for value in clashing:
                self._lengthen(value)

    def _spell(self, value: _Value) -> str:
        shortest = OPEN_LENGTHS[0] if value.open else CLOSED_LENGTHS[0]
        code = self._codes.code(value.type, value.normalised)
        return spell(value.type, code, self._lengths.setdefault(value, shortest))

    def _lengthen(self, value: _Value) -> None:
        self._lengths[value] += 1
        if self._lengths[value] not in (OPEN_LENGTHS if value.open else CLOSED_LENGTHS):
            raise RedactionError(_EXHAUSTED)

    def _open(self, place: _Place) -> None:
        if place.value.open:
            self._lengthen(place.value)
        else:
            place.value = _Value(place.value.type, place.value.normalised, open=True)


def _place(text: str, finding: Finding) -> _Place:
    surface = text[finding.start : finding.end]
    type_ = placeholder_type(finding.entity)
    person = None
    if finding.entity == _PERSON:
        left = text[max(0, finding.start - GRAMMAR_REACH) : finding.start]
        right = text[finding.end : finding.end + GRAMMAR_REACH]
        person = read_person(surface) and read_person(surface, case_between(left, right))
    return _Place(finding, surface, _Value(type_, person.key if person else normalise(type_, surface)), person)


def _replaced(text: str, places: Sequence[_Place], placeholders: dict[_Value, str]) -> str:
    """The text with placeholders; notes in each place where its placeholder begins."""
    pieces: list[str] = []
    length = end = 0
    for place in places:
        between = text[end : place.finding.start]
        placeholder = placeholders[place.value]
        place.start = length + len(between)
        pieces += (between, placeholder)
        length = place.start + len(placeholder)
        end = place.finding.end
    pieces.append(text[end:])
    return "".join(pieces)


def _best(places: Sequence[_Place]) -> str:
    """The surface written most often, the first of several."""
    return Counter(place.surface for place in places).most_common(1)[0][0]


def _fullest(places: Sequence[_Place]) -> Person | None:
    """The name as it was written with most words and fewest initials."""
    people = [place.person for place in places if place.person is not None]
    return max(people, key=lambda person: (len(person.words), -len(person.initials)), default=None)

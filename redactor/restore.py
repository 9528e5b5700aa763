"""Puts values back where their placeholders stand in an answer, piece by piece as it streams. Pure."""

import json
import re
from collections import deque
from collections.abc import Mapping
from enum import StrEnum

from redactor.entities import SECRET
from redactor.grammar import REACH as GRAMMAR_REACH
from redactor.inflection import in_context, marked, waits_for_next
from redactor.links import REACH, link_head
from redactor.originals import TAIL, Occurrence, Original, Originals
from redactor.spelling import WINDOW, Spelled, Unfinished

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_MAY_BEGIN = re.compile("[Zz](?:[Qq]|\\Z)|[\ud800-\udbff]\\Z")


class Escape(StrEnum):
    """What stands around the text: nothing, or a JSON string."""

    NONE = "none"
    JSON = "json"


class Restorer:
    """Restores one field of one answer. feed() gives what is certain, finish() the rest.

    What comes out does not depend on how the text was cut. Held back are at most 39 code points: those that may yet
    become a placeholder, or half a surrogate pair. `depth` is the number of JSON strings around the text
    (escape=Escape.JSON). `secrets` and `links` allow secrets, and values inside links, to be restored; a link that
    the user wrote with that value in it is always restored.
    """

    def __init__(
        self,
        originals: Mapping[str, Original],
        *,
        escape: Escape = Escape.NONE,
        secrets: bool = True,
        links: bool = False,
        depth: int = 1,
    ) -> None:
        self._originals = originals if isinstance(originals, Originals) else Originals(originals.values())
        self._spellings = self._originals.spellings
        self._depth = depth if escape is Escape.JSON else 0
        self._secrets = secrets
        self._links = links
        self._held = ""
        self._left: deque[str] = deque()  # the end of the answer as the model wrote it
        self._left_length = 0
        self._gap = 0  # code points since the last placeholder
        self._before: tuple[int, int] | None = None
        self._begun = False
        self._shown = ""  # the end of the answer as the reader sees it, up to the last placeholder
        self.restored = 0
        self.unknown = 0
        self.kept = 0

    def feed(self, piece: str) -> str:
        """The next piece of the answer, restored as far as it is certain."""
        if not self._held and _MAY_BEGIN.search(piece) is None:
            self._pass(piece)
            return piece
        return self._advance(_joined(self._held, piece), final=False)

    def finish(self) -> str:
        """What was held back: the answer, or its cut-off rest, ends here."""
        return self._advance(self._held, final=True)

    @property
    def held(self) -> str:
        """What is held back now: at most 39 code points."""
        return self._held

    def _advance(self, text: str, *, final: bool) -> str:
        limit = len(text)
        if not final and "\ud800" <= text[-1:] <= "\udbff":
            limit -= 1
        self._held = text[limit:]
        text = text[:limit]
        done: list[str] = []
        position = 0
        while (one := self._spellings.next(text, position, final=final)) is not None:
            before = text[position : one.start]
            done.append(before)
            self._pass(before)
            right, seen = _behind(text, one, final=final) if isinstance(one, Spelled) else ("", True)
            if isinstance(one, Unfinished) or (isinstance(one, Spelled) and not seen and self._waits(one, right)):
                self._held = text[one.start :] + self._held
                return "".join(done)
            written = text[one.start : one.end]
            if isinstance(one, Spelled):
                done.append(self._restore(one, written, right))
            else:
                self.unknown += 1
                self._pass(written)
                done.append(written)
            position = one.end
        self._pass(text[position:])
        done.append(text[position:])
        return "".join(done)

    def _pass(self, raw: str) -> None:
        """Remember what went by, to know the surroundings of the next placeholder."""
        if not raw:
            return
        self._gap += len(raw)
        self._left.append(raw)
        self._left_length += len(raw)
        while self._left_length - len(self._left[0]) > REACH:
            self._left_length -= len(self._left.popleft())

    def _waits(self, one: Spelled, right: str) -> bool:
        """Whether the form of a name depends on the words after it, which have not come yet."""
        original = self._originals[one.placeholder]
        if one.case is not None or not waits_for_next(original, right):
            return False
        return bool(one.ending) or self._same_place(original, self._gap_text("".join(self._left))) is None

    def _restore(self, one: Spelled, written: str, right: str) -> str:
        original = self._originals[one.placeholder]
        left = "".join(self._left)
        self._left = deque([left])
        gap = self._gap_text(left)
        surface = self._surface(original, one, gap, right)
        allowed = self._allowed(original, left)
        self._shown = (self._shown + gap + (surface if allowed else written))[-GRAMMAR_REACH:]
        self._pass(written)
        self._gap = 0
        self._begun = True
        if not allowed:
            self.kept += 1
            return written
        self.restored += 1
        return _escaped(surface, self._depth)

    def _gap_text(self, left: str) -> str:
        """What the model wrote since the last placeholder, as far as it is remembered."""
        return left[len(left) - min(self._gap, REACH) :]

    def _allowed(self, original: Original, left: str) -> bool:
        if original.entity == SECRET and not self._secrets:
            return False
        if self._links:
            return True
        head = link_head(left)
        if head is None and self._depth:
            head = link_head(_ESCAPED.sub(_meant, left))
        return head is None or head in original.heads

    def _surface(self, original: Original, one: Spelled, gap: str, right: str) -> str:
        """How the value is written here: as the model marked it, as in the prompt, or as the sentence asks."""
        place = self._same_place(original, gap)
        self._before = (place.text, place.order) if place else None
        if one.case is not None or one.ending:
            return marked(original, one, self._shown + gap, right)
        if place is not None:
            return place.surface
        return in_context(original, self._shown + gap, right)

    def _same_place(self, original: Original, gap: str) -> Occurrence | None:
        """The place of the prompt that the answer repeats here, from its beginning or from the placeholder before."""
        tail = gap[-TAIL:]
        same = (place for place in original.occurrences if place.gap == self._gap and place.tail == tail)
        if not self._begun:
            return next((place for place in same if place.order == 0), None)
        if self._before is None:
            return None
        text, order = self._before
        return next((place for place in same if (place.text, place.order) == (text, order + 1)), None)


def _behind(text: str, one: Spelled, *, final: bool) -> tuple[str, bool]:
    """What of the text behind a placeholder may be looked at, and whether all of it has come; an end ends a line."""
    right = text[one.end : one.start + WINDOW]
    if len(text) - one.start >= WINDOW:
        return right, True
    return (right + "\n", True) if final else (right, False)


def _joined(held: str, piece: str) -> str:
    """Both parts, a surrogate pair that was cut between them made whole."""
    if held and piece and "\ud800" <= held[-1] <= "\udbff" and "\udc00" <= piece[0] <= "\udfff":
        pair = (held[-1] + piece[0]).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        return held[:-1] + pair + piece[1:]
    return held + piece


def _escaped(value: str, depth: int) -> str:
    """The value as it stands inside `depth` JSON strings."""
    for _ in range(depth):
        value = json.dumps(value, ensure_ascii=not _encodable(value))[1:-1]
    return value


def _meant(escape: re.Match[str]) -> str:
    """What an escape of JSON stands for, as far as links ask."""
    return chr(int(escape[1], 16)) if escape[1] else "\n" if escape[2] in "nrt" else escape[2]


def _encodable(value: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in value)

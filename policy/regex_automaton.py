"""A regular expression as an automaton of its character positions, to see where matching can be ambiguous.

Glushkov's construction over Python's own parse of the pattern: one state for each place that reads a character, with
the number of ways in which one place can follow another. A backtracking matcher takes exponential time exactly where
a text can lead from a state back to itself in two ways. Sources: Weideman, van der Merwe, Berglund, Watson, "Analyzing
Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity of NFA" (CIAA 2016);
Brüggemann-Klein, "Regular expressions into finite automata" (TCS 120, 1993) for counting the same edge twice.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

# Python's own parser of regular expressions; it has no public name, but there is no other exact one.
parser: Any = import_module("re._parser")
kinds: Any = import_module("re._constants")

MAX_POSITIONS = 1500
SMALL = 5
"""Repetitions up to this many are written out; more, unless all of one length, are as dangerous as endless ones."""

_SAMPLES = "aZzmé0957_ -.,:;/@#\n\té\u0436\u042f\u0451\u4e00\u0664'\"()[]{}+*?|\\^$%&=<>!~`"


class TooLargeError(ValueError):
    """The pattern has more positions than can be looked at."""


LONG = 100
"""Repetitions above this take noticeable time even when one way through them is all there is."""


@dataclass(slots=True)
class Automaton:
    """letters[p]: which sample characters position p reads, as bits. follow[p]: next positions and in how many ways.

    long: positions inside repetitions above LONG. inner: automata of lookaheads and the like, which a matcher runs by
    themselves.
    """

    letters: list[int] = field(default_factory=list)
    follow: list[Counter[int]] = field(default_factory=list)
    long: set[int] = field(default_factory=set)
    inner: list["Automaton"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the pattern: in how many ways it can be empty, begin at a position, and end at one (2 is "many")."""

    empty: int
    first: Mapping[int, int]
    last: Mapping[int, int]


_EMPTY = _Part(1, {}, {})


def build(pattern: str) -> Automaton:
    """The automaton of a pattern, letter case ignored and the dot taking line ends.

    Raises: re.error, TooLargeError.
    """
    tree = parser.parse(pattern)
    return _Builder("".join(dict.fromkeys(_SAMPLES + "".join(_literals(tree))))).automaton(tree)


class _Builder:
    def __init__(self, alphabet: str) -> None:
        self._alphabet = alphabet
        self._made = Automaton()

    def automaton(self, tree: Any) -> Automaton:
        """Build one automaton; lookaheads get a builder of their own."""
        self._sequence(tree)
        return self._made

    def _sequence(self, nodes: Any) -> _Part:
        whole = _EMPTY
        for kind, value in nodes:
            whole = self._after(whole, self._node(kind, value))
        return whole

    def _node(self, kind: Any, value: Any) -> _Part:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            return self._repeat(*value)
        if kind is kinds.SUBPATTERN:
            return self._sequence(value[3])
        if kind is kinds.BRANCH:
            return self._either([self._sequence(option) for option in value[1]])
        if kind is kinds.GROUPREF_EXISTS:
            return self._either([self._sequence(option) for option in value[1:] if option])
        if kind in (kinds.ATOMIC_GROUP, kinds.POSSESSIVE_REPEAT):
            return self._sealed(value if kind is kinds.ATOMIC_GROUP else value[2])
        if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            self._made.inner.append(_Builder(self._alphabet).automaton(value[1]))
            return _EMPTY
        if kind is kinds.AT:
            return _EMPTY
        if kind is kinds.GROUPREF:
            part = self._position((1 << len(self._alphabet)) - 1)
            return replace(part, empty=1)
        return self._position(self._mask(kind, value))

    def _repeat(self, least: int, most: Any, body: Any) -> _Part:
        if most == 0:
            return _EMPTY
        shortest, longest = body.getwidth()
        varies = longest - shortest > SMALL
        endless = (
            most is kinds.MAXREPEAT
            or (most > 1 and varies)
            or (most > SMALL and (most != least or shortest != longest))
        )
        if endless or most * _size(body) + len(self._made.letters) > MAX_POSITIONS:
            begun = len(self._made.letters)
            part = self._sequence(body)
            self._link(part.last, part.first)
            if most is kinds.MAXREPEAT or most > LONG:
                self._made.long.update(range(begun, len(self._made.letters)))
            return replace(part, empty=1 if part.empty or least == 0 else 0)
        whole = _EMPTY
        for count in range(most):
            part = self._sequence(body)
            if count >= least:
                part = replace(part, empty=min(2, part.empty + 1))
            whole = self._after(whole, part)
        return whole

    def _sealed(self, body: Any) -> _Part:
        """What never gives back what it took: looked at by itself, and one position for the outside."""
        inner = _Builder(self._alphabet).automaton(body)
        self._made.inner.append(inner)
        letters = 0
        for mask in inner.letters:
            letters |= mask
        return replace(self._position(letters), empty=1)

    def _after(self, left: _Part, right: _Part) -> _Part:
        self._link(left.last, right.first)
        first = _sum((left.first, 1), (right.first, left.empty))
        last = _sum((right.last, 1), (left.last, right.empty))
        return _Part(min(2, left.empty * right.empty), first, last)

    def _either(self, options: list[_Part]) -> _Part:
        first = _sum(*((option.first, 1) for option in options))
        last = _sum(*((option.last, 1) for option in options))
        return _Part(min(2, sum(option.empty for option in options)), first, last)

    def _link(self, sources: Mapping[int, int], targets: Mapping[int, int]) -> None:
        for source, out in sources.items():
            ways = self._made.follow[source]
            for target, into in targets.items():
                ways[target] = min(2, ways[target] + out * into)

    def _position(self, letters: int) -> _Part:
        if len(self._made.letters) >= MAX_POSITIONS:
            raise TooLargeError
        place = len(self._made.letters)
        self._made.letters.append(letters)
        self._made.follow.append(Counter())
        return _Part(0, {place: 1}, {place: 1})

    def _mask(self, kind: Any, value: Any) -> int:
        return sum(1 << place for place, letter in enumerate(self._alphabet) if _reads(kind, value, letter))


def _sum(*parts: tuple[Mapping[int, int], int]) -> dict[int, int]:
    """Ways added up, each part times a factor; places that cannot be reached are left out."""
    total: Counter[int] = Counter()
    for ways, factor in parts:
        for place, count in ways.items():
            total[place] = min(2, total[place] + count * factor)
    return {place: count for place, count in total.items() if count}


def _reads(kind: Any, value: Any, letter: str) -> bool:
    """Whether one node reads a character, whatever its case."""
    cases = {ord(one) for one in (letter, letter.lower(), letter.upper()) if len(one) == 1}
    if kind is kinds.ANY:
        return True
    if kind is kinds.LITERAL:
        return value in cases
    if kind is kinds.NOT_LITERAL:
        return value not in cases
    if kind is kinds.RANGE:
        return any(value[0] <= case <= value[1] for case in cases)
    if kind is kinds.CATEGORY:
        return _in_category(value, letter)
    if kind is kinds.IN:
        negated = bool(value) and value[0][0] is kinds.NEGATE
        found = any(_reads(inner, detail, letter) for inner, detail in (value[1:] if negated else value))
        return found is not negated
    return True


def _in_category(category: Any, letter: str) -> bool:
    name = str(category)
    if name.endswith("DIGIT"):
        inside = letter.isdecimal()
    elif name.endswith("SPACE"):
        inside = letter.isspace()
    else:
        inside = letter.isalnum() or letter == "_"
    return inside is ("NOT" not in name)


def _literals(tree: Any) -> Iterator[str]:
    """Characters that the pattern names, and the neighbours of its ranges."""
    for kind, value in _walk(tree):
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            yield chr(value)
        elif kind is kinds.RANGE:
            yield from (chr(value[0]), chr(value[1]))


def _walk(nodes: Any) -> Iterator[tuple[Any, Any]]:
    for kind, value in nodes:
        yield kind, value
        if kind is kinds.IN:
            yield from value
        for child in children(kind, value):
            yield from _walk(child)


def children(kind: Any, value: Any) -> list[Any]:
    """The parts inside a node of the parse."""
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    if kind is kinds.GROUPREF_EXISTS:
        return [option for option in value[1:] if option]
    return []


def _size(nodes: Any) -> int:
    """How many positions a part takes at most once."""
    return sum(1 for kind, _ in _walk(nodes) if kind in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN, kinds.ANY)) or 1

"""Regular expressions of a company: which are refused because they can run away, and which are doubtful."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping

from policy.regex_automaton import Automaton, TooLargeError, build
from policy.words import Text

REFUSED_IN_A_ROW = 3
MAX_REPETITIONS = 60


def fault_of(pattern: str) -> Text | None:
    """Why a pattern is refused: unreadable, too large, matches nothing but emptiness, or can take exponential time."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(pattern)
        automaton = build(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        return Text(ru=f"Выражение не читается ({error}).", en=f"The expression cannot be read ({error}).")
    except TooLargeError:
        return _TOO_LARGE
    if compiled.fullmatch("") is not None:
        return _EMPTY
    if any(_exponential(one) for one in _all(automaton)):
        return _RUNS_AWAY
    return _VERY_SLOW if any(_in_a_row(one) >= REFUSED_IN_A_ROW for one in _all(automaton)) else None


def doubt_of(pattern: str) -> Text | None:
    """Why an accepted pattern may still be slow on long texts, or None."""
    return _SLOW if any(_in_a_row(one) > 1 for one in _all(build(pattern))) else None


def _all(automaton: Automaton) -> Iterator[Automaton]:
    yield automaton
    for inner in automaton.inner:
        yield from _all(inner)


def _exponential(automaton: Automaton) -> bool:
    """Whether some text leads from a position back to itself in two ways."""
    for members in _loops(automaton):
        if any(automaton.follow[place][after] > 1 for place in members for after in members):
            return True
        forwards = {place: [after for after in automaton.follow[place] if after in members] for place in members}
        apart = _pairs(automaton, forwards)
        together = _pairs(automaton, _turned(forwards))
        if any(left != right for left, right in apart & together):
            return True
    return False


def _pairs(automaton: Automaton, edges: Mapping[int, Iterable[int]]) -> set[tuple[int, int]]:
    """Pairs of positions that two walks from one position reach with the same text."""
    seen = {(place, place) for place in edges}
    waiting = list(seen)
    while waiting:
        left, right = waiting.pop()
        for one in edges[left]:
            for other in edges[right]:
                if (one, other) not in seen and automaton.letters[one] & automaton.letters[other]:
                    seen.add((one, other))
                    waiting.append((one, other))
    return seen


def _in_a_row(automaton: Automaton) -> int:
    """How many long repetitions in a row can take the same characters, 1 to 3: a power of the text's length in time.

    Two do when some text can be read by the first, by the second, and on the way from the first to the second.
    """
    alone = [place for place in automaton.long if place in automaton.follow[place]]
    if len(alone) > MAX_REPETITIONS:
        return REFUSED_IN_A_ROW
    after = {first: [second for second in alone if _overlap(automaton, first, second)] for first in alone}
    if any(after[second] for first in alone for second in after[first]):
        return 3
    return 2 if any(after.values()) else 1


def _overlap(automaton: Automaton, first: int, second: int) -> bool:
    shared = automaton.letters[first] & automaton.letters[second]
    if first == second or not shared:
        return False
    seen = {first}
    waiting = [first]
    while waiting:
        for place in automaton.follow[waiting.pop()]:
            if place == second:
                return True
            if place not in seen and automaton.letters[place] & shared:
                seen.add(place)
                waiting.append(place)
    return False


def _loops(automaton: Automaton) -> Iterator[set[int]]:
    """The strongly connected components that hold a loop (Kosaraju)."""
    edges = {place: list(targets) for place, targets in enumerate(automaton.follow)}
    order: list[int] = []
    seen: set[int] = set()
    for place in edges:
        order.extend(_finished(edges, place, seen))
    backwards = _turned(edges)
    seen = set()
    for place in reversed(order):
        members = set(_finished(backwards, place, seen))
        if len(members) > 1 or any(member in automaton.follow[member] for member in members):
            yield members


def _finished(edges: Mapping[int, Iterable[int]], start: int, seen: set[int]) -> list[int]:
    """Places reachable from a start and not seen before, in the order in which a deep walk leaves them."""
    if start in seen:
        return []
    seen.add(start)
    left: list[int] = []
    path = [(start, iter(edges[start]))]
    while path:
        place, rest = path[-1]
        after = next((one for one in rest if one not in seen), None)
        if after is None:
            left.append(place)
            path.pop()
        else:
            seen.add(after)
            path.append((after, iter(edges[after])))
    return left


def _turned(edges: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    backwards: dict[int, list[int]] = {place: [] for place in edges}
    for place, targets in edges.items():
        for after in targets:
            backwards[after].append(place)
    return backwards


_RUNS_AWAY = Text(
    ru="Повторение внутри повторения может работать бесконечно долго.",
    en="A repetition inside a repetition can run for ever.",
)
_VERY_SLOW = Text(
    ru="Три длинных повторения подряд берут одни и те же знаки: на длинных текстах это работает слишком долго.",
    en="Three long repetitions in a row take the same characters: that takes too long on long texts.",
)
_TOO_LARGE = Text(ru="Выражение слишком большое.", en="The expression is too large.")
_EMPTY = Text(
    ru="Выражение подходит к пустому месту и находило бы всё подряд.",
    en="The expression matches nothing at all, so it would match everywhere.",
)
_SLOW = Text(
    ru="Два повторения подряд берут одни и те же знаки: на длинных текстах это медленно.",
    en="Two repetitions in a row take the same characters: slow on long texts.",
)

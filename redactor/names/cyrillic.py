"""Names of people in Cyrillic: the network's spans and the rules' names, weighed together."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.names.cyrillic_model import CyrillicModel
from redactor.names.cyrillic_model import Token as Shaped
from redactor.names.letters import encode, surname_like
from redactor.names.lists import (
    GIVEN_FAR,
    GIVEN_MAYBE,
    GIVEN_SURE,
    NICKNAMES,
    NOBLE,
    PRODUCTS,
    SHORT_SURNAMES,
    SMALL_WORDS,
)
from redactor.names.morph import Morph, Odds
from redactor.names.patterns import Name, names
from redactor.names.shapes import quiet_line, shaped
from redactor.names.short_names import short_names, vocatives
from redactor.names.tokens import Case, Token, tokenize

_LINE = 200  # tokens at most; the network sees three words to each side
_BATCH = 4000  # tokens computed at once: 5 MB of rows
_NETWORK_SCORE = 0.8
_BESIDE = re.compile(r"[bc](?=GP)|(?<=G)b|b(?=G)")  # a word that may be a surname, beside a given name
_NO_INITIALS = frozenset(("те", "тд", "тп", "тк", "тч", "тн", "нэ", "кт", "др", "гр", "рф", "мн", "пр", "тг", "сш"))
_FELT = re.compile(
    r"любов\w+ ко? |вер\w+ в (?:побед|бог|себя|люд|успех|лучш|чуд|будущ|дедлайн|сил)"
    r"|надежд\w+ на (?:то |успех|побед|лучш|чуд)"
)
_MEASURES = frozenset(
    "твёрдость твердость твёрдости твердости оценка оценку баллов балла индекс шкале тесту критерий".split()  # noqa: SIM905
)
_SURELY_SURNAME = re.compile(
    r".{4,}(?:енко|швили|дзе|ян|янц|[оеё]ва?|[оеё]ву|[оеё]вым|[оеё]вой|ская|ский|ского|скому|ским|ской|чук|юк)"
)
_ORDINARY = 0.6  # share of readings that name nobody, above which a capital at a beginning tells nothing
_FOREIGN = 0.5  # least lead of a span of unknown words (factRuEval devset in small letters: none was wrong above it)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of the network: PER, LOC or ORG, its tokens, and its mean lead over every other reading."""

    kind: str
    first: int
    last: int
    margin: float


class CyrillicNames:
    """Finds people named in Cyrillic letters."""

    def __init__(self, morph: Morph, model: CyrillicModel | None = None) -> None:
        self._morph = morph
        self._model = model or CyrillicModel()

    def find(self, text: str) -> list[Finding]:
        """Names of people in a text, in any case of letters."""
        tokens = tokenize(text)
        if not any(token.cyrillic for token in tokens):
            return []
        ranges = list(lines(tokens))
        letters, places = encode(tokens, self._morph.odds, _quiet(tokens, ranges))
        lifted = {tokens[places[match.start()]].start for match in _BESIDE.finditer(letters)}
        spans = list(self._tagged(tokens, ranges, lifted))
        read = _Reading(tokens, letters, places, self._morph.odds, spans)
        found = [name for name in names(letters, places) if read.stands(name)]
        found += short_names(tokens)
        found += vocatives(tokens)
        found += [name for span in spans if (name := read.plausible(span))]
        places_named = [(span.first, span.last) for span in spans if span.kind != "PER"]
        return [_finding(tokens, name) for name in _merged(found) if not read.is_other(name, places_named)]

    def _tagged(
        self, tokens: Sequence[Token], ranges: Sequence[tuple[int, int]], lifted: Container[int] = ()
    ) -> Iterator[Tagged]:
        """Spans of the network."""
        batch: list[list[Shaped]] = []
        starts: list[int] = []
        count = 0
        for first, last in ranges:
            line = shaped(tokens[first:last], self._morph.odds, lifted)
            if line is None:
                continue
            batch.append(line)
            starts.append(first)
            count += len(line)
            if count > _BATCH:
                yield from self._run(batch, starts)
                batch, starts, count = [], [], 0
        if batch:
            yield from self._run(batch, starts)

    def _run(self, batch: Sequence[Sequence[Shaped]], starts: Sequence[int]) -> Iterator[Tagged]:
        for start, (tags, margins) in zip(starts, self._model.tag(batch), strict=True):
            for kind, first, last in tag_spans(tags):
                yield Tagged(kind, start + first, start + last, float(margins[first:last].mean()))


class _Reading:
    """One text as tokens and letters: what speaks for and against a name."""

    def __init__(
        self,
        tokens: Sequence[Token],
        letters: str,
        places: Sequence[int],
        odds: Callable[[str], Odds],
        spans: Sequence[Tagged],
    ) -> None:
        self._tokens = tokens
        self._odds = odds
        self._seen = {at for span in spans if span.kind == "PER" for at in range(span.first, span.last)}
        self._letter = ["_"] * len(tokens)
        for letter, place in zip(letters, places, strict=True):
            if letter != "_":
                self._letter[place] = letter

    def stands(self, name: Name) -> bool:
        """Whether the parts of a rule's name are written alike, and it is not what a method or street is called."""
        words = [token for token in self._tokens[name.first : name.last] if len(token.text) > 1 and token.is_word]
        small = [word.case is Case.LOWER for word in words]
        if any(small) and not all(small):
            return False
        if name.rule == "initials":
            return self._are_initials(name)
        if any(self._letter[at] in "cb" and at not in self._seen for at in range(name.first, name.last)):
            return False
        if len(words) == 1 and (self._is_eponym(name.first) or self._is_abstract(name.first)):
            return False
        if name.rule in ("role-of", "beside"):
            return self._is_somebody(name)
        if name.rule in ("speaker", "addressed", "among-latin"):
            odds = self._odds(words[0].low)
            return odds.person >= 0.35 or surname_like(words[0].low)
        if name.rule == "surname":
            return self._surname_alone(words[0], name.first)
        return name.rule != "given" or self._given_alone(words[0], name.first)

    def _is_somebody(self, name: Name) -> bool:
        """An unknown word with a capital after «начальник охраны», «у»: no program, nothing in capitals or quotes."""
        word = self._tokens[name.first]
        if word.case is not Case.TITLE or word.low in PRODUCTS or len(word.text) < 4:
            return False
        return name.rule == "role-of" or self._tokens[name.first - 1].low == "у"

    def _is_eponym(self, first: int) -> bool:
        """Part of what a method or street is called: «закон Гутенберга — Рихтера»."""
        while self._before(first) == "-" and first > 1 and self._letter[first - 2] in "SGUCLgscP":
            first -= 2
        if self._before(first) == "E":
            return True
        before = [token.low for token in self._tokens[max(0, first - 2) : first]]
        return before[-1:] == ["по"] and (before[0] in _MEASURES or before[0][0].isdigit())

    def _is_abstract(self, first: int) -> bool:
        """«Любовь к работе», «вера в победу»: what somebody feels."""
        if self._tokens[first].low not in GIVEN_MAYBE:
            return False
        return bool(_FELT.match(" ".join(token.low for token in self._tokens[first : first + 3])))

    def _numbers(self, first: int, last: int) -> bool:
        """An unknown word that begins a line before a short number: «Тикет 88412»."""
        if self._before(first) not in ("", "n", ".", "-") or self._letter[last : last + 1] != ["d"]:
            return False
        digits = self._tokens[last].text
        return self._letter[first] == "U" and len(digits) <= 6

    def _is_thing(self, first: int) -> bool:
        return self._tokens[first].low in PRODUCTS or self._numbers(first, first + 1)

    def _are_initials(self, name: Name) -> bool:
        """No «т. е.», «и т. д.», «к. т. н.» in small letters."""
        parts = [token.low for token in self._tokens[name.first : name.last] if len(token.text) == 1 and token.is_word]
        small = any(token.case is Case.LOWER for token in self._tokens[name.first : name.last] if len(token.text) == 1)
        if not small or "".join(parts) not in _NO_INITIALS:
            return True
        after = self._letter[name.last] if name.last < len(self._letter) else "n"
        return self._letter[name.first] in "SuU" and after in ",.n)"

    def _surname_alone(self, word: Token, at: int) -> bool:
        """A surname by itself: a word that the dictionary knows as nothing else."""
        odds = self._odds(word.low)
        sure = odds.known and odds.surname >= 0.9 and len(word.text) >= (6 if word.case is Case.LOWER else 4)
        if not odds.known and word.case is Case.TITLE and _SURELY_SURNAME.fullmatch(word.low):
            sure = word.low not in PRODUCTS
        return sure and self._before(at) not in ("E", '"')

    def _given_alone(self, word: Token, at: int) -> bool:
        """A given name by itself: with a capital, hardly anything else, not in quotes."""
        odds = self._odds(word.low)
        listed = word.low in GIVEN_SURE or word.low in GIVEN_FAR or (word.low in NICKNAMES and not odds.known)
        sure = odds.name >= 0.75 or (listed and odds.common < 0.5) or (listed and not odds.known)
        if word.case is Case.LOWER:
            return listed and len(word.text) > 4 and (odds.common < 0.2 or not odds.known)
        return word.case is Case.TITLE and sure and self._before(at) != '"'

    def plausible(self, span: Tagged) -> Name | None:
        """The network's span without what is no name at its edges, or nothing."""
        if span.kind != "PER":
            return None
        first, last = span.first, span.last
        if self._is_foreign(span):
            return Name(first, last, _NETWORK_SCORE, "slovnet")
        while first < last and (self._letter[first] not in "GSUPgsuCI" or self._is_lone_letter(first)):
            first += 1
        while first < last and not (self._letter[last - 1] in "GSUPgsuCI" or self._is_initial_dot(last - 1)):
            last -= 1
        letters = "".join(self._letter[first:last])
        if not letters or not set(letters) & set("GSUPgsuC"):
            return None
        if last - first == 1 and (self._is_eponym(first) or self._is_abstract(first) or self._is_thing(first)):
            return None
        enough = self._enough(first, last, letters, span.margin)
        return Name(first, last, _NETWORK_SCORE, "slovnet") if enough else None

    def _is_foreign(self, span: Tagged) -> bool:
        """Two to four small or shouted words, none of them ordinary: «сэйдзи маэхара»."""
        words = self._tokens[span.first : span.last]
        if not 2 <= len(words) <= 4 or span.margin < _FOREIGN or words[0].case not in (Case.LOWER, Case.UPPER):
            return False
        if any(word.low in SMALL_WORDS for word in words):
            return False
        return all(word.cyrillic and (not (odds := self._odds(word.low)).known or odds.person > 0.05) for word in words)

    def _enough(self, first: int, last: int, letters: str, margin: float) -> bool:
        """Whether the words themselves carry a span of the network."""
        words = [self._tokens[i] for i in range(first, last) if self._letter[i] in "GSUPgsuC"]
        if len(words) != 1:
            return bool(set(letters) & set("GSUPgsu"))
        word = words[0]
        odds = self._odds(word.low)
        if word.case is Case.TITLE:
            begins = self._before(first) in ("", "n", ".", "!", "-")
            return not (begins and odds.known and odds.common >= _ORDINARY)
        if not odds.known:
            return surname_like(word.low) or (odds.surname >= 0.08 and margin > 1)
        return odds.common < 0.3 and (odds.person >= 0.5 or (odds.surname >= 0.3 and margin > 1))

    def is_other(self, name: Name, others: Sequence[tuple[int, int]]) -> bool:
        """A single word that the network takes for a place or a firm."""
        if name.last - name.first > 1 or name.rule not in ("slovnet",):
            return False
        return any(first <= name.first < last for first, last in others)

    def _before(self, first: int) -> str:
        return self._letter[first - 1] if first else ""

    def _is_lone_letter(self, at: int) -> bool:
        """A preposition of one letter that begins a sentence: «О Ладе Вихоревой»."""
        return self._letter[at] == "I" and (at + 1 == len(self._letter) or self._letter[at + 1] != ".")

    def _is_initial_dot(self, at: int) -> bool:
        return self._letter[at] == "." and at > 0 and self._letter[at - 1] == "I"


def _quiet(tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> list[bool]:
    """For each token whether its line is written without telling capitals."""
    quiet = [False] * len(tokens)
    for first, last in ranges:
        if quiet_line(tokens[first:last]):
            quiet[first:last] = [True] * (last - first)
    return quiet


def _merged(found: Sequence[Name]) -> list[Name]:
    """Overlapping names as one, with the best score and its rule."""
    merged: list[Name] = []
    for name in sorted(found, key=lambda name: (name.first, -name.last)):
        if merged and name.first < merged[-1].last:
            one = merged[-1]
            best = max(one, name, key=lambda n: n.score)
            merged[-1] = Name(one.first, max(one.last, name.last), best.score, best.rule)
        else:
            merged.append(name)
    return merged


def _finding(tokens: Sequence[Token], name: Name) -> Finding:
    first = name.first
    while first and _goes_before(tokens[first - 1], tokens[first], name):
        first -= 1
    return Finding("PERSON", tokens[first].start, tokens[name.last - 1].end, name.score, f"name-{name.rule}")


def _goes_before(before: Token, token: Token, name: Name) -> bool:
    """A particle of a name, or a short surname before a given name and patronymic: «фон», «Чон Дмитрий Ин-Сунович»."""
    if token.start - before.end != 1:
        return False
    surname = name.rule == "full" and before.low in SHORT_SURNAMES and before.case is token.case
    return before.low in NOBLE or surname


def lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens of each line, long lines in pieces."""
    first = 0
    for at, token in enumerate(tokens):
        if token.text == "\n" or at - first >= _LINE:
            if at > first:
                yield first, at
            first = at + (token.text == "\n")
    if len(tokens) > first:
        yield first, len(tokens)


def tag_spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, first and end of each run of B-, I- tags; an I- without its B- begins one."""
    kind, first = "", 0
    for at, tag in enumerate([*tags, "O"]):
        edge, _, following = tag.partition("-")
        if kind and (edge != "I" or following != kind):
            yield kind, first, at
            kind = ""
        if following and not kind:
            kind, first = following, at

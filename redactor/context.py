"""What stands around a name, told as features from which redactor.case_model judges the case it needs. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from redactor.cases import Case
from redactor.declension import Gender
from redactor.morphology import Parse, parses

LEFT = 8
"""Words and marks left of a name that are looked at."""
RIGHT = 3
"""Words and marks right of it."""

_TOKEN = re.compile(
    r"(?P<word>[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)|(?P<latin>[A-Za-z]\w*)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<line>\n|\\n)|(?P<mark>[^\w\s*`_#\\])"
)
_MAY_GO_ON = MappingProxyType({"word": ("", "-"), "latin": ("",), "number": ("", ".", ",", ":")})
_QUOTES = frozenset("«»\"“”„'‘’[]")
_ENDS = frozenset("\n.!?…;")
_ABBREVIATED = frozenset(
    "г гр г-н проф акад т тов д-р инж доц ген полк дир нач зам гл им ул св кн гл стр п д см и".split()  # noqa: SIM905
)
_POS = ("PREP", "CONJ", "VERB", "INFN", "GRND", "PRTF", "PRTS", "NOUN", "ADJF", "ADJS", "NPRO", "ADVB", "PRED", "PRCL")
_LETTERS = dict(zip("ngdaip", Case, strict=True))
_POSSIBLE = 0.04
_NAMES = frozenset(("Name", "Surn", "Patr"))
_ACTS = frozenset(("VERB", "INFN", "GRND", "PRTS", "PRED"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its lemma, part of speech, cases it may stand in (`ngdaip`), and a tag of all that matters.

    `number`: s, p or both for what has cases; of a past verb or short participle m, f, n or p, else empty.
    """

    word: str
    lemma: str
    pos: str
    cases: str = ""
    number: str = ""
    tag: str = ""

    def beside(self, gender: Gender) -> str:
        """The tag, with whether a verb's gender is that of the name."""
        if self.pos not in ("VERB", "PRTS", "ADJS") or not self.number:
            return self.tag
        return f"{self.tag}{'+' if self.number == gender.value[0] else self.number if self.number in 'np' else '-'}"


def tokens(text: str) -> list[Token]:
    """The words and marks of a text."""
    found = (_token(match.lastgroup or "", match[0]) for match in _TOKEN.finditer(text))
    return [token for token in found if token is not None]


def settled(right: str) -> tuple[str, bool]:
    """What counts of the text after a name: three words and marks, no further than the sentence. Whether all is there.

    The last word of `right` may go on and is left out until something follows it.
    """
    end = count = 0
    for match in _TOKEN.finditer(right):
        if right[match.end() :] in _MAY_GO_ON.get(match.lastgroup or "", ()):
            break
        end = match.end()
        count += match[0] not in _QUOTES
        if count == RIGHT or match["line"] or match[0] in _ENDS:
            return right[:end], True
    return right[:end], False


def _token(kind: str, text: str) -> Token | None:
    if kind == "word":
        return _word(text.casefold().replace("ё", "е"), capital=text[0].isupper())
    if kind == "mark":
        text = "-" if text in "—–-" else text
        return None if text in _QUOTES else Token(text, text, "mark", tag=text)
    if kind == "line":
        return Token("\n", "\n", "mark", tag="\n")
    if kind == "latin" and text[:2] == "ZQ":
        return Token("", "", "NAME", "ngdaip", "s", "NAME")
    return Token(text, kind, kind, tag=kind)


@lru_cache(maxsize=512)
def _word(word: str, *, capital: bool) -> Token:
    readings = parses(word)
    if capital:
        names = [one for one in readings if _NAMES & one.grammemes and "plur" not in one.grammemes]
        if names and (names[0] is readings[0] or names[0].score > 0.3):
            cases = _cases(names)
            return Token(word, "", "NAME", cases, "s", f"NAME{cases}")
    weights = {pos: sum(one.score for one in readings if pos in one.grammemes) for pos in _POS}
    pos = max(weights, key=lambda pos: weights[pos])
    chosen = [one for one in readings if pos in one.grammemes] or list(readings)
    return _of_readings(word, pos, chosen)


def _of_readings(word: str, pos: str, readings: Sequence[Parse]) -> Token:
    first = readings[0]
    tags, lemma = first.grammemes, first.lemma.replace("ё", "е")
    if pos in ("PREP", "CONJ", "PRCL", "ADVB", "NPRO", "PRED"):
        return Token(word, lemma, pos, _cases(readings) if pos == "NPRO" else "", "", f"{pos}{word}")
    if pos in ("VERB", "INFN", "GRND", "PRTS", "ADJS"):
        return Token(word, lemma, pos, "", _agreeing(tags), pos + _verbal(tags, lemma))
    cases = _cases(readings)
    number = "".join(sorted({"p" if "plur" in one.grammemes else "s" for one in readings if one.score > _POSSIBLE}))
    life = "A" if "anim" in tags else ""
    voice = "act" if "actv" in tags else "pas" if "pssv" in tags else ""
    return Token(word, lemma, pos, cases, number, f"{pos}{life}{voice}{cases}{number}")


def _agreeing(tags: frozenset[str]) -> str:
    """m, f, n or p of what agrees with its subject in gender; empty for other forms."""
    if "plur" in tags:
        return "p"
    return next((gender[0] for gender in ("masc", "femn", "neut") if gender in tags), "")


def _verbal(tags: frozenset[str], lemma: str) -> str:
    marks = [mark for mark in ("tran", "impr", "past", "1per", "2per", "3per", "plur") if mark in tags]
    return "".join(mark[0] if mark != "past" else "o" for mark in marks) + ("s" if lemma.endswith("ся") else "")


def _cases(readings: Sequence[Parse]) -> str:
    likely = [one for one in readings if one.score > _POSSIBLE] or readings[:1]
    return "".join(letter for letter, case in _LETTERS.items() if any(case.value in one.grammemes for one in likely))


def sentence_before(text: str) -> list[Token]:
    """The tokens left of a name that belong to its sentence, the nearest first; a line's beginning is one of them."""
    found: list[Token] = []
    all_ = tokens(text)
    for index in range(len(all_) - 1, -1, -1):
        token = all_[index]
        if token.word in ".!?…" and token.pos == "mark" and not (token.word == "." and _shortened(all_, index)):
            found.append(Token("^", "^", "mark", tag="^"))
            break
        found.append(token)
        if token.word == "\n" or len(found) == 2 * LEFT:
            break
    else:
        found.append(Token("^", "^", "mark", tag="^"))
    return found


def _shortened(all_: Sequence[Token], index: int) -> bool:
    """Whether the point at `index` belongs to an abbreviation or an initial."""
    word = all_[index - 1].word if index else ""
    return (len(word) == 1 and word.isalpha()) or word in _ABBREVIATED


def features(left: Sequence[Token], right: Sequence[Token], gender: Gender, kind: str, rule: str) -> list[str]:
    """All that the model may know, as strings. `left`: the nearest first.

    `kind`: the parts of the name, `gs` and so on. `rule`: what redactor.grammar says.
    """
    near, clause = _near(left, right, gender, kind), _clause(left, right, gender)
    return [*near, *clause, *_lists(left, right), *_ruled(left, right, rule)]


def _ruled(left: Sequence[Token], right: Sequence[Token], rule: str) -> Iterator[str]:
    one, two, after = _at(left, 0), _at(left, 1), _at(right, 0)
    yield from (f"R{rule}", f"R{rule}|{one.tag}", f"R{rule}|{one.lemma}", f"R{rule}|{one.pos}{one.cases}|{after.tag}")
    yield from (f"R{rule}|{one.pos}|{two.pos}", f"R{rule}|{after.pos}|{_at(right, 1).pos}")


_NONE = Token("", "", "none", tag="none")


def _at(of: Sequence[Token], index: int) -> Token:
    return of[index] if index < len(of) else _NONE


def _near(left: Sequence[Token], right: Sequence[Token], gender: Gender, kind: str) -> Iterator[str]:
    one, two, three = _at(left, 0), _at(left, 1), _at(left, 2)
    after, then = _at(right, 0), _at(right, 1)
    t1, t2, t3 = one.beside(gender), two.beside(gender), three.beside(gender)
    a1, a2 = after.beside(gender), then.beside(gender)
    l1 = f"{one.lemma}/{one.pos}"
    l2 = f"{two.lemma}/{two.pos}"
    yield from ("", f"k{kind}", f"k{kind}|{t1}", f"g{gender}|{t1}")
    yield from (f"w{one.word}", f"l{l1}", f"t{t1}", f"w{two.word}|{one.word}", f"l{l2}|{t1}", f"l{l1}|{t2}")
    yield from (f"2{t2}", f"2{t2}|{t1}", f"3{t3}|{t2}|{t1}", f"3{three.lemma}|{t2}|{t1}", f"4{l2}|{l1}")
    yield from (f"m{l1[:-1]}{one.cases}", f"e{one.word[-3:]}{one.pos}|{t2}")
    yield from (f"a{after.word}", f"b{after.lemma}", f"c{a1}", f"c{a1}|{t1}", f"c{a1}|{l1}", f"c{a1}|{t1}|{t2}")
    yield from (f"d{a2}|{a1}", f"d{a2}|{a1}|{t1}", f"d{then.lemma}|{after.word}", f"b{after.lemma}|{t1}")
    yield from (f"x{_at(right, 2).tag}|{a2}|{a1}", f"b{then.lemma}|{t1}|{a1}")


def _clause(left: Sequence[Token], right: Sequence[Token], gender: Gender) -> Iterator[str]:
    """The nearest verb on the left, whether it has a subject and an object, the preposition, the verb on the right."""
    one, after = _at(left, 0), _at(right, 0)
    t1, a1 = one.beside(gender), after.beside(gender)
    place, verb = next(((i, token) for i, token in enumerate(left) if token.pos in _ACTS), (-1, _NONE))
    between = left[:place] if place >= 0 else ()
    broken = any(token.word in ",;:-(" for token in between)
    tag = verb.beside(gender)
    subject = _subject(left[place + 1 :] if place >= 0 else left, verb)
    inner = _subject(between, verb)
    object_ = _object(between)
    yield from (f"v{verb.lemma}|{broken:d}", f"v{verb.lemma}|{t1}", f"v{verb.lemma}|{subject}|{min(place, 3)}")
    yield from (f"V{tag}|{t1}", f"V{tag}|{subject}|{inner}|{object_}|{broken:d}", f"V{tag}|{subject}|{t1}")
    yield from (f"v{verb.lemma}|{a1}|{min(place, 3)}", f"V{tag}|{a1}|{t1}", f"v{verb.lemma}|{object_}|{min(place, 3)}")
    yield from (f"V{tag}|{subject}|{object_}|{a1}|{one.pos}", f"v{verb.lemma}|{one.lemma}")
    away, preposition = _preposition(left)
    yield from (f"p{preposition}|{away}|{t1}", f"p{preposition}|{verb.lemma}", f"p{preposition}|{one.lemma}|{away}")
    yield f"p{preposition}|{away}|{_at(left, away + 1).lemma}"
    later = next((token for token in right[:3] if token.pos in _ACTS or token.pos == "ADJS"), _NONE)
    yield from (f"r{later.lemma}|{one.pos}", f"r{later.beside(gender)}|{t1}", f"r{later.beside(gender)}|{tag}")
    yield from (f"r{later.lemma}|{t1}|{subject}", f"r{later.beside(gender)}|{preposition}|{one.pos}")
    yield f"r{later.beside(gender)}|{verb.pos}|{subject}|{one.pos}|{one.cases}|{away}"


def _subject(of: Sequence[Token], verb: Token) -> str:
    """What may be the verb's subject: a pronoun, a noun that can stand in no other case, one that may."""
    best = ""
    for index, token in enumerate(of):
        if token.word in _ENDS or (token.pos == "mark" and token.word in "^"):
            break
        if "n" not in token.cases or token.pos not in ("NOUN", "NPRO", "NAME") or _at(of, index + 1).pos == "PREP":
            continue
        if verb.number and verb.number != "p" and token.number == "p":
            continue
        if token.pos == "NPRO" or "a" not in token.cases:
            return token.pos
        best = "maybe"
    return best


def _object(of: Sequence[Token]) -> str:
    for index, token in enumerate(of):
        if "a" in token.cases and token.pos in ("NOUN", "NPRO", "NAME") and _at(of, index + 1).pos != "PREP":
            return "o"
    return ""


def _preposition(left: Sequence[Token]) -> tuple[int, str]:
    """The preposition that governs here, with how many words stand between; 9 where a verb or mark comes first."""
    for index, token in enumerate(left[:5]):
        if token.pos == "PREP":
            return index, token.word
        if token.pos not in ("NOUN", "ADJF", "PRTF", "NAME", "NPRO", "NUMR", "number"):
            break
    return 9, ""


def _lists(left: Sequence[Token], right: Sequence[Token]) -> Iterator[str]:
    """Names joined to names, and what stands before all of them; what stands before a comma or bracket."""
    one, two = _at(left, 0), _at(left, 1)
    if one.word not in ("и", "или", ",", "(", "-", ":", "либо", "да"):
        return
    index = 0
    while _at(left, index).word in ("и", "или", ",") and _at(left, index + 1).pos == "NAME":
        index += 1
        while _at(left, index).pos == "NAME":
            index += 1
    head = _at(left, index)
    joined, after = f"i{one.word}|", _at(right, 0)
    yield from (f"{joined}{two.tag}", f"{joined}{two.pos}|{_at(left, 2).tag}", f"{joined}{two.tag}|{after.tag}")
    yield from (f"h{index > 0}|{head.lemma}/{head.pos}", f"h{index > 0}|{head.tag}", f"{joined}{two.cases}|{head.tag}")
    yield from (f"{joined}{two.lemma}", f"{joined}{two.cases}|{after.word}")

"""Names of people and organisations and addresses in Cyrillic, as the network tells them."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from redactor.finding import Finding
from redactor.names.cyrillic_doubts import SURE_FIRM, is_no_firm, is_no_person, known_as, without_heads
from redactor.names.cyrillic_model import CyrillicModel, Tagged
from redactor.names.file_names import find_in_cyrillic_files
from redactor.names.labels import TOLD
from redactor.names.lists import NOBLE
from redactor.names.morph import Morph
from redactor.names.namesakes import find_namesakes
from redactor.names.quoted_people import find_quoted
from redactor.names.tokens import CYRILLIC_LETTER, Case, Token, tokenize
from redactor.names.told import told
from redactor.names.vectors import Floats
from redactor.names.written import find_firms, find_initialled, find_surnames
from redactor.recognizers.spoken import NUMBER_WORD

_NEAR = 24  # tokens kept on each side of a Cyrillic word
_LEAN = 0.4  # taken from the score of being nothing: a name lost costs more than a word masked
_LEAN_IN_QUOTES = 2.0  # within «…», where five of six are firms
_LONGEST_QUOTED = 8  # tokens
_PERSON, _FIRM, _ADDRESS = 0.5, 0.8, 0.6  # least mean probability of a span
_NAMED_FIRM = 0.6  # of a firm that begins with a capital or a quotation mark
_PERSON_SCORE, _FIRM_SCORE, _ADDRESS_SCORE = 0.8, 0.6, 0.7
_PLACE = 3  # letters of the longest word that names no place: «стр. 5», «код 12»
_THI, _SYLLABLE = frozenset(("тхи", "ван")), 5  # middle names of Vietnam; letters
_QUOTES = '«„“"'
_INDOORS = frozenset(
    "дом домофон этаж подъезд кабинет квартира офис корпус строение помещение комната участок площадь площадью".split()  # noqa: SIM905
)
_TIME = re.compile(r"\d\d\.\d\d\.\d{2,4}|(?:19|20)\d\d")  # a date or a year, and no house


class CyrillicNames:
    """Finds people, organisations and addresses named in Cyrillic letters."""

    def __init__(self, morph: Morph, model: CyrillicModel | None = None) -> None:
        self._odds = morph.odds
        self._model = model or CyrillicModel(morph)

    def find(self, text: str) -> list[Finding]:
        """Names in a text, in any case of letters."""
        if not CYRILLIC_LETTER.search(text):
            return []
        tokens = tokenize(text)
        small = not any(token.case is Case.TITLE for token in tokens)
        seen = [
            finding
            for first, last in stretches(tokens)
            for span in self._spans(tokens[first:last], small)
            if (finding := _finding(text, tokens[first + span.first : first + span.last], span, small)) is not None
        ]
        return [
            *seen,
            *find_namesakes(self._odds, tokens),
            *find_surnames(self._odds, tokens),
            *find_quoted(self._odds, tokens),
            *find_in_cyrillic_files(self._odds, text, tokens),
            *find_firms(self._odds, tokens),
            *find_initialled(self._odds, text),
        ]

    def _spans(self, tokens: Sequence[Token], small: bool) -> Iterator[Tagged]:
        """What the network tells, each thing as what the dictionary knows it to be, without what is nobody's name."""
        for span in with_initials(tokens, joined(self._model.tag(tokens, leanings(tokens)))):
            if span.kind in TOLD:
                yield span
                continue
            span = without_heads(self._odds, tokens, known_as(self._odds, tokens, span))
            nothing = span.kind == "PER" and is_no_person(self._odds, tokens, span, small)
            if not nothing and not (span.kind == "ORG" and is_no_firm(tokens, span)):
                yield span


def stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, end) of the tokens around Cyrillic words; code and foreign text between them is not read."""
    first = end = 0
    for at, token in enumerate(tokens):
        if not token.cyrillic:
            continue
        if not end or at - _NEAR > end:
            if end:
                yield first, end
            first = max(0, at - _NEAR)
        end = min(len(tokens), at + _NEAR + 1)
    if end:
        yield first, end


def leanings(tokens: Sequence[Token]) -> Floats:
    """What is taken from each token's score of being nothing."""
    found = np.full(len(tokens), _LEAN, dtype=np.float32)
    opened = -_LONGEST_QUOTED
    for at, token in enumerate(tokens):
        if token.text in "«„":
            opened = at
        elif token.text in "»“" and at - opened < _LONGEST_QUOTED and tokens[opened + 1].case is not Case.LOWER:
            found[opened:at] = _LEAN_IN_QUOTES
    return found


def joined(spans: Iterable[Tagged]) -> Iterator[Tagged]:
    """Spans of a kind that touch as one: nothing stands between «Таубе» and «Рената Эдуардовна»."""
    held: Tagged | None = None
    for span in spans:
        if held is not None and held.kind == span.kind == "PER" and held.last == span.first:
            held = Tagged("PER", held.first, span.last, max(held.odds, span.odds))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def with_initials(tokens: Sequence[Token], spans: Iterable[Tagged]) -> Iterator[Tagged]:
    """People with all of their initials: those before a surname, and those after a hyphen («Ж.-К.»)."""
    free = 0
    for span in spans:
        if span.kind == "PER":
            last = (
                _end_of_vietnamese(tokens, span)
                if _THI & {word.low for word in tokens[span.first : span.last]}
                else span.last
            )
            span = Tagged("PER", _begin(tokens, span.first, free), _end(tokens, last), span.odds)
        free = span.last
        yield span


def _begin(tokens: Sequence[Token], first: int, free: int) -> int:
    """Where a name begins with the initials before it; tokens before `free` are another's."""
    if first > free and tokens[first].text == "." and _is_initial(tokens[first - 1]):
        first -= 1
    if len(tokens[first].text) > 1 and tokens[first].case is not Case.TITLE:
        return first
    while True:
        at = first - 1 - (first - 2 >= free and _is_hyphen(tokens, first - 1))
        if at - 1 < free or tokens[at].text != "." or not _is_initial(tokens[at - 1]):
            return first
        first = at - 1


def _end(tokens: Sequence[Token], last: int) -> int:
    while last + 1 < len(tokens) and _is_hyphen(tokens, last) and _is_initial(tokens[last + 1]):
        last += 2 + (last + 2 < len(tokens) and tokens[last + 2].text == ".")
    return last


def _end_of_vietnamese(tokens: Sequence[Token], span: Tagged) -> int:
    """«Нгуен Тхи Май Лан»: short given names, as many as there are."""
    last = span.last
    while last < len(tokens) and tokens[last].case is Case.TITLE and len(tokens[last].text) <= _SYLLABLE:
        last += 1
    return last


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen stands close to what is before and after it, as no dash does."""
    token = tokens[at]
    return token.text == "-" and tokens[at - 1].end == token.start and token.end == tokens[at + 1].start


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.case is Case.UPPER and token.cyrillic


def _finding(text: str, words: Sequence[Token], span: Tagged, small: bool) -> Finding | None:
    """What a span is to the redactor; a span without a Cyrillic word is the Latin model's business.

    `small`: the whole text is written in small letters, so that a firm need not have a capital.
    """
    if span.kind in TOLD:
        return told(text, words[0].start, words[-1].end, span.kind, span.odds)
    sure = span.kind == "ORG" and span.odds >= SURE_FIRM
    if not sure and not any(word.cyrillic for word in words):
        return None
    if span.kind == "PER" and span.odds >= _PERSON:
        return _person(_in_one_cell(text, words))
    if span.kind == "ADR" and span.odds >= _ADDRESS:
        return address_of(words)
    least = _NAMED_FIRM if words[0].case is Case.TITLE or words[0].text in _QUOTES else _FIRM
    if span.kind != "ORG" or span.odds < least or not (sure or small or any(map(_is_marked, words))):
        return None
    if words[0].low == "ип" and len(words) > 1 and words[1].is_word:
        return _person(words[1:])
    name = _own_name(words)
    return Finding("ORG", name[0].start, name[-1].end, _FIRM_SCORE, "firm-cyrillic")


def _in_one_cell(text: str, words: Sequence[Token]) -> Sequence[Token]:
    """The words before the first tabulator among them: no name goes on in the next column."""
    tab = text.find("\t", words[0].start, words[-1].end)
    return words if tab < 0 else [word for word in words if word.end <= tab]


def _person(words: Sequence[Token]) -> Finding | None:
    """The name without small words around its capitals; a letter alone is none («место 14А»)."""
    first, last = 0, len(words)
    if any(word.case is not Case.LOWER and word.is_word for word in words):
        while words[first].case is Case.LOWER and words[first].low not in NOBLE:
            first += 1
        while words[last - 1].case is Case.LOWER and words[last - 1].low not in NOBLE:
            last -= 1
    if not any(len(word.text) > 1 and word.is_word for word in words[first:last]):
        return None
    return Finding("PERSON", words[first].start, words[last - 1].end, _PERSON_SCORE, "name-cyrillic")


def address_of(words: Sequence[Token]) -> Finding | None:
    """An address with a place and a number, without what is no part of it at its ends: «Лесная 5, кв. 3 домофон»."""
    words = _from_word(words)
    numbered = [at for at, word in enumerate(words) if _is_number(word)]
    if not numbered or not any(len(word.text) > _PLACE and word.is_word and word.low not in _INDOORS for word in words):
        return None
    last = next((at for at, word in enumerate(words) if at > numbered[-1] and _TIME.fullmatch(word.text)), len(words))
    while last - 1 > numbered[-1] and (words[last - 1].case is Case.LOWER or not words[last - 1].is_word):
        last -= 1
    return Finding("LOCATION", words[0].start, words[last - 1].end, _ADDRESS_SCORE, "address-cyrillic")


def _is_number(word: Token) -> bool:
    """In digits or in letters, and no date."""
    return (word.text[0].isdigit() and not _TIME.fullmatch(word.text)) or NUMBER_WORD.fullmatch(word.low) is not None


def _from_word(words: Sequence[Token]) -> Sequence[Token]:
    """Without a sign before the first word, and without storeys that the address of a flat for sale stands after."""
    first = 0
    while (
        first < len(words) - 1
        and not words[first].is_word
        and (
            words[first].text in ",.;:"
            or _TIME.fullmatch(words[first].text)
            or ("/" in words[first].text and words[first + 1].text == ",")
        )
    ):
        first += 1
    return words[first:]


def _is_marked(word: Token) -> bool:
    """A capital or a quotation mark: «политехнический университет» has neither."""
    return word.case not in (Case.LOWER, Case.NONE) or word.text in _QUOTES


def _own_name(words: Sequence[Token]) -> Sequence[Token]:
    """What is in quotes, with a form that has a capital: of «артель «Синяя Коса»» the name, of «ООО «Ветла»» all."""
    quote = next((at for at, word in enumerate(words) if word.text in _QUOTES), 0)
    return words if words[0].case in (Case.UPPER, Case.TITLE) else words[quote:]

"""Russian names told by how they are written, where the network was silent: initials, sure surnames. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence

from redactor.finding import Finding
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token
from redactor.recognizers.bare_streets import STREETS

_INITIAL = r"[А-ЯЁ]\. ?"
# «В. Шум,» and, at a line's end, «Б. Латыпов»; not «лит. А. Штраф за…».
_BEFORE = re.compile(
    rf"(?<![\w.])(?:{_INITIAL}){{1,2}}(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?=[ \t]*(?:[,;)\n]|\.?\s*\Z|\.\n))"
)
_AFTER = re.compile(rf"(?<=[а-яё,:—] )(?P<name>[А-ЯЁ][а-яё]{{2,}}) {_INITIAL}[А-ЯЁ]\.(?!\w)")
_LINE = re.compile(r"(?:\A|\n)[ \t>*•–-]*\Z")
_SURNAME = re.compile(r"\w{2,}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|е|ой|ую|ы|ых|ыми|ого|ому|ий|ая|им)?")
_RARELY, _SURELY = 0.1, 0.95  # shares of a word's readings as a name
_LEAST, _BESIDE = 5, 6  # letters; tokens on each side


def find_initialled(odds: Callable[[str], Odds], text: str) -> Iterator[Finding]:
    """Initials with a word that can be a surname."""
    for match in _BEFORE.finditer(text):
        found = odds(match["name"].lower())
        first = _LINE.search(text, max(0, match.start() - 8), match.start()) is not None
        if found.person >= _RARELY or not found.known or (found.nominal and not first):
            yield Finding("PERSON", *match.span(), 0.7, "name-initials")
    for match in _AFTER.finditer(text):
        found = odds(match["name"].lower())
        if found.person >= _RARELY or not found.known or found.nominal:
            yield Finding("PERSON", *match.span(), 0.7, "name-initials")


def find_surnames(odds: Callable[[str], Odds], tokens: Sequence[Token]) -> Iterator[Finding]:
    """Words in small letters or among capitals that are nothing but a surname: «эти кравцовы», «ИГНАТЬЕВА — 9»."""
    for at, token in enumerate(tokens):
        if token.case not in (Case.LOWER, Case.UPPER) or len(token.text) < _LEAST or not _SURNAME.fullmatch(token.low):
            continue
        found = odds(token.low)
        if not found.known or found.surname < _SURELY or token.low in STREETS:
            continue
        if token.case is Case.LOWER or _is_shouted(tokens, at):
            yield Finding("PERSON", token.start, token.end, 0.7, "name-surname")


def _is_shouted(tokens: Sequence[Token], at: int) -> bool:
    near = [word for word in tokens[max(0, at - _BESIDE) : at + _BESIDE + 1] if word.is_word]
    return len(near) > 1 and all(word.case is Case.UPPER for word in near)

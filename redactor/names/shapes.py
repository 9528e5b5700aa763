"""Which shape each word shows to the network, so that it sees names in any case of letters. Pure.

slovnet reads words in lower case and their shape apart; to it a name in lower case is no name and a line in capitals
is noise. So a word that may be a name is shown as if it began with a capital, and a shouted word that is none as if it
were in lower case. Measured on factRuEval-2016 devset: PER recall (any overlap) .975 as written, .94 lower-cased or in
capitals.
"""

from collections.abc import Callable, Container, Sequence

from slovnet.shape import word_shape

from redactor.names.cyrillic_model import Token as Shaped
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token

_SHAPES = {Case.LOWER: "RU_xx", Case.TITLE: "RU_Xx", Case.UPPER: "RU_XX", Case.MIXED: "RU_OTHER"}
_SURE = 0.5
_MAYBE = 0.1


def shaped(line: Sequence[Token], odds: Callable[[str], Odds], lifted: Container[int] = ()) -> list[Shaped] | None:
    """The tokens of a line for the network, or nothing when no word of it can be a name.

    `lifted`: starts of ordinary words that stand beside a given name and are shown with a capital too.
    """
    words = [token for token in line if token.cyrillic]
    quiet, shouted = _is_quiet(words), _is_shouted(words)
    found = []
    capital = False
    for token in line:
        if token.start in lifted:
            shape = _title(token)
        else:
            shape = _shape(token, odds, quiet, shouted) if token.cyrillic else word_shape(token.text)
        capital = capital or (token.cyrillic and "X" in shape)
        found.append(Shaped(token.low, shape))
    return found if capital else None


def quiet_line(line: Sequence[Token]) -> bool:
    """Whether capitals tell nothing in a line: it has none but at its beginning, or nothing else."""
    words = [token for token in line if token.cyrillic]
    return _is_quiet(words) or _is_shouted(words)


def _is_quiet(words: Sequence[Token]) -> bool:
    """Whether capitals tell nothing: none but at the beginning."""
    return not any(word.case is Case.TITLE for word in words[1:])


def _is_shouted(words: Sequence[Token]) -> bool:
    """Whether most of the line is in capitals."""
    upper = sum(len(word.text) for word in words if word.case is Case.UPPER)
    return 2 * upper > sum(len(word.text) for word in words)


def _shape(token: Token, odds: Callable[[str], Odds], quiet: bool, shouted: bool) -> str:
    if len(token.text) == 1:
        return "RU_X" if token.case is Case.UPPER else "RU_x"
    if token.case is Case.LOWER and (quiet or len(token.text) > 2):
        return _title(token) if _may_name(token, odds, _MAYBE if quiet else _SURE) else "RU_xx"
    if token.case is Case.UPPER and len(token.text) > 2:
        if _may_name(token, odds, _MAYBE):
            return _title(token)
        return "RU_xx" if shouted else "RU_XX"
    if token.case is Case.TITLE:
        return _title(token)
    return _SHAPES[token.case]


def _may_name(token: Token, odds: Callable[[str], Odds], least: float) -> bool:
    found = odds(token.low)
    return len(token.text) > 2 and (max(found.person, found.place) > least or (not found.known and least < _SURE))


def _title(token: Token) -> str:
    return "RU_Xx-Xx" if "-" in token.text else "RU_Xx"

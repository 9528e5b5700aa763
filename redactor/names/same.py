"""The same person again: words whose lemma a name of the conversation has. Pure but for the dictionary."""

from collections.abc import Iterator, Sequence

from redactor.finding import Finding
from redactor.names.cyrillic_doubts import is_thing_before
from redactor.names.morph import Morph
from redactor.names.tokens import Case, Token, tokenize

_LEAST = 4  # letters of a word that may stand for a person by itself
_SURE = 0.75
_QUOTES = frozenset('«„“"')


def known_lemmas(morph: Morph, texts: Sequence[str], findings: Sequence[Sequence[Finding]]) -> frozenset[str]:
    """Lemmas of the Cyrillic words of all names that were found with certainty."""
    lemmas: set[str] = set()
    for text, found in zip(texts, findings, strict=True):
        for finding in found:
            if finding.entity == "PERSON" and finding.score >= _SURE:
                name = text[finding.start : finding.end]
                words = [] if name.isascii() else [token for token in tokenize(name) if token.cyrillic]
                for token in words:
                    if len(token.text) >= _LEAST and _tells(morph, token, whole=len(words) > 2):
                        lemmas |= morph.lemmas(token.low)
    return frozenset(lemmas)


def _tells(morph: Morph, token: Token, *, whole: bool) -> bool:
    """Whether the word can stand for the person by itself: no place, and no ordinary word but of a whole name."""
    odds = morph.odds(token.low)
    if whole and token.case is Case.TITLE and not odds.place:
        return True  # «Жаворонок Иван Петрович»: a capital in the middle of a sentence is needed to meet it again
    return odds.person > max(odds.place, 0.2) or (not odds.known and odds.place < 0.5)


def same_people(
    morph: Morph, text: str, found: Sequence[Finding], lemmas: frozenset[str], tokens: Sequence[Token] | None = None
) -> Iterator[Finding]:
    """Words outside the findings that are a known name in any case form."""
    taken = bytearray(len(text))
    for finding in found:
        taken[finding.start : finding.end] = b"\x01" * finding.length
    start = True
    words = tokens if tokens is not None else tokenize(text)
    for at, token in enumerate(words):
        if not token.cyrillic:
            start = token.text in ".!?\n" or (start and not token.is_word)
            continue
        speaks = at + 1 < len(words) and words[at + 1].text == ":"
        first, start = start and not speaks, False
        if len(token.text) < _LEAST or taken[token.start] or not _may(morph, token, first):
            continue
        if at > 1 and words[at - 1].text in _QUOTES and is_thing_before(words, at - 1):
            continue  # «станок «Руслан»» of a Ruslan's
        if morph.lemmas(token.low) & lemmas:
            yield Finding("PERSON", token.start, token.end, 0.7, "name-again")


def _may(morph: Morph, token: Token, first: bool) -> bool:
    """A capital in the middle of a sentence, or a word that is hardly anything else."""
    if token.case is Case.TITLE and not first:
        return True
    odds = morph.odds(token.low)
    return odds.common < 0.3 or (token.case is not Case.LOWER and not odds.known)

"""The same prompt with other ordinary words, and with slips of the pen: an unknown word is no name by that alone."""

from __future__ import annotations

from random import Random

from redactor.names.tokens import Case, Token, tokenize
from redactor.names.training_cyrillic.fill import Example
from redactor.names.training_cyrillic.words import by_form

_LEAST = 4  # letters of a word that is changed
_NEAR_LETTERS = str.maketrans("оаеиыутдсзбпгкшщ", "аоиеиюдтзспбкгщш")


def varied(example: Example, random: Random) -> Example:
    """With some ordinary words in place of others of the same form; a third of all examples as they are."""
    share = random.choice((0.0, 0.0, 0.1, 0.2, 0.3, 0.6))
    if not share:
        return example
    tag_of, words_of = by_form()
    tokens = tokenize(example.text)

    def other(at: int) -> str:
        token = tokens[at]
        words = words_of.get(tag_of.get(token.low, ""), ())
        if not words or random.random() > share or _beside_capital(tokens, at):
            return token.text
        return _as_written(random.choice(words), token)

    return with_tokens(example, [other(at) for at in range(len(tokens))], tokens, inside=False)


def _beside_capital(tokens: list[Token], at: int) -> bool:
    """Whether a word with a capital follows: a method's or a work's name stands by its noun only."""
    return at + 1 < len(tokens) and tokens[at + 1].case in (Case.TITLE, Case.UPPER, Case.MIXED)


def mistyped(example: Example, random: Random) -> Example:
    """With slips of the pen in one example of four."""
    share = random.choice((0.0, 0.0, 0.0, 0.06))
    if not share:
        return example
    tokens = tokenize(example.text)
    texts = [
        _slip(token.text, random) if token.cyrillic and len(token.text) > _LEAST and random.random() < share
        else token.text
        for token in tokens
    ]  # fmt: skip
    return with_tokens(example, texts, tokens, inside=True)


def _slip(word: str, random: Random) -> str:
    """A letter lost, doubled, swapped with the next, taken for one like it or drawn out."""
    at, pick = random.randrange(1, len(word) - 1), random.random()
    if pick < 0.25:
        return word[:at] + word[at + 1 :]
    if pick < 0.45:
        return word[:at] + word[at] + word[at:]
    if pick < 0.65:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if pick < 0.92:
        return word[:at] + word[at].translate(_NEAR_LETTERS) + word[at + 1 :]
    vowel = max((word.rfind(letter) for letter in "аеиоуыэюя"), default=-1)
    return word if vowel < 1 else word[:vowel] + word[vowel] * random.randint(3, 6) + word[vowel + 1 :]


def _as_written(word: str, like: Token) -> str:
    """A word in the case of letters of another."""
    return word.upper() if like.case is Case.UPPER else word.capitalize() if like.case is Case.TITLE else word


def with_tokens(example: Example, texts: list[str], tokens: list[Token], *, inside: bool) -> Example:
    """The example with its tokens written so; those inside spans only where `inside`."""
    held = bytearray(len(example.text))
    for start, end, _ in example.spans:
        held[start:end] = b"\x01" * (end - start)
    place: dict[int, int] = {}
    text, at = "", 0
    for token, new in zip(tokens, texts, strict=True):
        kept = new if inside or not any(held[token.start : token.end]) else token.text
        text += example.text[at : token.start]
        place[token.start] = len(text)
        text += kept
        place[token.end] = len(text)
        at = token.end
    if not all(start in place and end in place for start, end, _ in example.spans):
        return example  # a name inside a token: «Лукоянова-младшая»
    spans = tuple((place[start], place[end], label) for start, end, label in example.spans)
    return Example(text + example.text[at:], spans)

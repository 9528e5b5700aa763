"""The pieces of the base vocabulary that Latin names need."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.names.wordpiece import END, GAP, LINE_END, PADDING, START, UNKNOWN

SPECIAL = (PADDING, UNKNOWN, START, END)
MARKS = {"[unused0]": LINE_END, "[unused1]": GAP}


def kept_pieces(vocabulary: Sequence[str]) -> list[tuple[int, str]]:
    """(number in the base, piece) of what is kept: no letters of other scripts, no unused places but two."""
    kept = []
    for number, piece in enumerate(vocabulary):
        if piece in SPECIAL:
            kept.append((number, piece))
        elif piece in MARKS:
            kept.append((number, MARKS[piece]))
        elif piece and not _is_special(piece) and _is_latin(piece.removeprefix("##")):
            kept.append((number, piece))
    return kept


def _is_special(piece: str) -> bool:
    return len(piece) > 2 and piece[0] == "[" and piece[-1] == "]"


def _is_latin(piece: str) -> bool:
    return all(letter < "\u0250" or "\u2010" <= letter < "\u20c0" for letter in piece)

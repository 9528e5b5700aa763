"""Lists of words, one file a list in the folder `words`; `_` stands for a space inside an entry."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def word_list(name: str) -> frozenset[str]:
    """The entries of a list; lines that begin with # are remarks."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split())

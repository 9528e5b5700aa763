"""Word lists of this training by file and heading."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"


def sections(path: Path) -> dict[str, list[str]]:
    """Lines of a file by their headings in brackets."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = name = []
        elif line and not line.startswith("#"):
            name.append(line)
    return found


@cache
def pieces() -> dict[str, tuple[str, ...]]:
    """What coined words, pet names and addresses are put together of, by section of pieces.txt."""
    return {name: tuple(";".join(lines).split(";")) for name, lines in sections(DATA / "pieces.txt").items()}


def piece(random: Random, section: str) -> str:
    """One of a section of pieces.txt."""
    return random.choice(pieces()[section])

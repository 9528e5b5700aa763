"""Real Russian text under open licences, labelled by slovnet's network and our rules where both agree.

Of NEREL's repository only the texts are read, which are articles of Russian Wikinews (CC BY 2.5); its annotation has no
licence and is left alone. ru.react.dev is CC BY 4.0.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WIKINEWS = "8f07d3e410f322d5dbf6b68b13fbf4a4aa077fe9"  # github.com/nerel-ds/NEREL, NEREL-v1.1/train/*.txt
REACT = "2361adda823b4cb04f0c46aade0303d20e6cb8a4"  # github.com/reactjs/ru.react.dev, src/content/**/*.md
_LONGEST = 1500  # characters of a piece


@dataclass(frozen=True, slots=True)
class Source:
    """A repository, its commit and which of its files are read."""

    folder: Path
    commit: str
    pattern: str


def texts(source: Source) -> Iterator[str]:
    """Paragraphs of a source's files, in pieces that a prompt might have."""
    names = _git(source, "ls-tree", "-r", "--name-only", source.commit).splitlines()
    for name in sorted(name for name in names if re.fullmatch(source.pattern, name)):
        text = _git(source, "show", f"{source.commit}:{name}").replace("\r", "")
        piece = ""
        for paragraph in text.split("\n"):
            if len(piece) + len(paragraph) > _LONGEST and piece.strip():
                yield piece.strip("\n")
                piece = ""
            piece += paragraph + "\n"
        if piece.strip():
            yield piece.strip("\n")


def _git(source: Source, *words: str) -> str:
    command = ["git", "-c", "core.quotepath=off", "-C", str(source.folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603

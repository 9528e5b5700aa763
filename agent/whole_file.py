"""Files that are there whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """Write beside a file and put it in place at the end; after an error the old one is as it was.

    The file beside has a name of its own: no file and no link that lies there already is written to.
    What is no ordinary file (a pipe, /dev/stdout) is written straight away.

    Raises:
        OSError: it cannot be written.
    """
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    partial = target.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        with partial.open("xb") as file:
            yield file
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise

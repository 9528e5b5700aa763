"""What was freed does not stay ours."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from agent.memory import give_back


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


@pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only glibc keeps freed pages and can be asked"
)
def test_freed_pieces_between_kept_ones_are_given_back() -> None:
    pieces = [bytearray(4000) for _ in range(10_000)]
    kept = pieces[::50]
    full = resident_mb()
    del pieces
    give_back()
    assert full - resident_mb() > 20
    assert len(kept) == 200


def test_asking_is_harmless_everywhere() -> None:
    give_back()

"""Freed memory goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let the C library give back what was freed (malloc_trim of glibc; elsewhere there is nothing to call).

    Looking at a machine or building an index takes and frees many small pieces; glibc keeps their pages otherwise.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

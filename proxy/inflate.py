"""Answers that come compressed although we asked for none, inflated within bounds. Pure.

gzip (RFC 1952), in several members too, and deflate with its head (RFC 1950) or without, as servers send it
(RFC 9110 §8.4.1.2).
"""

import zlib
from collections.abc import Iterator

CODINGS = frozenset(("gzip", "x-gzip", "deflate"))
MOST_BYTES = 128 << 20
_PIECE = 256 << 10
_WITH_HEAD = 47
_BARE = -15


class NotInflated(ValueError):
    """The bytes are not what they are said to be, or too much comes of them."""


class Inflater:
    """feed() gives what comes of a piece, in small pieces; `ended` says whether the last byte was the end."""

    def __init__(self, coding: str) -> None:
        self._bare_allowed = coding == "deflate"
        self._inflater = zlib.decompressobj(wbits=_WITH_HEAD)
        self._fresh = True
        self._total = 0

    @property
    def ended(self) -> bool:
        """Whether nothing is missing."""
        return self._inflater.eof

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Raises NotInflated."""
        while piece:
            if self._inflater.eof:
                self._inflater = zlib.decompressobj(wbits=_WITH_HEAD)  # the next member
            inflated = self._some(piece)
            self._total += len(inflated)
            if self._total > MOST_BYTES:
                raise NotInflated("too much")
            if inflated:
                yield inflated
            piece = self._inflater.unconsumed_tail or self._inflater.unused_data

    def _some(self, piece: bytes) -> bytes:
        try:
            return self._inflater.decompress(piece, _PIECE)
        except zlib.error as error:
            if not (self._fresh and self._bare_allowed):
                raise NotInflated("damaged") from error
        finally:
            self._fresh = False
        self._inflater = zlib.decompressobj(wbits=_BARE)
        return self._some(piece)

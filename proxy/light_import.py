"""aiohttp without what it reads for connections that we never make: the system's certificates, twice.

aiohttp.connector (3.14) makes two TLS contexts when it is imported and loads every certificate of the system into both:
470 of 1,165 million instructions of `import aiohttp.web` (callgrind). Our connectors bring a context of their own
(truststore), so those two stay empty here. A connection that is made with one of them by mistake trusts nobody.
"""

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def import_aiohttp() -> None:
    """Import aiohttp; call it before anything else does."""
    if "aiohttp" not in sys.modules:
        with _no_certificates():
            import aiohttp  # noqa: F401 (imported for its effect)


@contextmanager
def _no_certificates() -> Iterator[None]:
    """Contexts that are made meanwhile load no certificates. For a process that does nothing else yet."""
    load = ssl.SSLContext.load_default_certs
    ssl.SSLContext.load_default_certs = _load_none  # type: ignore[assignment]
    ssl.SSLContext.set_default_verify_paths = _load_none  # type: ignore[assignment]
    try:
        yield
    finally:
        ssl.SSLContext.load_default_certs = load  # type: ignore[method-assign]
        del ssl.SSLContext.set_default_verify_paths  # it is of the class below


def _load_none(context: ssl.SSLContext, purpose: ssl.Purpose = ssl.Purpose.SERVER_AUTH) -> None:
    """In place of both ways to load them."""

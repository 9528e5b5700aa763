"""Whether a policy repository on the network shows something new: one small request, nothing of it is trusted."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from functools import lru_cache
from urllib.parse import urlsplit

from policy.trust.roles import THIS_MACHINE

SECONDS = 20.0
"""For the whole request, slow headers included."""
LARGEST = 16_384  # bytes; python-tuf's own bound for this file


def newest(source: str) -> str | None:
    """SHA-256 (hex) of what the repository's timestamp file holds now; None when it cannot be had. For a thread."""
    return asyncio.run(_newest(source.rstrip("/") + "/metadata/timestamp.json"))


async def _newest(url: str) -> str | None:
    import aiohttp

    limit = aiohttp.ClientTimeout(total=SECONDS)
    proxied = urlsplit(url).hostname not in THIS_MACHINE
    try:
        async with (
            aiohttp.ClientSession(timeout=limit, trust_env=proxied, auto_decompress=False) as session,
            session.get(url, allow_redirects=False, ssl=_trust(), headers={"Accept-Encoding": "identity"}) as answer,
        ):
            if answer.status != 200:
                return None
            return hashlib.sha256(await answer.content.read(LARGEST)).hexdigest()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """Certificates of the system, the company's own among them."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

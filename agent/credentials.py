"""Credentials of gateways and corporate proxies, by the items of the key store that the policy names."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.keys import KeyStore

KEPT_SECONDS = 60.0
"""How long a credential is used before the key store is asked again: asking takes milliseconds of every prompt."""


def keep(store: KeyStore, item: str, value: str) -> None:
    """Put a credential where `Credentials` finds it. Raises: OSError."""
    store.put(_named(item), value.encode("utf-8"))


def _named(item: str) -> str:
    """Where an item lies: apart from the agent's own keys, whatever a policy calls it."""
    return f"credential-{item}"


class Credentials:
    """Reads items; what is not there yet is looked for each time."""

    def __init__(self, store: Callable[[], KeyStore], *, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock``: seconds from any moment."""
        self._store = store
        self._clock = clock
        self._kept: dict[str, tuple[float, str]] = {}

    def get(self, item: str) -> str:
        """The credential of an item, "" when the key store has none."""
        kept = self._kept.get(item)
        if kept is not None and self._clock() < kept[0]:
            return kept[1]
        value = (self._store().get(_named(item)) or b"").decode("utf-8")
        self._kept.pop(item, None)
        if value:
            self._kept[item] = (self._clock() + KEPT_SECONDS, value)
        return value

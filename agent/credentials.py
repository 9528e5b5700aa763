"""Credentials of gateways and corporate proxies, by the items of the key store that the policy names."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.keys import KeyStore
from policy.model import Policy
from policy.words import Text

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

    def missing(self, policy: Policy) -> Text | None:
        """What to do about the first credential that the policy's gateways need and the key store does not have."""
        for gateway in policy.gateways:
            for item in (gateway.key_name, gateway.proxy_key_name if gateway.proxy else ""):
                if item and not self.get(item):
                    return Text(
                        f"Для шлюза «{gateway.name.ru}» нужен ключ, на этом компьютере его нет. Запишите: "
                        f"gnomon credential {item}",
                        f"The gateway “{gateway.name.en}” needs a key that this computer does not have. Keep it: "
                        f"gnomon credential {item}",
                    )
        return None

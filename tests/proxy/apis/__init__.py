"""Requests of every API with a value of its own in every field that is text."""

from collections.abc import Callable

from tests.proxy.apis import anthropic, chat, ollama, others, responses
from tests.proxy.apis.slots import Body, Slots

__all__ = ["BODIES", "Body", "Slots"]

BODIES: dict[str, Callable[[Slots], Body]] = {
    "chat": chat.body,
    "responses": responses.body,
    "anthropic": anthropic.body,
    "ollama": ollama.body,
    "others": others.body,
}

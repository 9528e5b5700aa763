"""Values that travel as JSON."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from policy.words import Text


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """A frozen value that travels between the agent and its clients as JSON."""


class Refusal(Message, frozen=True):
    """Why a request was not served, and what to do."""

    clause: str
    sentence: Text


T = TypeVar("T")


def encode(message: object) -> bytes:
    """A message as JSON."""
    return msgspec.json.encode(message)


def decode(data: bytes | str, kind: type[T]) -> T:
    """A message from JSON. ``kind`` may be a union such as ``Event``.

    Raises:
        ValueError: the JSON is not such a message (msgspec.ValidationError and DecodeError are ValueErrors).
    """
    return msgspec.json.decode(data, type=kind)

"""A request that goes no further, said in the words of the client's own API. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policy.words import Text


class Dialect(StrEnum):
    """Whose API a client speaks; it decides the shape of errors and of streams."""

    OPENAI = "openai"
    RESPONSES = "openai-responses"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further and what to do next. clause: a stable id for programs; headers: sent with it."""

    status: int
    clause: str
    text: Text
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """Raised where a request is found to go no further."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.clause)
        self.refusal = refusal


_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
_ANTHROPIC_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    503: "overloaded_error",
}


def error_body(dialect: Dialect, refusal: Refusal) -> bytes:
    """The error as the body of an answer. `gnomon` holds the clause and the sentence in both languages."""
    return _dumps(_error(dialect, refusal))


def error_event(dialect: Dialect, refusal: Refusal) -> bytes:
    """The error as an event in a stream that has begun; the stream must then be cut, not ended."""
    if dialect is Dialect.OLLAMA:
        return _dumps(_error(dialect, refusal)) + b"\n"
    if dialect is Dialect.ANTHROPIC:
        return b"event: error\ndata: " + _dumps(_error(dialect, refusal)) + b"\n\n"
    if dialect is Dialect.RESPONSES:
        event = {
            "type": "error",
            "code": refusal.clause,
            "message": refusal.text.en,
            "param": None,
            "gnomon": _both(refusal),
        }
        return b"event: error\ndata: " + _dumps(event) + b"\n\n"
    return b"data: " + _dumps(_error(dialect, refusal)) + b"\n\n"


def ping(dialect: Dialect) -> bytes:
    """What may be sent between two events of a silent stream so that nobody on the way gives up; b"": nothing."""
    if dialect is Dialect.OLLAMA:
        return b""
    return b'event: ping\ndata: {"type": "ping"}\n\n' if dialect is Dialect.ANTHROPIC else b": gnomon\n\n"


def _error(dialect: Dialect, refusal: Refusal) -> dict[str, object]:
    message = refusal.text.en
    if dialect is Dialect.OLLAMA:
        return {"error": message, "gnomon": _both(refusal)}
    if dialect is Dialect.ANTHROPIC:
        server = "api_error" if refusal.status >= 500 else "invalid_request_error"
        kind = _ANTHROPIC_TYPES.get(refusal.status, server)
        return {"type": "error", "error": {"type": kind, "message": message}, "gnomon": _both(refusal)}
    server = "server_error" if refusal.status >= 500 else "invalid_request_error"
    kind = _OPENAI_TYPES.get(refusal.status, server)
    error = {"message": message, "type": kind, "param": None, "code": refusal.clause, "gnomon": _both(refusal)}
    return {"error": error}


def _both(refusal: Refusal) -> dict[str, str]:
    return {"clause": refusal.clause, "ru": refusal.text.ru, "en": refusal.text.en}


def _dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

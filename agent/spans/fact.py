"""An exchange as an OpenTelemetry span. Pure.

Review this file to answer "can prompt text get into a span?": every attribute is a word of a closed list, an id of the
policy, a count, a status, the gateway's host or its name for a model. Names: OpenTelemetry semantic conventions,
"GenAI spans" (status Development) with `gen_ai.provider.name`, looked up 2026-11-21. Ours begin with `gnomon.`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from agent.spans.span import SpanFact
from policy.model import Gateway, Verb
from proxy.ports import Exchange, Outcome

Value = str | int | bool | tuple[str, ...]

MODEL_LIMIT = 80
"""Letters of a model's name that go into a span, as into the log."""
_PORTS = {"https": 443, "http": 80}
_OPERATIONS = {
    "/chat/completions": "chat",
    "/responses": "chat",
    "/responses/compact": "chat",
    "/messages": "chat",
    "/api/chat": "chat",
    "/completions": "text_completion",
    "/api/generate": "text_completion",
    "/embeddings": "embeddings",
    "/api/embed": "embeddings",
    "/api/embeddings": "embeddings",
    "/images/generations": "generate_content",
    "/images/edits": "generate_content",
    "/images/variations": "generate_content",
}
_PROVIDERS = {"openai": "openai", "openai-responses": "openai", "anthropic": "anthropic", "ollama": "ollama"}


def fact_of(exchange: Exchange, gateway: Gateway | None) -> SpanFact:
    """The span of an exchange that is over. gateway: where it went, as the policy describes it."""
    operation = _operation(exchange.route)
    model = "" if exchange.decision.verdict is Verb.BLOCK else exchange.model[:MODEL_LIMIT]
    attributes: dict[str, Value] = {
        "gen_ai.operation.name": operation,
        "gen_ai.provider.name": _PROVIDERS.get(exchange.dialect, "openai"),
        "gnomon.exchange": exchange.id,
        "gnomon.outcome": exchange.outcome.value,
        "gnomon.verdict": exchange.decision.verdict.value,
        "gnomon.rule": exchange.decision.rule,
        "gnomon.policy_version": exchange.decision.policy_version,
        "gnomon.masked": sum(exchange.counts.values()) if exchange.decision.mask else 0,
        "gnomon.stream": exchange.stream,
    }
    told: dict[str, Value] = {
        "gen_ai.request.model": model,
        "gen_ai.response.model": exchange.answered_by,
        "gen_ai.response.finish_reasons": exchange.finished,
        "gen_ai.usage.input_tokens": exchange.tokens_in,
        "gen_ai.usage.output_tokens": exchange.tokens_out,
        "http.response.status_code": exchange.status,
        "error.type": _error(exchange),
    }
    attributes |= {name: value for name, value in told.items() if value}
    ended = exchange.ended or exchange.started
    return SpanFact(
        name=f"{operation} {model}".strip(),
        began=_nanoseconds(exchange.started),
        ended=_nanoseconds(ended),
        failed=exchange.outcome is not Outcome.OK,
        attributes=attributes | (_server(gateway) if gateway and exchange.status else {}),
    )


def _operation(route: str) -> str:
    """The conventions' word for a route; where they have none, the route's last word, which is one of ours."""
    path = "/" + route.removeprefix("/openai/deployments/*").strip("/")
    return _OPERATIONS.get(path, path.rpartition("/")[2])


def _error(exchange: Exchange) -> str:
    """The gateway's status where it says what went wrong, else how the exchange ended."""
    if exchange.outcome is Outcome.OK:
        return ""
    if exchange.outcome is Outcome.UPSTREAM_ERROR and exchange.status >= 400:
        return str(exchange.status)
    return exchange.outcome.value


def _server(gateway: Gateway) -> dict[str, Value]:
    parts = urlsplit(gateway.base_url)
    return {"server.address": parts.hostname or "", "server.port": parts.port or _PORTS.get(parts.scheme, 443)}


def _nanoseconds(at: datetime) -> int:
    """Exactly: a float of seconds is 100 ns coarse today."""
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return ((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds) * 1_000

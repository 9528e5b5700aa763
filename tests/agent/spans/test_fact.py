"""What a span says of an exchange, and what it can't say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

from agent.spans.fact import fact_of
from policy.model import Caller, Decision, Gateway, Verb
from policy.words import Text
from proxy.ports import Exchange, Outcome

STARTED = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
GATEWAY = Gateway(id="corp", name=Text("Шлюз", "Gateway"), base_url="https://llm.corp.example/v1")
CANARY = "Кузнецова"

KNOWN = {
    "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.usage.input_tokens",
    "gen_ai.usage.output_tokens", "http.response.status_code", "error.type", "server.address", "server.port",
    "gnomon.exchange", "gnomon.outcome", "gnomon.verdict", "gnomon.rule", "gnomon.policy_version", "gnomon.masked",
    "gnomon.stream", "gen_ai.response.model", "gen_ai.response.finish_reasons",
}  # fmt: skip


def decision(verdict: Verb = Verb.ALLOW) -> Decision:
    return Decision(
        verdict=verdict, uncapped=verdict, rule="default", file=f"/home/{CANARY}/policy.yaml", line=1,
        reason=Text(CANARY, CANARY), policy_version=7, mask=True,
    )  # fmt: skip


def exchange(**changes: Any) -> Exchange:
    """An exchange that is over; every field that could hold a person's words does."""
    counts: Mapping[str, int] = MappingProxyType({"pii.person": 2, f"custom.{CANARY}": 1})
    plain = Exchange(
        id="e" * 24, gateway="corp", model="corp-llm", dialect="openai", route="/chat/completions",
        caller=Caller(program=CANARY, path=f"/home/{CANARY}/bin", pid=7, user=CANARY), decision=decision(),
        counts=counts, outcome=Outcome.OK, started=STARTED, ended=STARTED + timedelta(milliseconds=1500),
        bytes_out=10, bytes_in=20, tokens_in=11, tokens_out=22, scanned=3, status=200, stream=True,
        answered_by="corp-llm-2026-11", finished=("stop", "length"),
    )  # fmt: skip
    return plain._replace(**changes)


def test_an_answered_question_is_a_chat_span_with_its_tokens_and_its_gateway() -> None:
    fact = fact_of(exchange(), GATEWAY)
    assert (fact.name, fact.failed) == ("chat corp-llm", False)
    assert fact.ended - fact.began == 1_500_000_000
    assert fact.began == 1795262400123456000
    assert fact.attributes == {
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "corp-llm",
        "gen_ai.response.model": "corp-llm-2026-11", "gen_ai.response.finish_reasons": ("stop", "length"),
        "gen_ai.usage.input_tokens": 11, "gen_ai.usage.output_tokens": 22, "http.response.status_code": 200,
        "server.address": "llm.corp.example", "server.port": 443, "gnomon.exchange": "e" * 24,
        "gnomon.outcome": "ok", "gnomon.verdict": "allow", "gnomon.rule": "default", "gnomon.policy_version": 7,
        "gnomon.masked": 3, "gnomon.stream": True,
    }  # fmt: skip


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_attribute_carries_what_a_person_wrote_or_who_they_are(outcome: Outcome) -> None:
    fact = fact_of(exchange(outcome=outcome), GATEWAY)
    assert CANARY not in msgspec.json.encode(fact).decode()
    assert set(fact.attributes) <= KNOWN


def test_a_model_that_was_refused_is_not_named() -> None:
    refused = exchange(model="ivan-petrov-1985", decision=decision(Verb.BLOCK), outcome=Outcome.BLOCKED, status=0)
    fact = fact_of(refused, GATEWAY)
    assert "ivan" not in msgspec.json.encode(fact).decode()
    assert (fact.name, fact.failed, fact.attributes["error.type"]) == ("chat", True, "blocked")
    assert "server.address" not in fact.attributes, "nothing was asked"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"outcome": Outcome.UPSTREAM_ERROR, "status": 429}, "429"),
        ({"outcome": Outcome.UPSTREAM_ERROR, "status": 0}, "upstream_error"),
        ({"outcome": Outcome.TRUNCATED}, "truncated"),
        ({"outcome": Outcome.CLIENT_ABORT}, "client_abort"),
        ({"outcome": Outcome.DETECTOR_ERROR, "status": 0}, "detector_error"),
    ],
    ids=lambda one: str(one),
)
def test_an_error_has_the_gateways_status_or_our_word(changes: dict[str, Any], error: str) -> None:
    fact = fact_of(exchange(**changes), GATEWAY)
    assert (fact.failed, fact.attributes["error.type"]) == (True, error)


@pytest.mark.parametrize(
    ("route", "dialect", "operation", "provider"),
    [
        ("/messages", "anthropic", "chat", "anthropic"),
        ("/responses", "openai-responses", "chat", "openai"),
        ("/completions", "openai", "text_completion", "openai"),
        ("/embeddings", "openai", "embeddings", "openai"),
        ("/openai/deployments/*/chat/completions", "openai", "chat", "openai"),
        ("/api/generate", "ollama", "text_completion", "ollama"),
        ("/moderations", "openai", "moderations", "openai"),
    ],
)
def test_each_route_has_its_word(route: str, dialect: str, operation: str, provider: str) -> None:
    told = fact_of(exchange(route=route, dialect=dialect), GATEWAY).attributes
    assert (told["gen_ai.operation.name"], told["gen_ai.provider.name"]) == (operation, provider)


def test_a_gateway_that_the_policy_no_longer_has_leaves_the_server_out() -> None:
    assert "server.address" not in fact_of(exchange(), None).attributes

"""Spans as a collector gets them."""

from __future__ import annotations

import pytest

pytest.importorskip("opentelemetry.sdk", reason="OpenTelemetry's packages are optional: gnomon[otel]")

from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from agent import errands
from agent.errands import SendSpans, send_spans
from agent.spans.export import export, otlp_exporter
from agent.spans.fact import fact_of
from proxy.ports import Outcome
from tests.agent.spans.collector import attributes, collector
from tests.agent.spans.test_fact import GATEWAY, STARTED, exchange

OK, FAILED = fact_of(exchange(), GATEWAY), fact_of(exchange(outcome=Outcome.TRUNCATED), GATEWAY)


def test_a_span_has_the_times_the_kind_and_the_attributes_of_its_fact() -> None:
    memory = InMemorySpanExporter()
    assert export([OK, FAILED], version="1.2", exporter=memory)
    first, second = memory.get_finished_spans()
    assert dict(first.attributes or {}) == OK.attributes
    assert (first.name, first.start_time, first.end_time) == (OK.name, OK.began, OK.ended)
    assert dict(first.resource.attributes) == {"service.name": "gnomon", "service.version": "1.2"}
    assert first.status.is_unset
    assert not second.status.is_ok
    assert second.status.description is None
    assert first.context is not None
    assert second.context is not None
    assert first.context.trace_id != second.context.trace_id


def test_a_collector_gets_protobuf_at_its_path_for_traces() -> None:
    with collector() as there:
        assert export([OK, FAILED], version="1.2", exporter=otlp_exporter(there.url))
        assert [path for path, _ in there.received] == ["/v1/traces"]
        first, second = there.spans()
    assert attributes(first) == OK.attributes
    assert (first.kind, first.start_time_unix_nano) == (
        Span.SPAN_KIND_CLIENT,
        int(STARTED.timestamp()) * 10**9 + 123456000,
    )
    assert second.status.code == Status.STATUS_CODE_ERROR
    assert second.status.message == ""


def test_an_endpoint_may_name_the_path_itself() -> None:
    with collector() as there:
        assert export([OK], version="1", exporter=otlp_exporter(f"{there.url}/v1/traces"))
        assert [path for path, _ in there.received] == ["/v1/traces"]


def test_a_redirect_leads_nowhere() -> None:
    with collector() as there, collector() as elsewhere:
        there.status, there.location = 307, f"{elsewhere.url}/v1/traces"
        assert not export([OK], version="1", exporter=otlp_exporter(there.url))
        assert elsewhere.received == []


def test_the_environment_neither_moves_nor_silences_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    with collector() as there, collector() as elsewhere:
        for name in ("HTTP_PROXY", "http_proxy", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
            monkeypatch.setenv(name, elsewhere.url)
        monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
        monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
        monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "user.name=ivan")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-user=ivan")
        assert export([OK], version="1", exporter=otlp_exporter(there.url))
        assert len(there.spans()) == 1
        assert b"ivan" not in there.received[0][1]
        assert elsewhere.received == []


def test_a_collector_that_is_away_or_refuses_is_no_success() -> None:
    assert not export([OK], version="1", exporter=otlp_exporter("http://127.0.0.1:9"))
    with collector() as there:
        there.status = 400
        assert not export([OK], version="1", exporter=otlp_exporter(there.url))


def test_without_the_packages_the_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "agent.spans.export", None)
    sent = send_spans(SendSpans("http://127.0.0.1:9", "1", (OK,)))
    assert sent == errands.SpansSent(taken=False, installed=False)

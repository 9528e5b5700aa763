"""Spans on their way to an OTLP/HTTP collector, in a process of its own: the SDK never runs beside a prompt."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable, Sequence
from typing import Any

import requests
import truststore
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import SpanKind, Status, StatusCode
from requests.adapters import HTTPAdapter

from agent.spans.span import SpanFact

TRACES = "/v1/traces"
"""Path of traces below an OTLP/HTTP endpoint (OTLP 1.x, section "OTLP/HTTP Request")."""
TIMEOUT_SECONDS = 10.0


def export(facts: Iterable[SpanFact], *, version: str, exporter: SpanExporter) -> bool:
    """Give all spans to an exporter at once; whether it took them."""
    return exporter.export(spans_of(facts, version=version)) is SpanExportResult.SUCCESS


def spans_of(facts: Iterable[SpanFact], *, version: str) -> Sequence[ReadableSpan]:
    """Facts as the SDK's spans, each a trace of its own."""
    made = InMemorySpanExporter()
    resource = Resource({"service.name": "gnomon", "service.version": version})
    provider = TracerProvider(resource=resource, sampler=ALWAYS_ON, shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(made))
    tracer = provider.get_tracer("gnomon", version)
    for fact in facts:
        span = tracer.start_span(
            fact.name, kind=SpanKind.CLIENT, start_time=fact.began, attributes=dict(fact.attributes)
        )
        if fact.failed:
            span.set_status(Status(StatusCode.ERROR))
        span.end(end_time=fact.ended)
    return made.get_finished_spans()


def otlp_exporter(endpoint: str) -> SpanExporter:
    """The exporter to an endpoint: nowhere else, by no proxy, and as no variable of the environment says."""
    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        del os.environ[name]
    address = endpoint if endpoint.endswith(TRACES) else endpoint + TRACES
    return OTLPSpanExporter(endpoint=address, timeout=TIMEOUT_SECONDS, session=_session(address))


def _session(address: str) -> requests.Session:
    """HTTP for one address only: a redirect finds no way."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    session.adapters.clear()
    session.mount(address, _SystemTrust())
    return session


class _SystemTrust(HTTPAdapter):
    """Certificates of the system, the company's own among them."""

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:  # requests gives no types
        super().init_poolmanager(*arguments, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **more)

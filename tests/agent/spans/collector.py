"""An OTLP/HTTP collector on loopback that keeps what it gets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

pytest.importorskip("opentelemetry.proto", reason="OpenTelemetry's packages are optional: gnomon[otel]")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.web_server import serving


@dataclass(slots=True)
class Collector:
    """Where it listens, and the bodies that came, by path. ``status``, ``location``: what it answers."""

    url: str = ""
    received: list[tuple[str, bytes]] = field(default_factory=list)
    status: int = 200
    location: str = ""

    def spans(self) -> list[Span]:
        """Every span that came."""
        found: list[Span] = []
        for _, body in self.received:
            request = ExportTraceServiceRequest()
            request.ParseFromString(body)
            found += [span for one in request.resource_spans for scope in one.scope_spans for span in scope.spans]
        return found


def attributes(span: Span) -> dict[str, object]:
    """A span's attributes as plain values."""
    found: dict[str, object] = {}
    for one in span.attributes:
        kind = one.value.WhichOneof("value")
        found[one.key] = getattr(one.value, kind) if kind else None
        if kind == "array_value":
            found[one.key] = tuple(each.string_value for each in one.value.array_value.values)
    return found


@contextmanager
def collector() -> Iterator[Collector]:
    """Start one on a free port."""
    state = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.received.append((self.path, body))
            self.send_response(state.status)
            if state.location:
                self.send_header("Location", state.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as port:
        state.url = f"http://127.0.0.1:{port}"
        yield state

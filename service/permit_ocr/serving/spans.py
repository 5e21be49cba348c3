"""A span for each request, made of its audit line alone: what may be logged may be traced, and nothing else is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue
from structlog.typing import EventDict, WrappedLogger

from permit_ocr.api.audit import AUDIT, REQUEST
from permit_ocr.version import DISTRIBUTION, installed_version

_NANOSECONDS = 1e9

_EXPORT_SECONDS = 2.0
"""How long a batch is tried to be sent, from the first time to the last; the service ends as much later at most."""


@dataclass(frozen=True, slots=True)
class Spans:
    """A processor of log lines that lets them pass, and makes a span of each audit line."""

    tracer: Tracer

    def __call__(self, _logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        """Take a line."""
        if line.get("logger") == AUDIT and line.get("event") == REQUEST:
            self._write(line)
        return line

    def _write(self, line: Mapping[str, Any]) -> None:
        ended = time.time_ns()
        span = self.tracer.start_span(
            line["action"] or "unknown",
            TraceContextTextMapPropagator().extract({"traceparent": line.get("traceparent", "")}),
            SpanKind.SERVER,
            _attributes(line),
            start_time=ended - round(line["seconds"] * _NANOSECONDS),
        )
        if line["code"] != "OK":
            span.set_status(StatusCode.ERROR, line["code"])
        span.end(ended)


def spans_to(endpoint: str) -> Spans:
    """Send spans to a collector, by OTLP over HTTP, in batches and beside the requests."""
    names = {"service.name": DISTRIBUTION, "service.version": installed_version()}
    provider = TracerProvider(resource=Resource.create(names))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint, timeout=_EXPORT_SECONDS)))
    return Spans(provider.get_tracer(DISTRIBUTION))


def _attributes(line: Mapping[str, Any]) -> dict[str, AttributeValue]:
    known = {"request_id": line["request_id"], "code": line["code"], "body_bytes": line["bytes"]}
    if line.get("size"):
        known["photo.width"], known["photo.height"] = line["size"]
    if line.get("warnings"):
        known["warnings"] = line["warnings"]
    stages = {f"stage.{stage}.seconds": seconds for stage, seconds in line.get("stages", {}).items()}
    return {f"permit_ocr.{name}": value for name, value in {**known, **stages}.items()}

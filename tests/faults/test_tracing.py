"""A request becomes a span at a collector, of its caller's trace; and a collector that is gone delays nobody."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from permit_ocr.serving.tracing import tracing
from permit_ocr.settings import SettingsError, TracingSettings
from tests.api.calls import Call
from tests.api.readers import CAT, PERMIT, VALUES
from tests.conformance.photos import photo
from tests.conformance.service import Service, free_port

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
NO_TRACE = "00-secret-on-its-way-into-the-log-01"


@dataclass
class Collector:
    """Takes OTLP over HTTP and keeps it."""

    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Span]:
        requests = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        scopes = [scope for each in requests for resource in each.resource_spans for scope in resource.scope_spans]
        return [span for scope in scopes for span in scope.spans]


@contextmanager
def collecting(collector: Collector) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            collector.bodies.append(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces"
        server.shutdown()


@dataclass(frozen=True)
class Traced:
    collector: Collector
    secret_id: str
    log: str

    def span(self, code: str) -> Span:
        (span,) = [span for span in self.collector.spans() if attributes(span)["permit_ocr.code"] == code]
        return span


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    """What a collector has of a permit, of a cat and of a wrong key, once the service has ended."""
    collector = Collector()
    with (
        collecting(collector) as endpoint,
        Service(tmp_path_factory.mktemp("traced"), PERMIT_OCR_TRACING__ENDPOINT=endpoint) as service,
    ):
        assert send(service, PERMIT, traceparent=f"00-{TRACE}-{PARENT}-01").is_success
        send(service, CAT, traceparent=NO_TRACE)
        send(service, PERMIT, key="wrong")
    return Traced(collector, service.pair.secret_id, service.log)


def send(service: Service, content: bytes, key: str = "", **headers: str) -> httpx.Response:
    pair = service.pair
    call = Call(secret_id=pair.secret_id, secret_key=key or pair.secret_key, timestamp=int(time.time()))
    call.body = photo(content)
    address = f"http://{service.endpoint}/"
    return httpx.post(address, content=call.content(), headers=call.signed() | headers, trust_env=False, timeout=20)


def attributes(span: Span) -> Mapping[str, Any]:
    return {each.key: getattr(each.value, str(each.value.WhichOneof("value"))) for each in span.attributes}


def test_a_request_is_a_span_of_its_callers_trace(traced: Traced) -> None:
    span = traced.span("OK")
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    assert (span.name, span.kind, span.status.code) == ("PermitOCR", Span.SPAN_KIND_SERVER, Status.STATUS_CODE_UNSET)
    line = next(line for line in map(json.loads, traced.log.splitlines()) if line.get("code") == "OK")
    told = attributes(span)
    assert told["permit_ocr.request_id"] == line["request_id"]
    assert (told["permit_ocr.photo.width"], told["permit_ocr.photo.height"]) == tuple(line["size"])
    assert {name: told[f"permit_ocr.stage.{name}.seconds"] for name in line["stages"]} == line["stages"]
    assert (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9 == pytest.approx(line["seconds"], abs=1e-4)


@pytest.mark.parametrize("code", ["FailedOperation.OcrFailed", "AuthFailure.SignatureFailure"])
def test_a_failure_is_a_failed_span_of_a_trace_of_its_own(traced: Traced, code: str) -> None:
    span = traced.span(code)
    assert (span.status.code, span.status.message) == (Status.STATUS_CODE_ERROR, code)
    assert not span.parent_span_id
    assert span.trace_id.hex() != TRACE


def test_nothing_of_a_card_or_a_caller_is_traced_nor_what_only_seems_a_trace_logged(traced: Traced) -> None:
    sent = b"".join(traced.collector.bodies)
    private = [*(value for value in VALUES.values() if len(value) > 2), traced.secret_id, NO_TRACE]
    assert [value for value in private if value.encode() in sent] == []
    assert NO_TRACE not in traced.log


def test_a_collector_that_is_gone_delays_neither_answers_nor_the_end(tmp_path: Path) -> None:
    with Service(tmp_path, PERMIT_OCR_TRACING__ENDPOINT=f"http://127.0.0.1:{free_port()}/v1/traces") as service:
        began = time.monotonic()
        assert all(send(service, PERMIT).is_success for _ in range(3))
        ending = time.monotonic()
        assert ending - began < 5
    assert time.monotonic() - ending < 5


def test_spans_are_made_only_where_a_collector_is_named() -> None:
    assert tracing(TracingSettings()) == ()


def test_a_missing_library_is_said_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "permit_ocr.serving.spans", None)
    with pytest.raises(SettingsError, match=r"permit-ocr\[otel\]"):
        tracing(TracingSettings(endpoint="http://localhost:4318/v1/traces"))

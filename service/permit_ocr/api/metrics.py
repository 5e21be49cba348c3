"""What the service counts, in the form that Prometheus collects.

Labels come from tables of this program alone, never from a request: their number is bounded, and nothing of a card or
a client is in them. Names follow https://prometheus.io/docs/practices/naming/.
"""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder

from permit_ocr.api.about import About
from permit_ocr.api.error_entry import ErrorEntry
from permit_ocr.api.errors import BUSY, RATE_UNKNOWN, REQUEST_LIMIT_EXCEEDED, ApiError
from permit_ocr.api.permit_ocr import warning_codes
from permit_ocr.types import PermitReading

NO_ACTION = "none"
"""The label of requests that end before they are known to ask for an action that exists."""

OK = "OK"
"""The code of an answer without an error."""

_REJECTIONS: Mapping[ErrorEntry, str] = {
    BUSY: "overload",
    REQUEST_LIMIT_EXCEEDED: "rate_limit",
    RATE_UNKNOWN: "rate_unknown",
}

_REQUEST_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 60.0)
_STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counts of one process. All but :attr:`registry` is for those whose work is counted."""

    def __init__(self, about: About) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self._requests = Counter(
            "permit_ocr_requests", "Requests answered, by action and vendor code.", ("action", "code"), registry=own
        )
        self._seconds = Histogram(
            "permit_ocr_request_duration_seconds",
            "Time from the last byte of a request to its answer, waiting for a worker included.",
            ("action", "outcome"),
            buckets=_REQUEST_SECONDS,
            registry=own,
        )
        self._in_flight = Gauge(
            "permit_ocr_requests_in_flight", "Requests that were received and have no answer yet.", registry=own
        )
        self._rejections = Counter(
            "permit_ocr_rejections", "Requests refused because there were too many.", ("reason",), registry=own
        )
        self._stages = Histogram(
            "permit_ocr_stage_duration_seconds",
            "Time of each step of reading a photo; detect and recognise are parts of locate, read and check.",
            ("stage",),
            buckets=_STAGE_SECONDS,
            registry=own,
        )
        self._warnings = Counter(
            "permit_ocr_warnings", "Warnings given, by the vendor's code; one photo may have several.", ("code",),
            registry=own,
        )  # fmt: skip
        self._fields = Counter(
            "permit_ocr_fields", "Fields of cards that were read, by whether they have a value.", ("field", "outcome"),
            registry=own,
        )  # fmt: skip
        ProcessCollector(registry=own)
        for reason in _REJECTIONS.values():  # so that a first refusal is an increase from 0
            self._rejections.labels(reason)
        _describe(about, own)

    def note_request(self) -> None:
        """Count a request as in flight; :meth:`note_answer` is to follow."""
        self._in_flight.inc()

    def note_answer(self, action: str | None, code: str, seconds: float) -> None:
        """Count an answer. ``action`` is one that exists, or ``None``; ``code`` one of the vendor's, or ``OK``."""
        self._in_flight.dec()
        self._requests.labels(action or NO_ACTION, code).inc()
        self._seconds.labels(action or NO_ACTION, "ok" if code == OK else "error").observe(seconds)

    def note_failure(self, failure: ApiError) -> None:
        """Count a failure that is a refusal."""
        reason = _REJECTIONS.get(failure.entry)
        if reason:
            self._rejections.labels(reason).inc()

    def note_reading(self, reading: PermitReading) -> None:
        """Count what a reading says of the service: times, warnings, fields that stayed empty. Never a value."""
        for stage, seconds in reading.stages.items():
            self._stages.labels(stage).observe(seconds)
        for code in warning_codes(reading):
            self._warnings.labels(str(code)).inc()
        for name, field in reading.fields.items():
            for outcome, holds in (("read", bool(field.value)), ("empty", not field.value)):
                self._fields.labels(name.value, outcome).inc(holds)  # by 0 too: shares then begin at 0

    def exposition(self, accept: str) -> tuple[bytes, str]:
        """All counts as text, and its content type, for what a scraper accepts."""
        encode, content_type = choose_encoder(accept)
        return encode(self.registry), content_type


def _describe(about: About, registry: CollectorRegistry) -> None:
    facts = {"version": about.version, "runtime": about.runtime, "device": about.device}
    Info("permit_ocr_build", "The version that runs, and what it runs on.", registry=registry).info(facts)
    models = Info("permit_ocr_model", "The models that are loaded.", ("name",), registry=registry)
    for model in about.models:
        models.labels(model.name).info({"version": model.version or about.version})

"""Traces, where they are asked for: OpenTelemetry is an extra, and loaded only then."""

from __future__ import annotations

from collections.abc import Sequence

from structlog.typing import Processor

from permit_ocr.settings import SettingsError, TracingSettings

_MISSING = "PERMIT_OCR_TRACING__ENDPOINT: OpenTelemetry is not installed; pip install 'permit-ocr[otel]'"


def tracing(settings: TracingSettings) -> Sequence[Processor]:
    """Give what makes spans of log lines: nothing where no collector is named.

    Raises :class:`SettingsError` where OpenTelemetry is not installed.
    """
    if not settings.endpoint:
        return ()
    try:
        from permit_ocr.serving.spans import spans_to  # noqa: PLC0415 - an extra, which most services do without
    except ImportError:
        raise SettingsError(_MISSING) from None
    return (spans_to(settings.endpoint),)

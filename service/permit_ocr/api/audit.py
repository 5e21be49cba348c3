"""One line for every request: who, what, how it ended, how long. Never what was on the card."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from pathlib import Path

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars

from permit_ocr.api.language import Language
from permit_ocr.errors import ReaderDefectError
from permit_ocr.types import PermitReading

AUDIT, REQUEST = "permit_ocr.audit", "request"
"""Logger and event of the audit line."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(AUDIT)

# W3C Trace Context, version 00. Anything else that a client sends stays out of the log.
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(slots=True)
class Exchange:
    """One request and its answer, as far as known."""

    request_id: str
    language: Language | None
    body_bytes: int
    action: str | None = None
    """Set once the action is known to exist."""
    secret_id: str | None = None
    """Set once it is proved: until then it may be anything, a mispasted secret included."""


def open_exchange(exchange: Exchange, traceparent: str) -> None:
    """Have every log line about a request bear its id, and the trace of its caller where that names one."""
    bind_contextvars(request_id=exchange.request_id)
    if _TRACEPARENT.fullmatch(traceparent):
        bind_contextvars(traceparent=traceparent)


def note_reading(reading: PermitReading) -> None:
    """Keep for the audit line what may be known of a reading: sizes, times, names. Never a value."""
    bind_contextvars(
        size=reading.size,
        stages={stage: round(seconds, 4) for stage, seconds in reading.stages.items()},
        warnings=None if reading.warnings is None else [str(kind) for kind in reading.warnings],
        fields=[str(name) for name, field in reading.fields.items() if field.value],
    )


def log_exchange(exchange: Exchange, code: str, seconds: float) -> None:
    """Write the audit line, with what was noted; the logger adds the time."""
    _log.info(
        REQUEST,
        request_id=exchange.request_id,
        secret_id=exchange.secret_id,
        action=exchange.action,
        code=code,
        bytes=exchange.body_bytes,
        seconds=round(seconds, 4),
    )
    clear_contextvars()  # the next request of the connection may run in the same context


def log_defect(exchange: Exchange, error: Exception) -> None:
    """Write where an unforeseen error came from. Its message stays out: it may quote the card."""
    _log.error(
        "defect",
        request_id=exchange.request_id,
        error=type(error).__name__,
        places=str(error) if isinstance(error, ReaderDefectError) else _places(error),
    )


def _places(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " <- ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))

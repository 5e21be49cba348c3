"""Where log lines go and how they look."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import Processor

from permit_ocr.settings import LogSettings


def configure_logging(settings: LogSettings, also: Sequence[Processor] = ()) -> None:
    """Send every log line, those of libraries too, to standard error in one form.

    Our own lines go through ``also`` before.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, *also, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(settings)],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.level.upper(), force=True)
    # Below this it tells what is in a picture, place and owner of the camera among it.
    logging.getLogger("PIL").setLevel(logging.WARNING)


def _renderer(settings: LogSettings) -> Processor:
    pretty = sys.stderr.isatty() if settings.format == "auto" else settings.format == "pretty"
    # Pretty tracebacks would print local variables, and those hold identity data.
    plain = structlog.dev.plain_traceback
    return (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
        if pretty
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )

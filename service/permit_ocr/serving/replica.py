"""One of several readers that a cluster keeps, each in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass

from permit_ocr.errors import PermitOcrError, SelfCheckError
from permit_ocr.serving import held
from permit_ocr.serving.held import Answer, ReaderCheck, ReaderFactory
from permit_ocr.serving.logs import configure_logging
from permit_ocr.settings import LogSettings
from permit_ocr.types import PermitReading


@dataclass(frozen=True, slots=True)
class TimedAnswer:
    """What a replica sends back."""

    answer: Answer[PermitReading]
    seconds: float
    """How long it read, without the time that the photo waited."""


class Replica:
    """Holds a reader that has passed the check."""

    def __init__(self, factory: ReaderFactory, check: ReaderCheck, log: LogSettings, most_memory: int) -> None:
        configure_logging(log)
        self._most_memory = most_memory
        failure = held.hold(factory, check).outcome
        if isinstance(failure, PermitOcrError):
            raise failure

    async def read(self, photo: bytes) -> TimedAnswer:
        """Read one photo. What goes wrong is an answer too, so that the cluster has nothing to log.

        It never awaits, for a reader belongs to one thread: the one that runs the event loop.
        """
        began = time.monotonic()
        answer = held.read(photo)
        return TimedAnswer(answer, time.monotonic() - began)

    async def check_health(self) -> None:
        """Raise when the process has grown beyond ``most_memory`` bytes; it cannot answer while it hangs."""
        if 0 < self._most_memory < held.resident_memory():
            raise SelfCheckError("the process has grown beyond the memory that it may have")

"""Reads photos with readers that something else starts, replaces and counts, on this machine or on others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from permit_ocr.api.status import ReaderStatus, Unready
from permit_ocr.errors import DeadlineExceededError, PermitOcrError, WorkerCrashedError
from permit_ocr.serving.admission import NOT_READ, Admission
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.replica import TimedAnswer
from permit_ocr.types import PermitReading

RemoteRead = Callable[[bytes], Awaitable[TimedAnswer]]
"""Has one photo read by whichever reader is free first. Raises :class:`WorkerCrashedError` where that one died, and
:class:`OverloadedError` where too many wait already."""


class RemoteReaders:
    """Reads photos elsewhere; lets as many wait here as a pool of the same size would."""

    def __init__(self, read: RemoteRead, limits: PoolLimits) -> None:
        self._remote_read = read
        self._limits = limits
        self._admission = Admission(limits)
        self._reads: set[asyncio.Task[PermitReading]] = set()
        self._readers = 0

    @property
    def status(self) -> ReaderStatus:
        """How the readers were doing when last counted; their memory and restarts are the cluster's matter."""
        return ReaderStatus(
            unready=None if self._readers else Unready.STARTING,
            workers=self._readers,
            reading=min(len(self._reads), self._readers),
            waiting=max(0, len(self._reads) - self._readers),
        )

    def note_readers(self, count: int) -> None:
        """Learn how many readers are up."""
        self._readers = count
        self._admission.resize(replace(self._limits, workers=max(1, count)))

    def admit(self) -> None:
        """Raise :class:`OverloadedError` where a photo given now would be refused."""
        self._admission.check(len(self._reads))

    async def read(self, photo: bytes) -> PermitReading:
        """Read one photo. Refused at once with :class:`OverloadedError` where it may not wait."""
        self.admit()
        task = asyncio.create_task(self._read(photo))
        self._reads.add(task)
        task.add_done_callback(self._reads.discard)
        # The reader goes on when a caller leaves, and counts as busy for so long.
        return await asyncio.shield(task)

    async def _read(self, photo: bytes) -> PermitReading:
        try:
            # Only the reader knows when it began, and it may be replaced on the way.
            async with asyncio.timeout(self._limits.queue_seconds + self._limits.read_seconds):
                return await self._read_at_most_twice(photo)
        except TimeoutError:
            raise DeadlineExceededError("no reader answered in time") from None

    async def _read_at_most_twice(self, photo: bytes) -> PermitReading:
        try:
            return await self._read_once(photo)
        except WorkerCrashedError:  # the photo may be innocent: its reader may have been ended with its machine
            return await self._read_once(photo)

    async def _read_once(self, photo: bytes) -> PermitReading:
        timed = await self._remote_read(photo)
        if not isinstance(timed.answer.outcome, NOT_READ):
            self._admission.note_read(timed.seconds, len(self._reads) - 1)
        if isinstance(timed.answer.outcome, PermitOcrError):
            raise timed.answer.outcome
        return timed.answer.outcome

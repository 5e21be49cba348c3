"""Reads photos in worker processes, as many at a time as there are, and lets no more wait than can be served."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Self

from permit_ocr.api.status import ReaderStatus, Unready
from permit_ocr.errors import OverloadedError, WorkerCrashedError
from permit_ocr.serving.admission import NOT_READ, Admission
from permit_ocr.serving.crew import Crew
from permit_ocr.serving.environment import prepare_environment
from permit_ocr.serving.held import ReaderCheck, ReaderFactory
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.types import PermitReading

_MOST_CRASHED, _MOST_KILLED = 2, 5
"""Workers that one photo may cost: a crash may be another's fault once, and then it is the photo's. No photo kills, but
the kernel does where memory is short, and that may be for the photo."""


class ReaderPool:
    """Reads photos in worker processes; ``async with`` starts and closes it.

    Every worker holds a reader of its own and has passed the check.
    """

    def __init__(self, factory: ReaderFactory, check: ReaderCheck, limits: PoolLimits) -> None:
        self._limits = limits
        self._crew = Crew(factory, check, limits)
        self._admission = Admission(limits)
        self._reads: set[asyncio.Task[PermitReading]] = set()
        self._closing = False
        self._open = False
        self._draining = False

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    @property
    def status(self) -> ReaderStatus:
        """How the workers are doing at this moment."""
        return ReaderStatus(
            unready=self._unready,
            workers=self._crew.size,
            spares=self._crew.spares,
            reading=min(len(self._reads), self._limits.workers),
            waiting=max(0, len(self._reads) - self._limits.workers),
            memory=self._crew.memory,
            restarts=self._crew.restarts,
        )

    @property
    def _unready(self) -> Unready | None:
        if self._draining:
            return Unready.DRAINING
        return self._crew.unready if self._open else Unready.STARTING

    def open(self) -> None:
        """Say from now on that photos may come."""
        self._open = True

    def drain(self) -> None:
        """Say from now on that new photos belong elsewhere; those that come all the same are read."""
        self._draining = True

    async def start(self) -> None:
        """Start every worker; returns when all have passed the check, or raises and leaves none behind."""
        prepare_environment(self._limits.threads_per_worker)
        await self._crew.start()

    async def close(self) -> None:
        """Answer what was admitted, then end the workers."""
        self._closing = self._draining = True
        await asyncio.gather(*self._reads, return_exceptions=True)
        await self._crew.close()

    def admit(self) -> None:
        """Raise :class:`OverloadedError` where a photo given now would be refused."""
        if self._closing:
            raise OverloadedError("the service is about to end")
        self._admission.check(len(self._reads))

    async def read(self, photo: bytes) -> PermitReading:
        """Read one photo. Refused at once with :class:`OverloadedError` where it may not wait."""
        self.admit()
        task = asyncio.create_task(self._read(photo))
        self._reads.add(task)
        task.add_done_callback(self._reads.discard)
        # A caller who leaves must not free a worker that still reads: the next would get that answer.
        return await asyncio.shield(task)

    async def _read(self, photo: bytes) -> PermitReading:
        began, lost = time.monotonic(), 0
        while True:
            try:
                return await self._read_once(photo)
            except WorkerCrashedError as error:
                lost += 1
                late = time.monotonic() - began > self._limits.read_seconds
                if late or lost >= (_MOST_KILLED if error.killed else _MOST_CRASHED):
                    raise

    async def _read_once(self, photo: bytes) -> PermitReading:
        try:
            worker = await asyncio.wait_for(self._crew.free_worker(), self._limits.queue_seconds)
        except TimeoutError:
            raise OverloadedError("no worker became free in time") from None
        began = time.monotonic()
        try:
            return await worker.read(photo, self._limits.read_seconds)
        finally:
            if not isinstance(sys.exception(), NOT_READ):
                self._admission.note_read(time.monotonic() - began, len(self._reads) - 1)
            self._crew.give_back(worker)

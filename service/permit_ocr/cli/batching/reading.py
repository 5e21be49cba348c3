"""Reading photos in worker processes, a few at a time: a photo that kills its worker costs one record and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from permit_ocr.cli.batching.interruption import Interruption
from permit_ocr.cli.batching.photos import Photo
from permit_ocr.cli.outcome import PHOTO_AT_FAULT, Failure, failure_of, unreadable
from permit_ocr.errors import DeadlineExceededError, ReaderDefectError, WorkerCrashedError
from permit_ocr.serving.held import ReaderCheck, ReaderFactory
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.pool import ReaderPool
from permit_ocr.settings import Settings
from permit_ocr.types import PermitReading

IN_FLIGHT = 2
"""Photos in memory for each worker: the one that it reads and the one that it will read next."""

_ONE_PHOTO_LOST = (*PHOTO_AT_FAULT, DeadlineExceededError, ReaderDefectError, WorkerCrashedError)
"""Errors after which the next photo can be read; any other is the installation's and stops the batch."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one photo: a reading or a failure."""

    photo: str
    reading: PermitReading | None = None
    failure: Failure | None = None


class Workers(Protocol):
    """Whatever reads photos: processes of this machine or of a cluster."""

    async def read(self, photos: Sequence[Photo], done: Callable[[Result], None], stop: Interruption) -> None:
        """Read the photos, and hand over what came of each as soon as it is known."""
        ...


@dataclass(frozen=True, slots=True)
class LocalWorkers:
    """The processes that read: what each holds, and how many there are."""

    factory: ReaderFactory
    check: ReaderCheck
    limits: PoolLimits

    async def read(self, photos: Sequence[Photo], done: Callable[[Result], None], stop: Interruption) -> None:
        """Read the photos, and hand over what came of each as soon as it is known."""
        stop.watch()
        async with ReaderPool(self.factory, self.check, self.limits) as pool:
            lanes = IN_FLIGHT * self.limits.workers
            waiting = iter(photos)
            await _together(_lane(pool, waiting, done, stop) for _ in range(lanes))


def pool_limits(settings: Settings) -> PoolLimits:
    """Pick what the settings say of the workers.

    Nobody is in a hurry: a photo may wait for a worker as long as one may take to end and be replaced.
    """
    server, seconds = settings.server, settings.limits.read_seconds
    return PoolLimits(
        workers=server.workers,
        threads_per_worker=server.threads_per_worker,
        queue=IN_FLIGHT * server.workers,
        standing_queue=IN_FLIGHT,
        queue_seconds=server.start_seconds + IN_FLIGHT * seconds,
        read_seconds=seconds,
        start_seconds=server.start_seconds,
        worker_photos=server.worker_photos,
        worker_memory=server.worker_memory_mb << 20,
        read_memory=settings.limits.read_memory_mb << 20,
    )


async def _together(lanes: Iterable[Coroutine[None, None, None]]) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(lane)
    except ExceptionGroup as errors:  # the others say the same, or were cancelled for the first
        raise errors.exceptions[0] from None


async def _lane(pool: ReaderPool, waiting: Iterator[Photo], done: Callable[[Result], None], stop: Interruption) -> None:
    for photo in waiting:  # all lanes take from the same iterator
        if stop.exit_status:
            return
        done(await read_one(pool, photo))


async def read_one(pool: ReaderPool, photo: Photo) -> Result:
    """Read one photo; what concerns it alone is in the result, and any other error is raised."""
    try:
        content = await asyncio.to_thread(photo.load)
    except OSError as error:
        return Result(photo.name, failure=unreadable(error))
    try:
        return Result(photo.name, reading=await pool.read(content))
    except _ONE_PHOTO_LOST as error:
        return Result(photo.name, failure=failure_of(error))

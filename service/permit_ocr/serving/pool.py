"""The worker processes of one service, and who gets the next free one."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, Self, TypeVar

import structlog

from permit_ocr.errors import (
    DeadlineExceededError,
    OverloadedError,
    PermitOcrError,
    SelfCheckError,
    WorkerCrashedError,
)
from permit_ocr.serving.threads import limit_native_threads
from permit_ocr.serving.worker import ReaderCheck, ReaderFactory, Worker
from permit_ocr.types import PermitReading

P = ParamSpec("P")
T = TypeVar("T")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds between attempts to replace a worker that does not start; each pause is twice the last."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How much a pool does at a time, and for how long."""

    workers: int = 1
    threads_per_worker: int = 1
    queue: int = 64
    """Photos that may wait."""
    queue_seconds: float = 20.0
    """How long one may wait."""
    read_seconds: float = 30.0
    """How long reading it may take; a photo that waited long still has all of it."""
    start_seconds: float = 180.0


class ReaderPool:
    """Reads photos in worker processes; ``async with`` starts and closes it.

    Every worker holds a reader of its own and has passed the check. A worker that dies is replaced.
    """

    def __init__(self, factory: ReaderFactory, check: ReaderCheck, limits: PoolLimits) -> None:
        self._factory = factory
        self._check = check
        self._limits = limits
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._reads: set[asyncio.Task[PermitReading]] = set()
        self._replacements: set[asyncio.Task[None]] = set()
        # One thread for each worker to wait for its answer, and one for its successor to start.
        self._threads = ThreadPoolExecutor(2 * limits.workers, thread_name_prefix="worker-pipe")
        self._closing = False

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    @property
    def ready(self) -> bool:
        """Whether any worker reads, or could."""
        return not self._closing and any(worker.usable for worker in self._workers)

    async def start(self) -> None:
        """Start every worker; returns when all have passed the check, or raises and leaves none behind."""
        limit_native_threads(self._limits.threads_per_worker)
        starts = [asyncio.create_task(self._launch()) for _ in range(self._limits.workers)]
        try:
            await asyncio.gather(*starts)
        except BaseException:
            for start in starts:
                start.cancel()
            await asyncio.gather(*starts, return_exceptions=True)
            await self.close()
            raise

    async def close(self) -> None:
        """Answer what was admitted, then end the workers."""
        self._closing = True
        await asyncio.gather(*self._reads, return_exceptions=True)
        for task in self._replacements:
            task.cancel()
        await asyncio.gather(*self._replacements, return_exceptions=True)
        for worker in tuple(self._workers):
            self._dismiss(worker)
        self._threads.shutdown(wait=False)

    async def read(self, photo: bytes) -> PermitReading:
        """Read one photo. Refused at once with :class:`OverloadedError` when the queue is full."""
        if self._closing or len(self._reads) >= self._limits.workers + self._limits.queue:
            raise OverloadedError("more photos wait than the queue holds")
        task = asyncio.create_task(self._read(photo))
        self._reads.add(task)
        task.add_done_callback(self._reads.discard)
        # A caller who leaves must not free a worker that still reads: the next would get that answer.
        return await asyncio.shield(task)

    async def _read(self, photo: bytes) -> PermitReading:
        try:
            return await self._read_once(photo)
        except WorkerCrashedError:  # the photo may be innocent: another program may have killed the worker
            return await self._read_once(photo)

    async def _read_once(self, photo: bytes) -> PermitReading:
        worker = await self._free_worker()
        try:
            return await self._in_thread(worker.read, photo, self._limits.read_seconds)
        finally:
            if worker.usable:
                self._idle.put_nowait(worker)

    async def _free_worker(self) -> Worker:
        try:
            async with asyncio.timeout(self._limits.queue_seconds):
                while not (worker := await self._idle.get()).usable:
                    pass
                return worker
        except TimeoutError:
            raise OverloadedError("no worker became free in time") from None

    async def _launch(self) -> None:
        # A few milliseconds of the event loop: in a thread, a cancelled start would lose the process.
        worker = Worker(self._factory, self._check)
        self._workers.add(worker)
        try:
            await self._in_thread(worker.wait_ready, self._limits.start_seconds)
        except (DeadlineExceededError, WorkerCrashedError) as error:
            self._dismiss(worker)
            raise SelfCheckError(f"{error} before it was ready (exit code {worker.exit_code})") from None
        except BaseException:
            self._dismiss(worker)
            raise
        asyncio.get_running_loop().add_reader(worker.sentinel, self._on_exit, worker)
        self._idle.put_nowait(worker)

    def _on_exit(self, worker: Worker) -> None:
        self._dismiss(worker)
        _log.warning("worker_died", pid=worker.pid)
        task = asyncio.create_task(self._replace())
        self._replacements.add(task)
        task.add_done_callback(self._replacements.discard)

    async def _replace(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                return await self._launch()
            except PermitOcrError as error:
                _log.error("worker_does_not_start", reason=str(error))
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _dismiss(self, worker: Worker) -> None:
        self._workers.discard(worker)
        asyncio.get_running_loop().remove_reader(worker.sentinel)
        worker.stop()

    async def _in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        call = functools.partial(function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

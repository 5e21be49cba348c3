"""The workers of a pool: as many as there should be, each replaced when it dies or is worn out, and spares for that."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

import structlog

from permit_ocr.api.status import Unready
from permit_ocr.errors import DeadlineExceededError, PermitOcrError, SelfCheckError, WorkerCrashedError
from permit_ocr.serving.held import ReaderCheck, ReaderFactory
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.wear import Restart, worn_out
from permit_ocr.serving.worker import Worker

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds between attempts to replace a worker that does not start; each pause is twice the last."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Crew:
    """Starts the workers, hands them out one by one, and keeps their number.

    A spare has loaded its reader and passed its check like the others, and reads nothing until it takes the place of
    one that died: to start a process takes seconds, in which others would wait. One that is worn out goes on reading
    until its successor is ready, and one after the other: there is never more than one process too many.
    """

    def __init__(self, factory: ReaderFactory, check: ReaderCheck, limits: PoolLimits) -> None:
        self._factory = factory
        self._check = check
        self._limits = limits
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._spares: deque[Worker] = deque()
        self._successions: set[asyncio.Task[None]] = set()
        self._farewells: set[asyncio.Task[None]] = set()
        self._restarts: Counter[Restart] = Counter()
        self._failing = False

    @property
    def unready(self) -> Unready | None:
        """Why no worker could read, if none could."""
        if self.size:
            return None
        return Unready.FAILING if self._failing else Unready.STARTING

    @property
    def size(self) -> int:
        """How many workers read, or could."""
        return sum(worker.usable and worker.started for worker in self._workers) - self.spares

    @property
    def spares(self) -> int:
        """How many wait to take the place of another one."""
        return sum(worker.usable for worker in self._spares)

    @property
    def memory(self) -> int:
        """Resident memory of all workers after their last answers, in bytes."""
        return sum(worker.memory for worker in self._workers)

    @property
    def restarts(self) -> Mapping[str, int]:
        """How many workers had to be replaced, by the reason."""
        return {reason.value: self._restarts[reason] for reason in Restart}

    async def start(self) -> None:
        """Start every worker; returns when all have passed the check, or raises and leaves none behind.

        Spares are started after that.
        """
        starts = [asyncio.create_task(self._launch()) for _ in range(self._limits.workers)]
        try:
            await asyncio.gather(*starts)
            self._check_memory()
        except BaseException:
            for start in starts:
                start.cancel()
            await asyncio.gather(*starts, return_exceptions=True)
            await self.close()
            raise
        for _ in range(self._limits.spares):
            _keep(self._successions, self._replace())

    async def close(self) -> None:
        """End all workers."""
        for task in self._successions:
            task.cancel()
        await asyncio.gather(*self._successions, return_exceptions=True)
        await asyncio.gather(*self._farewells, *map(self._dismiss, tuple(self._workers)))

    async def free_worker(self) -> Worker:
        """Wait for a worker that has nothing to do."""
        while not (worker := await self._idle.get()).usable:
            pass
        return worker

    def give_back(self, worker: Worker) -> None:
        """Let the next one have it, if it can still be used."""
        if not worker.usable:
            worker.kill()
            return
        self._idle.put_nowait(worker)
        reason = worn_out(worker.photos, worker.memory, self._limits)
        if reason and not any(other.leaving for other in self._workers):
            worker.leaving = reason
            self._restarts[reason] += 1
            _keep(self._successions, self._renew(worker))

    async def _renew(self, worker: Worker) -> None:
        await self._replace()
        _log.info("worker_renewed", pid=worker.pid, reason=worker.leaving, photos=worker.photos, memory=worker.memory)
        worker.retire()
        self._fill()

    async def _launch(self) -> None:
        worker = Worker(self._limits.read_memory)
        self._workers.add(worker)
        try:
            await worker.start(self._factory, self._check, self._limits.start_seconds)
        except (DeadlineExceededError, WorkerCrashedError) as error:
            await self._dismiss(worker)
            raise SelfCheckError(f"{error} before it was ready") from None
        except BaseException:
            await self._dismiss(worker)
            raise
        self._failing = False
        worker.ended.add_done_callback(lambda _: self._on_end(worker))
        self._spares.append(worker)
        self._fill()

    def _fill(self) -> None:
        """Let spares take the places of workers that are gone."""
        while self._spares and self.size < self._limits.workers:
            self._idle.put_nowait(self._spares.popleft())

    def _on_end(self, worker: Worker) -> None:
        self._fill()
        _keep(self._farewells, self._dismiss(worker))
        if worker.leaving is None:
            reason = Restart.LATE if worker.late else Restart.CRASHED
            self._restarts[reason] += 1
            _log.warning("worker_died", pid=worker.pid, reason=reason)
            _keep(self._successions, self._replace())

    async def _replace(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                return await self._launch()
            except PermitOcrError as error:
                self._failing = True
                _log.error("worker_does_not_start", reason=str(error))
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _dismiss(self, worker: Worker) -> None:
        self._workers.discard(worker)
        with suppress(ValueError):
            self._spares.remove(worker)
        await worker.stop()

    def _check_memory(self) -> None:
        most = max(worker.memory for worker in self._workers)
        if 0 < self._limits.worker_memory < most:
            raise SelfCheckError(f"a fresh worker takes {most >> 20} MB already, more than a worker may have")


def _keep(tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
    """Run it, and hold on to it while it runs: the event loop does not."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from pebble import ProcessPool

from permit_ocr.errors import WorkerCrashedError
from permit_ocr.serving.pool import ReaderPool
from permit_ocr.serving.worker import Worker
from tests.serving import readers
from tests.serving.readers import ScriptedReader
from tests.serving.test_pool import in_pool, name


async def until_spares(pool: ReaderPool, spares: int) -> None:
    give_up_at = time.monotonic() + 20
    while pool.status.spares != spares:
        assert time.monotonic() < give_up_at
        await asyncio.sleep(0.001)


def kill(pid: str) -> None:
    os.kill(int(pid), signal.SIGKILL)


def test_a_spare_reads_nothing_before_a_worker_dies_and_takes_its_place_at_once() -> None:
    async def use(pool: ReaderPool) -> None:
        await until_spares(pool, 1)
        before = {await name(pool, "pid") for _ in range(6)}
        assert (len(before), pool.status.workers) == (1, 1)
        killed_at = time.monotonic()
        kill(before.pop())
        await until_spares(pool, 0)
        assert pool.status.workers == 1
        await name(pool, "pid")
        assert time.monotonic() - killed_at < 0.25  # no process starts in so short a time
        await until_spares(pool, 1)
        assert pool.status.workers == 1
        assert len(multiprocessing.active_children()) == 2

    in_pool(use, spares=1)


def test_a_spare_that_dies_is_replaced_and_costs_no_request() -> None:
    async def use(pool: ReaderPool) -> None:
        await until_spares(pool, 1)
        reader = await name(pool, "pid")
        (spare,) = {str(child.pid) for child in multiprocessing.active_children()} - {reader}
        kill(spare)
        await until_spares(pool, 0)
        assert await name(pool, "pid") == reader
        await until_spares(pool, 1)
        assert pool.status.restarts["crashed"] == 1

    in_pool(use, spares=1)


def test_more_workers_than_there_are_spares_may_die_at_a_time() -> None:
    async def use(pool: ReaderPool) -> None:
        await until_spares(pool, 1)
        for child in multiprocessing.active_children():
            kill(str(child.pid))
        assert await name(pool, "echo again") == "again"
        await until_spares(pool, 1)
        assert pool.status.workers == 2

    in_pool(use, workers=2, spares=1)


def test_a_worn_worker_is_replaced_without_a_process_too_many() -> None:
    async def use(pool: ReaderPool) -> None:
        await until_spares(pool, 1)
        first = await name(pool, "pid")
        while await name(pool, "pid") == first:
            assert len(multiprocessing.active_children()) <= 3
            await asyncio.sleep(0.01)
        assert pool.status.workers == 1
        await until_spares(pool, 1)

    in_pool(use, spares=1, worker_photos=3)


def test_a_pool_that_ends_while_its_spare_starts_leaves_no_process() -> None:
    async def use(pool: ReaderPool) -> None:
        assert pool.status.spares == 0
        assert await name(pool, "echo quick") == "quick"

    in_pool(use, spares=1)


def test_a_start_that_is_broken_off_gives_up_its_call_so_that_nothing_is_reported_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call: Future[object] = Future()

    def schedule(*_: object, **__: object) -> Future[object]:
        return call

    monkeypatch.setattr(ProcessPool, "schedule", schedule)

    async def use() -> None:
        worker = Worker()
        start = asyncio.create_task(worker.start(ScriptedReader, readers.trust, seconds=30))
        await asyncio.sleep(0)
        start.cancel()
        with pytest.raises(asyncio.CancelledError):
            await start
        await worker.stop()

    asyncio.run(use())
    assert call.cancelled()


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGSEGV, 2), (signal.SIGABRT, 2), (signal.SIGKILL, 5)])
def test_a_photo_costs_few_workers_that_crash_and_some_more_that_are_killed_from_outside(
    tmp_path: Path, number: signal.Signals, workers: int
) -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(WorkerCrashedError):
            await pool.read(f"end {int(number)} {tmp_path / 'times'}".encode())
        assert await name(pool, "echo next") == "next"

    in_pool(use, spares=1)
    assert len((tmp_path / "times").read_text()) == workers

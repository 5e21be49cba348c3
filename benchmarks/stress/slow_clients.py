"""A thousand clients that send a byte a second (Slowloris), and what ordinary ones notice of them.

``python -m benchmarks.stress.slow_clients`` prints a table; ``--write`` puts it into docs/stress.md.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Annotated

import httpx
import numpy as np
import typer

from benchmarks.machine import describe_machine
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import Caller, body_of
from benchmarks.started import Started
from benchmarks.stress.front import COMMAND

_HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"y" * 10_000
_CALLERS = 2
_SETTLE_SECONDS = 5.0
"""Until the crowd is complete."""
_PHOTO = bytes(range(256)) * 400


def main(
    clients: Annotated[int, typer.Option(help="Slow ones.")] = 1000,
    seconds: Annotated[float, typer.Option(help="Length of each of the four measurements.")] = 15.0,
    write: Annotated[bool, typer.Option(help="Put the results into docs/stress.md.")] = False,
) -> None:
    """Measure without them and with them, twice each, in turn."""
    with Started(2, COMMAND) as service:
        text = asyncio.run(_measure(service.caller, clients, seconds))
    print(text)
    if write:
        put_into_page(STRESS, "slow", text)


async def _measure(caller: Caller, clients: int, seconds: float) -> str:
    rows: list[str] = []
    await _ordinary(caller, 3)
    for slow in (0, clients, 0, clients):
        with _crowd(caller.host, slow):
            await asyncio.sleep(_SETTLE_SECONDS)
            waits, failed = await _ordinary(caller, seconds)
        p50, p99 = (1000 * float(np.quantile(waits, share)) for share in (0.5, 0.99))
        rows.append(f"| {slow} | {len(waits)} | {failed} | {p50:.1f} | {p99:.1f} |")
    head = ["| slow clients | ordinary requests | failed | p50, ms | p99, ms |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, "", describe_machine()])


@contextmanager
def _crowd(host: str, clients: int) -> Generator[None]:
    """So many slow clients, in a process of their own: they must not slow down whoever measures."""
    process = multiprocessing.get_context("spawn").Process(target=_run_crowd, args=(host, clients))
    process.start()
    yield
    process.terminate()
    process.join()


def _run_crowd(host: str, clients: int) -> None:
    async def run() -> None:
        await asyncio.gather(*(_slow(host, delay=2 * i / clients) for i in range(clients)))

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


async def _ordinary(caller: Caller, seconds: float) -> tuple[list[float], int]:
    """How long each request took in seconds, a connection each, and how many failed."""
    body = body_of(_PHOTO)
    waits: list[float] = []
    failed = 0

    async def keep_calling() -> None:
        nonlocal failed
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            began = time.perf_counter()
            async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain http
                with suppress(httpx.TransportError):
                    answer = await client.post(f"http://{caller.host}/", content=body, headers=caller.headers(body))
                    waits.append(time.perf_counter() - began)
                    failed += "Error" in answer.json()["Response"]
                    continue
            failed += 1

    await asyncio.gather(*(keep_calling() for _ in range(_CALLERS)))
    return waits, failed


if __name__ == "__main__":
    typer.run(main)

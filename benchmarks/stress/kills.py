"""Workers killed under load, one after the other: how many requests are lost, and how soon all workers are back.

``python -m benchmarks.stress.kills`` prints a table; ``--write`` puts it into docs/stress.md. Callers come so that two
of three workers would do; a photo whose worker is killed is read by another.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import numpy as np
import typer

from benchmarks.arrivals import Fate, Generator, generator
from benchmarks.machine import describe_machine
from benchmarks.mixed_photos import mixed_photos
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import body_of
from benchmarks.started import SERVE, Started
from benchmarks.stress.front import COMMAND

_WORKERS = 2
_CALLERS = 2


def main(
    kills: Annotated[int, typer.Option(help="How many, in a row.")] = 100,
    real: Annotated[bool, typer.Option(help="Use the real reader.")] = False,
    write: Annotated[bool, typer.Option(help="Put the result into docs/stress.md.")] = False,
) -> None:
    """Load, kill, count, print."""
    bodies = [body_of(photo) for photo in (mixed_photos(12) if real else [bytes([i]) * 50_000 for i in range(12)])]
    with Started(_WORKERS, SERVE if real else COMMAND) as service:
        fates, seconds = asyncio.run(_run(service, bodies, kills))
    reader = "real" if real else "made-up"
    p50, most = np.quantile(seconds, 0.5), max(seconds)
    cells = (kills, sum(fates.values()), fates[Fate.READ], fates[Fate.REFUSED], fates[Fate.FAILED])
    head = (
        "| reader | kills | requests | answered | refused | failed | back after, s, median | at most |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    )
    row = " | ".join(map(str, cells))
    text = f"{head}| {reader} | {row} | {p50:.1f} | {most:.1f} |\n\n{describe_machine()}"
    print(text)
    if write:
        put_into_page(STRESS, f"kills-{reader}", text)


async def _run(service: Started, bodies: Sequence[bytes], kills: int) -> tuple[Counter[Fate], list[float]]:
    async with generator(service.caller, bodies) as load:
        done = asyncio.Event()
        callers = [asyncio.create_task(_keep_calling(load, done)) for _ in range(_CALLERS)]
        seconds = [await _kill(service) for _ in range(kills)]
        done.set()
        fates = Counter([fate for sent in await asyncio.gather(*callers) for fate in sent])
    return fates, seconds


async def _keep_calling(load: Generator, done: asyncio.Event) -> list[Fate]:
    fates: list[Fate] = []
    while not done.is_set():
        fates += [exchange.fate for exchange in await load.saturating(1, 0.01)]
    return fates


async def _kill(service: Started) -> float:
    """Kill one at a random moment; the seconds until there are as many as before that have loaded their reader."""
    await asyncio.sleep(random.uniform(0, 0.3))
    os.kill(random.choice(service.worker_pids()), signal.SIGKILL)
    began = time.monotonic()
    await asyncio.sleep(0.05)
    while await asyncio.to_thread(service.workers_ready) < _WORKERS:  # noqa: ASYNC110 - a process tells no event
        await asyncio.sleep(0.02)
    return time.monotonic() - began


if __name__ == "__main__":
    typer.run(main)

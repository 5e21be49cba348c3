"""Workers killed under load, one after the other: how many requests are lost, and how soon all workers are back.

``python -m benchmarks.stress.kills`` prints a table; ``--write`` puts it into docs/stress.md. A photo whose worker is
killed is read by another one. The next kill comes when workers and spares are complete again.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
import typer

from benchmarks.arrivals import Exchange, Fate, Generator, generator
from benchmarks.machine import describe_machine
from benchmarks.mixed_photos import mixed_photos
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import body_of
from benchmarks.started import SERVE, Started
from benchmarks.stress.front import COMMAND

_WORKERS, _CALLERS = 2, 2
_SIGNED_SECONDS = 120.0
"""How long the same signatures are used; they are good for five minutes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was seen."""

    back: list[float] = field(default_factory=list[float])
    """Seconds from each kill until as many workers read as before."""
    complete: list[float] = field(default_factory=list[float])
    """Seconds until the spares were there again too."""
    exchanges: list[Exchange] = field(default_factory=list[Exchange])


def main(
    kills: Annotated[int, typer.Option(help="How many, in a row.")] = 100,
    spares: Annotated[int, typer.Option(help="Spare workers.")] = 1,
    real: Annotated[bool, typer.Option(help="Use the real reader.")] = False,
    write: Annotated[bool, typer.Option(help="Put the result into docs/stress.md.")] = False,
) -> None:
    """Load, kill, count, print."""
    bodies = [body_of(photo) for photo in (mixed_photos(12) if real else [bytes([i]) * 50_000 for i in range(12)])]
    with Started(_WORKERS, SERVE if real else COMMAND, spares) as service:
        outcome = asyncio.run(_run(service, bodies, kills, spares))
        log = service.log
    reader = "real" if real else "made-up"
    text = f"{_table(reader, spares, outcome)}\n\n{describe_machine()}"
    print(text)
    if failed := Counter(exchange.code for exchange in outcome.exchanges if exchange.fate is Fate.FAILED):
        print(failed, log, sep="\n")
    if write:
        put_into_page(STRESS, f"kills-{reader}", text)


def _table(reader: str, spares: int, outcome: Outcome) -> str:
    fates = Counter(exchange.fate for exchange in outcome.exchanges)
    head = (
        "| reader | spare workers | kills | requests | answered | refused | failed "
        "| all workers back after, s: median, at most | spares too: median, at most |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    counts = (len(outcome.back), fates.total(), fates[Fate.READ], fates[Fate.REFUSED], fates[Fate.FAILED])
    times = (f"{np.quantile(seconds, 0.5):.2f}, {max(seconds):.2f}" for seconds in (outcome.back, outcome.complete))
    return f"{head}\n| {' | '.join(map(str, (reader, spares, *counts, *times)))} |"


async def _run(service: Started, bodies: Sequence[bytes], kills: int, spares: int) -> Outcome:
    outcome = Outcome()
    while len(outcome.back) < kills:
        sign_again_at = time.monotonic() + _SIGNED_SECONDS
        async with generator(service.caller, bodies) as load:
            done = asyncio.Event()
            callers = [asyncio.create_task(_keep_calling(load, done, outcome)) for _ in range(_CALLERS)]
            while time.monotonic() < sign_again_at and len(outcome.back) < kills:
                await _kill(service, spares, outcome)
            done.set()
            await asyncio.gather(*callers)
    return outcome


async def _keep_calling(load: Generator, done: asyncio.Event, outcome: Outcome) -> None:
    while not done.is_set():
        outcome.exchanges.extend(await load.saturating(1, 0.01))


async def _kill(service: Started, spares: int, outcome: Outcome) -> None:
    """Kill one at a random moment, and wait until nothing is missing."""
    await _until(lambda: service.spares_ready() == spares)
    await asyncio.sleep(random.uniform(0, 0.3))
    victim = random.choice(service.worker_pids())
    os.kill(victim, signal.SIGKILL)
    began = time.monotonic()
    await _until(lambda: victim not in service.worker_pids())
    await _until(lambda: service.workers_ready() == _WORKERS)
    outcome.back.append(time.monotonic() - began)
    await _until(lambda: service.spares_ready() == spares)
    outcome.complete.append(time.monotonic() - began)


async def _until(holds: Callable[[], bool]) -> None:
    while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - a process tells no event
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    typer.run(main)

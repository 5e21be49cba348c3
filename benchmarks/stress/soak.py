"""Hours of ordinary work, and whether anything grows.

``python -m benchmarks.stress.soak --minutes 60`` sends photos of mixed sizes at a constant rate, 80 % of what the
service reads, and looks at its processes now and then; ``--write`` puts the result into docs/stress.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from benchmarks.arrivals import Exchange, Fate, generator
from benchmarks.machine import describe_machine
from benchmarks.mixed_photos import mixed_photos
from benchmarks.pages import STRESS, put_into_page
from benchmarks.phases import Phase, Quantiles
from benchmarks.signed import body_of
from benchmarks.started import Started

_SHARE = 0.8
_PHOTOS = 36
_SIGNED_SECONDS = 240.0
"""How long the same signatures are used; they are good for five minutes."""

_CAPACITY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Look:
    """All processes of the service at one moment."""

    requests: int
    """Sent until then."""
    front: int
    """Resident bytes of the process that listens."""
    workers: int
    """The same of all workers together."""
    files: int
    threads: int


def main(
    minutes: Annotated[float, typer.Option(help="Length.")] = 60.0,
    workers: Annotated[int, typer.Option(help="Worker processes.")] = 1,
    write: Annotated[bool, typer.Option(help="Put the result into docs/stress.md.")] = False,
) -> None:
    """Send, look, print."""
    with Started(workers) as service:
        exchanges, looks = asyncio.run(_soak(service, workers, 60 * minutes))
    text = _table(exchanges, looks, minutes)
    print(text)
    if write:
        put_into_page(STRESS, "soak", text)


async def _soak(service: Started, workers: int, seconds: float) -> tuple[list[Exchange], list[Look]]:
    bodies = [body_of(photo) for photo in mixed_photos(_PHOTOS)]
    async with generator(service.caller, bodies) as load:
        capacity = Phase.of(await load.saturating(2 * workers, _CAPACITY_SECONDS), _CAPACITY_SECONDS).goodput
    exchanges: list[Exchange] = []
    looks = [_look(service, 0)]
    while seconds > 0:
        part = min(seconds, _SIGNED_SECONDS) / 4
        async with generator(service.caller, bodies) as load:
            for _ in range(4):
                exchanges += await load.at_rate(_SHARE * capacity, part)
                looks.append(_look(service, len(exchanges)))
        seconds -= 4 * part
    return exchanges, looks


def _look(service: Started, requests: int) -> Look:
    front, workers = service.memory()
    processes = [Path(f"/proc/{pid}") for pid in (service.pid, *service.worker_pids())]
    files = sum(len(list((process / "fd").iterdir())) for process in processes)
    threads = sum(len(list((process / "task").iterdir())) for process in processes)
    return Look(requests, front, sum(workers), files, threads)


def _table(exchanges: Sequence[Exchange], looks: Sequence[Look], minutes: float) -> str:
    halves = exchanges[: len(exchanges) // 2], exchanges[len(exchanges) // 2 :]
    first, second = (Quantiles.of(e.latency for e in half if e.fate is Fate.READ) for half in halves)
    warm = looks[len(looks) // 4 :]
    rows = [
        ("minutes", f"{minutes:g}"),
        ("requests", f"{len(exchanges)}"),
        ("not read", f"{sum(exchange.fate is not Fate.READ for exchange in exchanges)}"),
        ("p50 / p99 of the first half, s", f"{first.p50:.2f} / {first.p99:.2f}"),
        ("p50 / p99 of the second half, s", f"{second.p50:.2f} / {second.p99:.2f}"),
        ("memory of the front, MB: at first, at the end", _ends([look.front >> 20 for look in looks])),
        ("memory of the workers, MB: at first, at the end", _ends([look.workers >> 20 for look in looks])),
        ("growth in 10,000 requests, by least squares after the first quarter", f"{_growth(warm):+.1%}"),
        ("open files: at first, at the end", _ends([look.files for look in looks])),
        ("threads: at first, at the end", _ends([look.threads for look in looks])),
    ]
    table = ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)]
    return "\n".join([*table, "", describe_machine()])


def _ends(values: Sequence[int]) -> str:
    return f"{values[0]}, {values[-1]}"


def _growth(looks: Sequence[Look]) -> float:
    """What 10,000 requests would add to the memory of all processes, as a share of it."""
    sizes = np.array([look.front + look.workers for look in looks], np.float64)
    slope = np.polyfit([look.requests for look in looks], sizes, 1)[0]
    return float(10_000 * slope / sizes.mean())


if __name__ == "__main__":
    typer.run(main)

"""Hours of ordinary work, and whether anything grows.

``python -m benchmarks.stress.soak`` sends photos of mixed sizes at a constant rate, 80 % of what the service reads, and
looks at its processes now and then; ``--write`` puts the result into docs/stress.md. With ``--made-up`` the reader is
(``benchmarks.stress.front``), so that minutes do: then it is about everything but reading. As root, or the files of
the service's processes cannot be counted.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
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
from benchmarks.started import SERVE, Started
from benchmarks.stress.front import COMMAND

_SHARE = 0.8
_PHOTOS = 36
_BYTES = (20_000, 100_000, 500_000, 2_000_000)
"""Sizes of made-up photos."""

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
    pids: frozenset[int]
    """Of the workers."""


def main(
    requests: Annotated[int, typer.Option(help="How many.")] = 20_000,
    workers: Annotated[int, typer.Option(help="Worker processes.")] = 1,
    made_up: Annotated[bool, typer.Option("--made-up", help="Use a made-up reader, and photos that are none.")] = False,
    write: Annotated[bool, typer.Option(help="Put the result into docs/stress.md.")] = False,
) -> None:
    """Send, look, print."""
    photos = _made_up_photos() if made_up else mixed_photos(_PHOTOS)
    with Started(workers, COMMAND if made_up else SERVE) as service:
        exchanges, looks, rate = asyncio.run(_soak(service, workers, [body_of(photo) for photo in photos], requests))
    text = _table(exchanges, looks, rate)
    print(text)
    if write:
        put_into_page(STRESS, "soak-made-up" if made_up else "soak-real", text)


def _made_up_photos() -> list[bytes]:
    rng = random.Random(0)
    return [rng.randbytes(_BYTES[i % len(_BYTES)]) for i in range(_PHOTOS)]


async def _soak(
    service: Started, workers: int, bodies: Sequence[bytes], requests: int
) -> tuple[list[Exchange], list[Look], float]:
    async with generator(service.caller, bodies) as load:
        capacity = Phase.of(await load.saturating(2 * workers, _CAPACITY_SECONDS), _CAPACITY_SECONDS).goodput
    rate = _SHARE * capacity
    exchanges: list[Exchange] = []
    looks = [_look(service, 0)]
    while len(exchanges) < requests:
        part = min((requests - len(exchanges)) / rate, _SIGNED_SECONDS) / 4
        async with generator(service.caller, bodies) as load:
            for _ in range(4):
                exchanges += await load.at_rate(rate, part)
                looks.append(_look(service, len(exchanges)))
    return exchanges, looks, rate


def _look(service: Started, requests: int) -> Look:
    front, workers = service.memory()
    pids = frozenset(service.worker_pids())
    processes = [Path(f"/proc/{pid}") for pid in (service.pid, *pids)]
    files = sum(len(list((process / "fd").iterdir())) for process in processes)
    threads = sum(len(list((process / "task").iterdir())) for process in processes)
    return Look(requests, front, sum(workers), files, threads, pids)


def _table(exchanges: Sequence[Exchange], looks: Sequence[Look], rate: float) -> str:
    halves = exchanges[: len(exchanges) // 2], exchanges[len(exchanges) // 2 :]
    first, second = (Quantiles.of(e.latency for e in half if e.fate is Fate.READ) for half in halves)
    fates = Counter(exchange.fate for exchange in exchanges)
    warm = looks[len(looks) // 4 :]
    rows = [
        ("requests", f"{len(exchanges)}"),
        ("requests a second", f"{rate:.2f}"),
        ("refused for want of room", f"{fates[Fate.REFUSED]}"),
        ("failed", f"{fates[Fate.FAILED]}"),
        ("p50 / p99 of the first half, s", f"{first.p50:.2f} / {first.p99:.2f}"),
        ("p50 / p99 of the second half, s", f"{second.p50:.2f} / {second.p99:.2f}"),
        ("memory of the front, MB: at first, at the end", _ends([look.front >> 20 for look in looks])),
        ("memory of the workers, MB: at first, at the end", _ends([look.workers >> 20 for look in looks])),
        ("workers replaced on the way", f"{len(frozenset().union(*(look.pids for look in looks)) - looks[-1].pids)}"),
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

"""How many photos a second a service reads, and how long callers wait, up to twice as many.

``python -m benchmarks.throughput`` starts the service with one worker and with two, as a program, and calls it over
HTTP with signed requests, in four phases each: one caller alone; more callers than workers, for the capacity;
arrivals at a constant rate below it; and at twice of it. ``--write`` puts the figures into results/throughput.json
and docs/speed.md.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.arrivals import generator
from benchmarks.machine import describe_machine
from benchmarks.mixed_photos import mixed_photos
from benchmarks.pages import SPEED, put_into_page
from benchmarks.phases import Phase
from benchmarks.signed import body_of
from benchmarks.started import Started

RESULT = Path(__file__).parent / "results" / "throughput.json"

RATE_SHARE = 0.8
"""The rate of the third phase, as a share of the capacity: arrivals that are not even never use all of it."""

OVERLOAD = 2.0
"""The rate of the fourth."""

CALLERS_PER_WORKER = 2
"""Of the second phase: one that is served and one that waits, so that no worker ever does."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A service with so many workers."""

    workers: int
    ready_seconds: float
    front_megabytes: float
    worker_megabytes: list[float]
    """Resident, at the end."""
    alone: Phase
    capacity: Phase
    steady: Phase
    overload: Phase


def main(
    workers: Annotated[list[int] | None, typer.Option(help="Worker processes; may be repeated.")] = None,
    seconds: Annotated[float, typer.Option(help="Length of one phase.")] = 25.0,
    photos: Annotated[int, typer.Option(help="Photos, in turn.")] = 36,
    write: Annotated[bool, typer.Option(help="Write results/ and docs/speed.md.")] = False,
) -> None:
    """Start, call, print."""
    bodies = [body_of(photo) for photo in mixed_photos(photos)]
    measured = [_measure(count, bodies, seconds) for count in workers or [1, 2]]
    table = as_markdown(measured)
    print(table)
    if write:
        put_into_page(SPEED, "throughput", table)
        record = {"machine": describe_machine(), "seconds": seconds, "services": [asdict(m) for m in measured]}
        RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def _measure(workers: int, bodies: Sequence[bytes], seconds: float) -> Measurement:
    with Started(workers) as service:
        phases = asyncio.run(_phases(service, workers, bodies, seconds))
        front, each = service.memory()
        return Measurement(workers, service.ready_seconds, front / 2**20, [size / 2**20 for size in each], *phases)


async def _phases(service: Started, workers: int, bodies: Sequence[bytes], seconds: float) -> tuple[Phase, ...]:
    async with generator(service.caller, bodies) as load:
        alone = Phase.of(await load.saturating(1, seconds), seconds)
        capacity = Phase.of(await load.saturating(CALLERS_PER_WORKER * workers, seconds), seconds)
        steady = Phase.of(await load.at_rate(RATE_SHARE * capacity.goodput, seconds), seconds)
        overload = Phase.of(await load.at_rate(OVERLOAD * capacity.goodput, seconds), seconds)
    return alone, capacity, steady, overload


def as_markdown(measured: Sequence[Measurement]) -> str:
    """The phases of each service, then what its processes take."""
    head = ("workers", "phase", "offered/s", "read/s", "p50", "p95", "p99", "refused", "refused within (p99)", "failed")
    rows = [
        (f"{m.workers}", name, *_cells(phase))
        for m in measured
        for name, phase in (
            ("alone", m.alone),
            ("capacity", m.capacity),
            ("steady", m.steady),
            ("overload", m.overload),
        )
    ]
    sizes = ("workers", "ready after", "front", "workers, each", "p99 of overload / p50 alone", "goodput / capacity")
    return "\n\n".join((describe_machine() + ".", _table(head, rows), _table(sizes, map(_processes, measured))))


def _cells(phase: Phase) -> list[str]:
    read, refusals = phase.read, phase.refusals
    rates = [f"{rate:.2f}" for rate in (phase.offered, phase.goodput)]
    seconds = [f"{value:.2f} s" for value in (read.p50, read.p95, read.p99)]
    return [
        *rates,
        *seconds,
        f"{phase.refused}",
        f"{1000 * refusals.p99:.0f} ms" if refusals else "",
        f"{phase.failed}",
    ]


def _processes(m: Measurement) -> Sequence[str]:
    sizes = " and ".join(f"{size:.0f} MB" for size in m.worker_megabytes)
    slowdown, kept = m.overload.read.p99 / m.alone.read.p50, m.overload.goodput / m.capacity.goodput
    return (
        f"{m.workers}",
        f"{m.ready_seconds:.1f} s",
        f"{m.front_megabytes:.0f} MB",
        sizes,
        f"{slowdown:.1f}",
        f"{kept:.2f}",
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    typer.run(main)

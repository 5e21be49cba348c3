"""How many photos a second one reader on Ray reads, and how many two: ``python -m benchmarks.ray_scaling``.

Each number of readers gets a Ray of its own, on this machine, and more callers than there are readers. They take turns,
and the median of the rounds counts, so that a machine that is busy with something else for a while favours neither.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Sequence
from typing import Annotated
from unittest import mock

import typer

from benchmarks.arrivals import generator
from benchmarks.mixed_photos import mixed_photos
from benchmarks.phases import Phase
from benchmarks.signed import body_of
from benchmarks.started import Started

COMMAND = (sys.executable, "-m", "benchmarks.ray_service")

CALLERS_PER_READER = 2
"""One that is served and one that waits."""


def main(
    readers: Annotated[list[int] | None, typer.Option(help="Readers; may be repeated.")] = None,
    rounds: Annotated[int, typer.Option(help="How often each is measured.")] = 3,
    seconds: Annotated[float, typer.Option(help="Length of one measurement.")] = 25.0,
    photos: Annotated[int, typer.Option(help="Photos, in turn.")] = 36,
) -> None:
    """Start, call, print."""
    bodies = [body_of(photo) for photo in mixed_photos(photos)]
    counts = readers or [1, 2]
    taken = [{count: _rate(count, bodies, seconds) for count in counts} for _ in range(rounds)]
    rates = {count: statistics.median(each[count] for each in taken) for count in counts}
    least = counts[0]
    for count, rate in rates.items():
        share = rate / count / (rates[least] / least)
        print(f"{count} readers: {rate:.2f} photos/s, {share:.0%} of what {least} would give each")


def _rate(readers: int, bodies: Sequence[bytes], seconds: float) -> float:
    chosen = {f"PERMIT_OCR_RAY__{least_or_most}_READERS": f"{readers}" for least_or_most in ("MIN", "MAX")}
    with mock.patch.dict("os.environ", chosen), Started(readers, COMMAND) as service:
        return asyncio.run(_saturate(service, readers, bodies, seconds)).goodput


async def _saturate(service: Started, readers: int, bodies: Sequence[bytes], seconds: float) -> Phase:
    async with generator(service.caller, bodies) as load:
        await load.saturating(readers, 1)  # one photo each, to warm up
        return Phase.of(await load.saturating(CALLERS_PER_READER * readers, seconds), seconds)


if __name__ == "__main__":
    typer.run(main)

"""Does a worker's memory grow? One worker process reads photos of mixed sizes, and tells its memory after each.

``python -m benchmarks.memory`` prints a table; ``--write`` puts the figures into results/memory.json.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.machine import describe_machine
from benchmarks.mixed_photos import mixed_photos
from permit_ocr import selfcheck
from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.environment import prepare_environment
from permit_ocr.serving.loading import load_reader
from permit_ocr.serving.readers import reader_options
from permit_ocr.serving.worker import Worker
from permit_ocr.settings import load_settings

RESULT = Path(__file__).parent / "results" / "memory.json"
START_SECONDS, READ_SECONDS = 180.0, 60.0
MEGABYTE = 1 << 20

WARM_SHARE = 0.2
"""The first photos, by their share, are no part of the slope: every size must have come a few times."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The resident memory of one worker, in megabytes of 1,048,576 bytes."""

    photos: int
    ready: float
    """After the self-check."""
    after_50: float
    median: float
    peak: float
    """The highest that was seen between two photos."""
    slope_per_1000: float
    """By least squares over the photos after the first fifth."""

    @property
    def growth(self) -> float:
        """What 5,000 photos would add, as a share of the median."""
        return 5 * self.slope_per_1000 / self.median


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 300,
    write: Annotated[bool, typer.Option(help="Write results/memory.json.")] = False,
) -> None:
    """Read, measure, print."""
    growth = asyncio.run(_measure(mixed_photos(count)))
    Console().print(_table(growth))
    if write:
        RESULT.write_text(json.dumps({**asdict(growth), "machine": describe_machine()}, indent=1) + "\n", "utf-8")


async def _measure(photos: list[bytes]) -> Growth:
    prepare_environment(1)
    worker = Worker()
    factory = partial(load_reader, reader_options(load_settings()), 1)
    await worker.start(factory, selfcheck.check, START_SECONDS)
    ready, seen = worker.memory, [await _memory_after(worker, photo) for photo in photos]
    await worker.stop()
    return summarise(ready, seen)


async def _memory_after(worker: Worker, photo: bytes) -> int:
    try:
        await worker.read(photo, READ_SECONDS)
    except PermitOcrError:  # an unread photo takes memory like another
        assert worker.usable
    return worker.memory


def summarise(ready: int, seen: list[int]) -> Growth:
    """Fit the line. ``seen`` holds the bytes after each photo."""
    sizes = np.array(seen) / MEGABYTE
    warm = sizes[int(len(sizes) * WARM_SHARE) :]
    slope = float(np.polyfit(np.arange(len(warm)), warm, 1)[0])
    return Growth(
        photos=len(seen),
        ready=ready / MEGABYTE,
        after_50=float(sizes[:50][-1]),
        median=float(np.median(warm)),
        peak=float(sizes.max()),
        slope_per_1000=1000 * slope,
    )


def _table(growth: Growth) -> Table:
    table = Table("worker memory", "MB")
    table.add_row("ready", f"{growth.ready:.0f}")
    table.add_row("after 50 photos", f"{growth.after_50:.0f}")
    table.add_row(f"median of {growth.photos}", f"{growth.median:.0f}")
    table.add_row("peak", f"{growth.peak:.0f}")
    table.add_row("slope, 1,000 photos", f"{growth.slope_per_1000:+.1f}")
    table.add_row("growth over 5,000 photos", f"{growth.growth:+.2%}")
    return table


if __name__ == "__main__":
    typer.run(main)

"""A thousand slow clients, and what ordinary ones notice of them.

``python -m benchmarks.stress.slow_clients`` prints a table; ``--write`` puts it into docs/stress.md. Other work on the
machine changes waits more than slow clients do, so periods with and without them follow each other many times, and
each is compared with the one beside it. The service's own work is told too: the processor time of the process that
listens, which other programs do not change.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import httpx
import numpy as np
import typer

from benchmarks.machine import describe_machine
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import body_of
from benchmarks.started import Started
from benchmarks.stress.crowd import RAMP_SECONDS, crowd
from benchmarks.stress.front import SLEEPING

_CALLERS = 2
_PHOTO = bytes(range(256)) * 400
_MEDIAN, _LATE = 0.5, 0.99


@dataclass(slots=True)
class Period:
    """What ordinary callers saw for a while."""

    waits: list[float] = field(default_factory=list[float])
    """Milliseconds of each request."""
    failed: int = 0
    busy: float = 0.0
    """Share of one core that the process that listens took."""

    def wait(self, share: float) -> float:
        """Milliseconds that this share of the requests took at most."""
        return float(np.quantile(self.waits, share))


def main(
    clients: Annotated[int, typer.Option(help="Slow ones.")] = 1000,
    pairs: Annotated[int, typer.Option(help="Periods without and with them.")] = 10,
    seconds: Annotated[float, typer.Option(help="Length of each period.")] = 10.0,
    write: Annotated[bool, typer.Option(help="Put the results into docs/stress.md.")] = False,
) -> None:
    """Measure without them and with them, in turn."""
    with Started(_CALLERS, SLEEPING) as service:
        asyncio.run(_ordinary(service, 3))
        measured = [_pair(service, clients, seconds, others_first=i % 2 == 1) for i in range(pairs)]
    text = _table(clients, *zip(*measured, strict=True))
    print(text)
    if write:
        put_into_page(STRESS, "slow", text)


def _pair(service: Started, clients: int, seconds: float, *, others_first: bool) -> tuple[Period, Period]:
    """A period without and one with them; the second first, every other time."""
    without = None if others_first else _period(service, seconds)
    with crowd(service.caller.host, clients):
        time.sleep(RAMP_SECONDS + 1)
        beside = _period(service, seconds)
    time.sleep(1)
    return without or _period(service, seconds), beside


def _period(service: Started, seconds: float) -> Period:
    before, began = _processor_seconds(service.pid), time.monotonic()
    period = asyncio.run(_ordinary(service, seconds))
    period.busy = (_processor_seconds(service.pid) - before) / (time.monotonic() - began)
    return period


async def _ordinary(service: Started, seconds: float) -> Period:
    """Callers that send one request after the other, each over a new connection."""
    body, url, period = body_of(_PHOTO), f"http://{service.caller.host}/", Period()

    async def keep_calling() -> None:
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            headers, began = service.caller.headers(body), time.perf_counter()
            async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain http
                try:
                    answer = await client.post(url, content=body, headers=headers)
                except httpx.TransportError:
                    period.failed += 1
                    continue
            period.waits.append(1000 * (time.perf_counter() - began))
            period.failed += "Error" in answer.json()["Response"]

    await asyncio.gather(*(keep_calling() for _ in range(_CALLERS)))
    return period


def _processor_seconds(pid: int) -> float:
    """What a process has used, from ``/proc/pid/stat`` (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _table(clients: int, without: Sequence[Period], beside: Sequence[Period]) -> str:
    head = (
        "| slow clients | periods | requests | failed | p50, ms | p99, ms | processor of the service, of a core |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    changes = (_change([b.wait(q) / a.wait(q) for a, b in zip(without, beside, strict=True)]) for q in (_MEDIAN, _LATE))
    rows = [_row(0, without), _row(clients, beside), f"| change | | | | {' | '.join(changes)} | |"]
    return "\n".join([head, *rows, "", describe_machine()])


def _row(clients: int, periods: Sequence[Period]) -> str:
    sums = (len(periods), sum(len(period.waits) for period in periods), sum(period.failed for period in periods))
    p50, p99 = (float(np.median([period.wait(share) for period in periods])) for share in (_MEDIAN, _LATE))
    busy = float(np.median([period.busy for period in periods]))
    return f"| {clients} | {' | '.join(map(str, sums))} | {p50:.1f} | {p99:.1f} | {busy:.0%} |"


def _change(ratios: Sequence[float]) -> str:
    """The median of the changes, and between which the middle half of them lies."""
    low, middle, high = (f"{ratio - 1:+.0%}" for ratio in np.quantile(ratios, (0.25, 0.5, 0.75)))
    return f"{middle} ({low} to {high})"


if __name__ == "__main__":
    typer.run(main)

"""Hostile pictures, through a worker that decodes, and a part of them through a started service.

``python -m benchmarks.stress.pictures`` prints a table; ``--write`` puts it into docs/stress.md.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import httpx
import typer

from benchmarks.machine import describe_machine
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import body_of
from benchmarks.started import Started
from benchmarks.stress.pictures import Hostile, hostile_pictures
from benchmarks.stress.pictures.reading import Decoder, trust
from permit_ocr.errors import PermitOcrError, ReaderDefectError, WorkerCrashedError
from permit_ocr.serving.worker import Worker
from permit_ocr.settings import LimitSettings

_LIMITS = LimitSettings()
_GRACE_SECONDS = 1.0
"""How much later than the deadline an answer may come, for a worker to be ended and the answer to be sent."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one file."""

    kind: str
    outcome: str
    seconds: float
    memory: int = 0
    """Resident memory of the worker afterwards, in bytes."""


def main(
    count: Annotated[int, typer.Option(help="Files that are decoded.")] = 20_000,
    sample: Annotated[int, typer.Option(help="Files that are sent to a started service.")] = 400,
    seed: Annotated[int, typer.Option(help="Another seed makes other files.")] = 0,
    write: Annotated[bool, typer.Option(help="Put the results into docs/stress.md.")] = False,
) -> None:
    """Make, send, count, print."""
    sent, alive = _send_all(sample, seed + 1)
    decoded = asyncio.run(_decode_all(count, seed))
    text = "\n\n".join((_summary(decoded, sent, alive=alive), _by_kind(decoded)))
    print(text)
    if write:
        put_into_page(STRESS, "pictures", text)


async def _decode_all(count: int, seed: int) -> list[Fate]:
    worker = await _fresh()
    fates: list[Fate] = []
    for hostile in hostile_pictures(count, seed):
        if not worker.usable:
            await worker.stop()
            worker = await _fresh()
        began = time.monotonic()
        outcome = await _outcome(worker, hostile)
        fates.append(Fate(hostile.kind, outcome, time.monotonic() - began, worker.memory))
    await worker.stop()
    return fates


async def _fresh() -> Worker:
    worker = Worker(_LIMITS.read_memory_mb << 20)
    await worker.start(Decoder, trust, 60)
    return worker


async def _outcome(worker: Worker, hostile: Hostile) -> str:
    try:
        await worker.read(hostile.content, _LIMITS.read_seconds)
    except PermitOcrError as error:
        return type(error).__name__.removesuffix("Error")
    return "Decoded"


def _send_all(count: int, seed: int) -> tuple[list[Fate], bool]:
    fates: list[Fate] = []
    with Started(1) as service, httpx.Client(base_url=f"http://{service.caller.host}", trust_env=False) as client:
        for hostile in hostile_pictures(count, seed):
            body = body_of(hostile.content)
            began = time.monotonic()
            answer = client.post("/", content=body, headers=service.caller.headers(body), timeout=120)
            fates.append(Fate(hostile.kind, _code(answer), time.monotonic() - began))
        alive = service.alive
    return fates, alive


def _code(answer: httpx.Response) -> str:
    if answer.status_code != 200:
        return f"HTTP {answer.status_code}"
    response = answer.json()["Response"]
    return response["Error"]["Code"] if "Error" in response else "OK"


def _summary(decoded: Sequence[Fate], sent: Sequence[Fate], *, alive: bool) -> str:
    deadline = _LIMITS.read_seconds + _GRACE_SECONDS
    rows = [
        ("files decoded in a worker", f"{len(decoded)}"),
        ("outcomes", _counted(decoded)),
        ("workers that died", f"{sum(fate.outcome == _named(WorkerCrashedError) for fate in decoded)}"),
        ("errors nobody foresaw", f"{sum(fate.outcome == _named(ReaderDefectError) for fate in decoded)}"),
        ("slowest, s", f"{max(fate.seconds for fate in decoded):.1f}"),
        ("most memory between two files, MB", f"{max(fate.memory for fate in decoded) >> 20}"),
        ("files sent to a started service", f"{len(sent)}"),
        ("answers", _counted(sent)),
        ("slowest answer, s", f"{max(fate.seconds for fate in sent):.1f}"),
        (f"answers after more than {deadline:g} s", f"{sum(fate.seconds > deadline for fate in sent)}"),
        ("service alive at the end", "yes" if alive else "**no**"),
        ("machine", describe_machine()),
    ]
    return "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def _by_kind(fates: Sequence[Fate]) -> str:
    rows = [
        f"| {kind} | {len(own)} | {sum(f.outcome == 'Decoded' for f in own)} | {max(f.seconds for f in own):.2f} |"
        for kind in dict.fromkeys(fate.kind for fate in fates)
        if (own := [fate for fate in fates if fate.kind == kind])
    ]
    return "\n".join(
        ["| what was done | files | decoded all the same | slowest, s |", "| --- | --- | --- | --- |", *rows]
    )


def _counted(fates: Sequence[Fate]) -> str:
    return ", ".join(f"{outcome} {count}" for outcome, count in Counter(fate.outcome for fate in fates).most_common())


def _named(error: type[PermitOcrError]) -> str:
    return error.__name__.removesuffix("Error")


if __name__ == "__main__":
    typer.run(main)

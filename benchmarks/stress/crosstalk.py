"""Whether anybody ever gets the answer to somebody else's photo.

``python -m benchmarks.stress.crosstalk`` sends distinct photos one after the other, then all of them again at the same
time, and compares: every answer must be the same to the byte but for its RequestId. The reader is made up
(``benchmarks.stress.front``), so that tens of thousands can be sent; ``--real`` sends rendered photos to the real one.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Sequence
from typing import Annotated

import httpx
import typer

from benchmarks.machine import describe_machine
from benchmarks.pages import STRESS, put_into_page
from benchmarks.signed import Caller, body_of
from benchmarks.specimens import Split, samples
from benchmarks.started import SERVE, Started
from benchmarks.stress.front import COMMAND

_REQUEST_ID = re.compile(rb'"RequestId":"[0-9a-f-]+"')
_AT_A_TIME, _REAL_AT_A_TIME = 32, 8
_WORKERS = 2
_BUSY = b'"RequestLimitExceeded"'


def main(
    count: Annotated[int, typer.Option(help="Photos.")] = 10_000,
    real: Annotated[bool, typer.Option(help="Use the real reader, and rendered photos.")] = False,
    write: Annotated[bool, typer.Option(help="Put the result into docs/stress.md.")] = False,
) -> None:
    """Send, compare, print."""
    photos = [sample.jpeg for sample in samples(Split.TUNING, count)] if real else _made_up(count)
    with Started(_WORKERS, SERVE if real else COMMAND) as service:
        different, answered = asyncio.run(_compare(service.caller, photos, _REAL_AT_A_TIME if real else _AT_A_TIME))
    reader = "real" if real else "made-up"
    head = "| reader | photos | distinct answers | answers that differ at the same time |\n| --- | --- | --- | --- |\n"
    text = f"{head}| {reader} | {count} | {answered} | {different} |\n\n{describe_machine()}"
    print(text)
    if write:
        put_into_page(STRESS, f"crosstalk-{reader}", text)


async def _compare(caller: Caller, photos: Sequence[bytes], at_a_time: int) -> tuple[int, int]:
    bodies = [body_of(photo) for photo in photos]
    turns = asyncio.Semaphore(at_a_time)
    limits = httpx.Limits(max_connections=at_a_time)
    async with httpx.AsyncClient(trust_env=False, timeout=120, limits=limits) as client:

        async def answer(body: bytes) -> bytes:
            async with turns:
                while True:
                    got = await client.post(f"http://{caller.host}/", content=body, headers=caller.headers(body))
                    if _BUSY not in got.content:  # refused for want of room, which is no answer
                        return _REQUEST_ID.sub(b"", got.content)
                    await asyncio.sleep(0.1)

        serial = [await answer(body) for body in bodies]
        order = random.Random(0).sample(range(len(bodies)), len(bodies))
        together = await asyncio.gather(*(answer(bodies[i]) for i in order))
    different = sum(serial[i] != got for i, got in zip(order, together, strict=True))
    return different, len(set(serial))


def _made_up(count: int) -> list[bytes]:
    rng = random.Random(0)
    return [rng.randbytes(rng.choice((100, 3000, 60_000))) for _ in range(count)]


if __name__ == "__main__":
    typer.run(main)

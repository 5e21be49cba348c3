"""Requests that come at a constant rate whatever the service does, or one after the other.

Latency counts from when a request was meant to be sent: a generator that waits for answers asks a slow service less
often, and never sees its worst ("coordinated omission"; G. Tene, "How NOT to measure latency", 2015).
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx

from benchmarks.signed import Caller

_ANSWER_SECONDS = 120.0

Call = tuple[bytes, dict[str, str]]
"""A body and the headers that sign it."""


class Fate(StrEnum):
    """What became of a request."""

    READ = "read"
    REFUSED = "refused"
    """For want of room, with the vendor's code and ``Retry-After``."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    fate: Fate
    due: float
    """When it was meant to be sent, in seconds from the beginning of its phase."""
    done: float
    code: str = ""
    """The vendor's, where it failed or was refused."""

    @property
    def latency(self) -> float:
        """Seconds from the intended start."""
        return self.done - self.due


@dataclass(frozen=True, slots=True)
class Generator:
    """Sends photos over a pool of connections that is never short of one."""

    client: httpx.AsyncClient
    calls: Iterator[Call]

    async def at_rate(self, per_second: float, seconds: float) -> list[Exchange]:
        """Open loop: a request every ``1 / per_second`` seconds, whatever becomes of the others."""
        began = time.monotonic()
        dues = [i / per_second for i in range(max(1, int(per_second * seconds)))]
        return await asyncio.gather(*(self._send(began, due) for due in dues))

    async def saturating(self, at_a_time: int, seconds: float) -> list[Exchange]:
        """Closed loop: so many callers, each sending as soon as the last answer has come."""
        began = time.monotonic()

        async def keep_sending() -> list[Exchange]:
            sent: list[Exchange] = []
            while (now := time.monotonic() - began) < seconds:
                sent.append(await self._send(began, now))
            return sent

        return list(itertools.chain(*await asyncio.gather(*(keep_sending() for _ in range(at_a_time)))))

    async def _send(self, began: float, due: float) -> Exchange:
        await asyncio.sleep(began + due - time.monotonic())
        body, headers = next(self.calls)
        answer = await self.client.post("/", content=body, headers=headers)
        code = _code(answer)
        return Exchange(_fate(code, answer), due, time.monotonic() - began, code)


@asynccontextmanager
async def generator(caller: Caller, bodies: Sequence[bytes]) -> AsyncGenerator[Generator]:
    """Make one that sends the bodies in turn, all signed beforehand: it is good for five minutes."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    options: dict[str, Any] = {"limits": limits, "timeout": _ANSWER_SECONDS, "trust_env": False}
    async with httpx.AsyncClient(base_url=f"http://{caller.host}", **options) as client:
        yield Generator(client, itertools.cycle([(body, dict(caller.headers(body))) for body in bodies]))


def _code(answer: httpx.Response) -> str:
    return answer.json()["Response"].get("Error", {}).get("Code", "")


def _fate(code: str, answer: httpx.Response) -> Fate:
    if not code:
        return Fate.READ
    full = code == "RequestLimitExceeded" and "retry-after" in answer.headers
    return Fate.REFUSED if full else Fate.FAILED

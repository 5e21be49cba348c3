"""What the load tests measure with: arrivals, quantiles, signatures, the slope of memory."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest

from benchmarks.arrivals import Exchange, Fate, Generator, generator
from benchmarks.memory import MEGABYTE, summarise
from benchmarks.phases import Phase, Quantiles
from benchmarks.signed import Caller, body_of
from tests.api.calls import SECRET_ID, SECRET_KEY, Calls, code, envelope
from tests.api.readers import PERMIT

REFUSAL = {"Response": {"Error": {"Code": "RequestLimitExceeded", "Message": ""}}}


def at_rate(service: Any, per_second: float, seconds: float) -> list[Exchange]:
    async def run() -> list[Exchange]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(service), base_url="http://service") as client:
            return await Generator(client, iter([(b"", {})] * 1000)).at_rate(per_second, seconds)

    return asyncio.run(run())


def test_latency_counts_from_the_intended_start_where_a_service_serves_one_at_a_time() -> None:
    turn = asyncio.Lock()

    async def service(_: httpx.Request) -> httpx.Response:
        async with turn:
            await asyncio.sleep(0.02)
        return httpx.Response(200, json={"Response": {}})

    exchanges = at_rate(service, per_second=100, seconds=0.3)
    assert len(exchanges) == 30
    assert exchanges[1].due == pytest.approx(0.01)
    assert exchanges[-1].latency > 0.25  # twice as many as can be served: the last has waited for half of them


@pytest.mark.parametrize(("answer", "fate"), [
    (httpx.Response(200, json={"Response": {"Name": ""}}), Fate.READ),
    (httpx.Response(200, json=REFUSAL, headers={"Retry-After": "2"}), Fate.REFUSED),
    (httpx.Response(200, json=REFUSAL), Fate.FAILED),
    (httpx.Response(200, json={"Response": {"Error": {"Code": "FailedOperation.OcrFailed"}}}), Fate.FAILED),
])  # fmt: skip
def test_answers_are_told_apart(answer: httpx.Response, fate: Fate) -> None:
    async def service(_: httpx.Request) -> httpx.Response:
        return answer

    assert {exchange.fate for exchange in at_rate(service, per_second=100, seconds=0.02)} == {fate}


def test_the_service_believes_the_signature() -> None:
    body = body_of(PERMIT)
    with Calls(now=time.time()) as calls:
        headers = Caller("127.0.0.1:8080", SECRET_ID, SECRET_KEY).headers(body)
        answer = calls.client.post("/", content=body, headers=dict(headers))
    assert code(envelope(answer)) == "OK"


def test_quantiles_are_values_that_were_measured() -> None:
    assert Quantiles.of(range(1, 101)) == Quantiles(50, 95, 99)
    assert Quantiles.of([7.0]) == Quantiles(7, 7, 7)


def test_a_phase_counts_what_was_answered_while_it_lasted() -> None:
    read = [Exchange(Fate.READ, due, due + 1.5) for due in (0.0, 1.0, 2.0, 3.0)]
    phase = Phase.of([*read, Exchange(Fate.REFUSED, 0.5, 0.52)], 4.0)
    assert (phase.sent, phase.refused, phase.failed) == (5, 1, 0)
    assert phase.goodput == pytest.approx(1.0)  # one a second; the answer at 4.5 came too late
    assert phase.read.p50 == pytest.approx(1.5)
    assert phase.refusals
    assert phase.refusals.p99 == pytest.approx(0.02)


@pytest.mark.parametrize("growth", [0.0, 0.5])
def test_the_slope_of_memory_leaves_the_warm_up_out(growth: float) -> None:
    warming = [int((200 + 2 * i) * MEGABYTE) for i in range(20)]
    seen = warming + [int((240 + growth * i) * MEGABYTE) for i in range(80)]
    found = summarise(190 * MEGABYTE, seen)
    assert found.slope_per_1000 == pytest.approx(1000 * growth, abs=0.1)
    assert found.peak == pytest.approx(240 + growth * 79)
    assert found.ready == 190


def test_a_generator_sends_the_bodies_in_turn() -> None:
    async def run() -> list[bytes]:
        async with generator(Caller("x", "id", "key"), [b"a", b"b"]) as load:
            return [next(load.calls)[0] for _ in range(3)]

    assert asyncio.run(run()) == [b"a", b"b", b"a"]

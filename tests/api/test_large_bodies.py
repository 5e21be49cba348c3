"""While a large request is checked and unpacked, the event loop serves the others."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from permit_ocr.api.about import About
from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.gateway import Gateway
from permit_ocr.api.metrics import Metrics
from permit_ocr.api.ratelimit import NoLimit
from permit_ocr.api.wire import WireRequest
from tests.api.calls import KEYRING, NOW, Call
from tests.api.readers import MadeUpPhotoReader, permit_reading

CHARACTERS = 7 * 1024 * 1024
IMAGE = base64.b64encode(bytes(range(256)) * (CHARACTERS // 4 * 3 // 256)).decode()

METRICS = Metrics(About("0", "made up", "cpu", ()))

LONGEST_STALL = 0.1
"""Seconds. Parsing such a body in one go takes a multiple of it."""


class AnyPhotoReader(MadeUpPhotoReader):
    async def read(self, photo: bytes, /) -> Any:
        return permit_reading()


def wire(call: Call) -> WireRequest:
    headers = {name.lower(): value for name, value in call.signed().items()}
    return WireRequest(call.method, "/", call.query(), headers, call.content())


def gateway_of(reader: PhotoReader) -> Gateway:
    return Gateway(reader, KEYRING, NoLimit(), _no_fetch, CHARACTERS, METRICS, clock=lambda: NOW)


def wrapped(text: str) -> str:
    return "data:image/jpeg;base64," + "\n".join(text[i : i + 76] for i in range(0, len(text), 76))


def form(content: bytes) -> WireRequest:
    return WireRequest("POST", "/", "", {"content-type": "application/x-www-form-urlencoded"}, content)


CASES: dict[str, tuple[Callable[[], WireRequest], bytes]] = {
    "JSON": (lambda: wire(Call(body={"ImageBase64": IMAGE})), b'"Number"'),
    "JSON with a prefix": (lambda: wire(Call(body={"ImageBase64": f"data:;base64,{IMAGE}"})), b'"Number"'),
    "JSON with line breaks": (lambda: wire(Call(body={"ImageBase64": wrapped(IMAGE)})), b'"Number"'),
    "JSON that goes on": (lambda: wire(Call(body=json.dumps({"ImageBase64": IMAGE}).encode() + b"x")), b"JSON object"),
    "form": (lambda: form(b"ImageBase64=" + b"A%26" * (CHARACTERS // 4)), b"exceeding request size"),
}


@pytest.mark.parametrize(("make", "expected"), CASES.values(), ids=CASES)
def test_the_event_loop_goes_on(make: Callable[[], WireRequest], expected: bytes) -> None:
    request = make()
    gateway = gateway_of(AnyPhotoReader())

    async def longest_stall() -> float:
        began, gaps = time.perf_counter(), [0.0]
        answer = asyncio.create_task(gateway.answer(request))
        while not answer.done():
            await asyncio.sleep(0.001)
            began, gap = time.perf_counter(), time.perf_counter() - began
            gaps.append(gap)
        assert expected in answer.result().body
        return max(gaps)

    # The best of some tries: others keep the processor busy too.
    assert min(asyncio.run(longest_stall()) for _ in range(5)) < LONGEST_STALL


class Body(bytes):
    """Bytes that tell when nobody holds them any more."""

    kept = True

    def __del__(self) -> None:
        Body.kept = False


def test_while_a_photo_waits_its_request_is_not_kept() -> None:
    asked = wire(Call())
    seen: list[bool] = []

    class Waiting(MadeUpPhotoReader):
        async def read(self, photo: bytes, /) -> Any:
            await asyncio.sleep(0.01)
            gc.collect()
            seen.append(Body.kept)
            return permit_reading()

    gateway = gateway_of(Waiting())
    reply = asyncio.run(gateway.answer(replace(asked, body=Body(asked.body))))
    assert b'"Number"' in reply.body
    assert seen == [False]


async def _no_fetch(_: str) -> bytes:
    raise AssertionError

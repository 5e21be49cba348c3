"""A service that has more to do than it can: what clients see of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.calls import Call
from tests.api.readers import SLOW
from tests.conformance.client import Client
from tests.conformance.environments import CLIENTS, INTERNATIONAL, MAINLAND, Package, python_with
from tests.conformance.photos import photo
from tests.conformance.service import Service

SOON = 0.05
"""Seconds within which a refusal comes."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = {"PERMIT_OCR_SERVER__WORKERS": "1", "PERMIT_OCR_LIMITS__QUEUE": "0"}
    with Service(tmp_path_factory.mktemp("service"), **settings) as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{service.endpoint}", trust_env=False) as client:
        client.get("/livez")
        yield client


def send(service: Service, client: httpx.Client) -> tuple[httpx.Response, float]:
    pair = service.pair
    call = Call(secret_id=pair.secret_id, secret_key=pair.secret_key, timestamp=int(time.time()), body=photo(SLOW))
    began = time.perf_counter()
    answer = client.post("/", content=call.content(), headers=call.signed())
    return answer, time.perf_counter() - began


def test_what_cannot_be_served_is_refused_soon_and_the_rest_is_read(service: Service, client: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as other:
        admitted = other.submit(send, service, client)
        time.sleep(0.3)
        refusals = [send(service, client) for _ in range(3)]
    assert b'"Number":"C87654321"' in admitted.result()[0].content
    assert {answer.json()["Response"]["Error"]["Code"] for answer, _ in refusals} == {"RequestLimitExceeded"}
    assert {answer.headers["retry-after"] for answer, _ in refusals} <= {"1", "2"}
    assert min(seconds for _, seconds in refusals) < SOON


@pytest.mark.parametrize("sdk", [MAINLAND, INTERNATIONAL], ids=lambda sdk: sdk.name)
def test_the_sdks_raise_their_own_exception(service: Service, client: httpx.Client, sdk: Package) -> None:
    with Client([python_with(sdk) / "python", CLIENTS / "python_sdk.py"], service) as caller:
        caller.call(parameters=photo(b"GIF89a"))  # its imports are no part of the race
        with ThreadPoolExecutor(1) as other:
            other.submit(send, service, client)
            time.sleep(0.3)
            answer = caller.call(parameters=photo(SLOW))
    assert answer["code"] == "RequestLimitExceeded"

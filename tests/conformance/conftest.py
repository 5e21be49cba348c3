from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.client import Client
from tests.conformance.environments import INTERNATIONAL, MAINLAND, Sdk, interpreter_with
from tests.conformance.service import Service


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="session", params=[MAINLAND, INTERNATIONAL], ids=lambda sdk: sdk.package)
def sdk(request: pytest.FixtureRequest) -> Sdk:
    return request.param


@pytest.fixture(scope="session")
def client(sdk: Sdk, service: Service) -> Iterator[Client]:
    with Client(interpreter_with(sdk), service) as client:
        yield client

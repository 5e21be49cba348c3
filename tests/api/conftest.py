from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests.api.calls import Calls


@pytest.fixture
def calls() -> Iterator[Calls]:
    with Calls() as calls:
        yield calls


@pytest.fixture
def logs() -> Iterator[list]:
    with capture_logs() as entries:
        yield entries

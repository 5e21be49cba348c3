"""What becomes of a request, of the next one, and of the log, when something happens to a worker."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.scripted import ScriptedService

WORKERS, READ_SECONDS = 2, 1.5
OCR_FAILED = "FailedOperation.OcrFailed"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedService]:
    settings = {
        "PERMIT_OCR_SERVER__WORKERS": str(WORKERS),
        "PERMIT_OCR_LIMITS__READ_SECONDS": str(READ_SECONDS),
        "PERMIT_OCR_LIMITS__READ_MEMORY_MB": "600",
    }
    with ScriptedService(tmp_path_factory.mktemp("service"), **settings) as service:
        yield service


@pytest.mark.parametrize(("script", "code", "message", "event"), [
    ("die", OCR_FAILED, "failed repeatedly", "worker_died"),
    ("sleep 30", OCR_FAILED, "took too long", "worker_died"),
    ("stop", OCR_FAILED, "took too long", "worker_died"),
    ("hog 2000", OCR_FAILED, "took too much memory", "worker_died"),
    ("bug E12345678", "FailedOperation.UnKnowError", "Unknown error", "defect"),
])  # fmt: skip
def test_a_photo_that_ruins_its_worker_costs_one_request(
    service: ScriptedService, script: str, code: str, message: str, event: str
) -> None:
    service.until_full(WORKERS)
    before = len(service.log)
    began = time.monotonic()
    error = service.ask(script, headers={"X-TC-Language": "en-US"})["Error"]
    assert time.monotonic() - began < 2 * READ_SECONDS + 2
    assert error["Code"] == code
    assert message in error["Message"]
    assert service.told("echo unharmed") == "unharmed"
    assert f'"{event}"' in service.log[before:]
    assert "E12345678" not in service.log


def test_a_photo_within_the_memory_limit_is_read(service: ScriptedService) -> None:
    assert service.told("hog 100") == "had room"


def kill_now_and_then(service: ScriptedService, kills: int) -> list[float]:
    """Kill a worker, wait until all are there again, and so on; the seconds that each took to come back."""
    seconds: list[float] = []
    for _ in range(kills):
        victim = random.choice(service.workers())
        time.sleep(random.uniform(0, 0.05))
        os.kill(int(victim.name), signal.SIGKILL)
        began = time.monotonic()
        while victim.exists() or len(service.workers()) < WORKERS:
            time.sleep(0.01)
        service.until_full(WORKERS)
        seconds.append(time.monotonic() - began)
    return seconds


def test_workers_killed_under_load_lose_no_request(service: ScriptedService) -> None:
    service.until_full(WORKERS)
    done, answers = threading.Event(), list[str]()

    def keep_asking() -> None:
        while not done.is_set():
            answers.append(service.told("sleep 0.03"))

    callers = [threading.Thread(target=keep_asking) for _ in range(3)]
    for caller in callers:
        caller.start()
    try:
        kill_now_and_then(service, 5)
    finally:
        done.set()
        for caller in callers:
            caller.join()
    assert len(answers) > WORKERS
    assert set(answers) == {"slept"}

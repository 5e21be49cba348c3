"""A service that is stopped, or restarted, while it has work."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.faults.proxy import Proxy
from tests.faults.scripted import ScriptedService

# With room for all callers: these tests are not about overload.
ONE_WORKER = {"PERMIT_OCR_SERVER__WORKERS": "1", "PERMIT_OCR_LIMITS__STANDING_QUEUE": "20"}


class Load:
    """Callers who keep asking, until ``with`` ends; every request has a connection of its own."""

    def __init__(self, service: ScriptedService, endpoint: str = "", callers: int = 4) -> None:
        self.answers: list[str] = []
        """``OK``, the code, or the name of the exception."""
        self._service, self._endpoint = service, endpoint
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._keep_asking) for _ in range(callers)]

    def __enter__(self) -> list[str]:
        for thread in self._threads:
            thread.start()
        return self.answers

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _keep_asking(self) -> None:
        while not self._done.is_set():
            self.answers.append(self._answer())
            if self.answers[-1] == "ConnectError":
                time.sleep(0.01)

    def _answer(self) -> str:
        try:
            with self._service.client(self._endpoint) as client:
                response: dict[str, Any] = self._service.ask("sleep 0.02", client)
        except httpx.TransportError as error:
            return type(error).__name__
        return response["Error"]["Code"] if "Error" in response else "OK"


def test_a_service_that_is_told_to_stop_answers_what_it_has_and_refuses_the_rest(tmp_path: Path) -> None:
    service = ScriptedService(tmp_path, **ONE_WORKER)
    with service, Load(service) as answers:
        while len(answers) < 3:
            time.sleep(0.02)
        service.signal(signal.SIGTERM)
        began = time.monotonic()
        assert service.wait() == 0
        assert time.monotonic() - began < 10
        time.sleep(0.1)
    assert set(answers) == {"OK", "ConnectError"}, Counter(answers)
    assert answers[-1] == "ConnectError"


def test_a_request_on_its_way_when_the_service_is_told_to_stop_is_answered(tmp_path: Path) -> None:
    """Its connection was open, and idle as far as the service could see."""
    service = ScriptedService(tmp_path, **ONE_WORKER)
    with service, service.client() as client:
        client.get("/livez")
        service.signal(signal.SIGTERM)
        time.sleep(0.25)  # uvicorn looks ten times a second whether it is to stop
        assert service.ask("echo late", client)["Name"] == "late"


def test_services_restarted_in_turn_behind_a_proxy_lose_no_request_that_they_took(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    one, two = (ScriptedService(folder, **ONE_WORKER) for folder in folders)
    two.pair = one.pair
    two.environment["PERMIT_OCR_CREDENTIALS_FILE"] = one.environment["PERMIT_OCR_CREDENTIALS_FILE"]
    with one, two, Proxy([one.endpoint, two.endpoint]) as proxy, Load(one, proxy.endpoint) as answers:
        for service in (one, two):
            time.sleep(0.3)
            service.__exit__()
            service.__enter__()
        time.sleep(0.3)
    assert len(answers) > 10
    assert set(answers) == {"OK"}, Counter(answers)

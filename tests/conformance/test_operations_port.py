"""Probes and metrics on a port of their own: what a cluster sees of a service that starts, works and ends."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from tests.api.calls import Call
from tests.api.readers import SLOW
from tests.conformance.service import Service, free_port


class WatchedService(Service):
    """Is looked at from its first answer on."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        super().__init__(folder, PERMIT_OCR_METRICS__PORT=str(port))
        self.operations = f"http://127.0.0.1:{port}"
        self.before: list[dict[str, Any]] = []

    def _wait_ready(self) -> None:
        until(lambda: self.readiness(self.before) == {"ready": True})

    def readiness(self, seen: list[dict[str, Any]]) -> dict[str, Any]:
        try:
            seen.append(httpx.get(f"{self.operations}/readyz", trust_env=False).json())
        except httpx.TransportError:
            return {}
        return seen[-1]

    def metrics(self) -> str:
        return httpx.get(f"{self.operations}/metrics", trust_env=False).text

    def slow_call(self) -> httpx.Response:
        body = {"ImageBase64": base64.b64encode(SLOW).decode()}
        identity = {"secret_id": self.pair.secret_id, "secret_key": self.pair.secret_key}
        call = Call(body=body, host=self.endpoint, timestamp=int(time.time()), **identity)
        return httpx.post(f"http://{self.endpoint}/", content=call.content(), headers=call.signed(), trust_env=False)


def until(holds: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)


def test_the_port_tells_how_the_service_starts_works_and_ends(tmp_path: Path) -> None:
    with WatchedService(tmp_path) as service, ThreadPoolExecutor(1) as caller:
        assert service.before[0]["reason"] == "workers_starting"
        assert httpx.get(f"http://{service.endpoint}/readyz", trust_env=False).json() == {"ready": True}
        assert "permit_ocr" not in httpx.get(f"http://{service.endpoint}/metrics", trust_env=False).text
        answer = caller.submit(service.slow_call)
        until(lambda: "permit_ocr_photos_reading 1.0" in service.metrics())
        service.signal(15)
        until(lambda: service.readiness([]).get("reason") == "draining")
        assert answer.result().json()["Response"]["Number"]
        assert service.wait() == 0

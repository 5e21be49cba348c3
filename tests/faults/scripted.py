"""A started service whose photos say what its readers are to do."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from typing import Any

import httpx

from tests.api.calls import Call, code
from tests.conformance.photos import photo
from tests.conformance.service import Service


class ScriptedService(Service):
    program = "tests.faults.server"

    @property
    def pid(self) -> int:
        return self._process.pid

    def client(self, endpoint: str = "") -> httpx.Client:
        return httpx.Client(base_url=f"http://{endpoint or self.endpoint}", trust_env=False, verify=False, timeout=60)

    def ask(self, script: str, client: httpx.Client | None = None, **changes: Any) -> dict[str, Any]:
        """The Response to a photo that says ``script``."""
        pair = self.pair
        call = Call(secret_id=pair.secret_id, secret_key=pair.secret_key, timestamp=int(time.time()), **changes)
        call.body = photo(script.encode())
        with ExitStack() as stack:
            client = client or stack.enter_context(self.client())
            answer = client.post("/", content=call.content(), headers=call.signed())
        assert answer.status_code == 200
        return answer.json()["Response"]

    def told(self, script: str) -> str:
        """The code of the answer, or the name that was read."""
        response = self.ask(script)
        return response.get("Name") or code(response)

    def until_full(self, workers: int, seconds: float = 30) -> float:
        """Wait until so many workers live and one of them reads; how long that took."""
        began = time.monotonic()
        while len(self.workers()) < workers or self.told("echo x") != "x":
            assert time.monotonic() - began < seconds, self.log
            time.sleep(0.02)
        return time.monotonic() - began

    def events(self) -> list[str]:
        """What was logged besides requests."""
        lines = [json.loads(line) for line in self.log.splitlines()]
        return [line["event"] for line in lines if line["event"] != "request"]

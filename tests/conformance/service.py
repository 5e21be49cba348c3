"""A really started service."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from permit_ocr.api.credentials import create_key

ROOT = Path(__file__).parents[2]


class Service:
    program = "tests.conformance.server"
    start_seconds = 60
    stop_seconds = 20

    def __init__(self, folder: Path, **environment: str) -> None:
        self._log = folder / "log.jsonl"
        credentials = folder / "credentials.json"
        self.pair = create_key(credentials)
        self.endpoint = f"127.0.0.1:{free_port()}"
        self.environment = os.environ | {
            "PERMIT_OCR_SERVER__PORT": self.endpoint.partition(":")[2],
            "PERMIT_OCR_SERVER__WORKERS": "2",
            "PERMIT_OCR_SERVER__SPARE_WORKERS": "0",
            "PERMIT_OCR_RATE_LIMIT__PER_SECOND": "0",
            "PERMIT_OCR_CREDENTIALS_FILE": str(credentials),
            "PYTHONPATH": str(ROOT),
            **environment,
        }

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", self.program]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=log)
        self._wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        assert self.wait() == 0

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def wait(self) -> int:
        return self._process.wait(timeout=self.stop_seconds)

    def workers(self) -> list[Path]:
        """Its worker processes, as folders of ``/proc``."""
        listing = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        children = [Path("/proc") / pid for pid in listing.split()]
        return [child for child in children if b"spawn_main" in (child / "cmdline").read_bytes()]

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def _wait_ready(self) -> None:
        give_up_at = time.monotonic() + self.start_seconds
        while time.monotonic() < give_up_at and self._process.poll() is None:
            try:
                if httpx.get(f"http://{self.endpoint}/readyz", trust_env=False).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(self.log)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

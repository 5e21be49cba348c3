"""A really started service, as a program of its own, on loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import httpx

from benchmarks.signed import Caller

_START_SECONDS, _STOP_SECONDS = 180, 60
_SECRET_ID, _SECRET_KEY = "AKIDbenchmark", "benchmark"


SERVE = (sys.executable, "-c", "from permit_ocr.cli import main; main()", "serve")
"""The command that starts it."""


class Started:
    """``with`` starts it and waits until it is ready."""

    def __init__(self, workers: int, command: Sequence[str] = SERVE, spares: int = 0) -> None:
        self._command = command
        port = free_port()
        self.caller = Caller(f"127.0.0.1:{port}", _SECRET_ID, _SECRET_KEY)
        self._environment = os.environ | {
            "PERMIT_OCR_SERVER__PORT": str(port),
            "PERMIT_OCR_SERVER__WORKERS": str(workers),
            "PERMIT_OCR_SERVER__SPARE_WORKERS": str(spares),
            "PERMIT_OCR_RATE_LIMIT__PER_SECOND": "0",
            "PERMIT_OCR_CREDENTIALS": f"{_SECRET_ID}:{_SECRET_KEY}",
            "PERMIT_OCR_LOG__LEVEL": "warning",
        }
        self.ready_seconds = 0.0
        """From the start of the process until every worker had passed the self-check."""

    def __enter__(self) -> Self:
        began = time.monotonic()
        self._log = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(self._command, env=self._environment, stderr=self._log)  # noqa: S603 - just that
        self._wait_ready(began + _START_SECONDS)
        self.ready_seconds = time.monotonic() - began
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(_STOP_SECONDS)
        self._log.close()

    @property
    def pid(self) -> int:
        """The process that listens."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether that process is still there."""
        return self._process.poll() is None

    def memory(self) -> tuple[int, list[int]]:
        """Resident bytes of the process that listens, and of each worker."""
        return _resident(self.pid), [_resident(pid) for pid in self.worker_pids()]

    def worker_pids(self) -> list[int]:
        """The processes that read."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"spawn_main" in _command_line(pid)]

    def workers_ready(self) -> int:
        """How many of them have loaded their models and read, as the service counts them."""
        return self._counted("permit_ocr_workers")

    def spares_ready(self) -> int:
        """How many have, and wait for another one to die."""
        return self._counted("permit_ocr_spare_workers")

    @property
    def log(self) -> str:
        """What it has logged."""
        self._log.seek(0)
        return self._log.read()

    def _counted(self, metric: str) -> int:
        metrics = httpx.get(f"http://{self.caller.host}/metrics", trust_env=False).text
        found = re.search(rf"^{metric} ([0-9.]+)$", metrics, re.MULTILINE)
        return int(float(found[1])) if found else 0

    def _wait_ready(self, give_up_at: float) -> None:
        while time.monotonic() < give_up_at and self._process.poll() is None:
            try:
                httpx.get(f"http://{self.caller.host}/readyz", trust_env=False).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"the service did not start: {self.log}")


def _command_line(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it is no more
        return b""


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def free_port() -> int:
    """A TCP port of loopback that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""A disk without room: requests are answered as ever, and files that were good stay so."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

from permit_ocr.api.credentials import create_key
from tests.conformance.service import ROOT
from tests.faults.scripted import ScriptedService

KEYS = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); from permit_ocr.cli import main; main()"


def leave_room(service: ScriptedService, most: int) -> None:
    """Let no file that the service writes become larger than ``most`` bytes: its log, for it writes nothing else."""
    _, hard = resource.prlimit(service.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (most, hard))


def test_a_log_without_room_keeps_no_request_from_its_answer(tmp_path: Path) -> None:
    with ScriptedService(tmp_path, PERMIT_OCR_SERVER__WORKERS="1") as service:
        assert service.told("echo before") == "before"
        full = len(service.log)
        leave_room(service, full)
        for i in range(100):
            assert service.told(f"echo {i}") == str(i)
        os.kill(int(service.workers()[0].name), signal.SIGKILL)
        assert service.told("echo another worker") == "another worker"
        assert len(service.log) == full
        leave_room(service, resource.RLIM_INFINITY)
        assert service.told("echo after") == "after"
        assert service.told("echo after") == "after"
        assert json.loads(service.log.splitlines()[-1])["event"] == "request"


def test_keys_that_cannot_be_written_leave_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    create_key(path)
    before = path.read_bytes()
    environment = os.environ | {"PERMIT_OCR_CREDENTIALS_FILE": str(path)}
    command = [sys.executable, "-c", KEYS, "keys", "create"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [entry.read_bytes() for entry in tmp_path.iterdir() if entry.suffix == ".json"] == [before]

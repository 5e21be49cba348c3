"""The service as a program: how it starts, refuses to start, and stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from permit_ocr.api.credentials import list_keys
from tests.conformance.service import ROOT, Service


def run_program(folder: Path, body: str, **environment: str) -> subprocess.CompletedProcess[str]:
    script = folder / "program.py"
    script.write_text(
        "if __name__ == '__main__':\n"
        "    from permit_ocr.serving.server import serve_reader\n"
        "    from permit_ocr.settings import load_settings\n"
        "    from tests.serving import readers\n"
        f"    {body}\n"
    )
    settings = {
        "PERMIT_OCR_CREDENTIALS_FILE": str(folder / "credentials.json"),
        "PERMIT_OCR_SERVER__PORT": "0",
        "PERMIT_OCR_SERVER__WORKERS": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(script)]
    everything = os.environ | settings | environment
    return subprocess.run(command, env=everything, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("factory", "check", "message"), [
    ("ScriptedReader", "distrust", "the specimen was not read"),
    ("no_weights", "trust", "weights are missing"),
])  # fmt: skip
def test_it_does_not_listen_when_a_worker_cannot_be_trusted(
    tmp_path: Path, factory: str, check: str, message: str
) -> None:
    done = run_program(tmp_path, f"serve_reader(load_settings(), readers.{factory}, readers.{check})")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].endswith(message)
    assert "running on" not in done.stderr


def test_a_port_in_use_is_told_before_any_model_is_loaded(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        body = "serve_reader(load_settings(), readers.never_ready, readers.trust)"
        done = run_program(tmp_path, body, PERMIT_OCR_SERVER__PORT=port)
    assert done.returncode != 0
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr


def test_one_port_for_service_and_metrics_is_told_in_a_word(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    body = "serve_reader(load_settings(), readers.ScriptedReader, readers.trust)"
    done = run_program(tmp_path, body, PERMIT_OCR_SERVER__PORT=port, PERMIT_OCR_METRICS__PORT=port)
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].endswith(f"cannot listen on 127.0.0.1 port {port}: Address already in use")


def test_a_pair_made_on_the_first_start_is_shown_once_and_never_logged(tmp_path: Path) -> None:
    body = "serve_reader(load_settings(), readers.no_weights, readers.trust)"
    first, second = run_program(tmp_path, body), run_program(tmp_path, body)
    (secret_id,) = list_keys(tmp_path / "credentials.json")
    secret_key = re.search(r"SecretKey: (\w{32})", first.stdout)
    assert secret_key
    assert secret_id in first.stdout
    assert secret_key[1] not in first.stderr + second.stdout + second.stderr
    assert second.stdout == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_and_leaves_nothing_running(tmp_path: Path, number: signal.Signals) -> None:
    with Service(tmp_path) as service:
        assert httpx.get(f"http://{service.endpoint}/livez", trust_env=False).status_code == 200
        workers = service.workers()
        assert len(workers) == 2
        service.signal(number)
        assert service.wait() == 0
    assert [worker for worker in workers if worker.exists()] == []


def test_many_callers_at_a_time_are_all_answered(service: Service) -> None:
    def probe(_: int) -> int:
        return httpx.post(f"http://{service.endpoint}/", json={}, trust_env=False).status_code

    with ThreadPoolExecutor(16) as callers:
        assert set(callers.map(probe, range(64))) == {200}

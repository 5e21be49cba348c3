"""What is wrong with a machine or an installation is named, with what to do about it."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.cli.checkup import cgroup, clock, machine
from permit_ocr.cli.checkup.check import State
from permit_ocr.cli.checkup.clock import check_clock
from permit_ocr.errors import SelfCheckError
from permit_ocr.settings import ServerSettings, Settings
from tests.api.readers import MadeUpReader
from tests.commands.conftest import Run

Checks = dict[str, dict[str, Any]]
Examine = Callable[..., tuple[int, Checks]]


@pytest.fixture
def examine(run: Run, capsys: pytest.CaptureFixture[str]) -> Examine:
    def examine(*options: str) -> tuple[int, Checks]:
        status = run("doctor", "--json", *options)
        found = json.loads(capsys.readouterr().out)
        assert found["ready"] is (status == 0)
        return status, {check["name"]: check for check in found["checks"]}

    return examine


def test_a_sound_machine_passes(examine: Examine) -> None:
    status, checks = examine("--quick")
    assert status == 0
    assert {"processor", "cores", "memory", "weights", "runtime onnxruntime", "keys", "clock", "port"} <= set(checks)
    assert all(check["remedy"] for check in checks.values() if check["state"] != State.GOOD)


def test_people_get_a_table_with_what_to_do(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    keys = tmp_path / "keys" / "credentials.json"
    keys.parent.mkdir()
    keys.write_text('{"credentials": []}')
    keys.chmod(0o644)
    assert run("doctor", "--quick") == 1
    shown = capsys.readouterr().out
    assert "bad" in shown
    assert f"-> run: chmod 600 {keys}" in shown


def test_altered_weights_are_named(examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = Path(__file__).parents[2] / "models"
    (tmp_path / "manifest.toml").write_text((root / "manifest.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "locator.onnx").write_bytes(b"altered")
    monkeypatch.setenv("PERMIT_OCR_MODELS__DIR", str(tmp_path))
    status, checks = examine("--quick")
    assert status == 1
    assert "sha256 differs" in checks["weights permit-locator"]["found"]
    assert checks["weights PP-OCRv6_small_rec"]["remedy"] == "run: permit-ocr models fetch"


def test_an_engine_that_misreads_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    class Misreader(MadeUpReader):
        def read(self, photo: bytes, /) -> Any:
            raise SelfCheckError("the packaged specimen photo was misread: name")

    monkeypatch.setattr("permit_ocr.cli.reader.open_reader", Misreader)
    status, checks = examine()
    assert status == 1
    assert "misread: name" in checks["self-check"]["found"]


def test_a_runtime_that_is_not_there_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permit_ocr.cli.checkup.installation._release", lambda _: "")
    status, checks = examine("--quick")
    assert status == 1
    assert checks["runtime onnxruntime"]["remedy"] == "pip install onnxruntime"


def test_a_port_in_use_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PERMIT_OCR_METRICS__PORT", str(taken.getsockname()[1]))
        _, checks = examine("--quick")
    assert checks["metrics port"]["state"] == State.NOTE
    assert checks["port"]["state"] == State.GOOD


def test_one_port_for_service_and_metrics_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", port)
    monkeypatch.setenv("PERMIT_OCR_METRICS__PORT", port)
    _, checks = examine("--quick")
    assert checks["port"]["state"] == State.GOOD
    assert checks["metrics port"]["state"] == State.NOTE


def test_what_strangers_see_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_SERVER__HOST", "0.0.0.0")
    monkeypatch.setenv("PERMIT_OCR_METRICS__EXPOSED", "always")
    _, checks = examine("--quick")
    assert "https" in checks["exposure"]["remedy"]
    assert "PERMIT_OCR_METRICS__PORT" in checks["metrics"]["remedy"]


def test_a_redis_that_does_not_answer_is_told_without_its_password(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMIT_OCR_RATE_LIMIT__REDIS_URL", "redis://:hunter2@127.0.0.1:1/0")
    status, checks = examine("--quick")
    assert status == 1
    assert checks["redis"]["found"].startswith("ConnectionError")
    assert "hunter2" not in json.dumps(checks)


def test_wrong_settings_are_told_by_name(run: Run, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("PERMIT_OCR_SERVER__WORKRES", "2")
    assert run("doctor", "--quick") == 2
    assert "PERMIT_OCR_SERVER__WORKRES is not a setting" in capsys.readouterr().err


@pytest.mark.parametrize(("workers", "limit", "state"), [
    (4, 4.0, State.GOOD),
    (4, 2.0, State.NOTE),
    (1, 4.0, State.NOTE),
])  # fmt: skip
def test_workers_are_compared_with_the_cores_that_a_container_may_use(
    workers: int, limit: float, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "usable_cpus", lambda: 8)
    monkeypatch.setattr(machine, "cpu_limit", lambda: limit)
    check = machine.check_cores(Settings(server=ServerSettings(workers=workers)))
    assert check.state is state
    assert state is State.GOOD or f"WORKERS={limit:g}" in check.remedy


@pytest.mark.parametrize(("spares", "fewer"), [(0, 2), (1, 1)])
def test_workers_are_compared_with_the_memory_that_a_container_may_use(
    monkeypatch: pytest.MonkeyPatch, spares: int, fewer: int
) -> None:
    monkeypatch.setattr(machine, "memory_limit", lambda: 1 << 30)
    check = machine.check_memory(Settings(server=ServerSettings(workers=4, spare_workers=spares)))
    assert check.state is State.NOTE
    assert check.remedy == f"start fewer: PERMIT_OCR_SERVER__WORKERS={fewer}"


def test_the_tightest_limit_of_all_groups_counts(tmp_path: Path) -> None:
    own = Path("kubepods/pod7")
    (tmp_path / own).mkdir(parents=True)
    (tmp_path / own / "cpu.max").write_text("max 100000\n")
    (tmp_path / "kubepods" / "cpu.max").write_text("150000 100000\n")
    (tmp_path / own / "memory.max").write_text("1073741824\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert cgroup.cpu_limit(tmp_path, own) == 1.5
    assert cgroup.memory_limit(tmp_path, own) == 1 << 30
    assert cgroup.cpu_limit(tmp_path / "nothing") is None


def test_a_clock_before_the_installation_is_told(tmp_path: Path) -> None:
    installed = tmp_path / "program.py"
    installed.touch()
    assert check_clock(installed).state is not State.BAD
    os.utime(installed, (time.time() + 3600,) * 2)
    assert check_clock(installed).state is State.BAD


@pytest.mark.parametrize(
    ("answer", "found"), [(0, "kept in step"), (5, "nothing that keeps it"), (-1, "cannot be told")]
)
def test_a_clock_that_nothing_keeps_in_step_is_told(answer: int, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_kernel_state", lambda: answer)
    assert found in check_clock().found

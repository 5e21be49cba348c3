"""The image, the composition and the systemd unit agree with the service and with each other."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.prove.dockerfile import allowed, instructions
from permit_ocr.settings import Settings, variable_names

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KNOWN = set(variable_names(Settings))


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["Dockerfile", "deploy/ray/Dockerfile"])
def test_hadolint_finds_no_fault(name: str) -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, ROOT / name], capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_the_image_runs_as_nobody_in_particular_and_watches_itself() -> None:
    last = {instruction.name: instruction.text for instruction in instructions(ROOT / "Dockerfile")}
    assert int(last["USER"]) >= 1000
    assert "/readyz" in last["HEALTHCHECK"]
    assert last["ENTRYPOINT"] == '["permit-ocr"]'


def test_the_image_for_gpus_has_the_runtime_of_the_lock() -> None:
    pinned = re.search(r"onnxruntime==([\d.]+)", _text("pyproject.toml"))
    assert pinned
    assert f"onnxruntime-gpu[cuda,cudnn]=={pinned[1]}" in _text("Dockerfile")


def test_all_that_the_build_needs_is_let_into_it_and_no_photo() -> None:
    listed = allowed(ROOT / ".dockerignore")
    assert all((ROOT / name).exists() for name in listed)
    wanted = re.findall(r'^"(models/[\w.]+)" = ', _text("pyproject.toml"), re.MULTILINE)
    assert {*wanted, "pyproject.toml", "requirements.lock", "service"} <= set(listed)
    assert not {"tests", "benchmarks", ".", "*"} & set(listed)


@pytest.mark.parametrize(
    "name", ["Dockerfile", "deploy/compose.yaml", "deploy/permit-ocr.service", "deploy/ray/rayservice.yaml"]
)
def test_variables_are_settings(name: str) -> None:
    named = set(re.findall(r"\bPERMIT_OCR_[A-Z_]+", _text(name)))
    assert named <= KNOWN | {"PERMIT_OCR_SERVER__DRAIN_SECONDS"}
    assert named


def test_the_composition_publishes_on_loopback_alone_and_mounts_what_is_there() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    mounts = [mount.split(":")[0] for service in COMPOSE["services"].values() for mount in service.get("volumes", [])]
    assert all((DEPLOY / mount).exists() for mount in mounts if mount.startswith("."))
    assert {mount for mount in mounts if not mount.startswith(".")} == set(COMPOSE["volumes"])


def test_the_service_of_the_composition_cannot_write_and_has_no_privileges() -> None:
    service: dict[str, Any] = COMPOSE["services"]["permit-ocr"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert ":?" in service["environment"]["PERMIT_OCR_CREDENTIALS"]


def test_prometheus_collects_from_the_port_of_the_image() -> None:
    config = yaml.safe_load(_text("deploy/monitoring/prometheus.yml"))
    (target,) = config["scrape_configs"][0]["static_configs"][0]["targets"]
    host, port = target.split(":")
    assert host in COMPOSE["services"]
    assert f"PERMIT_OCR_METRICS__PORT={port}" in _text("Dockerfile")


def test_no_variable_of_a_neighbour_stops_a_reader_on_kubernetes() -> None:
    cluster = yaml.safe_load(_text("deploy/ray/rayservice.yaml"))["spec"]["rayClusterConfig"]
    groups = [cluster["headGroupSpec"], *cluster["workerGroupSpecs"]]
    assert all(group["template"]["spec"]["enableServiceLinks"] is False for group in groups)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
def test_systemd_understands_the_unit_and_finds_it_confined() -> None:
    unit = DEPLOY / "permit-ocr.service"
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    faults = [line for line in verified.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in faults if "permit-ocr" in line] == []
    rated = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
    assert subprocess.run(rated, capture_output=True, check=False).returncode == 0

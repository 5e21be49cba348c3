"""The vendor's command line, unmodified, against a really started service."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.readers import CAT, PERMIT, PORTRAIT_JPEG
from tests.conformance.environments import TCCLI, python_with, without_proxies
from tests.conformance.photos import expected, photo
from tests.conformance.service import Service

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def tccli(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Run:
    program = python_with(TCCLI) / "tccli"
    environment = without_proxies() | {
        "HOME": str(tmp_path_factory.mktemp("home")),  # it writes its configuration there
        "TENCENTCLOUD_SECRET_ID": service.pair.secret_id,
        "TENCENTCLOUD_SECRET_KEY": service.pair.secret_key,
    }

    def run(*options: str, **changes: str) -> subprocess.CompletedProcess[str]:
        command = [program, "ocr", "PermitOCR", "--endpoint", f"http://{service.endpoint}", *options]
        return subprocess.run(
            command, env=environment | changes, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_permit_is_read(service: Service, tccli: Run, language: str) -> None:
    response = answer(tccli("--language", language, "--ImageBase64", photo(PERMIT)["ImageBase64"]))
    assert response.pop("RequestId") in service.log
    assert response == expected(language, warnings=False)


def test_parameters_may_come_from_a_file(tccli: Run, tmp_path: Path) -> None:
    parameters = tmp_path / "parameters.json"
    parameters.write_text(json.dumps(photo(PERMIT) | {"CropPortrait": True}))
    response = answer(tccli("--cli-input-json", f"file://{parameters}"))
    assert base64.b64decode(response["PortraitImage"]) == PORTRAIT_JPEG


def test_errors_are_printed_with_their_code(service: Service, tccli: Run) -> None:
    done = tccli("--ImageBase64", photo(CAT)["ImageBase64"])
    assert done.returncode == 255
    assert "code:FailedOperation.OcrFailed" in done.stderr
    assert done.stderr.strip().rpartition("requestId:")[2] in service.log


def test_a_wrong_key_is_noticed(tccli: Run) -> None:
    done = tccli("--ImageBase64", photo(PERMIT)["ImageBase64"], TENCENTCLOUD_SECRET_KEY="wrong")
    assert "code:AuthFailure.SignatureFailure" in done.stderr

"""The example for the shell, against a really started service."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.api.readers import PERMIT
from tests.conformance.environments import without_proxies
from tests.conformance.photos import expected
from tests.conformance.service import ROOT, Service

MISSING = [program for program in ("curl", "openssl") if not shutil.which(program)]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def call(service: Service, folder: Path, secret_key: str) -> dict[str, Any]:
    photo = folder / "permit.jpg"
    photo.write_bytes(PERMIT)
    environment = without_proxies() | {"SECRET_ID": service.pair.secret_id, "SECRET_KEY": secret_key}
    command = [ROOT / "examples" / "call.sh", f"http://{service.endpoint}/", photo]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)["Response"]


def test_a_permit_is_read(service: Service, tmp_path: Path) -> None:
    response = call(service, tmp_path, service.pair.secret_key)
    assert response.pop("RequestId") in service.log
    assert response == expected("zh-CN", warnings=True)


def test_a_photo_that_is_not_there_is_not_sent(tmp_path: Path) -> None:
    command = [ROOT / "examples" / "call.sh", "http://127.0.0.1:9", tmp_path / "none.jpg"]
    environment = without_proxies() | {"SECRET_ID": "a", "SECRET_KEY": "b"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, f"cannot read {tmp_path / 'none.jpg'}\n")


def test_a_wrong_key_is_noticed(service: Service, tmp_path: Path) -> None:
    assert call(service, tmp_path, "wrong")["Error"]["Code"] == "AuthFailure.SignatureFailure"

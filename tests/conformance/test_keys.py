"""Keys that come and go while the service runs."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.calls import Call, code, envelope
from tests.conformance.service import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service")) as service:
        yield service


def keys(service: Service, *arguments: str) -> str:
    """What ``permit-ocr keys`` prints."""
    program = Path(sys.executable).with_name("permit-ocr")
    command = [program, "keys", *arguments]
    return subprocess.run(command, env=service.environment, check=True, capture_output=True, text=True).stdout


def created(service: Service, *arguments: str) -> dict[str, str]:
    shown = dict(line.split() for line in keys(service, "create", *arguments).splitlines())
    return {"secret_id": shown["SecretId:"], "secret_key": shown["SecretKey:"]}


def call(service: Service, pair: dict[str, str]) -> str:
    call = Call(timestamp=int(time.time()), host=service.endpoint, **pair)
    url = f"http://{service.endpoint}/"
    return code(envelope(httpx.post(url, content=call.content(), headers=call.signed(), trust_env=False)))


def test_a_new_key_works_at_once_and_a_revoked_one_is_refused_at_once(service: Service) -> None:
    pair = created(service)
    assert call(service, pair) == "OK"
    keys(service, "revoke", pair["secret_id"])
    assert call(service, pair) == "AuthFailure.SecretIdNotFound"


def test_a_key_is_exchanged_without_an_outage(service: Service) -> None:
    old = created(service)
    new = created(service, "--for", old["secret_id"])
    assert new["secret_id"] == old["secret_id"]
    assert (call(service, old), call(service, new)) == ("OK", "OK")
    assert f"{old['secret_id']} (2 keys)" in keys(service, "list")
    keys(service, "revoke", "--keep-newest", old["secret_id"])
    assert (call(service, old), call(service, new)) == ("AuthFailure.SignatureFailure", "OK")
    assert old["secret_id"] in keys(service, "list").splitlines()


def test_a_broken_file_locks_nobody_out(service: Service) -> None:
    pair = created(service)
    assert call(service, pair) == "OK"
    file = Path(service.environment["PERMIT_OCR_CREDENTIALS_FILE"])
    good = file.read_text()
    file.write_text(good[:-20])
    assert call(service, pair) == "OK"
    file.write_text(good)
    assert call(service, pair) == "OK"


def test_no_secret_is_ever_shown_again(service: Service) -> None:
    pair = created(service)
    assert call(service, pair) == "OK"
    assert pair["secret_key"] not in keys(service, "list") + service.log

"""Whatever happens, nothing of a card, a photo or a secret is written anywhere but into its own answer."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.calls import Call
from tests.api.picture_host import PictureHost, picture
from tests.api.readers import CAT, DEFECT, PERMIT, PORTRAIT_JPEG, SLOW, VALUES
from tests.conformance.photos import photo
from tests.conformance.service import ROOT, Service

QUERY = "token=query-that-signs-a-url"


@dataclass(frozen=True)
class Driven:
    """A service that went every way a request can go."""

    service: Service
    folder: Path
    refusals: list[bytes]


@pytest.fixture(scope="module")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """One that logs all it can, and whose files, temporary ones too, are all in one folder."""
    folder = tmp_path_factory.mktemp("driven")
    (folder / "tmp").mkdir()
    with PictureHost({"/a": picture(PERMIT)}) as host:
        settings = {
            "PERMIT_OCR_LOG__LEVEL": "debug",
            "PERMIT_OCR_LIMITS__READ_SECONDS": "0.5",
            "PERMIT_OCR_LIMITS__BODY_SECONDS": "0.3",
            "PERMIT_OCR_FETCH__ALLOW": f"127.0.0.1:{host.port}",
            "TMPDIR": str(folder / "tmp"),
            "HOME": str(folder),
        }
        with Service(folder, **settings) as service:
            yield Driven(service, folder, drive(service, host))


def golden(service: Service) -> list[bytes]:
    """All that must not be found: values, pictures and portrait as they are and in base64, secrets, signatures."""
    pictures = [PORTRAIT_JPEG, PERMIT, SLOW, DEFECT]
    encoded = [base64.b64encode(content)[4:-4] for content in pictures]
    values = [value.encode() for value in VALUES.values() if len(value) > 2]
    escaped = [json.dumps(value)[1:-1].encode() for value in VALUES.values() if not value.isascii()]
    return [*values, *escaped, *pictures, *encoded, service.pair.secret_key.encode(), QUERY.encode()]


def drive(service: Service, host: PictureHost) -> list[bytes]:
    """Go every way that a request can go; what was answered to those that are not to be answered with a card."""
    pair = service.pair

    def send(body: Any, **changes: Any) -> httpx.Response:
        asked = {"secret_id": pair.secret_id, "secret_key": pair.secret_key, "timestamp": int(time.time())} | changes
        call = Call(**asked)
        call.body = body
        address = f"http://{service.endpoint}{call.target()}"
        return httpx.request(
            call.method, address, content=call.content(), headers=call.signed(), trust_env=False, timeout=20
        )

    whole = photo(PERMIT)
    assert '"Number":"C87654321"' in send({**whole, "CropPortrait": True}).text
    assert '"Number":"C87654321"' in send(whole, method="GET").text
    assert '"Number":"C87654321"' in send({"ImageUrl": f"{host.url}/a?{QUERY}"}).text
    refused = [
        send(photo(CAT)),
        send(photo(DEFECT)),  # its exception quotes the card
        send(photo(SLOW)),  # is given up, and its worker killed
        send(whole, secret_key="wrong"),
        send(whole, secret_id=pair.secret_key),
        send(whole, timestamp=0),
        send({**whole, VALUES_AS_NAME: 1}),
        send({"ImageBase64": [whole["ImageBase64"]]}),
        send(json.dumps(whole).encode()[:-1]),
        send({"ImageUrl": f"http://127.0.0.1:1/a?{QUERY}"}),
        send({"ImageUrl": f"http://10.0.0.1/a?{QUERY}"}),
        httpx.post(f"http://{service.endpoint}/nowhere", content=PERMIT, trust_env=False),
        httpx.post(f"http://{service.endpoint}/v1/permits", content=PERMIT, trust_env=False),
    ]
    assert not any(answer.is_success and "Number" in answer.json().get("Response", {}) for answer in refused)
    _cut_off(service, json.dumps(whole).encode())
    for worker in service.workers():
        os.kill(int(worker.name), signal.SIGSEGV)
    refused.append(httpx.get(f"http://{service.endpoint}/metrics", trust_env=False))
    return [answer.content for answer in refused]


VALUES_AS_NAME = next(value for value in VALUES.values() if value.startswith("C8"))


def _cut_off(service: Service, body: bytes) -> None:
    """Send half of a photo, and be waited for in vain."""
    host, port = service.endpoint.split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (len(body) + 1) + body)
        connection.recv(65536)


def test_nothing_is_found_in_what_was_written(driven: Driven) -> None:
    events = {json.loads(line)["event"] for line in driven.service.log.splitlines()}
    assert {"request", "defect", "worker_died", "download failed"} <= events
    written = {path: path.read_bytes() for path in driven.folder.rglob("*") if path.is_file()}
    written.pop(driven.folder / "credentials.json")
    assert written
    # Whoever sends a name of a parameter is told that name.
    told = [*written.values(), *(answer for answer in driven.refusals if VALUES_AS_NAME.encode() not in answer)]
    assert [secret for secret in golden(driven.service) if any(secret in text for text in told)] == []


def test_the_audit_line_names_what_was_read_and_tells_no_value(driven: Driven) -> None:
    lines = [json.loads(line) for line in driven.service.log.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    read = next(line for line in requests if line["code"] == "OK")
    assert read["fields"] == [field.value for field in VALUES]
    assert {"size", "stages", "warnings", "bytes", "seconds", "secret_id", "timestamp"} <= set(read)
    assert all("fields" not in line for line in requests if line["code"] != "OK")


def test_a_batch_writes_values_only_where_it_was_asked_to(tmp_path: Path) -> None:
    """Its output holds them, for its user alone; standard error and temporary files do not."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "photos").mkdir()
    for name, content in {"a": PERMIT, "b": CAT, "c": DEFECT}.items():
        (tmp_path / "photos" / f"{name}.jpg").write_bytes(content)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    command = [sys.executable, program, "batch", tmp_path / "photos", "--out", tmp_path / "out.jsonl", "--workers", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert VALUES_AS_NAME in (tmp_path / "out.jsonl").read_text("utf-8")
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o077 == 0
    told = [done.stdout, done.stderr, *(path.read_bytes() for path in (tmp_path / "tmp").rglob("*"))]
    assert [value for value in VALUES.values() if len(value) > 2 and any(value.encode() in text for text in told)] == []


PROGRAM = """
from tests.api.readers import MadeUpReader, trust

def load(*_):
    return MadeUpReader()

if __name__ == "__main__":
    import permit_ocr.cli.batching.job as job
    job.load_reader, job.selfcheck.check = load, trust
    from permit_ocr.cli import main
    main()
"""

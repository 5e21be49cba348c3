"""The service with a certificate: https and nothing else on its port, and plain http on that of probes and metrics."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.api.calls import Call
from tests.api.certificate import self_signed
from tests.api.readers import PERMIT
from tests.conformance.photos import photo
from tests.conformance.service import ROOT, Service, free_port

PLAIN_REQUEST = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"


class TlsService(Service):
    def __init__(self, folder: Path) -> None:
        self.certificate = self_signed(folder, "IP:127.0.0.1")
        port = free_port()
        super().__init__(
            folder,
            PERMIT_OCR_SERVER__TLS_CERTIFICATE=str(self.certificate.chain),
            PERMIT_OCR_SERVER__TLS_KEY=str(self.certificate.key),
            PERMIT_OCR_METRICS__PORT=str(port),
        )
        self.operations = f"http://127.0.0.1:{port}"

    def client(self) -> httpx.Client:
        """One that trusts this certificate alone."""
        context = ssl.create_default_context(cafile=self.certificate.chain)
        return httpx.Client(base_url=f"https://{self.endpoint}", trust_env=False, verify=context)

    def connect(self) -> socket.socket:
        host, port = self.endpoint.split(":")
        return socket.create_connection((host, int(port)), timeout=5)

    def _wait_ready(self) -> None:
        give_up_at = time.monotonic() + self.start_seconds
        while not self._ready():
            assert time.monotonic() < give_up_at, self.log
            time.sleep(0.05)

    def _ready(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.operations}/readyz", trust_env=False).is_success
        return False


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsService]:
    with TlsService(tmp_path_factory.mktemp("service")) as service:
        yield service


def test_a_photo_is_read_over_https(service: TlsService) -> None:
    pair = service.pair
    call = Call(secret_id=pair.secret_id, secret_key=pair.secret_key, timestamp=int(time.time()), host=service.endpoint)
    call.body = photo(PERMIT)
    with service.client() as client:
        answer = client.post("/", content=call.content(), headers=call.signed())
    assert answer.json()["Response"]["Number"] == "C87654321"


def test_who_does_not_trust_the_certificate_sends_nothing(service: TlsService) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"https://{service.endpoint}/livez", trust_env=False)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_versions_of_tls_that_are_broken_are_refused(service: TlsService, version: ssl.TLSVersion) -> None:
    context = ssl.create_default_context(cafile=service.certificate.chain)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    with service.connect() as connection, pytest.raises((ssl.SSLError, ConnectionError)):
        context.wrap_socket(connection, server_hostname="127.0.0.1")


@pytest.mark.parametrize("sent", [PLAIN_REQUEST, b"\x16\x03\x01\xff\xff" + b"\x00" * 200, b"\x00", b""])
def test_what_is_no_tls_is_hung_up_on_unanswered(service: TlsService, sent: bytes) -> None:
    with service.connect() as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        with suppress(ConnectionError):
            while data := connection.recv(65536):
                received += data
    assert b"HTTP" not in received
    with service.client() as client:
        assert client.get("/livez").is_success
    assert "Traceback" not in service.log


def test_probes_and_metrics_stay_plain(service: TlsService) -> None:
    for path in ("livez", "readyz", "metrics"):
        assert httpx.get(f"{service.operations}/{path}", trust_env=False).is_success


def test_a_key_of_another_certificate_is_told_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, other = self_signed(tmp_path, "IP:127.0.0.1"), self_signed(tmp_path / "other", "IP:127.0.0.1")
    environment = os.environ | {
        "PERMIT_OCR_CREDENTIALS": "id:key",
        "PERMIT_OCR_SERVER__PORT": str(free_port()),
        "PERMIT_OCR_SERVER__TLS_CERTIFICATE": str(one.chain),
        "PERMIT_OCR_SERVER__TLS_KEY": str(other.key),
    }
    command = [sys.executable, "-c", "from permit_ocr.cli import main; main()", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "cannot use the TLS certificate and key" in done.stderr
    assert "Traceback" not in done.stderr

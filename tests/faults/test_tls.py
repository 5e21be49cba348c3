"""The service with a certificate: https and nothing else on its port, and plain http on that of probes and metrics."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from permit_ocr.serving.connections import ConnectionLimits, bounded_protocol
from permit_ocr.serving.handshake import server_context
from tests.api.calls import Call
from tests.api.certificate import self_signed
from tests.api.readers import PERMIT
from tests.conformance.photos import photo
from tests.conformance.service import ROOT, Service, free_port
from tests.faults.waiting import until

PLAIN_REQUEST = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
HEAD_SECONDS = 1
CONNECTIONS = 40


class TlsService(Service):
    def __init__(self, folder: Path) -> None:
        self.certificate = self_signed(folder, "IP:127.0.0.1")
        port = free_port()
        super().__init__(
            folder,
            PERMIT_OCR_SERVER__TLS_CERTIFICATE=str(self.certificate.chain),
            PERMIT_OCR_SERVER__TLS_KEY=str(self.certificate.key),
            PERMIT_OCR_METRICS__PORT=str(port),
            PERMIT_OCR_LIMITS__HEAD_SECONDS=str(HEAD_SECONDS),
            PERMIT_OCR_SERVER__CONNECTIONS=str(CONNECTIONS),
        )
        self.operations = f"http://127.0.0.1:{port}"

    @property
    def trust(self) -> ssl.SSLContext:
        """In this certificate alone."""
        return ssl.create_default_context(cafile=self.certificate.chain)

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"https://{self.endpoint}", trust_env=False, verify=self.trust)

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
    context = service.trust
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


def hello(service: TlsService) -> tuple[ssl.SSLObject, ssl.MemoryBIO, ssl.MemoryBIO]:
    """A client's side of TLS that has said hello, and what comes and goes on its wire."""
    received, to_send = ssl.MemoryBIO(), ssl.MemoryBIO()
    side = service.trust.wrap_bio(received, to_send, server_hostname="127.0.0.1")
    with suppress(ssl.SSLWantReadError):
        side.do_handshake()
    return side, received, to_send


def seconds_until_cut(connection: socket.socket) -> float:
    began = time.perf_counter()
    with suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return time.perf_counter() - began


@pytest.mark.parametrize("sent", [0, 1, 60, None])
def test_a_handshake_that_is_not_completed_is_not_waited_for(service: TlsService, sent: int | None) -> None:
    with service.connect() as connection:
        connection.sendall(hello(service)[2].read()[:sent])
        assert HEAD_SECONDS / 2 < seconds_until_cut(connection) < HEAD_SECONDS + 2


def test_handshakes_that_are_not_completed_make_room_for_a_newcomer(service: TlsService) -> None:
    """They are connections: as many as there may be, and the one that has waited longest gives way."""
    with ExitStack() as stack:
        silent = [stack.enter_context(service.connect()) for _ in range(CONNECTIONS)]
        with service.client() as client:
            assert client.get("/livez").is_success
        assert seconds_until_cut(silent[0]) < HEAD_SECONDS / 2


def test_a_request_that_comes_together_with_the_end_of_the_handshake_is_answered(service: TlsService) -> None:
    side, received, to_send = hello(service)
    with service.connect() as connection:
        connection.sendall(to_send.read())
        while side.version() is None or to_send.pending == 0:
            received.write(connection.recv(65536))
            with suppress(ssl.SSLWantReadError):
                side.do_handshake()
        side.write(PLAIN_REQUEST)
        connection.sendall(to_send.read())
        answer = b""
        while not answer:
            received.write(connection.recv(65536))
            with suppress(ssl.SSLWantReadError):
                answer = side.read()
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_handshake_in_progress_does_not_keep_a_service_that_is_told_to_stop(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path, "IP:127.0.0.1")
    context = server_context(certificate.chain, certificate.key)
    protocol = bounded_protocol(ConnectionLimits(CONNECTIONS, head_seconds=60, answer_seconds=60), context)

    async def run() -> float:
        options: dict[str, Any] = {"lifespan": "off", "log_config": None}
        server = uvicorn.Server(uvicorn.Config(FastAPI(), http=protocol, **options))
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket() as connection:
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            connection.connect(listener.getsockname())
            await until(lambda: bool(server.server_state.connections))
            server.should_exit, began = True, time.perf_counter()
            await serving
            return time.perf_counter() - began

    assert asyncio.run(run()) < 10


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

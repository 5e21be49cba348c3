"""Clients that send slowly, or never come to an end."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.conformance.service import Service

SECONDS = 0.5


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service"), PERMIT_OCR_LIMITS__BODY_SECONDS=str(SECONDS)) as service:
        yield service


def drip(service: Service, head: bytes, piece: bytes) -> tuple[bytes, float]:
    """Send a piece every 50 ms until the service hangs up; its answer, and how long it took."""
    address, port = service.endpoint.split(":")
    with socket.create_connection((address, int(port)), timeout=0.05) as connection:
        began, answer = time.perf_counter(), b""
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + head + b"\r\n")
        while time.perf_counter() - began < 10:
            try:
                connection.sendall(piece)
                data = connection.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                break
            if not data:
                break
            answer += data
        return answer, time.perf_counter() - began


@pytest.mark.parametrize(("head", "piece"), [
    (b"Content-Length: 1000000\r\n", b"x"),
    (b"Content-Length: 1000000\r\n", b""),
    (b"Transfer-Encoding: chunked\r\n", b"1\r\nx\r\n"),
])  # fmt: skip
def test_a_slow_upload_is_answered_and_cut_off(service: Service, head: bytes, piece: bytes) -> None:
    answer, seconds = drip(service, head, piece)
    assert SECONDS <= seconds < SECONDS + 2
    top, _, body = answer.partition(b"\r\n\r\n")
    assert top.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in top.lower()
    assert json.loads(body)["Response"]["Error"]["Message"] == "The request body did not arrive in time."


def test_slow_uploads_keep_nobody_else_waiting(service: Service) -> None:
    address, port = service.endpoint.split(":")
    slow = [socket.create_connection((address, int(port))) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
    try:
        began = time.perf_counter()
        answer = httpx.post(f"http://{service.endpoint}/", json={}, trust_env=False)
        assert answer.json()["Response"]["Error"]["Code"] == "MissingParameter"
        assert time.perf_counter() - began < SECONDS
    finally:
        for connection in slow:
            connection.close()

"""What only a real server shows: long requests, odd Host headers, the bytes of an answer."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator

import pytest

from tests.api.calls import Call
from tests.conformance.service import Service


@pytest.fixture
def connection(service: Service) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(service.endpoint, timeout=30)
    yield connection
    connection.close()


def signed(service: Service, **changes: str) -> Call:
    pair = service.pair
    return Call(secret_id=pair.secret_id, secret_key=pair.secret_key, timestamp=int(time.time()), **changes)


def answer(connection: http.client.HTTPConnection, call: Call) -> http.client.HTTPResponse:
    connection.request(call.method, call.target(), call.content(), call.signed())
    return connection.getresponse()


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "http://127.0.0.1:8080", "ocr.intl.tencentcloudapi.com", "[::1]:1"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_hosts_pass_the_server_as_they_are(
    service: Service, connection: http.client.HTTPConnection, host: str, method: str
) -> None:
    assert b'"Number":"C87654321"' in answer(connection, signed(service, host=host, method=method)).read()


def test_the_header_of_an_answer(service: Service, connection: http.client.HTTPConnection) -> None:
    call = signed(service)
    call.headers = {"X-TC-TraceId": "3b9f1c1e"}
    response = answer(connection, call)
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-TC-TraceId"] == "3b9f1c1e"
    assert "Server" not in response.headers


@pytest.mark.parametrize("length", [33_000, 70_000, 1_000_000])
def test_a_get_that_is_too_long_is_answered_in_the_envelope(
    connection: http.client.HTTPConnection, length: int
) -> None:
    connection.request("GET", "/?ImageBase64=" + "A" * length)
    assert b'"Code":"RequestSizeLimitExceeded"' in connection.getresponse().read()


def test_the_log_says_where_the_service_listens(service: Service) -> None:
    host, port = service.endpoint.split(":")
    lines = map(json.loads, service.log.splitlines())
    said = next(line for line in lines if line["event"] == "listening")
    assert (said["host"], said["port"]) == (host, int(port))


def test_nobody_is_given_a_tunnel(service: Service) -> None:
    host, port = service.endpoint.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"CONNECT bank.example:443 HTTP/1.1\r\nHost: bank.example:443\r\nConnection: close\r\n\r\n")
        answered = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answered.startswith(b"HTTP/1.1 501 ")
    assert b'{"Response":{"Error":' in answered
    assert "Exception in ASGI" not in service.log


def test_one_connection_carries_many_requests(service: Service, connection: http.client.HTTPConnection) -> None:
    for method in ("POST", "GET", "PUT", "POST"):
        response = answer(connection, signed(service, method=method))
        assert response.status == 200
        assert response.read().startswith(b'{"Response":{')


@pytest.mark.parametrize(("method", "target"), [
    ("GET", "http://127.0.0.1/"), ("OPTIONS", "*"), ("POST", "/livez/"),
    ("POST", "/livez"), ("GET", "/%zz"), ("GET", "/?%zz=%ff&&="),
])  # fmt: skip
def test_targets_that_mean_nothing_are_answered_in_the_envelope(service: Service, method: str, target: str) -> None:
    host, port = service.endpoint.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert body.startswith(b'{"Response":{"Error":{"Code":"')

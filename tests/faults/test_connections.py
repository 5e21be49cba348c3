"""Clients that hold connections, or send what is no proper HTTP: they get what they deserve and nobody else suffers."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from permit_ocr.serving.connections import ConnectionLimits, bounded_protocol
from tests.conformance.service import Service
from tests.faults.waiting import until

HEAD_SECONDS = ANSWER_SECONDS = BODY_SECONDS = 0.6
IDLE_SECONDS = 2
CONNECTIONS = 40
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
PROBE = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = {
        "PERMIT_OCR_LIMITS__HEAD_SECONDS": str(HEAD_SECONDS),
        "PERMIT_OCR_LIMITS__IDLE_SECONDS": str(IDLE_SECONDS),
        "PERMIT_OCR_LIMITS__ANSWER_SECONDS": str(ANSWER_SECONDS),
        "PERMIT_OCR_LIMITS__BODY_SECONDS": str(BODY_SECONDS),
        "PERMIT_OCR_SERVER__CONNECTIONS": str(CONNECTIONS),
        "PERMIT_OCR_SERVER__WORKERS": "1",
    }
    with Service(tmp_path_factory.mktemp("service"), **settings) as service:
        yield service


@pytest.fixture(autouse=True)
def unharmed(service: Service) -> Iterator[None]:
    yield
    answer = httpx.post(f"http://{service.endpoint}/", json={}, trust_env=False)
    assert answer.json()["Response"]["Error"]["Code"] == "MissingParameter"
    assert "Traceback" not in service.log


def connect(service: Service) -> socket.socket:
    host, port = service.endpoint.split(":")
    return socket.create_connection((host, int(port)), timeout=5)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the service hangs up."""
    received = b""
    try:
        while data := connection.recv(65536):
            received += data
    except ConnectionResetError:
        pass
    return received


def seconds_until_cut(connection: socket.socket) -> float:
    began = time.perf_counter()
    assert rest(connection) == b""
    return time.perf_counter() - began


@pytest.mark.parametrize("begun", [b"", b"P", b"POST / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_head_that_does_not_come_is_not_waited_for(service: Service, begun: bytes) -> None:
    with connect(service) as connection:
        connection.sendall(begun)
        assert HEAD_SECONDS / 2 < seconds_until_cut(connection) < HEAD_SECONDS + 2


@pytest.mark.parametrize("before", [b"", PROBE])
def test_a_head_that_drips_gets_no_more_time_for_it(service: Service, before: bytes) -> None:
    """Neither the first on its connection, nor one after a request that was answered."""
    with connect(service) as connection:
        connection.sendall(before)
        connection.settimeout(0.05)
        began, received = time.perf_counter(), b"?"
        while received:
            try:
                connection.sendall(b"G" if received == b"?" else b"x")
                received = connection.recv(65536)
            except TimeoutError:
                received = b"!"
            except ConnectionError:
                break
            assert time.perf_counter() - began < HEAD_SECONDS + 2


def test_an_answer_that_nobody_reads_is_thrown_away() -> None:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(20_000_000)})

    async def run() -> float:
        limits = ConnectionLimits(CONNECTIONS, HEAD_SECONDS, ANSWER_SECONDS)
        server = uvicorn.Server(uvicorn.Config(app, http=bounded_protocol(limits), lifespan="off", log_config=None))
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket() as connection:
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            connection.connect(listener.getsockname())
            connection.sendall(PROBE)
            began = time.perf_counter()
            await until(lambda: bool(server.server_state.connections))
            await until(lambda: not server.server_state.connections)
            seconds = time.perf_counter() - began
            server.should_exit = True
            await serving
            return seconds

    assert ANSWER_SECONDS / 2 < asyncio.run(run()) < ANSWER_SECONDS + 2


def test_long_heads_are_cut_where_all_of_them_together_take_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """And short ones, which all ordinary requests have, are not."""
    monkeypatch.setattr("permit_ocr.serving.waiting._MOST_IN_LONG_HEADS", 1_000_000)

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    async def run() -> tuple[int, bytes]:
        options: dict[str, Any] = {"lifespan": "off", "log_config": None, "h11_max_incomplete_event_size": 500_000}
        limits = ConnectionLimits(CONNECTIONS, 10, ANSWER_SECONDS)
        server = uvicorn.Server(uvicorn.Config(app, http=bounded_protocol(limits), **options))
        with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as stack:
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            for _ in range(8):
                connection = stack.enter_context(socket.create_connection(listener.getsockname()))
                await asyncio.to_thread(connection.sendall, POST + b"X-Long: " + b"x" * 300_000)
            await until(lambda: len(server.server_state.connections) < 4)
            kept = len(server.server_state.connections)
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(PROBE)
            answer = await reader.readline()
            writer.close()
            server.should_exit = server.force_exit = True
            await serving
        return kept, answer

    kept, answer = asyncio.run(run())
    assert kept == 3
    assert answer.startswith(b"HTTP/1.1 200")


def test_one_connection_more_than_there_may_be_closes_the_one_that_waited_longest(service: Service) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(service)) for _ in range(CONNECTIONS)]
        newcomer = stack.enter_context(connect(service))
        newcomer.sendall(PROBE)
        assert newcomer.recv(65536).startswith(b"HTTP/1.1 200")
        assert seconds_until_cut(silent[0]) < HEAD_SECONDS / 2


def test_connections_kept_for_later_make_room_for_a_newcomer(service: Service) -> None:
    with ExitStack() as stack:
        kept = [stack.enter_context(connect(service)) for _ in range(CONNECTIONS)]
        for connection in kept:
            connection.sendall(PROBE)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        newcomer = stack.enter_context(connect(service))
        newcomer.sendall(PROBE)
        assert newcomer.recv(65536).startswith(b"HTTP/1.1 200")
        assert seconds_until_cut(kept[0]) < IDLE_SECONDS / 2


def test_a_connection_waits_for_its_next_request_as_long_as_the_settings_say(service: Service) -> None:
    """And not as short as for the rest of a head: whoever keeps a connection may use it again after a while."""
    with connect(service) as connection:
        for _ in range(2):
            connection.sendall(PROBE)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
            time.sleep(2 * HEAD_SECONDS)
        assert seconds_until_cut(connection) < IDLE_SECONDS


def test_where_none_waits_for_a_head_the_newcomer_is_closed(service: Service) -> None:
    with ExitStack() as stack:
        sending = [stack.enter_context(connect(service)) for _ in range(CONNECTIONS)]
        for connection in sending:
            connection.sendall(POST + b"Content-Length: 9\r\n\r\n{")
        time.sleep(0.1)
        newcomer = stack.enter_context(connect(service))
        assert seconds_until_cut(newcomer) < BODY_SECONDS / 2
        assert b"did not arrive in time" in rest(sending[0])


def test_requests_in_one_go_are_answered_in_their_order(service: Service) -> None:
    with connect(service) as connection:
        traced = (POST + f"X-TC-TraceId: {i}\r\nContent-Length: 2\r\n\r\n{{}}".encode() for i in range(20))
        connection.sendall(b"".join(traced) + b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answers = rest(connection)
    assert [int(trace) for trace in re.findall(rb"(?i)x-tc-traceid: ([0-9]+)", answers)] == list(range(20))


@pytest.mark.parametrize(
    "sent", [POST + b"Content-Length: 2\r\n\r\n{}", POST + b"Content-Length: 9\r\n\r\n{}", b"PO", b""]
)
def test_a_client_that_sends_no_more_leaves_nothing_behind(service: Service, sent: bytes) -> None:
    with connect(service) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        rest(connection)


@pytest.mark.parametrize("head", [
    b"Content-Length: 2\r\nContent-Length: 3\r\n", b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
    b"Content-Length: -2\r\n", b"Content-Length: +2\r\n", b"Content-Length: 2, 3\r\n", b"Content-Length: two\r\n",
    b"Content-Length: " + b"9" * 30 + b"\r\n", b"Transfer-Encoding: xchunked\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n", b"Content-Length : 2\r\n", b"X:\x00\r\n", b"\xff: x\r\n", b"no colon\r\n",
    b"Host: y\r\nContent-Length: 2\r\n", b"X-Long: " + b"x" * 2_000_000 + b"\r\n",
], ids=lambda head: ascii(head)[:40])  # fmt: skip
def test_a_request_that_two_readers_could_take_for_different_ones_is_refused(service: Service, head: bytes) -> None:
    """So that nothing can be smuggled past a proxy: the connection is closed, and what follows is never looked at."""
    with connect(service) as connection:
        try:
            connection.sendall(POST + head + b"\r\n{}" + PROBE)
        except ConnectionError:
            return
        answers = rest(connection)
    assert b"HTTP/1.1 200" not in answers
    assert answers.startswith(b"HTTP/1.1 400") or not answers


def test_bytes_beyond_the_body_are_the_next_request(service: Service) -> None:
    with connect(service) as connection:
        connection.sendall(POST + b"Content-Length: 2\r\n\r\n{}xxx\r\n\r\n")
        answers = rest(connection)
    assert answers.count(b"HTTP/1.1 200") == 1
    assert answers.count(b"HTTP/1.1 400") == 1


@pytest.mark.parametrize("chunks", [b"zz\r\n", b"-1\r\n{}\r\n", b"2\r\n{}xx0\r\n\r\n", b"f" * 30 + b"\r\n{}"])
def test_broken_chunks_end_the_connection(service: Service, chunks: bytes) -> None:
    with connect(service) as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        assert b'"RequestId"' not in rest(connection) or b"did not arrive in time" in rest(connection)


@pytest.mark.parametrize("framing", ["length", "chunks"])
def test_a_body_that_is_too_large_is_dropped_while_it_comes(service: Service, framing: str) -> None:
    content: Any = b" " * 11_000_000 if framing == "length" else iter([b" " * 1_000_000] * 11)
    headers = {"Content-Type": "application/json"}
    answer = httpx.post(f"http://{service.endpoint}/", content=content, headers=headers, trust_env=False)
    assert answer.json()["Response"]["Error"]["Code"] == "RequestSizeLimitExceeded"


def test_a_flood_of_headers_keeps_nobody_waiting(service: Service) -> None:
    flood = POST + b"".join(b"X-%d: y\r\n" % i for i in range(60_000))
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(connect(service)).sendall(flood[:900_000])
        began = time.perf_counter()
        assert httpx.get(f"http://{service.endpoint}/livez", trust_env=False).status_code == 200
        assert time.perf_counter() - began < 1


def test_no_more_files_are_open_than_before(service: Service) -> None:
    def open_files() -> int:
        return len(list(Path(f"/proc/{service._process.pid}/fd").iterdir()))

    with httpx.Client(trust_env=False) as client:
        client.get(f"http://{service.endpoint}/livez")
    before = open_files()
    for _ in range(50):
        with connect(service) as connection:
            connection.sendall(POST + b"Content-Length: 5\r\n\r\n{")
    time.sleep(0.3)
    assert open_files() <= before + 2
    assert [json.loads(line)["event"] for line in service.log.splitlines() if "defect" in line] == []

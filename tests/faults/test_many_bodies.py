"""Many clients that send large bodies at the same time: what the service holds of them, and who is answered."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.scripted import ScriptedService

ROOM_MB, CLIENTS, BODY = 16, 60, 4_000_000
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedService]:
    settings = {"PERMIT_OCR_LIMITS__BODIES_MB": str(ROOM_MB), "PERMIT_OCR_SERVER__WORKERS": "1"}
    with ScriptedService(tmp_path_factory.mktemp("service"), **settings) as service:
        yield service


def resident(service: ScriptedService) -> int:
    return int(Path(f"/proc/{service.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def begin_body(service: ScriptedService) -> socket.socket:
    """Send all of a body but its last byte."""
    host, port = service.endpoint.split(":")
    connection = socket.create_connection((host, int(port)), timeout=20)
    connection.sendall(HEAD % (BODY + 1) + b" " * BODY)
    return connection


def end_body(connection: socket.socket) -> bytes:
    """Send the last byte, and get the answer."""
    connection.sendall(b" ")
    answer = b""
    while b'"RequestId"' not in answer:
        answer += connection.recv(65536)
    return answer


def test_memory_is_bounded_and_the_rest_refused(service: ScriptedService) -> None:
    with ExitStack() as stack:
        before = resident(service)
        connections = [stack.enter_context(begin_body(service)) for _ in range(CLIENTS)]
        assert resident(service) - before < 3 * ROOM_MB << 20  # of 240 MB that were sent
        answers = [end_body(connection) for connection in connections]
        refused = [answer for answer in answers if b'"RequestLimitExceeded"' in answer and b"retry-after" in answer]
        assert len(refused) > CLIENTS / 2  # all but a few; as answers are given, there is room for some that come late
        assert service.told("sleep 0" + " " * 5_000_000) == "slept"


def test_those_who_do_not_end_their_bodies_keep_nobody_out(service: ScriptedService) -> None:
    with ExitStack() as stack:
        for _ in range((ROOM_MB << 20) // BODY):
            stack.enter_context(begin_body(service))
        time.sleep(5.5)
        assert service.told("sleep 0" + " " * 5_000_000) == "slept"

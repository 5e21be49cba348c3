"""A host of pictures that answers as badly as it is told."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Self

Script = Callable[["Visit"], None]


class Visit:
    """One connection, after the head of its request has been read."""

    def __init__(self, connection: socket.socket, head: bytes, closing: threading.Event) -> None:
        self._connection = connection
        self._closing = closing
        self.head = head

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def drip(self, data: Iterator[bytes], seconds: float) -> None:
        for piece in data:
            if self._closing.wait(seconds):
                return
            self.send(piece)

    def hang(self) -> None:
        self._closing.wait(10)


class PictureHost:
    def __init__(self, scripts: dict[str, Script], tls: ssl.SSLContext | None = None) -> None:
        self.heads: list[bytes] = []
        """What every visitor asked for."""
        self._scripts = scripts
        self._closing = threading.Event()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handle, bind_and_activate=True)
        self._server.daemon_threads = True
        self._tls = tls
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handle(self, connection: socket.socket, *_: object) -> None:
        with suppress(OSError):
            if not self._tls:
                self._answer(connection)
                return
            with self._tls.wrap_socket(connection, server_side=True) as wrapped:
                self._answer(wrapped)

    def _answer(self, connection: socket.socket) -> None:
        head = _head(connection)
        self.heads.append(head)
        path = head.split(b" ")[1].partition(b"?")[0].decode()
        self._scripts[path](Visit(connection, head, self._closing))


def _head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        data = connection.recv(4096)
        if not data:
            raise ConnectionResetError
        head += data
    return head


def picture(content: bytes, *headers: str) -> Script:
    head = "".join(f"{header}\r\n" for header in (f"Content-Length: {len(content)}", *headers))
    return raw(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + content)


def redirect(location: str, status: int = 302) -> Script:
    return raw(f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())


def raw(answer: bytes) -> Script:
    return lambda visit: visit.send(answer)


def slowly(answer: bytes, seconds: float = 0.02) -> Script:
    return lambda visit: visit.drip((bytes([byte]) for byte in answer), seconds)


def endless_chunks(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        visit.send(b"1000\r\n" + bytes(0x1000) + b"\r\n")


def silence(visit: Visit) -> None:
    visit.hang()

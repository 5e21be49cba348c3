"""TLS whose handshakes are connections like any other: counted, bounded in time, and closed when others need the room.

:mod:`asyncio` shows a server a TLS connection when its handshake is done. Until then nobody counts it, but it holds a
file, and without files the service can neither start a worker nor ask Redis. So the port takes plain connections, and
here TLS is begun on each of them.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from pathlib import Path

from uvicorn.protocols.http.h11_impl import H11Protocol

from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.waiting import WaitingRoom

LAST_CALL_SECONDS = 0.5
"""How long a connection without a request stays open when the service is told to stop: a request may have been sent on
it that has not been seen yet, and to close would lose it."""


class CertificateError(PermitOcrError):
    """The certificate or its key cannot be used."""


def server_context(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """Load a certificate chain and its key, both PEM, where there are any; raises :class:`CertificateError`."""
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.set_alpn_protocols(["http/1.1"])
    try:
        context.load_cert_chain(certificate, key)
    except OSError as error:  # of which those of OpenSSL are a kind
        raise CertificateError(f"cannot use the TLS certificate and key: {error.strerror}") from None
    return context


class Handshake(asyncio.Protocol):
    """A connection until it speaks TLS; then its successor takes over."""

    _last_call: asyncio.TimerHandle | None = None

    def __init__(self, context: ssl.SSLContext, seconds: float, room: WaitingRoom, successor: H11Protocol) -> None:
        """``seconds``: how long the handshake may take, and the client's part of closing."""
        self._context = context
        self._seconds = seconds
        self._room = room
        self._successor = successor
        self._loop = asyncio.get_running_loop()
        self._early = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take a connection, or close another one for it."""
        self._transport = transport
        self._successor.connections.add(self)  # pyright: ignore[reportArgumentType]
        self._room.make_room(self, len(self._successor.connections))
        self._room.enter(self)
        self._task = self._loop.create_task(self._begin(transport))
        self._task.add_done_callback(self._leave)

    def data_received(self, data: bytes) -> None:
        """Keep for the successor what came together with the end of the handshake."""
        self._early += data

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up, for the client has hung up."""
        super().connection_lost(exc)
        self._task.cancel()

    def shutdown(self) -> None:
        """Begin to close, for the service is told to stop."""
        self._last_call = self._loop.call_later(LAST_CALL_SECONDS, self.cut)

    def cut(self) -> None:
        """Close the connection now."""
        self._transport.abort()

    async def _begin(self, transport: asyncio.Transport) -> None:
        with suppress(OSError):  # no TLS, or none that is allowed, or too slow: nothing that concerns anybody else
            encrypted = await self._loop.start_tls(
                transport,
                self,
                self._context,
                server_side=True,
                ssl_handshake_timeout=self._seconds,
                ssl_shutdown_timeout=self._seconds,
            )
            if encrypted is not None:  # and the client has not hung up meanwhile
                self._hand_over(encrypted)

    def _hand_over(self, encrypted: asyncio.Transport) -> None:
        self._leave()
        encrypted.set_protocol(self._successor)
        self._successor.connection_made(encrypted)
        if self._early:
            self._successor.data_received(self._early)
        if self._last_call:
            self._successor.shutdown()

    def _leave(self, *_: object) -> None:
        self._successor.connections.discard(self)  # pyright: ignore[reportArgumentType]
        self._room.leave(self)
        if self._last_call:
            self._last_call.cancel()

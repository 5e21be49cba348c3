"""What one client may cost the others by holding connections open.

uvicorn closes connections that are idle for long between two requests, and the application bodies that come too slowly.
Here are the rest: heads of requests that come by the byte or never (the attack called Slowloris), answers that nobody
fetches, TLS that is never agreed upon, and too many connections altogether.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from permit_ocr.serving.confine import allow_files
from permit_ocr.serving.handshake import LAST_CALL_SECONDS, Handshake
from permit_ocr.serving.waiting import WaitingRoom
from permit_ocr.settings import Settings

_OTHER_FILES = 200
"""Files that are open besides connections: pipes to workers, downloads, Redis, libraries."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections there may be, and how long each may wait for its client."""

    connections: int
    head_seconds: float
    answer_seconds: float


def connection_limits(settings: Settings) -> ConnectionLimits:
    """Pick them out; fewer connections where the system does not grant so many files."""
    granted = allow_files(settings.server.connections + _OTHER_FILES) - _OTHER_FILES
    return ConnectionLimits(max(1, granted), settings.limits.head_seconds, settings.limits.answer_seconds)


def bounded_protocol(limits: ConnectionLimits, tls: ssl.SSLContext | None = None) -> type[asyncio.Protocol]:
    """The protocol of one server, which keeps to the limits; for ``uvicorn.Config(http=...)``."""
    room = WaitingRoom(limits.connections)

    class Bounded(_BoundedProtocol):
        _limits = limits
        _room = room

    if tls is None:
        return Bounded

    class Encrypted(Handshake):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(tls, limits.head_seconds, room, Bounded(*arguments, **options))

    return Encrypted


class _BoundedProtocol(H11Protocol):
    _limits: ClassVar[ConnectionLimits]
    _room: ClassVar[WaitingRoom]
    _until_head: asyncio.TimerHandle | None = None
    _until_read: asyncio.TimerHandle | None = None
    _ending = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take a connection, or close another one for it."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=1)  # so that what is not taken is noticed; 0 would stop TLS for good
        self._room.make_room(self, len(self.connections))
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Take what the client sends."""
        super().data_received(data)
        if self._ending and self.cycle:
            self.cycle.keep_alive = False
        if self.conn.their_state is h11.IDLE:
            self._expect_head()
            self._room.note(self, len(data))
        else:
            self._forget_head()

    def on_response_complete(self) -> None:
        """Wait for the next request, if there is to be one."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._room.enter(self)

    def pause_writing(self) -> None:
        """Wait for the client to take its answer."""
        super().pause_writing()
        self._until_read = self.loop.call_later(self._limits.answer_seconds, self.cut)

    def resume_writing(self) -> None:
        """Go on: it has."""
        super().resume_writing()
        _cancel(self._until_read)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        super().connection_lost(exc)
        self._forget_head()
        _cancel(self._until_read)

    def shutdown(self) -> None:
        """Begin to close, for the service is told to stop. A request that is under way is still answered."""
        if self._ending or (self.cycle and not self.cycle.response_complete):
            super().shutdown()
        else:
            self._ending = True
            self.loop.call_later(LAST_CALL_SECONDS, self.shutdown)

    def cut(self, *_: Any) -> None:
        """Close the connection now, whatever is still to be sent."""
        self._forget_head()
        self.transport.abort()

    def _expect_head(self) -> None:
        self._room.enter(self)
        if self._until_head is None:
            self._until_head = self.loop.call_later(self._limits.head_seconds, self.cut)

    def _forget_head(self) -> None:
        self._room.leave(self)
        _cancel(self._until_head)
        self._until_head = None


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()

"""The bodies of all requests in progress: together they take no more memory than a setting says.

Where there is no more room, a body that has been on its way for long gives way to one that has not: clients that send
slowly, on purpose or not, cannot keep the others out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from permit_ocr.settings import LimitSettings

_SLOW_SECONDS = 5.0
"""How long a body may be on its way before it may have to give way: 10 MB at 16 Mbit/s."""


class Bodies:
    """Counts the bytes that are held."""

    def __init__(self, limits: LimitSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._most_each = limits.body_bytes
        self._free = limits.bodies_mb << 20
        self._clock = clock
        self._arriving: dict[Body, float] = {}
        """Since when each has been on its way, the oldest first."""

    @contextmanager
    def body(self) -> Generator[Body]:
        """One that is about to come; what it takes is free again at the end of ``with``."""
        body = Body(self, self._most_each)
        self._arriving[body] = self._clock()
        try:
            yield body
        finally:
            self.note_complete(body)
            body.drop()

    def note_complete(self, body: Body) -> None:
        """Let it stay, for it is no longer on its way."""
        self._arriving.pop(body, None)

    def reserve(self, body: Body, count: int) -> bool:
        """Take room for so many more bytes of a body, where there is room or others can make it."""
        while count > self._free and (slow := self._slowest(body)):
            self._arriving.pop(slow)
            slow.crowd_out()
        if count > self._free:
            return False
        self._free -= count
        return True

    def free(self, count: int) -> None:
        """Give room back."""
        self._free += count

    def _slowest(self, asking: Body) -> Body | None:
        slow_since = self._clock() - _SLOW_SECONDS
        slow = (body for body, began in self._arriving.items() if body.held and began < slow_since)
        return next((body for body in slow if body is not asking), None)


class Body:
    """One body, as far as it has come."""

    def __init__(self, bodies: Bodies, most: int) -> None:
        self._bodies = bodies
        self.most = most
        """Bytes that it may have."""
        self._content = bytearray()
        self.received = 0
        """Bytes that have come, kept or not."""
        self.held = 0
        """Bytes that it takes of the room for all."""
        self.crowded = False
        """Whether it was thrown away for want of room."""

    @property
    def oversized(self) -> bool:
        """Whether it was thrown away because it is larger than one may be."""
        return self.received > self.most

    def add(self, chunk: bytes) -> None:
        """Take some more of it, or throw away all."""
        self.received += len(chunk)
        if self.oversized:
            self.drop()
        elif self.crowded or not self._bodies.reserve(self, len(chunk)):
            self.crowd_out()
        else:
            self.held += len(chunk)
            self._content += chunk

    def complete(self) -> bytes:
        """All of it; its room stays taken for as long as the request is in progress."""
        self._bodies.note_complete(self)
        content, self._content = bytes(self._content), bytearray()
        return content

    def crowd_out(self) -> None:
        """Throw it away for want of room."""
        self.crowded = True
        self.drop()

    def drop(self) -> None:
        """Throw away what has come."""
        self._bodies.free(self.held)
        self.held = 0
        self._content.clear()

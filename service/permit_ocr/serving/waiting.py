"""Who waits for a client: the connections that may be closed when there is no room for another."""

from __future__ import annotations

from typing import Protocol

_LONG_HEAD, _MOST_IN_LONG_HEADS = 64 << 10, 64 << 20
"""Bytes: a head of more is long, and that many may be held of heads that are not complete before long ones are cut."""


class Waiting(Protocol):
    """A connection that can be closed at any time."""

    def cut(self) -> None:
        """Close it now, whatever is still to be sent."""
        ...


class WaitingRoom:
    """Connections whose client owes a handshake, a request or the rest of its head, the longest waiting first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._received: dict[Waiting, int] = {}

    def enter(self, connection: Waiting) -> None:
        """Begin to wait, or wait on."""
        self._received.setdefault(connection, 0)

    def leave(self, connection: Waiting) -> None:
        """Wait no longer."""
        self._received.pop(connection, None)

    def note(self, connection: Waiting, count: int) -> None:
        """Count bytes of a head, and close the connection if its head is long and those of all take too much memory."""
        self._received[connection] += count
        if self._received[connection] > _LONG_HEAD and sum(self._received.values()) > _MOST_IN_LONG_HEADS:
            connection.cut()

    def make_room(self, newcomer: Waiting, connections: int) -> None:
        """If more are open than may be, close the one that has waited longest, or the newcomer where none waits."""
        if connections > self._capacity:
            next(iter(self._received), newcomer).cut()

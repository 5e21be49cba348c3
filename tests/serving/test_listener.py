"""Leaving an address: who has connected is not cut off."""

from __future__ import annotations

import socket
import sys

import pytest

from permit_ocr.serving.listener import AddressError, bind, turn_away


def connect(listener: socket.socket) -> socket.socket:
    return socket.create_connection(listener.getsockname()[:2], timeout=0.2)


def test_refuses_connections_until_somebody_listens() -> None:
    with bind("127.0.0.1", 0) as listener, pytest.raises(ConnectionRefusedError):
        connect(listener)


def test_says_that_an_address_is_taken() -> None:
    with bind("127.0.0.1", 0) as listener:
        listener.listen()
        with pytest.raises(AddressError, match="Address already in use"):
            bind(*listener.getsockname())


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_who_has_connected_can_still_be_accepted_while_newcomers_are_turned_away(host: str) -> None:
    with bind(host, 0) as listener:
        listener.listen()
        early = connect(listener)
        turn_away(listener)
        early.sendall(b"before")
        with pytest.raises(TimeoutError):
            connect(listener)
        accepted, _ = listener.accept()
        early.sendall(b" and after")
        with early, accepted:
            early.shutdown(socket.SHUT_WR)
            assert accepted.makefile("rb").read() == b"before and after"

"""Taking an address to listen on."""

from __future__ import annotations

import socket

from permit_ocr.errors import PermitOcrError


class AddressError(PermitOcrError):
    """The service cannot listen where the settings say."""


def bind(host: str, port: int) -> socket.socket:
    """Take an address without listening on it: until somebody does, connections are refused.

    Raises :class:`AddressError`.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressError(f"cannot listen on {host} port {port}: {error.strerror}") from None
    return listener

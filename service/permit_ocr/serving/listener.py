"""Taking an address to listen on, and leaving it without cutting anybody off."""

from __future__ import annotations

import ctypes
import socket
import struct
import sys
from contextlib import suppress

from permit_ocr.errors import PermitOcrError

_SO_ATTACH_FILTER = 26
"""``asm-generic/socket.h``; :mod:`socket` does not name it."""

_NO_NEW_CONNECTIONS = (  # code, jump if true, jump if false, operand: ``linux/filter.h``
    (0x30, 0, 0, 13),  # load the byte of the TCP header that holds the flags (RFC 9293, 3.1)
    (0x45, 0, 1, 0x02),  # is SYN among them?
    (0x06, 0, 0, 0),  # then drop the packet,
    (0x06, 0, 0, 0xFFFFFFFF),  # else take all of it
)


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
        raise not_free(host, port, error) from None
    return listener


def not_free(host: str, port: int, error: OSError) -> AddressError:
    """Say why the service cannot listen there."""
    return AddressError(f"cannot listen on {host} port {port}: {error.strerror}")


def turn_away(listener: socket.socket) -> None:
    """Let nobody else connect, while those whom the kernel has connected can still be accepted.

    To close a listener resets the connections that wait to be accepted, and with them requests that were sent in good
    faith. So new ones are dropped first, by a packet filter in the kernel (Linux Socket Filtering, the kernel's
    ``networking/filter.rst``): their clients try again within a second, and are refused, or taken by whoever listens
    there then. Where there is no such filter this does nothing.
    """
    if sys.platform != "linux":
        return
    program = b"".join(struct.pack("HBBI", *instruction) for instruction in _NO_NEW_CONNECTIONS)
    buffer = ctypes.create_string_buffer(program)
    with suppress(OSError):
        # struct sock_fprog: the number of instructions and where they are.
        where = struct.pack("@HP", len(_NO_NEW_CONNECTIONS), ctypes.addressof(buffer))
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, where)

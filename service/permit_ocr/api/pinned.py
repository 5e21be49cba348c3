"""Connections that go to the very address that was checked.

A name is resolved once, here, at the moment of connecting; there is no second look-up whose answer could differ
(DNS rebinding). What is above, TLS and HTTP, knows the host by its name alone.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any, cast

import httpcore

from permit_ocr.api.addresses import IPAddress, literal_address
from permit_ocr.api.allowance import Allowance

Resolver = Callable[[str, int], Awaitable[Sequence[IPAddress]]]

_RESOLVING_AT_A_TIME = 8


class ForbiddenAddressError(Exception):
    """The host is at an address from which nothing may be fetched. The message is for the log."""


class SystemResolver:
    """Asks the operating system, in threads of its own: slow name servers then hold up nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_RESOLVING_AT_A_TIME, thread_name_prefix="resolver")

    async def __call__(self, host: str, port: int) -> Sequence[IPAddress]:
        """All addresses of a host."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port)
        return tuple(dict.fromkeys(found))


def _look_up(host: str, port: int) -> list[IPAddress]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(address[0]) for *_, address in answers]


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections for ``httpcore``."""

    def __init__(self, allowed: Allowance, resolve: Resolver, seconds: float) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._seconds = seconds
        self._sockets = cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, and connect to the first that answers. Further options have no use here."""
        addresses = await self._checked(host, port)
        share = self._seconds / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._sockets.connect_tcp(str(address), port, timeout=share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._sockets.connect_tcp(str(addresses[-1]), port, timeout=share)

    async def _checked(self, host: str, port: int) -> Sequence[IPAddress]:
        addresses = await self._addresses(host, port)
        for address in addresses:
            if not self._allowed.covers(host, port, address):
                raise ForbiddenAddressError(f"{address} port {port} is not allowed")
        return addresses

    async def _addresses(self, host: str, port: int) -> Sequence[IPAddress]:
        literal = literal_address(host)
        if literal:
            return [literal]
        if not self._allowed.may_cover(host, port):
            raise ForbiddenAddressError(f"this host is not allowed, on port {port}")
        return await self._resolve(host, port)

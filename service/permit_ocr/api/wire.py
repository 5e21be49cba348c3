"""A request as it came over the wire, before anything is believed about it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

_PATIENCE = 4
"""How many times the limit is read (and dropped) before the connection is cut."""

_PORT = re.compile(r":[0-9]+$")


@dataclass(frozen=True, slots=True)
class WireRequest:
    """Method, path, query, headers and body, untouched: signatures are over exactly these."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    """Lower-case names; values byte for byte, as Latin-1."""
    body: bytes
    oversized: bool = False
    """The body went over the limit and was thrown away."""
    late: bool = False
    """The body did not arrive in time; the rest was not waited for."""

    def header(self, name: str) -> str:
        """The value of a header, ``""`` where there is none."""
        return self.headers.get(name, "")

    def hosts(self) -> tuple[str, ...]:
        """The Host as it came, and without its port: that is what the Node SDKs sign."""
        host = self.header("host").strip()
        return tuple(dict.fromkeys((host, _PORT.sub("", host))))


async def receive(request: Request, max_body_bytes: int, seconds: float) -> WireRequest:
    """Read a request; hold no more of its body than the limit, and wait no longer for it."""
    body, oversized, late = b"", False, False
    try:
        async with asyncio.timeout(seconds):
            body, oversized = await _receive_body(request, max_body_bytes)
    except TimeoutError:
        late = True
    return WireRequest(
        method=request.method,
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        headers=_first_of_each(request),
        body=body,
        oversized=oversized,
        late=late,
    )


async def _receive_body(request: Request, max_bytes: int) -> tuple[bytes, bool]:
    body = bytearray()
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received <= max_bytes:
            body += chunk
        else:
            body.clear()
        # A client that is cut off while it sends never sees the answer: a moderate excess is dropped.
        if received > _PATIENCE * max_bytes:
            break
    return bytes(body), received > max_bytes


def _first_of_each(request: Request) -> Mapping[str, str]:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers.setdefault(name, value)
    return headers

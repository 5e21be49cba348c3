"""A request as it came over the wire, before anything is believed about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

_PATIENCE = 4
"""How many times the limit is read (and dropped) before the connection is cut."""


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

    def header(self, name: str) -> str:
        """The value of a header, ``""`` where there is none."""
        return self.headers.get(name, "")


async def receive(request: Request, max_body_bytes: int) -> WireRequest:
    """Read a request, and never hold more of its body than the limit."""
    body, oversized = await _receive_body(request, max_body_bytes)
    return WireRequest(
        method=request.method,
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        headers=_first_of_each(request),
        body=body,
        oversized=oversized,
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

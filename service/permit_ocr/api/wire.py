"""A request as it came over the wire, before anything is believed about it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from permit_ocr.api.bodies import Body
from permit_ocr.errors import OverloadedError

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
    crowded: bool = False
    """There was no room for the body beside those of other requests, and it was thrown away."""

    def header(self, name: str) -> str:
        """The value of a header, ``""`` where there is none."""
        return self.headers.get(name, "")

    def check_room(self) -> None:
        """Raise :class:`OverloadedError` where there was no room for the body."""
        if self.crowded:
            raise OverloadedError("the requests in progress take all the memory that they may")

    def hosts(self) -> tuple[str, ...]:
        """The Host as it came, and without its port: that is what the Node SDKs sign."""
        host = self.header("host").strip()
        return tuple(dict.fromkeys((host, _PORT.sub("", host))))


async def receive(request: Request, body: Body, seconds: float) -> WireRequest:
    """Read a request; hold no more of its body than there may be, and wait no longer for it."""
    late = False
    try:
        async with asyncio.timeout(seconds):
            await _receive_body(request, body)
    except TimeoutError:
        late = True
    return WireRequest(
        method=request.method,
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        headers=_first_of_each(request),
        body=b"" if late else body.complete(),
        oversized=body.oversized and not late,
        late=late,
        crowded=body.crowded,
    )


async def _receive_body(request: Request, body: Body) -> None:
    async for chunk in request.stream():
        body.add(chunk)
        # A client that is cut off while it sends never sees the answer: a moderate excess is dropped.
        if body.received > _PATIENCE * body.most:
            break


def _first_of_each(request: Request) -> Mapping[str, str]:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers.setdefault(name, value)
    return headers

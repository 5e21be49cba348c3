"""Where the details route is, and the document that describes it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from permit_ocr.api.bodies import Bodies
from permit_ocr.api.details.desk import Desk
from permit_ocr.api.details.openapi import openapi_document
from permit_ocr.api.details.visitors import is_local, is_own_page
from permit_ocr.api.wire import WireRequest, receive

PERMITS = "/v1/permits"


def details_routes(desk: Desk, bodies: Bodies, body_seconds: float, *, keyless: bool) -> list[BaseRoute]:
    """The route and its OpenAPI document. ``keyless`` lets the page on this machine do without a key."""
    return [Route(PERMITS, _Endpoint(desk, bodies, body_seconds, keyless)), Route("/openapi.json", _openapi)]


async def _openapi(_: Request) -> Response:
    return JSONResponse(openapi_document(PERMITS))


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The desk as an ASGI application, for every method: what it does not take is its own to refuse."""

    desk: Desk
    bodies: Bodies
    body_seconds: float
    keyless: bool

    async def __call__(self, scope: Scope, receive_: Receive, send: Send) -> None:
        request = Request(scope, receive_)
        with self.bodies.body() as body:
            try:
                wire = await receive(request, body, self.body_seconds)
            except ClientDisconnect:
                return
            late, keyless = wire.late, self._needs_no_key(wire, request)
            answering = self.desk.answer(wire, keyless=keyless)
            del wire  # while its photo waits for a worker, nobody needs the request in memory
            response = await answering
        if late:
            response.headers["Connection"] = "close"
        await response(scope, receive_, send)

    def _needs_no_key(self, wire: WireRequest, request: Request) -> bool:
        """Whoever shows a key is asked to prove it, wherever the request comes from."""
        if not self.keyless or wire.header("authorization"):
            return False
        peer = request.client.host if request.client else ""
        return is_local(wire.headers, peer) and is_own_page(wire.headers)

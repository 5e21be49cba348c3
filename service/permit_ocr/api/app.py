"""The web application: probes, and the gateway for everything else."""

from __future__ import annotations

import time
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.authentication import Secrets
from permit_ocr.api.gateway import Clock, Gateway
from permit_ocr.api.wire import receive
from permit_ocr.settings import Settings

# The SDKs compare for equality, so no "; charset".
_CONTENT_TYPE = "application/json"
_TRACE_ID = "x-tc-traceid"


def create_app(reader: PhotoReader, keyring: Secrets, settings: Settings, clock: Clock = time.time) -> FastAPI:
    """Build the application around anything that reads photos; whoever made that starts and closes it."""
    app = FastAPI(title="permit-ocr", docs_url=None, redoc_url=None, openapi_url=None)
    gateway = Gateway(reader, keyring, settings.limits.base64_characters, clock)

    @app.get("/livez")
    async def livez() -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response()

    @app.get("/readyz")
    async def readyz() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse({"ready": reader.ready}, status_code=200 if reader.ready else 503)

    app.mount("/", _Endpoint(gateway, settings.limits.body_bytes))
    return app


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The gateway as an ASGI application: every method and every path is answered by it."""

    gateway: Gateway
    max_body_bytes: int

    async def __call__(self, scope: Scope, receive_: Receive, send: Send) -> None:
        request = Request(scope, receive_)
        try:
            wire = await receive(request, self.max_body_bytes)
        except ClientDisconnect:
            return
        body = await self.gateway.answer(wire)
        trace_id = wire.header(_TRACE_ID)
        headers = {"X-TC-TraceId": trace_id} if trace_id else {}
        await Response(body, headers=headers, media_type=_CONTENT_TYPE)(scope, receive_, send)

"""The web application: probes, metrics, details, the page, and the gateway for everything else."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.authentication import Secrets
from permit_ocr.api.bodies import Bodies
from permit_ocr.api.details.desk import Desk
from permit_ocr.api.details.route import details_routes
from permit_ocr.api.fetch import Fetcher
from permit_ocr.api.gateway import Clock, Gateway
from permit_ocr.api.image_source import decoded_bytes
from permit_ocr.api.operations import Observed, metrics_route, observe, probes
from permit_ocr.api.page.routes import page_routes
from permit_ocr.api.ratelimit import make_limit
from permit_ocr.api.wire import WireRequest, receive
from permit_ocr.settings import Settings

# The SDKs compare for equality, so no "; charset".
_CONTENT_TYPE = "application/json"
_TRACE_ID = "x-tc-traceid"
# What clients send is a UUID. Anything else that is short and harmless is given back too.
_HARMLESS = re.compile(r"[!-~]{1,128}")


def create_app(reader: PhotoReader, keyring: Secrets, settings: Settings, clock: Clock = time.time) -> FastAPI:
    """Build the application around anything that reads photos; whoever made that starts and closes it.

    ``app.state.observed`` is what :func:`~permit_ocr.api.operations.operations_app` shows on a port of its own.
    Raises :class:`ModelFileError` where there is no manifest of models.
    """
    at_end = AsyncExitStack()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        async with at_end:
            yield

    app = FastAPI(title="permit-ocr", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.observed = observed = observe(reader, settings)
    gateway = Gateway(
        reader=observed.reader,
        keyring=keyring,
        limit=make_limit(settings.rate_limit, at_end),
        fetch=Fetcher(settings.fetch, decoded_bytes(settings.limits.base64_characters)),
        max_base64_characters=settings.limits.base64_characters,
        metrics=observed.metrics,
        clock=clock,
        tc3_only=settings.tc3_only,
    )
    _add_operations(app, observed, settings)
    bodies = Bodies(settings.limits)
    _add_details(app, gateway, bodies, settings)
    endpoint = _Endpoint(gateway, bodies, settings.limits.body_seconds)
    app.mount("/", endpoint)
    app.router.default = endpoint  # for targets that are no path: ``*``, a whole URL
    return app


def _add_operations(app: FastAPI, observed: Observed, settings: Settings) -> None:
    app.include_router(probes(observed))
    if settings.metrics.on_service_port(settings.server):
        app.include_router(metrics_route(observed))


def _add_details(app: FastAPI, gateway: Gateway, bodies: Bodies, settings: Settings) -> None:
    desk = Desk(
        reader=gateway.reader,
        keyring=gateway.keyring,
        limit=gateway.limit,
        fetch=gateway.fetch,
        max_base64_characters=gateway.max_base64_characters,
        metrics=gateway.metrics,
        clock=gateway.clock,
    )
    keyless = settings.page.is_keyless(settings.server)
    details = details_routes(desk, bodies, settings.limits.body_seconds, keyless=keyless)
    app.router.routes += [*details, *page_routes(settings)]


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The gateway as an ASGI application: every method and every path is answered by it."""

    gateway: Gateway
    bodies: Bodies
    body_seconds: float

    async def __call__(self, scope: Scope, receive_: Receive, send: Send) -> None:
        with self.bodies.body() as body:
            try:
                wire = await receive(Request(scope, receive_), body, self.body_seconds)
            except ClientDisconnect:
                return
            headers = _headers(wire)
            answering = self.gateway.answer(wire)
            del wire  # while its photo waits for a worker, nobody needs the request in memory
            reply = await answering
        headers |= {} if reply.retry_after is None else {"Retry-After": str(reply.retry_after)}
        # A 2xx would make a tunnel of the connection (RFC 9110, 9.3.6), and no body may follow it.
        status = 501 if scope["method"] == "CONNECT" else 200
        await Response(reply.body, status, headers, _CONTENT_TYPE)(scope, receive_, send)


def _headers(wire: WireRequest) -> dict[str, str]:
    trace_id = wire.header(_TRACE_ID)
    headers = {"X-TC-TraceId": trace_id} if _HARMLESS.fullmatch(trace_id) else {}
    return headers | {"Connection": "close"} if wire.late else headers

"""What machines ask of the service besides its work: does it live, is it ready, what is it, what has it counted."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from permit_ocr.api.about import About, about
from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.metrics import Metrics
from permit_ocr.api.reader_metrics import MeasuredReader, ReaderMetrics
from permit_ocr.settings import Settings


@dataclass(frozen=True, slots=True)
class Observed:
    """A reader whose work is counted, and what is known of it."""

    reader: PhotoReader
    about: About
    metrics: Metrics


def observe(reader: PhotoReader, settings: Settings) -> Observed:
    """Begin to count; raises :class:`ModelFileError` where there is no manifest of models."""
    facts = about(settings.models)
    metrics = Metrics(facts)
    metrics.registry.register(ReaderMetrics(reader))
    return Observed(MeasuredReader(reader, metrics), facts, metrics)


def operations_app(observed: Observed) -> FastAPI:
    """Probes and metrics alone, for a port of their own: it is there before and after the service's own."""
    app = FastAPI(title="permit-ocr operations", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(probes(observed))
    app.include_router(metrics_route(observed))
    return app


def probes(observed: Observed) -> APIRouter:
    """``/livez``, ``/readyz`` and ``/version``."""
    router = APIRouter()

    @router.get("/livez", include_in_schema=False)
    async def livez() -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response()

    @router.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:  # pyright: ignore[reportUnusedFunction]
        unready = observed.reader.status.unready
        if unready is None:
            return JSONResponse({"ready": True})
        return JSONResponse({"ready": False, "reason": unready, "message": unready.explanation}, status_code=503)

    @router.get("/version", include_in_schema=False)
    async def version() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(observed.about.as_json())

    return router


def metrics_route(observed: Observed) -> APIRouter:
    """``/metrics``."""
    router = APIRouter()

    @router.get("/metrics", include_in_schema=False)
    async def expose(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        body, content_type = observed.metrics.exposition(request.headers.get("accept", ""))
        return Response(body, headers={"Content-Type": content_type})

    return router

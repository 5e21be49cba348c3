"""Where the page is, and how a browser that visits the service gets there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from permit_ocr import selfcheck
from permit_ocr.api.details.visitors import is_local
from permit_ocr.api.page.headers import HEADERS
from permit_ocr.settings import Settings

PAGE = "/page"


def page_routes(settings: Settings) -> list[BaseRoute]:
    """The routes of the page; none where it is not to be served."""
    if not settings.page.is_served(settings.server):
        return []
    return [
        _Visit("/", _to_page),
        Route(PAGE, _to_page),
        Route(f"{PAGE}/service.json", _facts_of(settings)),
        Route(f"{PAGE}/specimen.jpg", _specimen),
        Mount(PAGE, _Files(directory=str(files("permit_ocr") / "page"), html=True)),
    ]


class _Visit(Route):
    """A browser's visit to the endpoint itself; every call of the vendor's protocol passes it by."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether somebody looks in, rather than a program that calls."""
        return super().matches(scope) if _is_visit(scope) else (Match.NONE, {})


def _is_visit(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["query_string"]:
        return False
    headers = Request(scope).headers
    called = "authorization" in headers or any(name.startswith("x-tc-") for name in headers)
    return not called and "text/html" in headers.get("accept", "")


async def _to_page(_: Request) -> Response:
    return RedirectResponse(f"{PAGE}/", headers=HEADERS)


async def _specimen(_: Request) -> Response:
    photo = (files(selfcheck) / "photo.jpg").read_bytes()
    return Response(photo, media_type="image/jpeg", headers=HEADERS)


def _facts_of(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """What the page must know of the service, and of whoever looks at it."""
    keyless = settings.page.is_keyless(settings.server)

    async def facts(request: Request) -> Response:
        peer = request.client.host if request.client else ""
        body = {
            "keyless": keyless and is_local(request.headers, peer),
            "max_bytes": settings.limits.body_bytes,
            "forget_seconds": settings.page.forget_seconds,
        }
        return JSONResponse(body, headers=HEADERS)

    return facts


class _Files(StaticFiles):
    """The files of the page, with the headers that fence it in."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response

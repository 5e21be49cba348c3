"""Fetches the picture that an ImageUrl names.

Whoever may sign a request decides where this machine connects to, so little is allowed and all of it is bounded:
time in total, bytes, redirects, addresses. Proxy settings of the environment are not looked at: a proxy would
resolve the name again. Why a download failed is logged; the caller learns only that it did.
"""

from __future__ import annotations

import asyncio
import ssl
from functools import cache

import httpcore
import httpx
import structlog

from permit_ocr.api.allowance import allowance
from permit_ocr.api.errors import DOWNLOAD_ERROR, TOO_LARGE_FILE, ApiError
from permit_ocr.api.pinned import ForbiddenAddressError, PinnedBackend, Resolver, SystemResolver
from permit_ocr.settings import FetchSettings

_MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LOGGED_CHARACTERS = 200

_log: structlog.stdlib.BoundLogger = structlog.get_logger("permit_ocr.fetch")


class DownloadError(Exception):
    """There is no picture to be had. The message is for the log."""


_SPEAKING = (DownloadError, ForbiddenAddressError, OSError, httpcore.ConnectError)
"""What is of our own making or the system's, an unknown host or the time-out of the whole among it."""

_SILENT = (ValueError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
"""What may quote the URL or the answer in its message."""


class Fetcher:
    """Fetches pictures by URL. Nothing is kept between two downloads."""

    def __init__(self, settings: FetchSettings, max_bytes: int, resolve: Resolver | None = None) -> None:
        self._seconds = settings.seconds
        self._max_bytes = max_bytes
        self._network = PinnedBackend(allowance(settings), resolve or SystemResolver(), settings.seconds)

    async def __call__(self, url: str) -> bytes:
        """Give what is there, unseen: whether it is a picture is for the decoder to find out."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(httpx.URL(url.strip()))
        except (*_SPEAKING, *_SILENT) as error:
            _log.warning("download failed", url=_loggable(url), reason=_reason(error))
            raise ApiError(DOWNLOAD_ERROR) from None

    async def _follow(self, url: httpx.URL) -> bytes:
        for _ in range(1 + _MAX_REDIRECTS):
            found = await self._get(url)
            if isinstance(found, bytes):
                return found
            url = found
        raise DownloadError(f"more than {_MAX_REDIRECTS} redirects")

    async def _get(self, url: httpx.URL) -> bytes | httpx.URL:
        """What is at a URL, or the URL to look at instead."""
        _check(url)
        async with (
            httpcore.AsyncConnectionPool(ssl_context=_trust(), network_backend=self._network) as connections,
            connections.stream("GET", _target(url), headers=_headers(url)) as response,
        ):
            if response.status in _REDIRECTS:
                return url.join(_header(response, b"location"))
            if response.status != 200:
                raise DownloadError(f"status {response.status}")
            return await self._body(response)

    async def _body(self, response: httpcore.Response) -> bytes:
        if int(_header(response, b"content-length") or 0) > self._max_bytes:
            raise ApiError(TOO_LARGE_FILE)
        body = bytearray()
        async for chunk in response.aiter_stream():
            body += chunk
            if len(body) > self._max_bytes:
                raise ApiError(TOO_LARGE_FILE)
        return bytes(body)


@cache
def _trust() -> ssl.SSLContext:
    """The certificate store of the system, to which an operator adds a private authority (or names SSL_CERT_FILE)."""
    return ssl.create_default_context()


def _check(url: httpx.URL) -> None:
    if url.scheme not in {"http", "https"} or not url.host or url.port == 0:
        raise DownloadError("only http and https URLs are fetched")
    if url.userinfo:
        raise DownloadError("user names in URLs are not accepted")


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _headers(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    # A compressed answer would have to be unpacked before its size is known.
    return [(b"Host", url.netloc), (b"Accept", b"image/jpeg, image/png"), (b"Accept-Encoding", b"identity")]


def _header(response: httpcore.Response, name: bytes) -> str:
    values = [value for header, value in response.headers if header.lower() == name]
    return values[0].decode("latin-1") if values else ""


def _reason(error: Exception) -> str:
    words = str(error) if isinstance(error, _SPEAKING) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _loggable(url: str) -> str:
    """Where it was to come from. Without the query, which may hold a signature, and without user names."""
    try:
        parsed = httpx.URL(url.strip())
    except (ValueError, httpx.InvalidURL):
        return "not a URL"
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}{parsed.path}"[:_LOGGED_CHARACTERS]

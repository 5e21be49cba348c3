"""How often a SecretId may call: so many requests in any one second (API page: 10).

It is asked right after a request has been proved, so that nobody uses up the calls of somebody else.
"""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from typing import Protocol

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from permit_ocr.api.errors import REQUEST_LIMIT_EXCEEDED, ApiError
from permit_ocr.api.shared_window import SharedWindow, Window
from permit_ocr.settings import RateLimitSettings


class Limit(Protocol):
    """Stands between a proved request and its work."""

    async def admit(self, secret_id: str, /) -> None:
        """Count a request, or end it."""
        ...


class NoLimit:
    """Lets everybody call as often as they like."""

    async def admit(self, _: str) -> None:
        """Do nothing."""


class LocalWindow:
    """Counts in the memory of this process.

    The library looks at the wall clock. Where that is set back, what was counted lies in the future and would block
    everybody until it comes, so it is forgotten.
    """

    def __init__(self) -> None:
        self._latest = time.time()
        self._window = MovingWindowRateLimiter(MemoryStorage())

    async def hit(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Count one request, or tell that it is one too many."""
        now = time.time()
        if now < self._latest:
            self._window = MovingWindowRateLimiter(MemoryStorage())
        self._latest = now
        return await self._window.hit(item, *identifiers)


class RateLimit:
    """Lets each SecretId call so many times in a second."""

    def __init__(self, per_second: int, window: Window) -> None:
        self._item = RateLimitItemPerSecond(per_second)
        self._window = window

    async def admit(self, secret_id: str) -> None:
        """Count a request, or end it where it is one too many; such a one is not counted."""
        if not await self._window.hit(self._item, secret_id):
            limit = self._item.amount
            refusal = ApiError(REQUEST_LIMIT_EXCEEDED, count=str(limit + 1), limit=str(limit))
            raise refusal.to_be_retried_after(self._item.get_expiry())


def make_limit(settings: RateLimitSettings, at_end: AsyncExitStack) -> Limit:
    """The limit of the settings; what it opens is closed with ``at_end``."""
    if settings.per_second == 0:
        return NoLimit()
    return RateLimit(settings.per_second, _window(settings, at_end))


def _window(settings: RateLimitSettings, at_end: AsyncExitStack) -> Window:
    url = settings.redis_url.get_secret_value()
    if not url:
        return LocalWindow()
    from permit_ocr.api.redis_window import RedisWindow  # noqa: PLC0415 - most services need no Redis client

    redis = RedisWindow(url)
    at_end.push_async_callback(redis.aclose)
    return SharedWindow(redis, settings.redis_seconds, open_on_failure=settings.on_failure == "open")

"""A moving window in Redis, so that several services keep one limit together."""

from __future__ import annotations

from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from permit_ocr.settings import SettingsError


class RedisWindow:
    """Connects when it is first used; raises :class:`limits.errors.StorageError` whenever Redis is at fault."""

    def __init__(self, url: str) -> None:
        self._connections = _connections(url)
        storage = RedisStorage(
            "redis://",
            implementation="redispy",
            key_prefix="permit-ocr",
            wrap_exceptions=True,
            connection_pool=self._connections,  # pyright: ignore[reportArgumentType] - as limits documents it
        )
        self._window = MovingWindowRateLimiter(storage)

    async def hit(self, item: RateLimitItem, /, *identifiers: str) -> bool:
        """Count one request, or tell that it is one too many."""
        return await self._window.hit(item, *identifiers)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._connections.aclose()


def _connections(url: str) -> ConnectionPool:
    try:
        # Without retries: another try comes with another request.
        return ConnectionPool.from_url(url, retry=Retry(NoBackoff(), 0))  # pyright: ignore[reportUnknownMemberType]
    except ValueError:
        raise SettingsError("PERMIT_OCR_RATE_LIMIT__REDIS_URL: is no redis://, rediss:// or unix:// URL") from None

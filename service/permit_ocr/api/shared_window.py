"""What happens to requests while the store that counts them does not answer.

No request waits for a store that is known to be lost: it is decided at once, by a setting, and now and then one
request finds out whether the store is back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

import structlog
from limits import RateLimitItem
from limits.errors import StorageError

from permit_ocr.api.errors import RATE_UNKNOWN, ApiError

_RETRY_SECONDS = 0.5

_log: structlog.stdlib.BoundLogger = structlog.get_logger("permit_ocr.ratelimit")


class Window(Protocol):
    """Counts the requests of everybody in a moving window of time."""

    async def hit(self, item: RateLimitItem, /, *identifiers: str) -> bool:
        """Count one request, or tell that it is one too many."""
        ...


class SharedWindow:
    """A window that is kept elsewhere."""

    def __init__(
        self, window: Window, seconds: float, *, open_on_failure: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._window = window
        self._seconds = seconds
        self._open_on_failure = open_on_failure
        self._clock = clock
        self._lost = False
        self._ask_again_at = 0.0
        self.undecided = 0
        """Requests for which the answer was not to be had, since the start."""

    async def hit(self, item: RateLimitItem, /, *identifiers: str) -> bool:
        """Count one request; without an answer in time, the setting decides."""
        if self._lost and self._clock() < self._ask_again_at:
            return self._decide()
        self._postpone()  # one request at a time waits for a store that may still be lost
        try:
            async with asyncio.timeout(self._seconds):
                admitted = await self._window.hit(item, *identifiers)
        except (StorageError, OSError) as error:
            self._lose(error)
            return self._decide()
        self._regain()
        return admitted

    def _decide(self) -> bool:
        self.undecided += 1
        if not self._open_on_failure:
            raise ApiError(RATE_UNKNOWN)
        return True

    def _postpone(self) -> None:
        self._ask_again_at = self._clock() + _RETRY_SECONDS

    def _lose(self, error: Exception) -> None:
        self._postpone()
        if not self._lost:
            self._lost = True
            policy = "let through" if self._open_on_failure else "refused"
            cause = error.__cause__ if isinstance(error, StorageError) else error
            _log.error("rate limit lost", error=type(cause).__name__, requests_are=policy)

    def _regain(self) -> None:
        if self._lost:
            self._lost = False
            _log.warning("rate limit regained", undecided=self.undecided)

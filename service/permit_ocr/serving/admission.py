"""Who may wait for a worker, and how long whoever may not is told to stay away."""

from __future__ import annotations

import math
import statistics
import time
from collections import deque

from permit_ocr.errors import ImageTooLargeError, OverloadedError, UndecodableImageError
from permit_ocr.serving.limits import PoolLimits

_REMEMBERED = 32
"""Read times that the next one is expected from, by their median: one slow photo says nothing of the next."""

_ASSUMED_SECONDS = 1.0
"""How long a photo is expected to be read before any was: about twice what it takes on a usual machine."""

NOT_READ = (ImageTooLargeError, UndecodableImageError)
"""Errors that come within milliseconds: the time to them says nothing of how long a photo is read."""

_BURST_SECONDS = 0.5
"""How long there may be a queue before it counts as standing."""


class Admission:
    """Decides at once whether a photo may wait.

    A queue may be as long as the limits say while it takes up a burst. One that has stood for longer serves nobody: it
    makes everybody late and the service no faster, so newcomers are let in only as far as no worker runs dry
    ("controlled delay"; K. Nichols and V. Jacobson, "Controlling queue delay", ACM Queue 10(5), 2012; for servers:
    B. Maurer, "Fail at scale", ACM Queue 13(8), 2015).
    """

    def __init__(self, limits: PoolLimits) -> None:
        self._limits = limits
        self._seconds: deque[float] = deque(maxlen=_REMEMBERED)
        self._without_queue = time.monotonic()
        """When nobody waited, the last time that was looked."""

    def resize(self, limits: PoolLimits) -> None:
        """Go by other limits from now on, for there are more workers, or fewer."""
        self._limits = limits

    def note_read(self, seconds: float, admitted: int) -> None:
        """Learn how long a read took, and that ``admitted`` photos are left."""
        self._seconds.append(seconds)
        self._look(admitted)

    def check(self, admitted: int) -> None:
        """Raise :class:`OverloadedError` where one more photo, besides those ``admitted``, may not wait."""
        self._look(admitted)
        wait = self._expected_wait(admitted)
        if admitted >= self._most() or wait > self._limits.queue_seconds:
            raise OverloadedError("more photos wait than can be read in time", max(1, math.ceil(wait)))

    def _look(self, admitted: int) -> None:
        if admitted <= self._limits.workers:
            self._without_queue = time.monotonic()

    def _expected_wait(self, admitted: int) -> float:
        reads_before = max(0, admitted - self._limits.workers + 1)
        return reads_before * self._typical_seconds() / self._limits.workers

    def _most(self) -> int:
        """Photos that may be read or wait at a time."""
        standing = time.monotonic() - self._without_queue > _BURST_SECONDS
        per_worker = self._limits.standing_queue * self._limits.workers
        return self._limits.workers + (min(self._limits.queue, per_worker) if standing else self._limits.queue)

    def _typical_seconds(self) -> float:
        return statistics.median(self._seconds) if self._seconds else _ASSUMED_SECONDS

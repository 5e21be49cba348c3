"""How sure a share is that was counted on few samples."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.959964
"""The 97.5 % quantile of the normal distribution: two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``count``."""

    hits: int
    count: int

    @classmethod
    def of(cls, events: Iterable[bool]) -> Share:
        """Count the true ones."""
        seen = list(events)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float:
        """The share itself, 0..1; 0 of nothing."""
        return self.hits / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % score interval (Wilson 1927), which stays within 0..1 at the extremes."""
        if not self.count:
            return (0.0, 1.0)
        spread = Z * Z / self.count
        middle = (self.value + spread / 2) / (1 + spread)
        half = math.sqrt(self.value * (1 - self.value) * spread + spread * spread / 4) / (1 + spread)
        return (max(middle - half, 0.0), min(middle + half, 1.0))

    def __str__(self) -> str:
        """``97.3 % (96.1-98.2)``."""
        low, high = self.interval
        return f"{100 * self.value:.1f} % ({100 * low:.1f}-{100 * high:.1f})"

"""What a phase of a load test tells: rates and quantiles of latency."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.arrivals import Exchange, Fate


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Seconds from the intended start; infinite where nothing was measured."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Quantiles:
        """By the nearest rank."""
        ranked = sorted(values) or [math.inf]
        p50, p95, p99 = (ranked[math.ceil(share * len(ranked)) - 1] for share in (0.5, 0.95, 0.99))
        return cls(p50, p95, p99)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: what was sent, what became of it."""

    offered: float
    """Requests a second."""
    sent: int
    refused: int
    failed: int
    goodput: float
    """Photos read a second, counted at their answers while the phase lasted."""
    read: Quantiles
    refusals: Quantiles | None

    @classmethod
    def of(cls, exchanges: Sequence[Exchange], seconds: float) -> Phase:
        """Count and rank."""
        by_fate = {fate: [exchange for exchange in exchanges if exchange.fate is fate] for fate in Fate}
        return cls(
            offered=len(exchanges) / seconds,
            sent=len(exchanges),
            refused=len(by_fate[Fate.REFUSED]),
            failed=len(by_fate[Fate.FAILED]),
            goodput=_rate([exchange.done for exchange in by_fate[Fate.READ]], seconds),
            read=Quantiles.of(exchange.latency for exchange in by_fate[Fate.READ]),
            refusals=Quantiles.of(e.latency for e in by_fate[Fate.REFUSED]) if by_fate[Fate.REFUSED] else None,
        )


def _rate(done: Sequence[float], seconds: float) -> float:
    """Answers a second between the first and the last that came in time: whole gaps, at no edge of the phase."""
    counted = sorted(moment for moment in done if moment <= seconds)
    return (len(counted) - 1) / (counted[-1] - counted[0]) if len(counted) > 1 else 0.0

"""Whether a confidence means what it says, and what it costs to answer only what is sure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

BIN_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
"""Bounds of the reliability diagram's bins: finer where most answers are."""

THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
"""Operating points of the risk-coverage curve."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One field that was read: how sure it was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lies within ``low..high``."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share that was right."""


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What happens when everything below a confidence is left empty."""

    threshold: float
    coverage: float
    """Share of all fields that are answered."""
    risk: float
    """Share of the answers that are wrong."""


def reliability(answers: Sequence[Answer]) -> list[Bin]:
    """The bins of the reliability diagram that are not empty."""
    bounds = itertools.pairwise(BIN_EDGES)
    return [found for low, high in bounds if (found := _bin(answers, low, high)).count]


def expected_calibration_error(answers: Sequence[Answer]) -> float:
    """Mean distance of confidence and share right over the bins, weighted by their counts (Naeini et al. 2015)."""
    bins = reliability(answers)
    return sum(found.count * abs(found.confidence - found.right) for found in bins) / max(len(answers), 1)


def risk_coverage(answers: Sequence[Answer], fields: int) -> list[OperatingPoint]:
    """The curve at THRESHOLDS; ``fields`` is how many were to be read, those without any reading included."""
    return [_point(answers, fields, threshold) for threshold in THRESHOLDS]


def _bin(answers: Sequence[Answer], low: float, high: float) -> Bin:
    # The last bin holds its upper bound, too.
    inside = [a for a in answers if low <= a.confidence < high or a.confidence == high == BIN_EDGES[-1]]
    count = max(len(inside), 1)
    mean, right = sum(a.confidence for a in inside) / count, sum(a.right for a in inside) / count
    return Bin(low, high, len(inside), mean, right)


def _point(answers: Sequence[Answer], fields: int, threshold: float) -> OperatingPoint:
    given = [answer for answer in answers if answer.confidence >= threshold]
    wrong = sum(not answer.right for answer in given)
    return OperatingPoint(threshold, len(given) / max(fields, 1), wrong / max(len(given), 1))

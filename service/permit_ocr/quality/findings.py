"""What detectors share when they put what they found into words and places."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Finding, Quad, Score

FAINTEST = 0.05
"""Findings below this are left out."""


def ramp(value: float, start: float, end: float) -> float:
    """Rise evenly from 0 at ``start`` to 1 at ``end``, which may be the smaller."""
    return min(max((value - start) / (end - start), 0.0), 1.0)


def ramps(values: NDArray[np.floating], start: float, end: float) -> NDArray[np.float32]:
    """The same for each of an array of values."""
    return np.clip((values - start) / (end - start), 0, 1).astype(np.float32)


def logistic(odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def best_first(findings: Sequence[Finding]) -> Score:
    """Score the strongest finding, and keep all that are not faint."""
    return Score(max((found.strength for found in findings), default=0.0), _told(findings))


def together(findings: Sequence[Finding]) -> Score:
    """Score the probability that some reason holds, were they independent, and keep all that are not faint.

    One less the product of what the strongest finding of each reason leaves open.
    """
    strongest: dict[str, float] = {}
    for found in findings:
        strongest[found.reason] = max(found.strength, strongest.get(found.reason, 0.0))
    return Score(1 - math.prod(1 - strength for strength in strongest.values()), _told(findings))


def _told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    kept = (found for found in findings if found.strength > FAINTEST)
    return tuple(sorted(kept, key=lambda found: -found.strength))


def spanned(view: CardView, boxes: Sequence[Box]) -> Quad | None:
    """The quad in the photo of the upright rectangle about all boxes, if there are any."""
    if not boxes:
        return None
    x0, y0 = np.array([(box.x0, box.y0) for box in boxes]).min(axis=0).tolist()
    x1, y1 = np.array([(box.x1, box.y1) for box in boxes]).max(axis=0).tolist()
    return view.card.in_photo(box_quad(Box(x0, y0, x1, y1)))

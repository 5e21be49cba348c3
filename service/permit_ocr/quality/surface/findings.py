"""What detectors share when they put what they found into words and places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_corners
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Finding, Quad, Score

_FAINTEST = 0.05
"""Findings below this are left out."""


def ramp(value: float, start: float, end: float) -> float:
    """Rise evenly from 0 at ``start`` to 1 at ``end``, which may be the smaller."""
    return float(np.clip((value - start) / (end - start), 0, 1))


def ramps(values: NDArray[np.floating], start: float, end: float) -> NDArray[np.float32]:
    """The same for each of an array of values."""
    return np.clip((values - start) / (end - start), 0, 1).astype(np.float32)


def best_first(findings: Sequence[Finding]) -> Score:
    """Score the strongest finding, and keep all that are not faint."""
    kept = sorted((found for found in findings if found.strength > _FAINTEST), key=lambda found: -found.strength)
    return Score(max((found.strength for found in findings), default=0.0), tuple(kept))


def spanned(view: CardView, boxes: Sequence[Box]) -> Quad | None:
    """The quad in the photo of the upright rectangle about all boxes, if there are any."""
    if not boxes:
        return None
    x0, y0 = np.array([(box.x0, box.y0) for box in boxes]).min(axis=0).tolist()
    x1, y1 = np.array([(box.x1, box.y1) for box in boxes]).max(axis=0).tolist()
    return view.card.in_photo(Quad.from_array(box_corners(Box(x0, y0, x1, y1))))

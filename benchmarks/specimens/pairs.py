"""Puts a second, smaller permit into a scene."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.specimens.camera import card_corners, edge_width
from benchmarks.specimens.placement import Placement
from permit_ocr.types import Points, Quad

_RATIOS = (0.5, 0.8)
"""Width of the second card in widths of the first."""
_TRIES = 400
_GAP = 1.04
"""Growth of the second card that must still be free of the first."""


def apart(random: np.random.Generator, placement: Placement) -> tuple[Quad, Quad | None]:
    """Move a card into a corner of the frame and find room for a second one; give both.

    There is always room where the first takes up no more than half of each side, as ``BESIDE_SHARES`` sees to.
    """
    first = _into_corner(random, placement)
    for attempt in range(_TRIES):
        second = _another(random, first, placement, shrink=1 - 0.5 * attempt / _TRIES)
        if second is not None and not _overlap(first, second):
            return Quad.from_array(first), Quad.from_array(second)
    return Quad.from_array(first), None


def _into_corner(random: np.random.Generator, placement: Placement) -> Points:
    corners = placement.card.to_array()
    room = np.array(placement.size) - np.ptp(corners, axis=0)
    share = np.where(random.random(2) < 0.5, random.uniform(0.02, 0.2, 2), random.uniform(0.8, 0.98, 2))
    return np.asarray(corners - corners.min(axis=0) + room * share, np.float32)


def _another(random: np.random.Generator, first: Points, placement: Placement, shrink: float) -> Points | None:
    """Draw a smaller card anywhere in the frame, turned much like the first; none where it does not fit."""
    low = _RATIOS[0]
    ratio = low + (float(random.uniform(*_RATIOS)) - low) * shrink
    turn = placement.rotation + float(random.normal(0, 15))
    tilts = random.uniform(-8, 8, 2).tolist()
    corners = card_corners(edge_width(first) * ratio, turn, *tilts, 4.0)
    room = np.array(placement.size) - np.ptp(corners, axis=0)
    if (room <= 0).any():
        return None
    return np.asarray(corners - corners.min(axis=0) + room * random.random(2), np.float32)


def _overlap(first: Points, second: Points) -> bool:
    middle = second.mean(axis=0)
    grown = middle + (second - middle) * _GAP
    return cv2.intersectConvexConvex(first, grown.astype(np.float32))[0] > 0

"""What paper gives away: square corners where a card's are round, and a sheet that goes on beyond the outline.

An ID-1 card has corners of 3.18 mm radius (ISO/IEC 7810), outside which the photo shows what the card lies on. Who
cuts a copy out cuts square corners; who leaves it on its sheet shows bare paper on all sides, with no edge between.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import project
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.view import CardView
from permit_ocr.types import Points

_RADIUS = 3.18 / 85.6
"""Radius of a card's corners. This and all lengths below are in card widths."""
_STRAY = 0.004
"""How far off an outline may be: nothing nearer to it is looked at."""
_LEAST_CONTRAST = 18.0
"""Levels by which card and ground must differ for a corner's shape to be seen."""
_BURNT = 250.0
"""Levels from which a shadow no longer shows."""
_SEEN = 0.9
"""Share of a place that must lie within the photo."""

_SIGNS = ((1, 1), (-1, 1), (-1, -1), (1, -1))
"""Into the card from each corner, clockwise from the upper left."""

Levels = NDArray[np.float32]
"""``Nx3 float32`` BGR."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies around the outline, on the sides that the photo shows."""

    sides: int
    darkening: float
    """The largest share of the ground's light that is missing right beside the outline, over the sides."""
    brightness: float
    """Light of the darkest side, in parts of the card's own white."""
    unevenness: float
    """Standard deviation within the roughest side, in parts of its light."""


def squareness(view: CardView) -> float | None:
    """Say how square the corners are: 0 where the ground shows outside the rounding, 1 where the card fills it.

    The least square of the corners that can be judged, as an outline that lies a little inside cuts the rounding of
    some away; ``None`` with fewer than three.
    """
    shares = [share for corner in range(4) if (share := _filled(view, corner)) is not None]
    return min(shares) if len(shares) >= 3 else None


def _filled(view: CardView, corner: int) -> float | None:
    """Say where the colour of a corner's tip lies between that of the ground (0) and that of the card's rim (1)."""
    places = [
        _from_corner(corner, points) for points in (_tip(), _strips(0, -0.012, -0.03), _strips(0.045, 0.008, 0.028))
    ]
    if not all(_shown(view, place) for place in places):
        return None
    tip, ground, rim = (np.median(_levels(view, place), axis=0) for place in places)
    contrast = float(np.linalg.norm(rim - ground))
    return float((tip - ground) @ (rim - ground)) / contrast**2 if contrast >= _LEAST_CONTRAST else None


def _tip() -> Points:
    """Give the places between a corner and its rounding, from the corner."""
    x, y = (axis.ravel() for axis in np.meshgrid(*[np.linspace(_STRAY, _RADIUS, 22)] * 2))
    outside = np.hypot(x - _RADIUS, y - _RADIUS) > 1.1 * _RADIUS
    return np.stack((x, y), axis=1)[outside].astype(np.float32)


def _strips(start: float, near: float, far: float) -> Points:
    """Give places along both edges from a corner, at depths ``near`` to ``far`` into the card."""
    along, depth = (
        axis.ravel() for axis in np.meshgrid(np.linspace(start, start + 0.08, 16), np.linspace(near, far, 6))
    )
    return np.concatenate((np.stack((along, depth), axis=1), np.stack((depth, along), axis=1))).astype(np.float32)


def _from_corner(corner: int, points: Points) -> Points:
    """Turn lengths from a corner into fractions of the card."""
    x, y = _SIGNS[corner]
    start = np.array((x < 0, y < 0), np.float32)
    return np.asarray(start + points * (x, y * CARD_ASPECT), np.float32)


def surroundings(view: CardView) -> Sheet:
    """Look at what lies around the outline."""
    light = np.asarray(_levels(view, _grid()).mean(axis=1), np.float32)
    white = float(np.percentile(light, 95))
    sides = [side for turn in range(4) if (side := _beside(view, turn)) is not None]
    if not sides:
        return Sheet(0, 1.0, 0.0, 1.0)
    darkening, lit, rough = (np.array(values) for values in zip(*sides, strict=True))
    unevenness = max(float(rough.max()), float(lit.max() / max(lit.min(), 1.0) - 1))
    return Sheet(len(sides), float(darkening.max()), float(lit.min() / max(white, 1.0)), unevenness)


def _grid() -> Points:
    x, y = np.meshgrid(np.linspace(0.05, 0.95, 60), np.linspace(0.08, 0.92, 40))
    return np.stack((x.ravel(), y.ravel()), axis=1).astype(np.float32)


def _beside(view: CardView, turn: int) -> tuple[float, float, float] | None:
    """Give the darkening right beside an edge, the light further out and its unevenness, if they can be seen."""
    along, depth = np.meshgrid(np.linspace(0.1, 0.9, 40), np.linspace(_STRAY, 0.032, 14))
    places = _outward(turn, along, depth)
    if not _shown(view, places.reshape(-1, 2)):
        return None
    light = np.asarray(_levels(view, places.reshape(-1, 2)).mean(axis=1).reshape(along.shape), np.float32)
    profile = np.asarray(np.median(light, axis=1), np.float32)
    far = max(float(np.median(profile[-6:])), 1.0)
    if far > _BURNT:
        return None
    return float(1 - profile[:4].min() / far), far, float(np.std(light[4:]) / far)


def _outward(turn: int, along: NDArray[np.float64], depth: NDArray[np.float64]) -> Points:
    """Give places beyond the upper, right, lower or left edge, in fractions of the card."""
    down = depth * CARD_ASPECT
    pairs = ((along, -down), (1 + depth, along), (along, 1 + down), (-depth, along))
    return np.stack(pairs[turn], axis=-1).astype(np.float32)


def _levels(view: CardView, places: Points) -> Levels:
    """Read the rectified picture at fractions of the card."""
    pixels = np.asarray(project(np.linalg.inv(view.card.to_card), places)[None] - 0.5, np.float32)
    read = cv2.remap(view.card.image, pixels[..., 0], pixels[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(read[0], np.float32)


def _shown(view: CardView, places: Points) -> bool:
    """Say whether a place lies within the photo, its outermost pixels aside."""
    pixels = project(view.card.to_photo @ np.linalg.inv(view.card.to_card), places)
    return bool(((pixels > 1) & (pixels < np.array(view.card.photo_size) - 1)).all(axis=1).mean() >= _SEEN)

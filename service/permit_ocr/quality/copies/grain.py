"""Fine grain all over a card that its surroundings in the same photo do not have: scattered dots of ink or toner.

The sensor's noise is everywhere in a photo, and falls off towards fine detail as cameras and JPEG smooth it; printed
dots are on the card alone. Guilloche lines and text run in some directions, dots in all: of the power in each
direction, the second least counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import project
from permit_ocr.quality.view import CardView
from permit_ocr.types import Image

_SIDE = 64
"""Side of a patch in pixels."""
_PATCHES = (8, 5)
"""Patches across and down the card, and across and down the photo as far as they lie off the card."""
_BAND = (0.2, 0.42)
"""Fine detail, in cycles a pixel."""
_SECTORS = 8
_FLOOR = 0.1
"""Power added before the logarithm: about that of rounding to whole levels, 1/12."""
_PRINTED, _EMPTY = 20, 25
"""Percentiles of the patches on the card, and of those off it, that count: the emptier ones. On a card 400 pixels wide,
or one that is burnt out but for its print, three patches of four hold text: their 30th percentile reaches beyond that
of a copy on 6 of 230 genuine cards drawn by a stranger, the 20th on none. A copy's dots are on every patch: from the
30th to the 20th it loses 0.1 or 0.2."""
_DARK, _BURNT = 25, 245
"""Mean levels between which a patch must lie for its grain to be seen."""
_LEAST = 4
"""Patches needed for a percentile."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grain:
    """Texture without direction, as the natural logarithm of power (squared grey levels)."""

    fine: float
    excess: float | None
    """By how much the fine texture of the card exceeds that of its surroundings; ``None`` where none are shown."""


def grain(view: CardView) -> Grain:
    """Measure the grain on and off the card."""
    card = _measured(_on_card(view))
    if len(card) < _LEAST:
        return Grain(0.0, None)
    fine = float(np.percentile(card, _PRINTED))
    around = _measured(_off_card(view))
    excess = fine - float(np.percentile(around, _EMPTY)) if len(around) >= _LEAST else None
    return Grain(fine, excess)


def _on_card(view: CardView) -> Iterator[Image]:
    """Cut patches out of the rectified card."""
    corners = project(np.linalg.inv(view.card.to_card), np.array([(0.01, 0.02), (0.99, 0.98)], np.float32))
    (left, top), (right, bottom) = np.round(corners).astype(int).tolist()
    yield from _spread(view.card.image[max(top, 0) : bottom, max(left, 0) : right])


def _spread(image: Image) -> Iterator[Image]:
    height, width = image.shape[:2]
    if min(height, width) < _SIDE:
        return
    for left, top in _starts(width, height):
        yield image[top : top + _SIDE, left : left + _SIDE]


def _starts(width: int, height: int) -> list[tuple[int, int]]:
    """Spread the upper left corners of patches evenly over a picture."""
    across, down = (
        (length - _SIDE) / max(count - 1, 1) for length, count in zip((width, height), _PATCHES, strict=True)
    )
    return [(int(x * across), int(y * down)) for y in range(_PATCHES[1]) for x in range(_PATCHES[0])]


def _off_card(view: CardView) -> Iterator[Image]:
    """Cut patches out of the photo that lie wholly off the card."""
    height, width = view.photo.shape[:2]
    if min(height, width) < _SIDE:
        return
    outline = view.quad.to_array().reshape(-1, 1, 2)
    for left, top in _starts(width, height):
        middle = (left + _SIDE / 2, top + _SIDE / 2)
        if cv2.pointPolygonTest(outline, middle, measureDist=True) < -0.8 * _SIDE:
            yield view.photo[top : top + _SIDE, left : left + _SIDE]


def _measured(patches: Iterator[Image]) -> Values:
    """Give the power without direction of each patch that is neither dark nor burnt."""
    weights = np.array([(0.25, 0.5, 0.25)], np.float32)
    light = [np.asarray(cv2.transform(patch.astype(np.float32), weights)) for patch in patches]
    light = [patch for patch in light if _DARK < patch.mean() < _BURNT]
    if not light:
        return np.zeros(0, np.float32)
    stack = np.stack(light)
    stack = (stack - stack.mean(axis=(1, 2), keepdims=True)) * _window()
    waves = np.fft.rfft2(stack).reshape(len(stack), -1)
    means = (waves.real**2 + waves.imag**2) @ _sectors()
    return np.log(np.sort(means, axis=1)[:, 1] + _FLOOR).astype(np.float32)


@lru_cache
def _window() -> Values:
    """Give the window of a patch, of unit power."""
    window = np.outer(np.hanning(_SIDE), np.hanning(_SIDE))
    return (window / np.sqrt((window**2).sum())).astype(np.float32)


@lru_cache
def _sectors() -> Values:
    """Give the weights that average a patch's flattened spectrum by direction; its own axes are left out."""
    across, down = np.meshgrid(np.fft.rfftfreq(_SIDE), np.fft.fftfreq(_SIDE))
    radius = np.hypot(across, down)
    turn = (np.degrees(np.arctan2(down, across)) % 180 // (180 / _SECTORS)).astype(int)
    fine = (radius >= _BAND[0]) & (radius < _BAND[1])
    fine &= (across > 1.5 / _SIDE) & (np.abs(down) > 1.5 / _SIDE)
    chosen = np.stack([(fine & (turn == sector)).ravel() for sector in range(_SECTORS)], axis=1)
    return (chosen / chosen.sum(axis=0)).astype(np.float32)

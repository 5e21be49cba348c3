"""The noise of the portrait against that of the card around it.

A camera puts its noise over card and portrait alike; in the calmest places of both it is all that moves. A face that
was put into the finished photo brings its own noise, or none.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import INNER, window
from permit_ocr.types import Box

BLOCK = 8
"""Side in pixels of the blocks whose noise is measured."""

CALM = (0.1, 0.3)
"""Shares of blocks, from the calmest on, at whose rim noise is compared."""

LIGHT = (40.0, 245.0)
"""Grey levels within which noise is neither cut off nor drowned by rounding."""

LEAST_BLOCKS = 20

FEATURES = ("less_calmest",)
"""The regression's input: by how much (log) the portrait's noise falls short of the card's in the calmest blocks, less
half of what it does in the less calm ones. Where a portrait is printed more smoothly than the ground, it lacks most in
the latter: of those whose calmest blocks lack 0.9 or more, 11 of 12 genuine ones on cards that somebody else drew do,
and one of 12 that were exchanged in finished photos."""

_ROUNDING = 0.15


def seam(view: CardView) -> NDArray[np.float64] | None:
    """Compare the noise of portrait and card, as FEATURES names it; ``None`` where either is too small."""
    portrait = next((region.box for region in view.regions if region.name == "portrait"), None)
    if portrait is None:
        return None
    own = _noise(view, portrait, None)
    around = _noise(view, INNER, portrait)
    if min(own.size, around.size) < LEAST_BLOCKS:
        return None
    calmest, calm = (_missing(own, around, share) for share in CALM)
    return np.array([max(calmest - 0.5 * max(calm, 0.0), 0.0)])


def _missing(own: NDArray[np.float64], around: NDArray[np.float64], share: float) -> float:
    """By how much (log) the portrait's noise falls short of the card's at a share of the blocks."""
    noise, usual = (float(np.quantile(each, share)) + _ROUNDING for each in (own, around))
    return math.log(usual / noise)


def _noise(view: CardView, box: Box, without: Box | None) -> NDArray[np.float64]:
    """Mean second differences of each block within a box that is neither too dark nor too bright."""
    left, top, right, bottom = window(view, box)
    part = view.card.image[top:bottom, left:right]
    rows, columns = part.shape[0] // BLOCK, part.shape[1] // BLOCK
    if not rows or not columns:
        return np.zeros(0)
    grey = cv2.cvtColor(part[: rows * BLOCK, : columns * BLOCK], cv2.COLOR_BGR2GRAY).astype(np.float32)
    # Sobel's operator of second order both across and down is made of second differences.
    moves = np.abs(cv2.Sobel(grey, cv2.CV_32F, 2, 2, scale=1 / 6))
    light = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA)
    noise = cv2.resize(moves, (columns, rows), interpolation=cv2.INTER_AREA)
    usable = (light > LIGHT[0]) & (light < LIGHT[1])
    if without:
        hole = window(view, without)
        rows_out = slice(max(0, (hole.top - top) // BLOCK), max(0, (hole.bottom - top) // BLOCK + 1))
        columns_out = slice(max(0, (hole.left - left) // BLOCK), max(0, (hole.right - left) // BLOCK + 1))
        usable[rows_out, columns_out] = False
    return noise[usable].astype(np.float64)

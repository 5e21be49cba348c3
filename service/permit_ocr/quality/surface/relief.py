"""How steeply colour and light change at a card's sharp edges: those of things, and not of shadows or highlights.

The lens draws the edge of a thing as sharply as print. The edges of shadows, of sheen, and of a card's iridescent
ground are millimetres wide: their slope is the same when the picture is blurred by as much, and is subtracted.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.imaging.shrink import halved, shrunk
from permit_ocr.quality.surface.ground import Values
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box, Image

WIDTH = 240
"""Pixels across the card: 0.36 mm each, which averages guilloche and noise."""
PER_MILLIMETRE = WIDTH / 85.6
"""The same for each millimetre of an ID-1 card (ISO/IEC 7810)."""
_STROKE = 11
"""Pixels across which what is dark counts as print, and is wiped out: 3.9 mm."""
_FINE, _COARSE = 0.8, 5.0
"""Standard deviations of the blurs, in pixels, between which an edge shows that it is sharp: 0.3 and 1.8 mm."""
_LESS = 1.5
"""How often the coarse slope is subtracted: a sharp edge, whose fine slope is six times the coarse one, keeps three
quarters of it; of one that is 1.8 mm wide nothing is left."""
_COLOUR = 1.5
"""Weight of a change of colour in that of light: shadows leave colour as it is."""
_DARK = 8
"""Grey levels that are added before the logarithm, as noise and black levels are of that size."""


@once_per_view
def relief_of(view: CardView) -> Values:
    """Give how light and colour change at the sharp edges of a card, ``HxW``, in logarithms for each millimetre."""
    image, card = _shrunk(view)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE, _STROKE))
    wiped = cv2.GaussianBlur(cv2.morphologyEx(image, cv2.MORPH_CLOSE, disc), (0, 0), _FINE).astype(np.float32)
    blue, green, red = cv2.split(np.asarray(np.log(wiped + _DARK), np.float32))
    maps = [(blue + green + red) / 3, _COLOUR * (red - green), _COLOUR * (blue - green)]
    soft = [np.asarray(cv2.GaussianBlur(levels, (0, 0), _COARSE), np.float32) for levels in maps]
    fine, coarse = _steepness([np.asarray(levels, np.float32) for levels in maps]), _steepness(soft)
    return np.maximum(0, fine - _LESS * coarse)[card].astype(np.float32) * PER_MILLIMETRE


def _shrunk(view: CardView) -> tuple[Image, tuple[slice, slice]]:
    corners = view.card.in_image(box_quad(Box(0, 0, 1, 1))).to_array()
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    # A card is rectified at twice this width at the least.
    scale = min(WIDTH / max(1.0, right - left), 0.5)
    image = halved(shrunk(view.card.image, 2 * scale))
    rows, columns = (
        slice(max(0, round(low * scale)), round(high * scale)) for low, high in ((top, bottom), (left, right))
    )
    return image, (rows, columns)


def _steepness(maps: list[NDArray[np.float32]]) -> Values:
    """The length of the gradient of all maps together, per pixel (Scharr's operator)."""
    slopes = [cv2.Scharr(levels, cv2.CV_32F, *axis) / 32 for levels in maps for axis in ((1, 0), (0, 1))]
    return np.asarray(np.sqrt(sum(slope * slope for slope in slopes)), np.float32)

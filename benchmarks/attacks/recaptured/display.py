"""A first picture of a card, as a viewer program puts it on a screen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens import Sample
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import project_quad
from permit_ocr.types import Image, Quad

Matrix = NDArray[np.float64]
"""A ``3x3`` homography."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the lit part of a screen shows. Its coordinates are screen pixels, whole numbers edges of pixels."""

    raster: Image
    """``HxWx3 uint8`` BGR, one entry for each screen pixel."""
    from_first: Matrix
    """From pixels of the first picture to screen pixels."""
    card: Quad
    """The card's outline in screen pixels."""


def show(sample: Sample, card_width: float, random: np.random.Generator) -> Shown:
    """Show a photo so that its card is ``card_width`` screen pixels wide, within a viewer's black or white surround."""
    picture = decode(sample.jpeg)
    scale = card_width / sample.card_width
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method), np.uint8)
    top, bottom, left, right = _bars(scaled.shape[:2], random)
    colour = (255, 255, 255) if random.random() < 0.25 else (int(random.integers(0, 40)),) * 3
    raster = cv2.copyMakeBorder(scaled, top, bottom, left, right, cv2.BORDER_CONSTANT, value=colour)
    exact = np.array(scaled.shape[1::-1]) / picture.shape[1::-1]
    from_first = np.array([[exact[0], 0, left], [0, exact[1], top], [0, 0, 1.0]])
    return Shown(np.asarray(raster, np.uint8), from_first, project_quad(from_first, sample.card))


def _bars(shape: tuple[int, ...], random: np.random.Generator) -> tuple[int, int, int, int]:
    """Draw the viewer's bars, in screen pixels: broad ones on one axis, as pictures seldom have a screen's shape."""
    height, width = shape[:2]
    upright = bool(random.random() < 0.5)
    broad, narrow = random.uniform(0.02, 0.25), random.uniform(0, 0.02)
    tall, wide = ((broad, narrow) if upright else (narrow, broad)) * np.array((height, width))
    return int(tall), int(tall), int(wide), int(wide)

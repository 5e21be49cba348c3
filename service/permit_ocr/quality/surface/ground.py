"""The card at a size that suits strokes of print, and how bright its unprinted ground is where."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import Homography, box_quad, project, project_quad
from permit_ocr.imaging.shrink import averaged
from permit_ocr.quality.ranks import percentiles
from permit_ocr.quality.surface.fit import fitted
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box, Image

WORKING_WIDTH = 960
"""Pixels across the card at which lines of print are looked at: a stroke of 0.3 mm is 3 pixels wide."""

_TILES = (24, 15)
"""Tiles across and down the card in each of which the ground is measured."""
_PAPER = 80
"""Percentile of a tile's brightness that is ground: print covers less than a fifth of most tiles."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectified card shrunk to ``WORKING_WIDTH`` or less; its surroundings are cut off."""

    image: Image
    """``HxWx3 uint8 BGR``: the card and nothing else."""
    grey: NDArray[np.uint8]
    brightest: NDArray[np.uint8]
    """The brightest of the three channels, ``HxW``."""
    darkest: NDArray[np.uint8]
    """The darkest of them: high only where the card is white or burnt out."""
    seen: NDArray[np.bool_]
    """Where the photo shows the card: false where the card lies outside the frame."""

    def window(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of a box, at least one of each, cut at the card's edges."""
        return window(box, self.grey.shape)


def window(box: Box, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """The rows and columns of a box in a map of the card, at least one of each, cut at the card's edges."""
    return _span(box.y0, box.y1, shape[0]), _span(box.x0, box.x1, shape[1])


def _span(start: float, end: float, length: int) -> slice:
    low = int(min(max(start * length, 0), length - 1))
    return slice(low, math.ceil(min(max(end * length, low + 1), length)))


@once_per_view
def sheet_of(view: CardView) -> Sheet:
    """Cut the card out of its surroundings, in the size in which it is looked at."""
    card = view.card
    whole = card.in_image(box_quad(Box(0, 0, 1, 1))).to_array()
    left, top = (round(float(edge)) for edge in whole.min(axis=0))
    right, bottom = (round(float(edge)) for edge in whole.max(axis=0))
    cut = card.image[max(0, top) : bottom, max(0, left) : right]
    scale = min(1.0, WORKING_WIDTH / cut.shape[1])
    # A card is rectified at no more than twice that width, where linear sampling still looks at every pixel.
    image = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR) if scale < 1 else cut
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    to_photo = card.to_photo @ np.linalg.inv(card.to_card)
    blue, green, red = cv2.split(image)
    brightest, darkest = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    seen = _seen(view, to_photo, grey.shape)
    grey, brightest, darkest = (np.asarray(channel, np.uint8) for channel in (grey, brightest, darkest))
    return Sheet(np.asarray(image, np.uint8), grey, brightest, darkest, seen)


def _seen(view: CardView, to_photo: Homography, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Mark what of the card lies within the photo."""
    corners = project_quad(to_photo, box_quad(Box(0, 0, 1, 1))).to_array()
    size = np.array(view.photo.shape[1::-1])
    if (corners >= 0).all() and (corners <= size).all():
        return np.ones(shape, np.bool_)
    rows, columns = shape
    x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
    places = project(to_photo, np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32))
    return ((places >= 0) & (places <= size)).all(axis=1).reshape(rows, columns)


@once_per_view
def bright_ground(view: CardView) -> Values:
    """Fit how bright the card's ground is in the brightest channel of each place."""
    return ground_of(sheet_of(view).brightest)


def ground_of(levels: NDArray[np.uint8]) -> Values:
    """Fit how bright the card's ground is, ``HxW`` in grey levels, in one of a sheet's maps.

    A plane in the logarithm of brightness, as light falls off evenly over a card; tiles that differ from it, by
    print, shadow or highlight, lose their say (Tukey's biweight).
    """
    rows, columns = levels.shape
    small = averaged(levels, _TILES[0] * 8, _TILES[1] * 8)
    tiles = small.reshape(_TILES[1], 8, _TILES[0], 8).swapaxes(1, 2).reshape(-1, 64)
    heights = np.log(percentiles(tiles, _PAPER) + 1)
    x, y = np.meshgrid(np.linspace(-1, 1, _TILES[0]), np.linspace(-1, 1, _TILES[1]))
    slope = fitted(np.stack([np.ones(x.size), x.ravel(), y.ravel()], axis=1), heights)
    across = np.exp(slope[1] * np.linspace(-1, 1, columns)).astype(np.float32)
    down = np.exp(slope[0] + slope[2] * np.linspace(-1, 1, rows)).astype(np.float32)
    return np.outer(down, across) - np.float32(1)

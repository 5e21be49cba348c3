"""How much power the strokes of a line of print have, by fineness and direction.

Blur takes from each frequency a share that depends on nothing but the blur; motion takes it only along its own
direction. Frequencies are in cycles per text height, so that near and far cards compare: strokes of Latin letters
and digits repeat about twice to four times in a text height, those of Chinese characters three to six times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_corners, project
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.view import CardView, Region
from permit_ocr.types import Box, Image

BANDS = (0.3, 0.7, 1.5, 2.2, 3.0, 3.8, 4.8, 6.0, 7.5, 9.5)
"""Limits of the bands of frequencies, in cycles per text height."""

DIRECTIONS = 8
"""Sectors of the half circle, the first about the reading direction: each 22.5 degrees wide."""

_STEP = 0.4
"""Distance of the frequencies looked at, in cycles per text height: a window of two heights tells 0.5 apart."""
_SMALLEST, _TALLEST = 20.0, 28.0
"""Bounds of the height, in pixels, to which text is scaled: 20 pixels show 9.5 cycles, and more only take longer."""
_LOWEST, _HIGHEST = 0.045, 0.075
"""Bounds of the text height in card heights: detected boxes of values stray further than values do."""
_LEAST_POWER = 1e-3
"""Added to all powers, in squared grey levels: that of rounding to whole grey levels is 1/12."""

_ACROSS = np.arange(0, BANDS[-1], _STEP, np.float32)
_DOWN = np.concatenate((-_ACROSS[:0:-1], _ACROSS))

Powers = NDArray[np.float64]
"""``windows x bands x directions``: mean power, in squared grey levels."""


@dataclass(frozen=True, slots=True)
class LineSpectrum:
    """The spectrum of one line of print, in windows along it."""

    name: str
    """The region's."""
    windows: Sequence[Box]
    """Where the windows lie, in fractions of the card."""
    powers: Powers
    pixels: float
    """Height of the text in pixels of the photo, at which its detail ends."""


def line_spectra(view: CardView) -> Sequence[LineSpectrum]:
    """Measure every region of print that is large enough to be measured."""
    found = (_line_spectrum(view, region) for region in view.regions if region.name != "portrait")
    return [spectrum for spectrum in found if spectrum]


def _line_spectrum(view: CardView, region: Region) -> LineSpectrum | None:
    height = float(np.clip(region.box.y1 - region.box.y0, _LOWEST, _HIGHEST))
    line = _line_box(region.box, height)
    crop, text = _cut(view, line, height)
    if min(crop.shape) < _SMALLEST / 2:
        return None
    width = min(round(2 * text), crop.shape[1])
    count = max(1, round((crop.shape[1] - width) / text) + 1)
    starts = [round((crop.shape[1] - width) * place / max(count - 1, 1)) for place in range(count)]
    powers = _powers(np.stack([crop[:, start : start + width] for start in starts]), text)
    boxes = [_between(line, start / crop.shape[1], (start + width) / crop.shape[1]) for start in starts]
    return LineSpectrum(region.name, boxes, powers, height * view.native_width / CARD_ASPECT)


def _line_box(box: Box, height: float) -> Box:
    """Take a little more than the line, and no more of what is above and below it than is needed for the taper."""
    middle, more = (box.y0 + box.y1) / 2, 0.3 * height / CARD_ASPECT
    return Box(box.x0 - more, middle - 0.7 * height, box.x1 + more, middle + 0.7 * height)


def _between(line: Box, start: float, end: float) -> Box:
    width = line.x1 - line.x0
    return Box(line.x0 + start * width, line.y0, line.x0 + end * width, line.y1)


def _cut(view: CardView, line: Box, height: float) -> tuple[NDArray[np.float32], float]:
    """Cut a line out in grey (``HxW``) and give its text height in pixels; what lies outside the picture is left."""
    image, to_image = view.card.image, np.linalg.inv(view.card.to_card)
    corners = np.round(project(to_image, box_corners(line))).astype(int)
    (left, top), (right, bottom) = np.clip(corners[[0, 2]], 0, (image.shape[1], image.shape[0])).tolist()
    crop: Image = image[top:bottom, left:right]
    text = height / (line.y1 - line.y0) * float(np.ptp(corners[:, 1]))
    if min(crop.shape[:2]) < 4:
        return np.zeros((0, 0), np.float32), text
    scale = float(np.clip(text, _SMALLEST, _TALLEST)) / text
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way).astype(np.float32), text * scale


def _powers(windows: NDArray[np.float32], text: float) -> Powers:
    """Give the mean power of windows (``NxHxW``) in each band and direction."""
    count, height, width = windows.shape
    taper = _taper(height, width)
    mean = (windows * taper).sum(axis=(1, 2), keepdims=True) / taper.sum()
    down, across = _waves(height, round(text, 1))[0], _waves(width, round(text, 1))[1]
    # The transform in real numbers, which a processor multiplies in half the time.
    half = ((windows - mean) * taper).reshape(-1, width) @ across
    parts = half.reshape(count, height, 2, -1).transpose(0, 2, 1, 3).reshape(count, 2 * height, -1)
    real, imaginary = np.split(down @ parts, 2, axis=1)
    power = (real**2 + imaginary**2) / (taper**2).sum()
    banded = power.reshape(count, -1) @ _cells() + _LEAST_POWER
    return banded.reshape(count, -1, DIRECTIONS)


@lru_cache(maxsize=64)
def _waves(length: int, text: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give a Fourier transform at the frequencies down and across, for text of a height in pixels.

    Across: ``length x 2G``, cosines beside sines. Down: ``2F x 2*length``, which takes the real and the imaginary part
    of what was transformed across, one above the other, to those of the whole.
    """
    turns = -2 * np.pi / text * np.arange(length)
    across, down = np.outer(turns, _ACROSS), np.outer(_DOWN, turns)
    upper, lower = np.hstack([np.cos(down), -np.sin(down)]), np.hstack([np.sin(down), np.cos(down)])
    both, beside = np.vstack([upper, lower]), np.hstack([np.cos(across), np.sin(across)])
    return both.astype(np.float32), beside.astype(np.float32)


def _taper(height: int, width: int) -> NDArray[np.float32]:
    """Fade a window out towards its ends, and more steeply towards its upper and lower edge."""
    across, along = np.hanning(height + 2)[1:-1] ** 0.5, np.hanning(width + 2)[1:-1]
    return (across[:, None] * along).astype(np.float32)


@lru_cache(maxsize=1)
def _cells() -> NDArray[np.float32]:
    """Give the weights (``frequencies x (bands x directions)``) that average a transform by band and direction."""
    frequency, way = np.hypot(_DOWN[:, None], _ACROSS), np.arctan2(_DOWN[:, None], _ACROSS)
    band = np.digitize(frequency.ravel(), BANDS)
    sector = np.round(way.ravel() / np.pi * DIRECTIONS).astype(int) % DIRECTIONS
    cells = np.zeros((band.size, len(BANDS) + 1, DIRECTIONS), np.float32)
    cells[np.arange(band.size), band, sector] = 1
    inside = cells[:, 1:-1].reshape(band.size, -1)
    return inside / np.maximum(inside.sum(axis=0), 1)

"""The light that falls on a sensor before a screen: the screen's mask and picture through a lens, sampled finely."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.recaptured.display import Matrix, Shown
from benchmarks.attacks.recaptured.panels import CELL, Tile

Light = NDArray[np.float32]
"""``HxWx3`` BGR, linear; 1 is the screen's white on average over a screen pixel."""

Lens = Callable[[Light, float], Light]
"""Blurs a picture; the number is its samples for each photo pixel."""

_GAMMA = 2.2
_BAND = 96
"""Photo rows that are computed at a time, to bound memory."""
_RIM = 8
"""Photo rows beyond a band that its blur may reach."""


def expose(shown: Shown, tile: Tile, to_photo: Matrix, size: tuple[int, int], lens: Lens) -> Light:
    """Give the light on each photosite: screen pixels are uniform, their mask repeats, each photosite takes the mean.

    Light is sampled three or four times across each photosite. The mask is first blurred by that step, as finer parts
    of it would shimmer where they really average out.
    """
    width, height = size
    pitch = _pitch(to_photo, size)
    fine = 3 if pitch > 1.4 else 4
    mask = _softened(tile, CELL / (pitch * fine))
    linear = _linear(shown.raster)
    light = np.empty((height, width, 3), np.float32)
    for top in range(0, height, _BAND):
        first, last = max(0, top - _RIM), min(height, top + _BAND + _RIM)
        place = np.diag([fine, fine, 1.0]) @ np.array([[1, 0, 0], [0, 1, -first], [0, 0, 1.0]]) @ to_photo
        samples = _sampled(linear, mask, place, (width * fine, (last - first) * fine))
        taken = cv2.resize(lens(samples, fine), (width, last - first), interpolation=cv2.INTER_AREA)
        rows = min(_BAND, height - top)
        light[top : top + rows] = taken[top - first :][:rows]
    return light


def _sampled(linear: Light, mask: Tile, place: Matrix, size: tuple[int, int]) -> Light:
    """Sample picture and mask where ``place`` (screen pixels to samples, whole numbers at edges) puts them."""
    centred = _shift(-0.5) @ place
    picture = cv2.warpPerspective(linear, centred @ _shift(0.5), size, flags=cv2.INTER_NEAREST)
    cells = centred @ np.diag([1 / CELL, 1 / CELL, 1.0]) @ _shift(0.5)
    shine = cv2.warpPerspective(mask, cells, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(cv2.multiply(picture, shine), np.float32)


def _shift(by: float) -> Matrix:
    return np.array([[1, 0, by], [0, 1, by], [0, 0, 1.0]])


def _linear(raster: NDArray[np.uint8]) -> Light:
    curve = ((np.arange(256) / 255) ** _GAMMA * 0.998 + 0.002).astype(np.float32)
    return np.asarray(cv2.LUT(raster, curve), np.float32)


def _softened(tile: Tile, step: float) -> Tile:
    """Blur a tile, over its edges, by the step between samples (in tile cells)."""
    rim = int(np.ceil(step)) + 1
    padded = cv2.copyMakeBorder(tile, rim, rim, rim, rim, cv2.BORDER_WRAP)
    return np.asarray(cv2.GaussianBlur(padded, (0, 0), 0.35 * step)[rim:-rim, rim:-rim], np.float32)


def _pitch(to_photo: Matrix, size: tuple[int, int]) -> float:
    """Give the photo pixels for each screen pixel at the middle of the photo."""
    middle = np.array([[size]], np.float64) / 2
    back = np.linalg.inv(to_photo)
    (x0, y0), (x1, y1) = (cv2.perspectiveTransform(middle + by, back)[0, 0] for by in (0.0, 1.0))
    return float(np.sqrt(2) / np.hypot(x1 - x0, y1 - y0))


def gaussian(sigma: float) -> Lens:
    """Give a lens whose point is a Gaussian of ``sigma`` photo pixels."""
    return lambda light, fine: np.asarray(cv2.GaussianBlur(light, (0, 0), sigma * fine), np.float32)


def disc(radius: float) -> Lens:
    """Give a lens whose point is a disc of ``radius`` photo pixels, with a soft rim."""

    def blur(light: Light, fine: float) -> Light:
        reach = int(np.ceil(radius * fine)) + 1
        y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        kernel = np.clip(radius * fine + 0.5 - np.hypot(x, y), 0, 1)
        return np.asarray(cv2.filter2D(light, -1, kernel / kernel.sum()), np.float32)

    return blur

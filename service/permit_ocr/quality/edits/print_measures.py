"""What is measured of a character and of the ground about it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.windows import Window
from permit_ocr.types import Image

Grey = NDArray[np.float32]

MEASURES = (
    "darkness", "contrast", "blue", "red", "sharpness", "top", "foot", "stroke", "grain", "texture", "relief",
)  # fmt: skip
"""Of a character: log of its darkest grey; log of its contrast; its tint against the ground; log of its steepest slope
by contrast; where it begins and ends, in heights of the line; log of its ink per length of edge; and of the ground
about it the logs of GRAIN, TEXTURE and RELIEF."""

GROUND = ("light", "tint_blue", "tint_red", "grain", "texture", "relief")
"""Of ground: log of its grey, its tint, and the logs of three mean moduli: second differences (noise), what a blur by
one pixel takes away (noise and fine pattern), what lies between two blurs (the guilloche)."""

RELIEF_BAND = (0.0012, 0.006)
"""The two blurs between which the guilloche lies, in card widths: lines of some 0.1 mm, a few tenths apart."""

_SECOND_DIFFERENCES = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6
_NEAR_INK = 0.1
"""Ground nearer to ink than this, in heights of the line, is ringing and blur of the ink."""
_LEAST_GROUND = 10
_FAINT = 0.15
"""Share of the contrast below which a pixel is ground."""


@dataclass(frozen=True, slots=True)
class Maps:
    """A line's surroundings, filtered once for all of its characters. All are ``HxW``."""

    height: float
    """Of the line's ink, in pixels."""
    colour: Image
    """``HxWx3 uint8`` BGR."""
    grey: Grey
    ink: NDArray[np.bool_]
    ground: NDArray[np.bool_]
    """Neither ink nor near it."""
    slope: Grey
    rough: NDArray[np.float32]
    """``HxWx3``: moduli of grain, texture and relief, as GROUND has them."""
    bare: Grey
    """The ground less its coarse blur; 0 on and near ink."""

    def step(self, inner: Window) -> NDArray[np.float64] | None:
        """The ground within a window less the ground well outside it, as GROUND names it."""
        left, top, right, bottom = inner
        inside = np.zeros_like(self.ground)
        inside[top:bottom, left:right] = True
        reach = round(0.2 * self.height)
        outside = np.ones_like(self.ground)
        outside[max(0, top - reach) : bottom + reach, max(0, left - reach) : right + reach] = False
        one, other = self.of_ground(self.ground & inside), self.of_ground(self.ground & outside)
        return None if one is None or other is None else one - other

    def of_ground(self, where: NDArray[np.bool_]) -> NDArray[np.float64] | None:
        """The measures of the ground at some pixels, as GROUND names them; ``None`` for too few."""
        mask = where.astype(np.uint8)
        if cv2.countNonZero(mask) < 2 * _LEAST_GROUND:
            return None
        blue, green, red, _ = cv2.mean(self.colour, mask)
        light = (blue + green + red) / 3 + 8
        tints = (np.log(light), (blue - green) / light, (red - green) / light)
        return np.array([*tints, *roughness(self.rough, mask).tolist()])


def roughness(rough: NDArray[np.float32], mask: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Logs of the means of grain, texture and relief; the summands are what 8-bit rounding leaves."""
    return np.log(np.array(cv2.mean(rough, mask)[:3]) + np.array((0.3, 0.2, 0.4)))


def maps_of(crop: Image, inner: Window, height: float, width: float) -> Maps:
    """Filter the surroundings of a line whose ink lies in ``inner``; ``width`` is the card's, in pixels."""
    grey8 = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    grey = np.asarray(cv2.cvtColor(crop.astype(np.float32), cv2.COLOR_BGR2GRAY), np.float32)
    left, top, right, bottom = inner
    level, _ = cv2.threshold(np.ascontiguousarray(grey8[top:bottom, left:right]), 0, 255, cv2.THRESH_OTSU)
    ink = grey8 <= level
    reach = 2 * max(1, round(_NEAR_INK * height)) + 1
    ground = cv2.dilate(ink.astype(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    filled = _filled(grey, ground, width)
    coarse = _box(_box(filled, RELIEF_BAND[1] * width), RELIEF_BAND[1] * width)
    relief = np.abs(_blur(filled, max(0.5, RELIEF_BAND[0] * width)) - coarse)
    close = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    bare = np.where(close, np.where(ground, filled, grey) - coarse, np.float32(0))
    x, y = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8)
    grain = np.abs(cv2.filter2D(grey, -1, _SECOND_DIFFERENCES))
    texture = np.abs(filled - _blur(filled, 1.0))
    rough = cv2.merge((grain, texture, relief))
    slope = np.asarray(cv2.magnitude(x, y), np.float32)
    return Maps(height, crop, grey, ink, ground, slope, np.asarray(rough, np.float32), bare)


def measure(maps: Maps, place: Window) -> tuple[NDArray[np.float64], Grey] | None:
    """Measure one character, as MEASURES names it, and give its form (0 ground, 1 ink); ``None`` without ground."""
    left, top, right, bottom = place
    more = round(0.2 * maps.height)
    about = slice(top, bottom), slice(max(0, left - more), right + more)
    part = slice(top, bottom), slice(left, right)
    where, grey = maps.ground[about].astype(np.uint8), maps.grey[part]
    if cv2.countNonZero(where) < _LEAST_GROUND or grey.size < _LEAST_GROUND or right - left < 2:
        return None
    ground = _quantile(maps.grey[about][where > 0], 0.5)
    darkest = _quantile(grey, 0.06)
    contrast = max(ground - darkest, 3.0)
    form = np.minimum(np.maximum((ground - grey) / contrast, 0), 1.2).astype(np.float32)
    form[form < _FAINT] = 0
    tint = np.array(cv2.mean(maps.colour[part], (grey <= darkest + 0.12 * contrast).astype(np.uint8)))
    tint = (tint - cv2.mean(maps.colour[about], where)) / contrast
    first, last = _ends(form)
    slope = maps.slope[part]
    edge = float(slope[slope > 0.12 * contrast].sum()) / contrast
    values = (
        math.log(darkest + 8), math.log(contrast), tint[0] - tint[1], tint[2] - tint[1],
        math.log(_quantile(slope, 0.92) / contrast + 1e-3), first / maps.height, last / maps.height,
        math.log((float(form.sum()) + 1) / (edge + 1)), *roughness(maps.rough[about], where),
    )  # fmt: skip
    return np.array(values, np.float64), form


def _filled(grey: Grey, ground: NDArray[np.bool_], width: float) -> Grey:
    """The picture with ink replaced by the mean of the ground around it."""
    share, reach = ground.astype(np.float32), 1.7 * RELIEF_BAND[1] * width
    level = _box(grey * share, reach) / np.maximum(_box(share, reach), np.float32(1e-3))
    return np.where(ground, grey, level)


def _blur(picture: Grey, sigma: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def _box(picture: Grey, sigma: float) -> Grey:
    """Blur by a box about as wide as a bell of ``sigma`` is effective: its cost does not grow with its width."""
    side = 2 * round(1.2 * sigma) + 1
    return np.asarray(cv2.blur(picture, (side, side)), np.float32)


def _quantile(values: NDArray[np.floating], share: float) -> float:
    """A quantile without interpolation: ten times as fast on few values."""
    flat = values.ravel()
    place = min(max(0, int(share * (flat.size - 1))), flat.size - 1)
    return float(np.partition(flat, place)[place])


def _ends(form: Grey) -> tuple[float, float]:
    """Where a character begins and ends from top to bottom, to fractions of a pixel: half of full ink."""
    kept = max(1, int(0.12 * form.shape[1]))
    profile = np.concatenate([[0.0], np.partition(form, -kept, axis=1)[:, -kept:].mean(axis=1), [0.0]])
    inked = np.flatnonzero(profile >= 0.5)
    if not inked.size:
        return 0.0, float(form.shape[0])
    a, b = int(inked[0]), int(inked[-1])
    begin = a - (profile[a] - 0.5) / max(profile[a] - profile[a - 1], 1e-3)
    end = b + (profile[b] - 0.5) / max(profile[b] - profile[b + 1], 1e-3)
    return float(begin), float(end)

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

COARSE = 0.006
"""The blur that leaves neither lines of the guilloche nor noise, in card widths: lines of some 0.1 mm, a few tenths
apart."""

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
    grey: Grey
    ink: NDArray[np.bool_]
    ground: NDArray[np.bool_]
    """Neither ink nor near it."""
    slope: Grey
    bare: Grey
    """The ground less its coarse blur; 0 on and near ink."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character's form."""

    top: float
    """Where it begins, in heights of the line from the top of its window."""
    foot: float
    """Where it ends."""
    weight: float
    """Its ink per length of edge, as a log: the width of its strokes in pixels."""
    form: Grey
    """``HxW`` of the window: 0 ground, 1 ink."""


def maps_of(crop: Image, inner: Window, height: float, width: float) -> Maps:
    """Filter the surroundings of a line whose ink lies in ``inner``; ``width`` is the card's, in pixels."""
    grey8 = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    grey = np.asarray(cv2.cvtColor(crop.astype(np.float32), cv2.COLOR_BGR2GRAY), np.float32)
    left, top, right, bottom = inner
    level, _ = cv2.threshold(np.ascontiguousarray(grey8[top:bottom, left:right]), 0, 255, cv2.THRESH_OTSU)
    ink = grey8 <= level
    reach = 2 * max(1, round(_NEAR_INK * height)) + 1
    ground = cv2.dilate(ink.astype(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    x, y = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8)
    slope = np.asarray(cv2.magnitude(x, y), np.float32)
    return Maps(height, grey, ink, ground, slope, _bare(grey, ink, ground, width))


def measure(maps: Maps, place: Window) -> Glyph | None:
    """Measure one character; ``None`` without ground."""
    left, top, right, bottom = place
    more = round(0.2 * maps.height)
    about = slice(top, bottom), slice(max(0, left - more), right + more)
    part = slice(top, bottom), slice(left, right)
    where, grey = maps.ground[about], maps.grey[part]
    if np.count_nonzero(where) < _LEAST_GROUND or grey.size < _LEAST_GROUND or right - left < 2:
        return None
    ground = _quantile(maps.grey[about][where], 0.5)
    contrast = max(ground - _quantile(grey, 0.06), 3.0)
    form = np.minimum(np.maximum((ground - grey) / contrast, 0), 1.2).astype(np.float32)
    form[form < _FAINT] = 0
    first, last = _ends(form)
    slope = maps.slope[part]
    edge = float(slope[slope > 0.12 * contrast].sum()) / contrast
    weight = math.log((float(form.sum()) + 1) / (edge + 1))
    return Glyph(first / maps.height, last / maps.height, weight, form)


def _bare(grey: Grey, ink: NDArray[np.bool_], ground: NDArray[np.bool_], width: float) -> Grey:
    filled = _filled(grey, ground, width)
    coarse = _box(_box(filled, COARSE * width), COARSE * width)
    close = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    return np.where(close, np.where(ground, filled, grey) - coarse, np.float32(0))


def _filled(grey: Grey, ground: NDArray[np.bool_], width: float) -> Grey:
    """The picture with ink replaced by the mean of the ground around it."""
    share, reach = ground.astype(np.float32), 1.7 * COARSE * width
    level = _box(grey * share, reach) / np.maximum(_box(share, reach), np.float32(1e-3))
    return np.where(ground, grey, level)


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

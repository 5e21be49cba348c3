"""Spectra of small patches of a photo, as heights above what the picture itself has at each frequency."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import side_lengths
from permit_ocr.quality.screens.rings import Rings
from permit_ocr.quality.spectrum import log_power
from permit_ocr.types import Image, Points, Quad

SIDE = 128
"""Side of a patch in pixels of the photo; a frequency of ``k`` is ``k / SIDE`` waves a pixel."""
HALF = SIDE // 2

MOST, FEW = 34, 18
"""About how many patches are looked at: they touch each other where the card is some 800 pixels wide, or 580. With 46
and 24 of them, 66 of 117 screens of the tuning split that were read are found and one of 154 other photos is taken for
one; with these 67 and none, in four fifths of the time."""
AROUND = 0.3
"""How far beyond the card patches lie, in card widths."""

_LEAST = 6
"""Lowest frequency: below, the layout of the card itself has peaks."""
_DARKEST = 25
"""Grey level on average below which a patch is left out: there is little light for a pattern to modulate."""
_LOCAL = 25
"""Pixels over which a patch is levelled: patterns that are looked for are finer."""
_GROUND = 17
"""Frequencies across over which the ground of a spectrum is averaged."""

_NEAR = 3
"""Frequencies off an axis that count as near it."""

_ROUNDING = 0.3
"""Power that counts as none: what rounding adds in a JPEG of good quality, whose steps are some 4 grey levels, on a
card of 100: their variance, 4²/12 in 100², times the window's energy, 2304. Where a photo is softer than that, JPEG's
own patterns would stand out of nothing. It cost one of 92 screens of the tuning split, a mild one."""

_RING = 1.0
"""How far (natural logarithm) a wave may stand out of its surroundings more than out of its ring, which it raises.
Softness lets the lowest frequencies stand out of their surroundings alone: without this, 10 of 11 photos blurred by a
bell curve of 4.5 pixels were taken for screens."""

Plane = NDArray[np.float32]
Planes = NDArray[np.float32]
"""``Nx128x65``: natural logarithm of the power above the ground; rows are frequencies down from -64 to 63,
columns frequencies across from 0 to 64."""


@dataclass(frozen=True, slots=True)
class Spectra:
    """What is periodic in each of ``N`` patches."""

    centres: Points
    """``Nx2``, pixels of the photo."""
    depths: NDArray[np.float32]
    """``N``: how far each centre lies within the card's outline, in pixels; negative outside."""
    step: float
    """Mean distance of neighbouring patches, in pixels."""
    on_portrait: NDArray[np.bool_]
    """``N``: whether a patch was laid on the card's portrait."""
    light: NDArray[np.float32]
    """``N``: mean grey level."""
    heights: Planes


def spectra_of(photo: Image, outline: Points, portrait: Points, most: int = MOST) -> Spectra | None:
    """Take the spectra of patches over and around a card; ``None`` where the photo is too small or too dark.

    About ``most`` patches lie evenly; ``portrait`` (``Nx2``, pixels) has places that are looked at besides.
    """
    corners, step = _grid(photo, outline, most)
    usual = len(corners)
    corners = np.concatenate([corners, _fitted_in(photo, portrait)]) if usual else corners
    patches = [photo[y : y + SIDE, x : x + SIDE] for x, y in corners]
    light = np.array([float(patch[::4, ::4].mean()) for patch in patches], np.float32)
    lit = np.flatnonzero(light >= _DARKEST)
    if not lit.size:
        return None
    centres = np.asarray(corners[lit] + HALF, np.float32)
    depths = [cv2.pointPolygonTest(outline, (float(x), float(y)), measureDist=True) for x, y in centres]
    heights = np.stack([_heights(patch) for patch, level in zip(patches, light, strict=True) if level >= _DARKEST])
    return Spectra(centres, np.array(depths, np.float32), step, lit >= usual, light[lit], heights)


def _fitted_in(photo: Image, places: Points) -> NDArray[np.intp]:
    """Give the upper-left corners of patches about places, or as near to them as the photo reaches."""
    farthest = np.array(photo.shape[1::-1], np.intp) - SIDE
    return np.clip(np.round(places - HALF).astype(np.intp), 0, farthest)


def _grid(photo: Image, outline: Points, most: int) -> tuple[NDArray[np.intp], float]:
    """Spread patches evenly over the card and its surroundings; give their upper-left corners and distance."""
    frame = np.array(photo.shape[1::-1], np.float64)
    if (frame < SIDE).any():
        return np.empty((0, 2), np.intp), 1.0
    rim = AROUND * side_lengths(Quad.from_array(outline))[0]
    low = np.clip(outline.min(axis=0) - rim, 0, frame - SIDE)
    high = np.clip(outline.max(axis=0) + rim, low + SIDE, frame)
    across, down = (high - low).tolist()
    step = max(HALF, math.sqrt(across * down / most))
    columns, rows = (_spread(float(first), float(last), step) for first, last in zip(low, high - SIDE, strict=True))
    return np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2), step


def _spread(first: float, last: float, step: float) -> NDArray[np.intp]:
    """Give whole numbers about ``step`` apart, from one to the other."""
    return np.linspace(first, last, round((last - first) / step) + 1).astype(np.intp)


def _heights(patch: Image) -> Plane:
    """Give the greater of the heights in lightness and in the difference of red and green."""
    pixels = patch.astype(np.float32)
    light = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.float32)
    # A screen's mask multiplies what it shows: dividing by the local light makes it equally strong everywhere.
    level = _blurred(light) + 8
    return np.maximum(_above_ground(light / level), _above_ground((pixels[..., 2] - pixels[..., 1]) / level))


def _blurred(part: Plane) -> Plane:
    return np.asarray(cv2.blur(part, (_LOCAL, _LOCAL)), np.float32)


def _kept_by_levelling(frequency: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give what is left of the mean of ``_LOCAL`` places of a wave, -1 to 1, by its frequency (Dirichlet's kernel)."""
    half = np.pi * np.where(frequency == 0, 1, frequency) / SIDE
    return np.where(frequency == 0, 1, np.sin(_LOCAL * half) / (_LOCAL * np.sin(half))).astype(np.float32)


def _above_ground(part: Plane) -> Plane:
    """Give the logarithm of the power less that of its surroundings, and 0 where a frequency does not count.

    The ground near an axis is that along it: level and upright edges raise all of it.
    """
    window, allowed, share, steepness, levelled, rings = _fixed()
    power = log_power((part - np.float32(cv2.mean(part)[0])) * window, _ROUNDING)
    centred = np.concatenate([power[HALF:], power[:HALF]]) + levelled
    shifted = (centred + steepness) * allowed
    above = np.minimum(shifted - _around(shifted) * share, centred - rings.means(centred) + np.float32(_RING))
    return np.asarray(above * allowed, np.float32)


def _around(plane: Plane) -> Plane:
    """Sum each frequency's surroundings: a square, but for those near an axis a strip along it."""
    total = _boxed(plane, _GROUND, _GROUND)
    level, upright = slice(HALF - _NEAR, HALF + _NEAR + 1), slice(0, _NEAR + 1)
    total[level] = _boxed(plane[level], _GROUND, 1)
    total[:, upright] = _boxed(plane[:, upright], 1, _GROUND)
    return total


def _boxed(plane: Plane, across: int, down: int) -> Plane:
    summed = cv2.boxFilter(plane, -1, (across, down), normalize=False, borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(summed, np.float32)


@lru_cache
def _fixed() -> tuple[Plane, Plane, Plane, Plane, Plane, Rings]:
    """Give the window over a patch, which frequencies count, what each is of its ground's sum, two slopes, and rings.

    The first slope makes up for the fall of a picture's power with the third power of the frequency. The second is
    what it adds to the power of each that its mean over ``_LOCAL`` pixels is subtracted. On the axes, JPEG's blocks of
    8 and 16 pixels are left out.
    """
    hann = np.hanning(SIDE + 2)[1:-1]
    down, across = np.meshgrid(
        np.arange(-HALF, HALF, dtype=np.float32), np.arange(HALF + 1, dtype=np.float32), indexing="ij"
    )
    radius = np.hypot(down, across)
    blocks = ((np.abs(down) <= 1) & _whole(across)) | ((across <= 1) & _whole(down))
    allowed = (radius >= _LEAST) & ~blocks & (np.abs(down) < HALF - 1) & (across < HALF - 1)
    window, counted = np.outer(hann, hann).astype(np.float32), allowed.astype(np.float32)
    slope = 3 * np.log(np.maximum(radius, 1))
    rings = Rings.of(radius, allowed)
    share = (1 / np.maximum(_around(counted), 1)).astype(np.float32)
    kept = _kept_by_levelling(down) * _kept_by_levelling(across)
    levelled = 2 * np.log(np.where(allowed, np.abs(1 - kept), 1))
    return window, counted, share, slope.astype(np.float32), levelled.astype(np.float32), rings


def _whole(frequency: Plane) -> NDArray[np.bool_]:
    """Say whether a frequency is within one step of a whole number of waves in 16 pixels."""
    return np.abs((frequency + 4) % 8 - 4) <= 1

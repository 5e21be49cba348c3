"""Parts of the head, each looked for by itself: two prints of one photograph have all of them at the same places.

Two photographs, of two people or of one, differ in where eyes, mouth, hair and chin stand, however alike the faces
are as a whole. What is printed across the small portrait makes parts less alike, but does not move them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.ghost_fit import Grey, band_of, resized
from permit_ocr.types import Box

SIDE, REACH = 15, 5
"""Side of the square parts, and how far each is looked for around its place, in pixels of a ghost 56 wide."""

BAND = (1.0, 4.0)
"""Pair of blurs, in the same pixels, between which the detail of the parts lies."""

COLUMNS, ROWS = 3, 4
"""Parts side by side and above each other, evenly within ``_HEAD``."""

MOST = 1.0
"""Beyond this more says no more. On 330 photos whose portrait was not exchanged, and whose ghost is well to be seen, it
is 0.4 at most; on 46 with exchanged portraits it is 0.58 or more on all but eight."""

_HEAD = Box(0.2, 0.12, 0.8, 0.8)
"""Where the head is in the portrait."""

_MOST_TEXTURE = 8.0
"""Standard deviation, in grey levels, from which a part is as plain to see as others."""

_DX, _DY, _FIT, _HERE, _TEXTURE = range(5)

Floats = NDArray[np.floating]


def apart(large: Grey, small: Grey, size: float, corner: tuple[int, int]) -> float:
    """Say how far the parts are from their places: how far, by how much better they fit there.

    The former is in pixels, as a weighted root mean square about their mean; the latter in Fisher's z.
    ``size`` and ``corner`` say how the whole head fits best. 0 where too few parts lie in the picture.
    """
    parts = _parts(band_of(resized(large, size), BAND), band_of(small, BAND), corner)
    found: Floats = np.array(list(parts), np.float64)
    if len(found) < COLUMNS * ROWS // 2:
        return 0.0
    weights = np.maximum(found[:, _FIT], 0) ** 4 * np.minimum(found[:, _TEXTURE], _MOST_TEXTURE) + 1e-9
    strayed = found[:, _DX : _DY + 1] - np.average(found[:, _DX : _DY + 1], axis=0, weights=weights)
    spread = math.sqrt(float((strayed**2).sum(axis=1) @ weights) / float(weights.sum()))
    there, here = (_mean_z(found[:, fit], found[:, _TEXTURE]) for fit in (_FIT, _HERE))
    return min(spread * max(there - here, 0.0), MOST)


def _mean_z(fits: Floats, texture: Floats) -> float:
    return float(np.arctanh(np.clip(np.average(fits, weights=texture + 1e-9), 0, 0.995)))


def _parts(large: Grey, small: Grey, corner: tuple[int, int]) -> Iterator[tuple[float, ...]]:
    """Of each part, where it fits best against its place, how well there and at its place, and its contrast."""
    height, width = large.shape
    for y in _even(_HEAD.y0 * height, _HEAD.y1 * height - SIDE, ROWS):
        for x in _even(_HEAD.x0 * width, _HEAD.x1 * width - SIDE, COLUMNS):
            left, top = corner[0] + x - REACH, corner[1] + y - REACH
            near = small[max(0, top) : top + SIDE + 2 * REACH, max(0, left) : left + SIDE + 2 * REACH]
            if near.shape == (SIDE + 2 * REACH, SIDE + 2 * REACH):
                yield _part(np.ascontiguousarray(large[y : y + SIDE, x : x + SIDE]), np.ascontiguousarray(near))


def _even(first: float, last: float, count: int) -> list[int]:
    return [round(first + (last - first) * i / (count - 1)) for i in range(count)]


def _part(part: Grey, near: Grey) -> tuple[float, ...]:
    fits = np.nan_to_num(cv2.matchTemplate(near, part, cv2.TM_CCOEFF_NORMED), posinf=0, neginf=0)
    _, best, _, (x, y) = cv2.minMaxLoc(fits)
    return x - REACH, y - REACH, best, float(fits[REACH, REACH]), float(part.std())

"""A value under which the lines of the ground do not go on.

The fine lines of a card's ground cross its values as they come. Who paints over a value, or fills its place from
around, leaves it bare: above and below there are lines, and between the new characters there are none. Lines are what
is darker than its surroundings in any colour and narrow; print and what is next to it is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.small_lines import LEAST_PIECES, SmallLine, small_lines
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box

BARE = (1.25, 1.6)
"""By how much (log) a value must have less lines than there are above and below, and than any other value has, by the
root of the number of pieces, from where to where it surely is bare. Of 2,027 values in 620 photos that were not typed
anew it is 1.18 once and else at most 0.88; of values that were painted over on ground with lines, on tuning photos and
by somebody else, it is 1.3 to 2.8 on four, and 1.57 on a box pasted from a card with other lines."""

ROUNDING = 1.0
"""Depth of lines, in grey levels, that noise and rounding leave everywhere."""

_PRINT = 0.4
"""How much darker than the ground print is, by the contrast of the value: labels are paler than values."""

_NEAR, _NARROW = 0.26, 0.4
"""Heights of a line within which print is near, and that lines of the ground are narrower than."""

_WITHIN, _ABOVE, _BELOW = (-0.05, 1.05), (-0.7, -0.22), (1.22, 1.7)
"""Rows that are compared, in heights of a line."""

_LEAST_WITHIN, _LEAST_BESIDE = 0.08, 0.2
"""Share of a piece that has to be ground, between characters and beside the line."""

Floats = NDArray[np.floating]


def bare_values(view: CardView) -> list[tuple[str, Box, float]]:
    """Find values on bare ground, each with how surely it is, 0 to 1."""
    lines = small_lines(view)
    found = {name: _lack(line) for name, line in lines.items()}
    lacks = {name: lack for name, lack in found.items() if lack}
    if len(lacks) < 3:
        return []
    return [(name, lines[name].box, ramp(_excess(name, lacks), *BARE)) for name in lacks]


def _excess(name: str, lacks: Mapping[str, tuple[float, int]]) -> float:
    own, pieces = lacks[name]
    most = max(lack for other, (lack, _) in lacks.items() if other != name)
    return min(own, own - most) * math.sqrt(pieces)


def _lack(line: SmallLine) -> tuple[float, int] | None:
    """By how much (log) there are less lines within than on the barer side, on the average of so many pieces."""
    depth, ground = _depth(line), _ground(line)
    bands = [(line.pieces(depth[rows] * ground[rows]), line.pieces(ground[rows])) for rows in _bands(line)]
    (within, seen), (above, over), (below, under) = ((deep / np.maximum(share, 1e-3), share) for deep, share in bands)
    usable = (seen > _LEAST_WITHIN) & (over > _LEAST_BESIDE) & (under > _LEAST_BESIDE)
    if np.count_nonzero(usable) < LEAST_PIECES:
        return None
    lack = np.log((np.minimum(above, below) + ROUNDING) / (within + ROUNDING))[usable]
    return float(lack.mean()), len(lack)


def _bands(line: SmallLine) -> list[slice]:
    return [line.rows(*ends) for ends in (_WITHIN, _ABOVE, _BELOW)]


def _depth(line: SmallLine) -> NDArray[np.float32]:
    """How much darker than its surroundings each pixel is, in the colour in which it is so most."""
    blue, green, red = cv2.split(cv2.morphologyEx(line.picture, cv2.MORPH_BLACKHAT, line.square(_NARROW)))
    return np.asarray(cv2.max(cv2.max(blue, green), red), np.float32)


def _ground(line: SmallLine) -> NDArray[np.float32]:
    """1 where there is neither print nor what blurs out of it, else 0."""
    grey = cv2.cvtColor(line.picture, cv2.COLOR_BGR2GRAY)
    inked = cv2.cvtColor(line.inked, cv2.COLOR_BGR2GRAY).ravel()
    ends = len(inked) // 16, len(inked) * 3 // 4
    dark, bright = np.partition(inked, ends)[list(ends)].tolist()
    print_ = (grey < bright - _PRINT * max(bright - dark, 8)).astype(np.uint8)
    return (cv2.dilate(print_, line.square(_NEAR)) == 0).astype(np.float32)

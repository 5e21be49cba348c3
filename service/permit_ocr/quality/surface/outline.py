"""Whether a card's corners are there, and whether its edges are within the photo."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import rectangle, side_lengths
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.surface.pieces import Pieces
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import window
from permit_ocr.types import Box

_MILLIMETRES = (85.6, 53.98)
"""Width and height of an ID-1 card (ISO/IEC 7810)."""
_RADIUS = 3.48 + 0.4
"""Largest radius of its corners in millimetres (the same standard), and what an outline may be off."""
_EDGE = 0.8
"""Millimetres beside an edge in which the ground may shine through: an outline is off by as much."""
_REACH = 7.5
"""Sum of the distances from both edges, in millimetres, up to which a place belongs to the corner."""
_OUT = (0.012, 0.038)
"""How far a corner lies outside the photo, in card widths: an outline is off by up to 0.021 where a scan ends with the
card (3 of 348 tuning photos of whole cards are off by more than the first), the second is seen."""
_AT_CORNER = 0.02
"""How near, in card widths, a corner is to the photo's own that ends with it. Where three do, the photo was cut to the
card, and the fourth lies outside only because the outline is off there: a cut takes two corners, or else one alone."""
_HIDDEN = (0.66, 1.0)
"""Share of a corner that is not the card's ground. Of 400 tuning photos as they are located, none without fault has
more than 0.48, four everyday ones have 0.76 or more (fingers near a corner, an outline that is off, a backdrop that the
card is lost in); of missing corners 35 in 36 have more than 0.9."""
_WITHIN, _BESIDE = (0.01, 0.04), (-0.03, -0.012)
"""Depths into the card, in card widths, at which a corner is compared with what lies beside it."""
_ALIKE = 12.0
"""Levels by which they differ at the most where the ground shows: of four bright corners on 800 tuning photos three
were missing, which differ by 1, and one lay in a lamp's light, which differs by 190."""


def beyond_frame(view: CardView) -> float:
    """Say how surely a part of the card lies outside the photo, 0..1."""
    corners, size = view.quad.to_array(), np.array(view.photo.shape[1::-1])
    width = max(1.0, side_lengths(view.quad)[0])
    out = np.maximum(-corners, corners - size).max(axis=1) / width
    apart = np.linalg.norm(corners[:, None] - rectangle(*size.tolist()), axis=2).min(axis=1)
    ends_with_card = apart < _AT_CORNER * width
    return ramp(float(out[ends_with_card].max() if ends_with_card.sum() == 3 else out.max()), *_OUT)


def corners(pieces: Pieces) -> Iterator[tuple[Box, float]]:
    """Give the four corners, and how surely each is missing or hidden, 0..1."""
    rows, columns = pieces.apart.shape
    x = (np.arange(columns, dtype=np.float64) + 0.5) / columns * _MILLIMETRES[0]
    y = (np.arange(rows, dtype=np.float64) + 0.5) / rows * _MILLIMETRES[1]
    for right in (False, True):
        for below in (False, True):
            place = _corner(_MILLIMETRES[0] - x if right else x, _MILLIMETRES[1] - y if below else y)
            share = float(pieces.apart[place].mean()) if place.any() else 0.0
            yield _box(right=right, below=below), ramp(share, *_HIDDEN)


def shows_ground(view: CardView, corner: Box) -> bool:
    """Say whether a corner looks as what lies beside the card there does: that is seen, and no highlight."""
    right, below = corner.x0 > 0, corner.y0 > 0
    within = _median(view, _strip(_WITHIN, beyond=right), _strip(_WITHIN, beyond=below))
    beside = (
        _median(view, _strip(_BESIDE, beyond=right), (corner.y0, corner.y1)),
        _median(view, (corner.x0, corner.x1), _strip(_BESIDE, beyond=below)),
    )
    return all(float(np.abs(within - levels).max()) <= _ALIKE for levels in beside)


def _strip(depths: tuple[float, float], *, beyond: bool) -> tuple[float, float]:
    """Turn depths from the left or upper edge, or from the one beyond, into places on the card."""
    near, far = depths
    return (1 - far, 1 - near) if beyond else (near, far)


def _median(view: CardView, across: tuple[float, float], down: tuple[float, float]) -> NDArray[np.floating]:
    """The middle blue, green and red of a part of the rectified picture; what the photo does not show is black."""
    left, top, right, bottom = window(view, Box(across[0], down[0], across[1], down[1]))
    part = view.card.image[top : max(bottom, top + 1), left : max(right, left + 1)]
    return np.median(part.reshape(-1, 3), axis=0)


def _corner(across: NDArray[np.floating], down: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Mark what belongs to a corner: near it, but within its rounding and off its edges, so far in millimetres."""
    near = (across[None, :] + down[:, None] < _REACH) & (np.minimum(across[None, :], down[:, None]) > _EDGE)
    beside = np.maximum(_RADIUS - across, 0)[None, :] ** 2 + np.maximum(_RADIUS - down, 0)[:, None] ** 2
    return near & (beside < (_RADIUS - 0.8) ** 2)


def _box(*, right: bool, below: bool) -> Box:
    width, height = _REACH / _MILLIMETRES[0], _REACH / _MILLIMETRES[1]
    x, y = 1 - width if right else 0.0, 1 - height if below else 0.0
    return Box(x, y, x + width, y + height)

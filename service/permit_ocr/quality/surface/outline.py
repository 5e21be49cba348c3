"""Whether a card's corners are there, and whether its edges are within the photo."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import side_lengths
from permit_ocr.quality.findings import ramp, ramps
from permit_ocr.quality.surface.foreign import Tones
from permit_ocr.quality.view import MARGIN, CardView
from permit_ocr.types import Box

_MILLIMETRES = (85.6, 53.98)
"""Width and height of an ID-1 card (ISO/IEC 7810)."""
_RADIUS = 3.48 + 0.4
"""Largest radius of its corners in millimetres (the same standard), and what an outline may be off."""
_EDGE = 0.8
"""Millimetres beside an edge in which the ground may shine through: an outline is off by as much."""
_REACH = 8.5
"""Sum of the distances from both edges, in millimetres, up to which a place belongs to the corner."""
_OUT = (0.015, 0.04)
"""How far a corner lies outside the photo, in card widths: an outline is off by up to 0.022 where a scan ends with the
card (6 of 130 clean tuning photos are off by more than the first), the second is seen."""
_TINT, _LIGHT = (0.2, 0.35), (0.12, 0.3)
"""Distances from the colour and from the light fitted to the ground at which a corner's place is something else.
The light counts with a sharp edge only, as shadows have soft ones."""
_STEP = (0.11, 0.2)
"""Change of colour within ``_BIN`` millimetres across a corner: a tint's is below the first (0.10 at most on 20 clean
tuning photos, as they are located)."""
_BIN, _PROFILE = 1.0, (4.0, 17.0)
"""Millimetres between the places of a profile across the corner, and the sums of distances that it reaches over:
beyond lie seals and portraits."""
_WEDGE, _FREE = 0.5, 0.7
"""How far off the corner's bisector the profile is taken, in distances from the corner, and the share of a place that
has to be free of print: the profile ends before the first that is not."""
_BURNT = 250
"""Grey level of all colours from which on a highlight, not something else, takes the ground away."""
_SHARP = (0.12, 0.25)
"""Change of light per millimetre: at most the first at a shadow's edge, the second where a card ends."""
_EDGE_SHARE = 98
"""Percentile of steepness that a corner's edge reaches: it is one of some twenty millimetres that are looked at."""
_AROUND = 20.0
"""Sum of the distances from both edges, in millimetres, up to which a corner's own edge is sought."""
_HIDDEN = (0.3, 0.75)
"""Share of a corner that is something else: rounding and fingers at the rim stay below the first."""


def beyond_frame(view: CardView) -> float:
    """Say how surely a part of the card lies outside the photo, 0..1."""
    corners, size = view.quad.to_array(), np.array(view.photo.shape[1::-1])
    out = float(np.maximum(-corners, corners - size).max()) / max(1.0, side_lengths(view.quad)[0])
    return ramp(out, *_OUT)


def corners(view: CardView, tones: Tones) -> Iterator[tuple[Box, float]]:
    """Give the four corners, and how surely each is missing or hidden, 0..1."""
    rows, columns = tones.light.shape
    x = (np.arange(columns, dtype=np.float64) + 0.5) / columns * _MILLIMETRES[0]
    y = (np.arange(rows, dtype=np.float64) + 0.5) / rows * _MILLIMETRES[1]
    for right in (False, True):
        for below in (False, True):
            across = _MILLIMETRES[0] - x if right else x
            down = _MILLIMETRES[1] - y if below else y
            yield (
                _box(right=right, below=below),
                _lacking(tones, across, down, white=_white_beside(view, right=right, below=below)),
            )


def _lacking(tones: Tones, across: NDArray[np.floating], down: NDArray[np.floating], *, white: bool) -> float:
    """Say how surely the corner is lacking from which places are so far, in millimetres."""
    place, about = _corner(across, down, _REACH), _corner(across, down, _AROUND) & tones.plain
    if not place.any() or not about.any():
        return 0.0
    sharp = ramp(float(np.percentile(_steepness(tones.light)[about], _EDGE_SHARE)), *_SHARP)
    other = np.maximum(ramps(tones.tint[place], *_TINT), ramps(np.abs(tones.light[place]), *_LIGHT) * sharp)
    burnt = (tones.image[place].min(axis=1) >= _BURNT) & (not white)
    if burnt.mean() > 0.5:
        return 0.0
    return max(ramp(float((other * ~burnt).mean()), *_HIDDEN), ramp(_step(tones, across, down), *_STEP))


def _white_beside(view: CardView, *, right: bool, below: bool) -> bool:
    """Say whether what lies beside a corner is as white as a highlight, as the lid of a scanner is."""
    reach = max(2, round(MARGIN * view.card.image.shape[0] / 2))
    part = view.card.image[-reach:] if below else view.card.image[:reach]
    return bool((part[:, -reach:] if right else part[:, :reach]).min(axis=2).mean() >= _BURNT - 10)


def _step(tones: Tones, across: NDArray[np.floating], down: NDArray[np.floating]) -> float:
    """Give the largest step of colour along the way from a corner inwards."""
    away, aside = across[None, :] + down[:, None], np.abs(across[None, :] - down[:, None])
    place = _corner(across, down, _PROFILE[1]) & (aside < _WEDGE * away)
    profile: list[NDArray[np.floating]] = []
    for start in np.arange(*_PROFILE, _BIN):
        band = place & (away >= start) & (away < start + _BIN)
        if not tones.plain[band].mean() > _FREE:
            break
        profile.append(np.median(tones.shade[band & tones.plain], axis=0))
    if len(profile) < 4:
        return 0.0
    change = np.asarray(np.linalg.norm(np.diff(profile, axis=0), axis=1), np.float64)
    return float(change.max() - np.median(change))


def _steepness(light: NDArray[np.floating]) -> NDArray[np.floating]:
    """Give how fast light changes, per millimetre."""
    down, across = np.gradient(light)
    return np.hypot(across * light.shape[1] / _MILLIMETRES[0], down * light.shape[0] / _MILLIMETRES[1])


def _corner(across: NDArray[np.floating], down: NDArray[np.floating], reach: float) -> NDArray[np.bool_]:
    """Mark what belongs to a corner: near it, but within its rounding and off its edges."""
    near = (across[None, :] + down[:, None] < reach) & (np.minimum(across[None, :], down[:, None]) > _EDGE)
    beside = np.maximum(_RADIUS - across, 0)[None, :] ** 2 + np.maximum(_RADIUS - down, 0)[:, None] ** 2
    return near & (beside < (_RADIUS - 0.8) ** 2)


def _box(*, right: bool, below: bool) -> Box:
    width, height = _REACH / _MILLIMETRES[0], _REACH / _MILLIMETRES[1]
    x, y = 1 - width if right else 0.0, 1 - height if below else 0.0
    return Box(x, y, x + width, y + height)

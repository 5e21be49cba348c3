"""Where one wave of a photo is seen: on the card, on its portrait and beside it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.screens.sighting import FULL, Sighting
from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra
from permit_ocr.quality.screens.waves import CONFIRMED, Heights, Wave
from permit_ocr.types import Image, Point, Points, Quad

_WITNESSES = 4
"""Patches beside the card, those that show a wave best, whose mean counts."""
_SHOWN = 2.0
"""Mean height on the rest of the card from which the portrait counts like any place on it."""
_NEAR, _LEAST_NEAR, _MOSTLY = 0.2, 4, 0.6
"""How far beyond the card its neighbourhood reaches, in card widths; how many patches there, and which share of them,
must be light to show where a wave ends."""
_LIGHT = 0.42
"""Light of a patch, in parts of the card's, from which it shows a screen's wave as the card does."""
_LIT_RIM = 0.5
"""Share of the card's rim that must be light, too: a screen's frame may be narrower than a patch."""
_DIAGONAL = 33.0
"""Degrees off the card's axes: black halftones lie at 45 degrees (ISO 12647-1), screens seldom show cards so turned."""

Chosen = NDArray[np.bool_]
"""``N``: which patches."""


class Picture(NamedTuple):
    """The photo, or a smaller copy of it."""

    photo: Image
    spectra: Spectra
    width: float
    """Of the card, in its pixels."""
    rim: NDArray[np.float32]
    """Grey levels right beside the card."""
    turn: float
    """Of the card's upper edge against the level, in degrees."""


def sighted(picture: Picture, wave: Wave, on_face: Heights) -> Sighting:
    """Say where a wave is seen; ``on_face`` are its heights on the portrait, none where that does not show."""
    spectra, heights = picture.spectra, wave.heights
    regular = ~spectra.on_portrait
    on_card, beside = _within(spectra.depths) & regular, (spectra.depths < -HALF) & regular
    angle = float(np.degrees(np.arctan2(wave.frequency[1], wave.frequency[0])))
    diagonal = _off_axis(angle - picture.turn)
    elsewhere = _mean(np.clip(heights[on_card], 0, FULL)) or 0.0
    return Sighting(
        card=_on_all(elsewhere, int(on_card.sum()), on_face),
        portrait=_mean(on_face),
        beside=_mean(np.sort(heights[beside])[-_WITNESSES:]),
        lit=_is_lit(picture, on_card, beside),
        fineness=float(np.hypot(*wave.frequency)) / SIDE * picture.width,
        slope=diagonal if diagonal > _DIAGONAL else _off_axis(angle),
        extent=_extent(spectra.centres[heights > CONFIRMED]),
    )


def _on_all(elsewhere: float, patches: int, on_face: Heights) -> float:
    """Give the mean height on all of the card, or on all but the portrait where hardly anything else shows the wave.

    An edge that is drawn across a face has a wave of its own, the steps of its pixels.
    """
    if elsewhere < _SHOWN or not on_face.size:
        return elsewhere
    return (patches * elsewhere + float(np.clip(on_face, 0, FULL).sum())) / (patches + on_face.size)


def _is_lit(picture: Picture, on_card: Chosen, beside: Chosen) -> bool:
    """Say whether it is light enough beside the card, and right beside it, for a screen's wave to be seen there."""
    spectra = picture.spectra
    least = _LIGHT * float(spectra.light[on_card].mean()) if on_card.any() else 0.0
    near = beside & (spectra.depths > -HALF - _NEAR * picture.width)
    light, rim = np.count_nonzero(near & (spectra.light >= least)), picture.rim >= least
    enough = light >= max(_LEAST_NEAR, _MOSTLY * np.count_nonzero(near))
    return bool(enough) and (not rim.size or float(rim.mean()) >= _LIT_RIM)


def _off_axis(angle: float) -> float:
    """Give how many degrees a direction is off the nearest of two axes, 0 to 45."""
    return abs((angle + 45) % 90 - 45)


def _mean(heights: NDArray[np.float32]) -> float | None:
    return float(heights.mean()) if heights.size else None


def _within(depths: NDArray[np.float32]) -> Chosen:
    """Choose the patches on the card: those that it nearly fills, or else all about a point on it."""
    inner = depths > SIDE / 4
    return inner if np.count_nonzero(inner) >= 3 else depths > 0


def _extent(centres: Points) -> Quad:
    """Give the upright rectangle around patches."""
    (left, top), (right, bottom) = (centres.min(axis=0) - HALF).tolist(), (centres.max(axis=0) + HALF).tolist()
    return Quad((Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)))

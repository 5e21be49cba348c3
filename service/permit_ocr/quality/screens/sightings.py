"""Where the waves of a photo are seen, on the card, on its portrait and beside it, and whether a screen made them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.imaging.shrink import shrunk
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.screens.sighting import FULL, Sighting
from permit_ocr.quality.screens.spectra import FEW, HALF, SIDE, Spectra, spectra_of
from permit_ocr.quality.screens.stripes import striped
from permit_ocr.quality.screens.waves import CONFIRMED, Wave, waves_in
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Image, Point, Points, Quad

_WITNESSES = 4
"""Patches beside the card, those that show a wave best, whose mean counts."""
_NEAR, _LEAST_NEAR, _MOSTLY = 0.2, 4, 0.6
"""How far beyond the card its neighbourhood reaches, in card widths; how many patches there, and which share of them,
must be light to show where a wave ends."""
_LIGHT = 0.42
"""Light of a patch, in parts of the card's, from which it shows a screen's wave as the card does."""
_ALONG, _ASLANT = 12.0, 16.0
"""Degrees off the photo's axes: a screen that fills the frame mostly has its pixels along them."""
_DIAGONAL = 33.0
"""Degrees off the card's axes: black halftones lie at 45 degrees (ISO 12647-1), screens seldom show cards so turned."""
_OVERTONE = 0.5
"""By how much a wave along an axis must exceed those aslant for these to be its overtones."""
_PLAIN = 0.35, 0.45
"""From where to where a wave's worth says that a screen's is there."""
_APART = 0.05
"""By how much one of two worths exceeds the other where it surely does."""
_REDUCED_WIDTH = 640.0
"""Width of the card, in pixels, in the reduced photo that shows coarser waves, unless half the photo's size is less."""
_LEAST_REDUCED = 320.0
"""Width below which the card shows no more than its layout."""
_ALONG_FACE = (0.3, 0.5, 0.7)
"""Places on the portrait that are looked at, from its top to its bottom."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """All waves that were found in a photo."""

    seen: tuple[Sighting, ...]

    @property
    def plainest(self) -> Sighting | None:
        """The wave that is most a screen's, if there is any."""
        return max(self.seen, key=self._as_screen, default=None)

    @property
    def screen(self) -> float:
        """How much the plainest wave is a screen's, 0 to 1, unless another is more of a print's.

        The overtones of either resemble the other. A wave that goes on beside the card settles it, and so do stripes.
        """
        worth = max(map(self._as_screen, self.seen), default=0.0)
        printed = max(map(self.as_print, self.seen), default=0.0)
        sure = ((max(seen.goes_on, self._stripes), self._as_screen(seen)) for seen in self.seen)
        settled = max((known * ramp(as_screen, *_PLAIN) for known, as_screen in sure), default=0.0)
        return worth * max(settled, ramp(worth - printed, -_APART, _APART))

    def is_screen(self) -> float:
        """How surely the photo shows a screen, 0 to 1."""
        return ramp(self.screen, *_PLAIN)

    def as_print(self, seen: Sighting) -> float:
        """How much a wave is a print's, 0 to 1."""
        return seen.as_print(aslant=self._aslant, stripes=self._stripes)

    def _as_screen(self, seen: Sighting) -> float:
        return seen.as_screen(aslant=self._aslant, stripes=self._stripes)

    @property
    def _stripes(self) -> float:
        """How surely the photo shows the stripes of a screen's pixels, 0 to 1."""
        return max((seen.of_stripes for seen in self.seen), default=0.0)

    @property
    def _aslant(self) -> bool:
        """Whether some of the highest waves run slantwise over the photo, as those of a black halftone do."""
        along = max((seen.card * seen.spread for seen in self.seen if seen.slope < _ALONG), default=0.0)
        aslant = max((seen.card * seen.spread for seen in self.seen if seen.slope > _ASLANT), default=0.0)
        return aslant > along - _OVERTONE


@once_per_view
def sightings(view: CardView) -> Sightings:
    """Look for waves in the photo as it is, and for coarser ones in a smaller copy of it."""
    corners, portrait = view.quad.to_array(), _on_portrait(view)
    edge = corners[1] - corners[0]
    turn = float(np.degrees(np.arctan2(edge[1], edge[0])))
    found = _seen(view.photo, spectra_of(view.photo, corners, portrait), view.native_width, turn)
    part = min(_REDUCED_WIDTH / view.native_width, 0.5)
    if view.native_width * part < _LEAST_REDUCED:
        return Sightings(found)
    small = shrunk(view.photo, part)
    # A patch there is wider than the portrait: what it shows of that says nothing.
    patches = spectra_of(small, corners * np.float32(part), portrait[:0], FEW)
    coarse = _seen(small, patches, view.native_width * part, turn)
    return Sightings((*found, *(seen.enlarged(1 / part) for seen in coarse)))


def _seen(photo: Image, spectra: Spectra | None, width: float, turn: float) -> tuple[Sighting, ...]:
    return tuple(_sighted(photo, width, turn, spectra, wave) for wave in waves_in(spectra)) if spectra else ()


def _on_portrait(view: CardView) -> Points:
    """Give three places on the portrait, in pixels of the photo; none where there is no portrait."""
    boxes = [region.box for region in view.regions if region.name == "portrait"]
    if not boxes:
        return np.empty((0, 2), np.float32)
    upper_left, upper_right, lower_right, lower_left = view.card.in_photo(box_quad(boxes[0])).to_array()
    top, bottom = (upper_left + upper_right) / 2, (lower_left + lower_right) / 2
    return np.array([top + share * (bottom - top) for share in _ALONG_FACE], np.float32)


def _sighted(photo: Image, width: float, turn: float, spectra: Spectra, wave: Wave) -> Sighting:
    heights, regular = wave.heights, ~spectra.on_portrait
    on_card, beside = _within(spectra.depths) & regular, (spectra.depths < -HALF) & regular
    angle = float(np.degrees(np.arctan2(wave.frequency[1], wave.frequency[0])))
    diagonal = _off_axis(angle - turn)
    shown = np.clip(heights[on_card], 0, FULL)
    near = beside & (spectra.depths > -HALF - _NEAR * width)
    light = near & (spectra.light >= _LIGHT * spectra.light[on_card].mean()) if shown.size else near
    return Sighting(
        card=_mean(shown) or 0.0,
        portrait=_mean(heights[spectra.on_portrait]),
        beside=_mean(np.sort(heights[beside])[-_WITNESSES:]),
        lit=bool(np.count_nonzero(light) >= max(_LEAST_NEAR, _MOSTLY * np.count_nonzero(near))),
        fineness=float(np.hypot(*wave.frequency)) / SIDE * width,
        slope=diagonal if diagonal > _DIAGONAL else _off_axis(angle),
        striped=striped(photo, spectra, wave),
        extent=_extent(spectra.centres[heights > CONFIRMED]),
    )


def _off_axis(angle: float) -> float:
    """Give how many degrees a direction is off the nearest of two axes, 0 to 45."""
    return abs((angle + 45) % 90 - 45)


def _mean(heights: NDArray[np.float32]) -> float | None:
    return float(heights.mean()) if heights.size else None


def _within(depths: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Choose the patches on the card: those that it nearly fills, or else all about a point on it."""
    inner = depths > SIDE / 4
    return inner if np.count_nonzero(inner) >= 3 else depths > 0


def _extent(centres: Points) -> Quad:
    """Give the upright rectangle around patches."""
    (left, top), (right, bottom) = (centres.min(axis=0) - HALF).tolist(), (centres.max(axis=0) + HALF).tolist()
    return Quad((Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)))

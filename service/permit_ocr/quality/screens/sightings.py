"""All waves of a photo, and whether a screen made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.imaging.shrink import shrunk
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.screens.evenness import evenness, tones_of
from permit_ocr.quality.screens.picture import Picture, sighted
from permit_ocr.quality.screens.rim import rim_light
from permit_ocr.quality.screens.sighting import Sighting
from permit_ocr.quality.screens.spectra import FEW, Spectra, spectra_of
from permit_ocr.quality.screens.stripes import striped
from permit_ocr.quality.screens.waves import CONFIRMED, Heights, Wave, height_at, waves_in
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Points

_ALONG, _ASLANT = 12.0, 16.0
"""Degrees off the photo's axes: a screen that fills the frame mostly has its pixels along them."""
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
_PLAINEST = 4
"""Waves of which is measured how deep they are in each tone: those that are plainest on card and portrait."""
_ALONG_FACE = (0.3, 0.5, 0.7)
"""Places on the portrait that are looked at, from its top to its bottom."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """All waves that were found in a photo."""

    seen: tuple[Sighting, ...]
    even: float = 0.0
    """How surely they are as deep in light as in dark, as a screen's, up to 1, or not, as a print's (evenness.py)."""

    @property
    def plainest(self) -> Sighting | None:
        """The wave that is most a screen's, if there is any."""
        return max(self.seen, key=self._as_screen, default=None)

    @property
    def screen(self) -> float:
        """How much the plainest wave is a screen's, 0 to 1, unless another is more of a print's.

        The overtones of either resemble the other. A wave that goes on beside the card settles it, and so does what is
        known of a screen otherwise.
        """
        worth = max(map(self._as_screen, self.seen), default=0.0)
        printed = max(map(self.as_print, self.seen), default=0.0)
        sure = ((max(seen.goes_on, self._known), self._as_screen(seen)) for seen in self.seen)
        settled = max((known * ramp(as_screen, *_PLAIN) for known, as_screen in sure), default=0.0)
        return worth * max(settled, ramp(worth - printed, -_APART, _APART))

    def is_screen(self) -> float:
        """How surely the photo shows a screen, 0 to 1."""
        return ramp(self.screen, *_PLAIN)

    def as_print(self, seen: Sighting) -> float:
        """How much a wave is a print's, 0 to 1."""
        return seen.as_print(aslant=self._aslant, known=self._known)

    def _as_screen(self, seen: Sighting) -> float:
        return seen.as_screen(aslant=self._aslant, known=self._known)

    @property
    def _known(self) -> float:
        """What stripes and depths tell of the photo: surely a screen's, 1, to surely a print's, -1."""
        stripes = max((seen.of_stripes for seen in self.seen), default=0.0)
        return max(stripes, self.even) if self.even > 0 else stripes + self.even

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
    native = spectra_of(view.photo, corners, portrait)
    if native is None:
        return Sightings(())
    edge = corners[1] - corners[0]
    rim, turn = rim_light(view.photo, corners, CARD_ASPECT), float(np.degrees(np.arctan2(edge[1], edge[0])))
    picture = Picture(view.photo, native, view.native_width, rim, turn)
    waves = waves_in(native)
    found = [_in_photo(picture, wave) for wave in waves]
    return Sightings((*found, *_coarser(picture, corners)), _even(picture, waves, found))


def _in_photo(picture: Picture, wave: Wave) -> Sighting:
    """Look at a wave of the photo itself, and at its colours."""
    seen = sighted(picture, wave, wave.heights[picture.spectra.on_portrait])
    return replace(seen, striped=striped(picture.photo, picture.spectra, wave)) if seen.shows_colours else seen


def _coarser(picture: Picture, corners: Points) -> Iterator[Sighting]:
    """Look at a smaller copy, whose patches are wider than the portrait: that is looked at in the photo itself."""
    part = min(_REDUCED_WIDTH / picture.width, 0.5)
    width = picture.width * part
    if width < _LEAST_REDUCED:
        return
    small = shrunk(picture.photo, part)
    spectra = spectra_of(small, corners * np.float32(part), np.empty((0, 2), np.float32), FEW)
    if spectra is None:
        return
    reduced = picture._replace(photo=small, spectra=spectra, width=width)
    for wave in waves_in(spectra):
        yield sighted(reduced, wave, _up_close(picture.spectra, spectra, wave, part)).enlarged(1 / part)


def _up_close(native: Spectra, small: Spectra, wave: Wave, part: float) -> Heights:
    """Give how high a wave of a smaller copy stands on the portrait in the photo; none unless it plainly does.

    A face has much of what changes so slowly itself: that a wave is not seen there does not say that it is spared.
    """
    if not native.on_portrait.any():
        return np.empty(0, np.float32)
    places = native.centres[native.on_portrait] * np.float32(part)
    nearest = [int(np.hypot(*(small.centres - place).T).argmin()) for place in places]
    foretold = wave.frequencies[nearest] * np.float32(part)
    heights = height_at(native.heights[native.on_portrait], foretold)
    return heights if heights.mean() > CONFIRMED else heights[:0]


def _even(picture: Picture, waves: Sequence[Wave], found: Sequence[Sighting]) -> float:
    """Say whether the waves that are plainest on card and portrait are as deep in all tones."""
    plain = sorted((-seen.card * seen.spread, place) for place, seen in enumerate(found) if seen.is_plain)[:_PLAINEST]
    return evenness([tones_of(picture.photo, picture.spectra, waves[place]) for _, place in plain])


def _on_portrait(view: CardView) -> Points:
    """Give three places on the portrait, in pixels of the photo; none where that does not show all of a portrait."""
    if view.portrait is None:
        return np.empty((0, 2), np.float32)
    upper_left, upper_right, lower_right, lower_left = view.card.in_photo(box_quad(view.portrait)).to_array()
    top, bottom = (upper_left + upper_right) / 2, (lower_left + lower_right) / 2
    return np.array([top + share * (bottom - top) for share in _ALONG_FACE], np.float32)

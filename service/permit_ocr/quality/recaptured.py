"""Whether the photo shows a screen that shows a card.

A screen's pixels are a grid. A camera sees it as such, or as the moire that grid and sensor make together: waves that
run through all that the screen shows, the card and what is around it alike, and whose frequency changes but slowly
with the perspective. What is printed in fine lines repeats on the card alone, and cloth beside it alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra, spectra_of
from permit_ocr.quality.screens.waves import CONFIRMED, Wave, waves_in
from permit_ocr.quality.view import CardView
from permit_ocr.types import Finding, Point, Quad, Score

REASON = "screen pattern"

_FULL = 6.0
"""Height (natural logarithm of power over its surroundings) that is worth 1: 26 dB, as sharply seen screens have it."""
_WEAKEST = 0.2
"""Share of the card's patches that may show a wave more weakly than it is taken to be: dark hair, bold print."""
_WITNESSES = 3
"""Patches wholly beside the card that have to show a wave, too: chance gives at most two of some thirty."""
_UNWITNESSED = 0.5
"""What a wave is worth that nothing beside the card shows, be it that there is a bezel or nothing lit.

The strongest of ten tuning cards printed with straight fine lines all over, but for the portrait, then scores 0.35.
"""


def score(view: CardView) -> Score:
    """Measure how far the strongest wave on the card stands out of the picture: the height in four fifths of the card.

    0 is no wave, 0.5 one of 13 dB and 1 one of 26 dB or more; less where the card's surroundings do not show it. The
    finding, ``"screen pattern"``, has the quad of all patches that show it.
    """
    spectra = spectra_of(view.photo, view.quad.to_array())
    if spectra is None:
        return Score()
    best = max(waves_in(spectra), key=lambda wave: _height(spectra, wave), default=None)
    value = float(np.clip(_height(spectra, best) / _FULL, 0, 1)) if best else 0.0
    if best is None or value == 0:
        return Score()
    return Score(value, (Finding(REASON, value, _extent(spectra, best)),))


def _height(spectra: Spectra, wave: Wave) -> float:
    """Give the height that a wave reaches on the card: nearly everywhere, or everywhere where none witnesses it."""
    within = _within(spectra.depths)
    if not within.any():
        return 0.0
    if np.count_nonzero(wave.heights[spectra.depths < -HALF] > CONFIRMED) >= _WITNESSES:
        return float(np.quantile(wave.heights[within], _WEAKEST))
    return _UNWITNESSED * float(wave.heights[within].min())


def _within(depths: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Choose the patches on the card: those that it nearly fills, or else all about a point on it."""
    inner = depths > SIDE / 4
    return inner if np.count_nonzero(inner) >= 3 else depths > 0


def _extent(spectra: Spectra, wave: Wave) -> Quad:
    """Give the upright rectangle around the patches that show a wave."""
    centres = spectra.centres[wave.heights > CONFIRMED]
    (left, top), (right, bottom) = (centres.min(axis=0) - HALF).tolist(), (centres.max(axis=0) + HALF).tolist()
    return Quad((Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)))

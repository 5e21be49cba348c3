"""Waves that run through many patches of a photo: of one frequency and direction, but for slow changes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.screens.spectra import HALF, Planes, Spectra
from permit_ocr.types import Points

Frequencies = NDArray[np.float32]
"""``...x2``: across and down, in waves a patch."""

Heights = NDArray[np.float32]
"""Logarithm of power over the ground."""

KEPT = 6
"""Peaks that are kept of each patch, the highest."""
FOUND = 4.0
"""Height from which a peak is looked at. Noise alone reaches 3 in a patch."""
CONFIRMED = 2.6
"""Height that confirms a wave where others foretell it: noise reaches it at 1 % of places."""

_SEEDS = 12
"""Peaks, the highest first, from which waves are grown."""
_LINK = 7.0
"""How far the frequency may change to the next patch before its slope is known, in waves a patch. A screen's pixels do
by half of that under a tilt of 30 degrees from 2 card widths; moire, the small difference of two frequencies, changes
as much as both together: of 37 screens that another simulated, 31 are found with half of this and 35 with it."""
_STRAY = 1.3
"""How far a peak may lie from the foretold frequency."""
_LEAST = 4
"""Patches that have to show a wave, besides those on the portrait, which lie on one another."""
_STIFF = (1e-6, 0.02, 0.02, 2.0, 2.0, 2.0)
"""How reluctantly a frequency is taken to change with the place and its squares, against one patch's word."""
_FAR = 1e6
"""A frequency that stands for none."""


@dataclass(frozen=True, slots=True)
class Wave:
    """One periodic pattern."""

    heights: Heights
    """``N``: how high it stands over the ground in each patch."""
    frequencies: Frequencies
    """``Nx2``: what it has in each, whether seen there or foretold."""

    @property
    def frequency(self) -> tuple[float, float]:
        """Across and down, at the middle of the patches, in waves a patch."""
        across, down = self.frequencies.mean(axis=0).tolist()
        return across, down


def waves_in(spectra: Spectra) -> list[Wave]:
    """Find waves that at least four patches share, those of the highest peaks first."""
    widened = _widened(spectra.heights)
    places, heights = _peaks(spectra.heights, widened)
    waves: list[Wave] = []
    for _ in range(_SEEDS):
        patch, peak = divmod(int(heights.argmax()), KEPT)
        if heights[patch, peak] < FOUND:
            break
        foretold = _grown(spectra, places, patch, peak)
        heights[patch, peak] = 0
        if foretold is None:
            continue
        seen = _heights_at(widened, foretold)
        _claim(places, heights, foretold)
        if np.count_nonzero((seen > CONFIRMED) & ~spectra.on_portrait) >= _LEAST:
            waves.append(Wave(seen, foretold))
    return waves


def height_at(planes: Planes, foretold: Frequencies) -> Heights:
    """Give the height of each plane (``Nx128x65``) about its frequency (``Nx2``)."""
    return _heights_at(_widened(planes), foretold)


def _widened(planes: Planes) -> Planes:
    """Give the highest of each place and its neighbours: one plane above the other, as their upper rim is 0."""
    rows = planes.reshape(-1, planes.shape[2])
    return np.asarray(cv2.dilate(rows, np.ones((3, 3), np.uint8)), np.float32).reshape(planes.shape)


def _claim(places: Frequencies, heights: Heights, foretold: Frequencies) -> None:
    """Take out the peaks of a wave that is known, and their mirror images, in place."""
    taken = _misses(places, foretold) < 2 * _STRAY
    taken |= np.roll(taken, KEPT, axis=1)
    places[taken], heights[taken[:, :KEPT]] = _FAR, 0


def _misses(places: Frequencies, foretold: Frequencies) -> NDArray[np.float32]:
    """Give how far each peak lies from the frequency foretold for its patch."""
    apart = places - foretold[:, None]
    return np.hypot(apart[..., 0], apart[..., 1])


def _peaks(planes: Planes, widened: Planes) -> tuple[Frequencies, Heights]:
    """Give the highest peaks of each patch, and after them their mirror images (``Nx12x2``), and heights (``Nx6``)."""
    places = np.full((len(planes), 2 * KEPT, 2), _FAR, np.float32)
    heights = np.zeros((len(planes), KEPT), np.float32)
    high = np.nonzero(planes > FOUND)
    tops = planes[high] == _widened(widened)[high]
    patches, rows, columns = (axis[tops] for axis in high)
    exact, found = _exact(planes, patches, rows, columns), planes[patches, rows, columns]
    for patch in np.unique(patches):
        own = np.flatnonzero(patches == patch)
        best = own[np.argsort(-found[own])[:KEPT]]
        places[patch, : len(best)], heights[patch, : len(best)] = exact[best], found[best]
        places[patch, KEPT : KEPT + len(best)] = -exact[best]
    return places, heights


def _exact(planes: Planes, patches: NDArray[np.intp], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Frequencies:
    """Give the frequencies of peaks, ``Nx2``, to a fraction of a step: each at the top of a parabola through three."""
    middle = planes[patches, rows, columns]
    across = _top(planes[patches, rows, columns - 1], middle, planes[patches, rows, columns + 1])
    down = _top(planes[patches, rows - 1, columns], middle, planes[patches, rows + 1, columns])
    return np.stack([columns + across, rows - HALF + down], axis=1).astype(np.float32)


def _top(before: Heights, middle: Heights, after: Heights) -> Heights:
    bend = np.maximum(2 * middle - before - after, np.float32(1e-3))
    return np.clip((after - before) / (2 * bend), -0.5, 0.5).astype(np.float32)


def _grown(spectra: Spectra, places: Frequencies, patch: int, peak: int) -> Frequencies | None:
    """Follow a wave from one patch outwards; give the frequency that it has in each, ``Nx2``.

    The frequency is taken to change with the place and its squares, as that of a screen seen at an angle does nearly.
    """
    away = (spectra.centres - spectra.centres[patch]) / np.float32(spectra.step)
    distance = np.hypot(away[:, 0], away[:, 1])
    foretold: Frequencies = np.repeat(places[patch, peak][None], len(away), axis=0)
    reach, strays = 1.6, (_LINK, 2.0, *(_STRAY,) * 20)
    for stray in strays:
        misses = _misses(places, foretold)
        joined = (misses.min(axis=1) < stray) & (distance <= reach)
        if np.count_nonzero(joined) < 3:
            return None
        foretold = _fitted(away, joined, places[joined, misses.argmin(axis=1)[joined]])
        if reach > distance.max():
            break
        reach *= 1.5
    return foretold


def _fitted(away: Points, joined: NDArray[np.bool_], seen: Frequencies) -> Frequencies:
    """Fit frequencies that change smoothly with the place, ``Nx2``."""
    x, y = away.T.astype(np.float64)
    terms = np.stack([np.ones(len(away)), x, y, x * x, x * y, y * y], axis=1)
    known = terms[joined]
    slopes = np.linalg.solve(known.T @ known + np.diag(_STIFF), known.T @ seen)
    return (terms @ slopes).astype(np.float32)


def _heights_at(widened: Planes, foretold: Frequencies) -> Heights:
    """Give each patch's height at its foretold frequency, or at one next to it; 0 beyond the highest frequency."""
    upper = np.round(np.where(foretold[:, :1] < 0, -foretold, foretold)).astype(np.intp)
    known = (upper[:, 0] <= HALF) & (np.abs(upper[:, 1]) < HALF)
    columns, rows = upper[:, 0] * known, (upper[:, 1] + HALF) * known
    return np.where(known, widened[np.arange(len(widened)), rows, columns], np.float32(0)).astype(np.float32)

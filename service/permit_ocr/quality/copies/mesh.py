"""The dots of a halftone screen: a pattern of one fineness and one angle all over the card.

The spectra of patches are averaged in their logarithm, so that what stands out is in most patches. Guilloche lines
bend, and text differs from place to place: neither does. A screen's mesh of dots gives sharp peaks, well above all
their neighbours (Oppenheim and Schafer on averaged periodograms; ISO 12647-1 on screens).
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import project
from permit_ocr.quality.spectrum import log_power
from permit_ocr.quality.view import CardView
from permit_ocr.types import Image, Points

_SIDE = 128
"""Side of a patch in pixels: a peak is then as sharp as a screen on slightly curled paper lets it be."""
_MOST = (9, 6)
"""Patches across and down, at most."""
_COARSEST = 180.0
"""Dots along the card's width in the coarsest screen, of 53 lines an inch; guilloches are mostly coarser."""
_AXES = 4.0
"""Degrees about the card's own axes that are left out: rows of text and the pixels of screens lie there."""
_WIDE = 2.2 / _SIDE
"""Width of what is left out about the photo's axes and the multiples of its JPEG blocks, in cycles a pixel."""
_FLAT = 1e-6
"""Pixels of the photo in one of the rectified picture below which a place is seen edge-on."""
_FLOOR = 0.05
"""Power added before the logarithm: that of rounding to whole levels is 1/12."""

_LONE = 1.2
"""By how much a peak may exceed that across it: dots may be oval, or the pixels may fold one of the two."""
_STRAIGHT, _BYPRODUCT = 2.5, 0.8
"""Height from which a coarser peak shows that a guilloche's lines are straight, and the share of what exceeds it by
which finer peaks are lowered: crossing lines have weak by-products at many frequencies."""
_OVERTONES = (2, 3, 4, 5)
_HALF = _SIDE // 2

Spectrum = NDArray[np.float32]
"""``128x128 float32`` over frequencies down and across, -1/2 to 1/2 cycles a pixel, 0 in the middle."""


def mesh(view: CardView) -> float:
    """Give how far the strongest screen's peak stands above its neighbourhood, as the logarithm of a ratio of powers.

    A screen's mesh has a second peak across the first (where the photo's pixels do not fold it elsewhere), and none at
    a half to a fifth of its fineness; lines of a guilloche that happen to be straight are the other way about. Up to
    2 for genuine cards, 3 to 8 for screens that the photo resolves.
    """
    left, top, right, bottom = _card_place(view)
    if right - left < _SIDE or bottom - top < _SIDE:
        return 0.0
    raised = _above_neighbours(_mean_spectrum(view.card.image[top:bottom, left:right]))
    fine, coarse = _admitted(view)
    strongest = float(np.max(_as_mesh(raised), initial=0.0, where=fine))
    straight = float(np.max(raised, initial=0.0, where=coarse))
    return max(0.0, strongest - _BYPRODUCT * max(0.0, straight - _STRAIGHT))


def _as_mesh(raised: Spectrum) -> Spectrum:
    """Lower peaks that have none across them, and overtones of coarser lines."""
    near = np.asarray(cv2.dilate(raised, np.ones((3, 3), np.uint8)))
    v, u = np.mgrid[: 2 * _HALF, : 2 * _HALF] - _HALF
    across = near[np.clip(_HALF + u, 0, 2 * _HALF - 1), np.clip(_HALF - v, 0, 2 * _HALF - 1)]
    roots = [near[_HALF + np.rint(v / part).astype(int), _HALF + np.rint(u / part).astype(int)] for part in _OVERTONES]
    return np.minimum(raised, across + _LONE) - np.max(roots, axis=0, initial=0)


def _card_place(view: CardView) -> tuple[int, int, int, int]:
    """Give the card in the rectified picture: left, top, right, bottom."""
    corners = project(np.linalg.inv(view.card.to_card), np.array([(0, 0), (1, 1)], np.float32))
    (left, top), (right, bottom) = np.round(corners).astype(int).tolist()
    return max(left, 0), max(top, 0), right, bottom


def _mean_spectrum(card: Image) -> Spectrum:
    corners = [(x, y) for y in _starts(len(card), 1) for x in _starts(card.shape[1], 0)]
    half = np.mean([_log_power(card[y : y + _SIDE, x : x + _SIDE]) for x, y in corners], axis=0)
    mirrored = half[-np.arange(_SIDE) % _SIDE][:, 1:-1][:, ::-1]
    return np.fft.fftshift(np.concatenate((half, mirrored), axis=1)).astype(np.float32)


def _log_power(patch: Image) -> NDArray[np.float32]:
    """Give the power of one patch over frequencies across from 0 up, ``128x65``."""
    light = np.asarray(cv2.transform(patch, np.array([(0.25, 0.5, 0.25)], np.float32)), np.uint8)
    return log_power((light - np.float32(cv2.mean(light)[0])) * _window(), _FLOOR)


def _starts(length: int, axis: int) -> list[int]:
    count = min(_MOST[axis], max(2, -(-4 * length // (3 * _SIDE))))
    return np.linspace(0, length - _SIDE, count).astype(int).tolist()


def _above_neighbours(spectrum: Spectrum) -> Spectrum:
    """Subtract the mean of a ring about each frequency: 11 wide less the 5 in its middle."""
    outer = np.asarray(cv2.blur(spectrum, (11, 11), borderType=cv2.BORDER_REFLECT), np.float32) * 121
    inner = np.asarray(cv2.blur(spectrum, (5, 5), borderType=cv2.BORDER_REFLECT), np.float32) * 25
    return np.asarray(spectrum - (outer - inner) / 96, np.float32)


def _admitted(view: CardView) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Choose the frequencies at which a screen has its peaks, and the coarser ones of guilloches."""
    across, down = _frequencies()
    left, _, right, _ = _card_place(view)
    radius = np.hypot(across, down)
    angle = np.degrees(np.arctan2(np.abs(down), np.abs(across)))
    admitted = (radius <= 0.5) & (angle > _AXES) & (angle < 90 - _AXES)
    for place in np.array([(0.5, 0.5), (0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)], np.float32):
        admitted &= ~_grid_of_photo(view, place)
    across_card = radius * (right - left)
    return admitted & (across_card >= _COARSEST), admitted & (across_card < _COARSEST) & (across_card > _COARSEST / 3)


def _grid_of_photo(view: CardView, place: Points) -> NDArray[np.bool_]:
    """Mark the frequencies that JPEG blocks and sharpening along the photo's axes may give at a place on the card."""
    across, down = _frequencies()
    point = project(np.linalg.inv(view.card.to_card), place[None])[0]
    steps = project(view.card.to_photo, np.asarray(point + np.array([(0, 0), (1, 0), (0, 1)]), np.float32))
    away = np.asarray(steps[1:] - steps[:1], np.float64)
    area = float(away[0, 0] * away[1, 1] - away[0, 1] * away[1, 0])
    if not abs(area) > _FLAT:
        return np.ones(across.shape, np.bool_)
    u = np.asarray((across * away[1, 1] - down * away[0, 1]) / area, np.float32)
    v = np.asarray((down * away[0, 0] - across * away[1, 0]) / area, np.float32)
    on_blocks = [np.abs(8 * axis - np.rint(8 * axis)) < 8 * _WIDE for axis in (u, v)]
    return (np.abs(u) < _WIDE) | (np.abs(v) < _WIDE) | (on_blocks[0] & on_blocks[1])


@lru_cache
def _frequencies() -> tuple[Spectrum, Spectrum]:
    """Give the frequencies across and down, in cycles a pixel."""
    steps = np.fft.fftshift(np.fft.fftfreq(_SIDE)).astype(np.float32)
    across, down = np.meshgrid(steps, steps)
    return across, down


@lru_cache
def _window() -> NDArray[np.float32]:
    """Give the window of a patch, of unit power."""
    window = np.outer(np.hanning(_SIDE), np.hanning(_SIDE))
    return (window / np.sqrt((window**2).sum())).astype(np.float32)

"""Whether waves are as deep in the light parts of a picture as in darker ones: a screen's are, a print's are not.

A screen's pixels let the same share of light through whatever they show, so that its waves take the same part of the
light everywhere. Ink's dots are smaller where the picture is lighter, and gone where paper is bare.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.findings import ramp
from permit_ocr.quality.screens.spectra import SIDE, Spectra
from permit_ocr.quality.screens.waves import CONFIRMED, Wave
from permit_ocr.types import Image

_WINDOW, _STEP = 24, 8
"""Side and distance, in pixels, of the windows in which light and wave are measured."""
_PATCHES = 5
"""Patches on the card that are looked at besides those on the portrait, which has most of the middle tones."""
_TONES = (0.3, 0.45, 0.6, 0.75, 0.88, 1.02)
"""Bounds of the tones that are compared, in parts of the lightest, than which ``_DARKER`` percent are darker."""
_DARK = 2
"""How many of them are dark."""
_DARKER = 97
_BURNT = 240
"""Grey level from which light is cut off, and the wave with it."""
_LEAST = 8
"""Windows that it takes to know a tone."""
_OFF = 0.06
"""Waves a pixel to both sides across and down: frequencies whose power stands for what is there without the wave."""
_LIGHT = 0.75, 0.85
"""Depth in the lightest tone, in parts of that in the darkest two, from where on a screen surely made it: at most 0.70
in 98 prints of tuning and of two others, 0.8 or more in 75 of 97 screens."""
_FALLEN = 0.35, 0.5
"""The same, from where on down ink surely made it, if no tone has much less: less than 0.4 in 78 of these prints, 0.45
or more in all of these screens but one, which has least in another tone."""
_ABOUT = 1.25
"""Greatest depth, in parts of the least, that is about as small."""
_SHALLOWEST = 0.4, 0.6
"""Least depth of all tones, in parts of the greatest: lines on genuine cards, where chance lets them seem to lie on the
portrait as well, reach 0.2."""

Tones = NDArray[np.float64]
"""``5``: square of a wave's depth in each tone, in parts of the light; NaN where nothing has that tone."""
Values = NDArray[np.float32]


def tones_of(photo: Image, spectra: Spectra, wave: Wave) -> Tones:
    """Measure how deep a wave is in each tone, in the colour that shows it best."""
    shown = np.flatnonzero((spectra.depths > 0) & ~spectra.on_portrait & (wave.heights > CONFIRMED))
    best = shown[np.argsort(-wave.heights[shown])[:_PATCHES]]
    looked = np.concatenate([best, np.flatnonzero(spectra.on_portrait)])
    patches = [_patch(photo, spectra, place) for place in looked]
    frequencies = wave.frequencies[looked] / SIDE
    light = np.stack([_power(patch, np.zeros(2)) for patch in patches])
    power = np.stack([_power(patch, own) for patch, own in zip(patches, frequencies, strict=True)])
    colour = int(np.median(power / (light + 1), axis=(0, 1, 2)).argmax())
    around = np.stack([_around(patch[..., colour], own) for patch, own in zip(patches, frequencies, strict=True)])
    return _by_tone(np.sqrt(light[..., colour]), power[..., colour] - around)


def evenness(waves: Iterable[Tones]) -> float:
    """Say by their depth in all tones, together, how surely waves are a screen's, up to 1, or a print's, down to -1.

    Together, as overtones of a print's dots may be deeper where the dots are smaller; these are the less deep ones.
    """
    known = [tones for tones in waves if not np.isnan(tones).all()]
    if not known:
        return 0.0
    together = np.array(known, np.float64)
    depth = np.where(np.isnan(together).all(axis=0), np.nan, np.sqrt(np.maximum(np.nansum(together, axis=0), 0)))
    there = depth[~np.isnan(depth)]
    dark = depth[:_DARK][~np.isnan(depth[:_DARK])]
    if not dark.any() or np.isnan(depth[-1]):
        return 0.0
    lightest, shallowest = float(depth[-1] / dark.mean()), float(there.min() / there.max())
    falls = 1 - ramp(lightest, *_FALLEN) if depth[-1] <= _ABOUT * there.min() else 0.0
    return ramp(lightest, *_LIGHT) * ramp(shallowest, *_SHALLOWEST) - falls


def _patch(photo: Image, spectra: Spectra, place: int) -> Values:
    left, top = (round(float(middle)) - SIDE // 2 for middle in spectra.centres[place])
    return photo[top : top + SIDE, left : left + SIDE].astype(np.float32)


def _by_tone(light: Values, power: Values) -> Tones:
    tone = np.where(light < _BURNT, light / np.percentile(light, _DARKER), 0)
    depth = power / (light + 8) ** 2
    chosen = ((tone >= low) & (tone < high) for low, high in pairwise(_TONES))
    return np.array([np.median(depth[some]) if np.count_nonzero(some) >= _LEAST else np.nan for some in chosen])


def _around(patch: Values, frequency: NDArray[np.float64]) -> Values:
    """Give the middle power at four frequencies around one."""
    off = np.array([(_OFF, 0), (-_OFF, 0), (0, _OFF), (0, -_OFF)])
    return np.asarray(np.median([_power(patch, frequency + by) for by in off], axis=0), np.float32)


def _power(patch: Values, frequency: NDArray[np.float64]) -> Values:
    """Give the power at one frequency (``2``, across and down) in each window of a patch, by row, column and colour."""
    across, down = (_waves(part) for part in frequency.tolist())
    along = np.tensordot(np.concatenate([down.real, down.imag]), patch, axes=(1, 0))
    rows = len(along) // 2
    turned = np.swapaxes(along[:rows] + 1j * along[rows:], 1, -1) @ across.T
    return np.asarray(np.swapaxes(turned.real**2 + turned.imag**2, 1, -1), np.float32)


def _waves(frequency: float) -> NDArray[np.complex64]:
    """Give a wave within each window along a patch's side, ``windows x SIDE``."""
    starts = np.arange(0, SIDE - _WINDOW + 1, _STEP)
    window = np.hanning(_WINDOW + 2)[1:-1]
    wave = window / window.sum() * np.exp(-2j * np.pi * frequency * np.arange(_WINDOW))
    waves = np.zeros((len(starts), SIDE), np.complex64)
    waves[np.arange(len(starts))[:, None], starts[:, None] + np.arange(_WINDOW)] = wave
    return waves

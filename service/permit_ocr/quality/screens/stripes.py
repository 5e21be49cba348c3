"""Whether the colours of a wave come in turn, as a screen's do and a print's do not.

A screen's pixel has its red, green and blue light side by side, a third of a pixel apart, so that each colour's wave is
a third of a wave ahead of the next. Ink takes away light where it lies: its wave is in step in all colours, or in one
alone. Coloured fringes of a lens and inks out of register shift colours against each other, but not in turn: two steps
of one size and the third back again all but cancel out in what is measured here, as long as they are small. Where a
sensor's mosaic makes false colours of fine dots, red and blue have a wave and green, of which it has most, hardly any.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.findings import ramp
from permit_ocr.quality.screens.spectra import SIDE, Spectra
from permit_ocr.quality.screens.waves import CONFIRMED, Wave
from permit_ocr.types import Image

_MOST, _LEAST = 8, 2
"""Patches that are looked at, those on the card that show a wave best, and how many it takes."""
_IN_TURN = 0.55, 0.7
"""From where to where colours surely come in turn: they do by at most 0.04 in 313 photos without an attack and by 0.35
in 60 prints of tuning; by 0.7 or more in some wave of 49 of 104 screens that two others simulated."""
_GREEN = 0.18, 0.25
"""The same for green's share of the power: 0.15 at most in ten of eleven waves of 90 halftones of which the sensor made
false colours that come in turn by 0.55 or more; about 0.3 where a screen's three colours are seen."""

Amplitudes = NDArray[np.complex64]
"""``Nx3``: of blue, green and red in each patch."""


def striped(photo: Image, spectra: Spectra, wave: Wave) -> float:
    """Say how surely a wave is that of a screen's stripes of red, green and blue, 0 to 1."""
    shown = np.flatnonzero((spectra.depths > 0) & (wave.heights > CONFIRMED))
    if len(shown) < _LEAST:
        return 0.0
    best = shown[np.argsort(-wave.heights[shown])[:_MOST]]
    seen = np.stack([_amplitudes(photo, spectra.centres[patch], wave.frequencies[patch]) for patch in best])
    power = (np.abs(seen) ** 2).sum(axis=0)
    green = float(power[1] / max(float(power.sum()), 1e-12))
    return ramp(abs(_turning(seen)), *_IN_TURN) * ramp(green, *_GREEN)


def _turning(seen: Amplitudes) -> float:
    """Give by how much the power of colours in turn exceeds that in the opposite turn, in parts of all; -1 to 1.

    These are the positive and the negative sequence of three phases (Fortescue 1918). Colours in step have neither, and
    one colour alone, or two against each other, as much of both.
    """
    third = np.exp(2j * np.pi / 3 * np.arange(3))
    forth, back = np.abs(seen @ third) ** 2, np.abs(seen @ third.conj()) ** 2
    return float((forth.sum() - back.sum()) / max(3 * float((np.abs(seen) ** 2).sum()), 1e-12))


def _amplitudes(photo: Image, centre: NDArray[np.float32], frequency: NDArray[np.float32]) -> NDArray[np.complex64]:
    """Give the amplitude and phase of one wave in each colour of one patch, in parts of the colour's light."""
    left, top = np.round(centre - SIDE / 2).astype(int).tolist()
    patch = photo[top : top + SIDE, left : left + SIDE].astype(np.float32)
    across, down = (_WINDOW * np.exp(-2j * np.pi * part / SIDE * np.arange(SIDE)) for part in frequency.tolist())
    # Real and imaginary part apart: complex numbers would take three times as long.
    both = np.stack((down.real, down.imag)).astype(np.float32) @ patch.reshape(SIDE, -1)
    along_rows = (both[0] + 1j * both[1]).reshape(SIDE, 3)
    return np.asarray((across @ along_rows) / (np.array(cv2.mean(patch)[:3]) + 8), np.complex64)


_WINDOW = np.hanning(SIDE + 2)[1:-1]

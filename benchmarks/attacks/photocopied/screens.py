"""Halftone screens: how much ink lies on each pixel of a print, for the tone that was asked for.

Pictures of ink are ``HxW float32``, 0 for bare paper to 1 for full ink, at the specimens' 600 dpi.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.float32]
"""``HxW float32``, 0..1."""

Spot = Callable[[Ink, Ink], Ink]
"""Gives the order in which a cell is filled from its two phases in radians: the lowest values take ink first."""

_DPI = 600.0
_LEVELS = 256
_SOFT = 0.12
"""Tone over which a dot's edge runs: a pixel of 42 micrometres averages the true, sharper edge of the toner."""


def round_dots(u: Ink, v: Ink) -> Ink:
    """Grow round dots in the light tones, a chequerboard in the middle, round holes in the dark ones."""
    return np.asarray(np.cos(u) + np.cos(v), np.float32)


def lines(u: Ink, v: Ink) -> Ink:
    """Grow lines that swell a little along their length."""
    return np.asarray(np.cos(u) + 0.15 * np.cos(v), np.float32)


def chains(u: Ink, v: Ink) -> Ink:
    """Grow elliptical dots, which join into chains before they join across."""
    return np.asarray(np.cos(u) + 0.6 * np.cos(v), np.float32)


def screened(tone: Ink, lpi: float, angle: float, spot: Spot = round_dots) -> Ink:
    """Screen a tone (0..1, the share of ink) at ``lpi`` lines an inch and ``angle`` degrees, evenly in the mean."""
    height, width = tone.shape
    pitch = 2 * np.pi * lpi / _DPI
    x = np.arange(width, dtype=np.float32)[None] * np.float32(pitch)
    y = np.arange(height, dtype=np.float32)[:, None] * np.float32(pitch)
    sine, cosine = np.float32(np.sin(np.radians(angle))), np.float32(np.cos(np.radians(angle)))
    order = spot(np.asarray(x * cosine + y * sine, np.float32), np.asarray(y * cosine - x * sine, np.float32))
    return np.clip((tone - _evened(order)) / _SOFT + 0.5, 0, 1).astype(np.float32) * (tone > 0.01)


def _evened(order: Ink) -> Ink:
    """Turn an order into thresholds 0..1 of which every range is equally frequent."""
    sample = np.sort(order[: min(200, len(order))].ravel())
    marks = sample[np.linspace(0, len(sample) - 1, _LEVELS).astype(int)]
    return np.asarray(np.interp(-order, -marks[::-1], np.linspace(0, 1, _LEVELS)), np.float32)

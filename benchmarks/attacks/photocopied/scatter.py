"""Prints without a screen: dots scattered by error diffusion or by a mask of blue noise.

Pictures of ink are ``HxW float32``, 0..1, at the specimens' 600 dpi.
"""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.attacks.photocopied.screens import Ink

_TILE = 256
"""Side of a blue-noise mask in dots; it repeats beyond."""


def diffused(tone: Ink, dot: float, random: np.random.Generator) -> Ink:
    """Scatter dots of ``dot`` pixels as Floyd and Steinberg (1976) do, with noisy thresholds against worms."""
    small = _to_dots(tone, dot)
    return _to_pixels(_diffuse(small, random), tone.shape)


def stippled(tone: Ink, dot: float, random: np.random.Generator) -> Ink:
    """Scatter dots of ``dot`` pixels by a mask whose noise has no low frequencies."""
    small = _to_dots(tone, dot)
    mask = _blue_noise(random)
    rows, columns = (-(-length // _TILE) for length in small.shape)
    thresholds = np.tile(mask, (rows, columns))[: small.shape[0], : small.shape[1]]
    return _to_pixels((small > thresholds).astype(np.float32), tone.shape)


def _to_dots(tone: Ink, dot: float) -> Ink:
    size = max(1, round(tone.shape[1] / dot)), max(1, round(tone.shape[0] / dot))
    return np.asarray(cv2.resize(tone, size, interpolation=cv2.INTER_AREA), np.float32)


def _to_pixels(dots: Ink, shape: tuple[int, ...]) -> Ink:
    """Enlarge dots to pixels and round their corners."""
    full = cv2.resize(dots, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.GaussianBlur(full, (0, 0), 0.6), np.float32)


def _diffuse(tone: Ink, random: np.random.Generator) -> Ink:
    """Go through the picture along slanted fronts, whose dots depend on earlier fronts alone."""
    rows, columns = tone.shape
    rest = np.zeros((rows + 1, columns + 2), np.float32)
    rest[:rows, 1:-1] = tone
    ink = np.zeros((rows, columns), np.float32)
    thresholds = random.uniform(0.35, 0.65, tone.shape).astype(np.float32)
    for front in range(columns + 2 * (rows - 1)):
        first, last = max(0, -(-(front - columns + 1) // 2)), min(rows, front // 2 + 1)
        y = np.arange(int(first), int(last), dtype=np.intp)
        x = np.asarray(front - 2 * y, np.intp)
        ink[y, x] = rest[y, x + 1] > thresholds[y, x]
        error = rest[y, x + 1] - ink[y, x]
        for down, right, weight in ((0, 1, 7), (1, -1, 3), (1, 0, 5), (1, 1, 1)):
            rest[y + down, x + 1 + right] += error * (weight / 16)
    return ink


def _blue_noise(random: np.random.Generator) -> Ink:
    """Take the low frequencies out of white noise, twice, and make every value equally frequent."""
    mask = random.random((_TILE, _TILE)).astype(np.float32)
    for _ in range(2):
        wrapped = np.asarray(np.tile(mask, (3, 3)), np.float32)
        smooth = cv2.GaussianBlur(wrapped, (0, 0), 1.7)[_TILE : 2 * _TILE, _TILE : 2 * _TILE]
        order = np.argsort(np.argsort((mask - smooth).ravel()))
        mask = (order / order.size).astype(np.float32).reshape(_TILE, _TILE)
    return mask

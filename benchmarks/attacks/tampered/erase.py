"""Ways to make print vanish from its ground: all take a part of a picture and the pixels to replace."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.attacks.tampered.picture import Share
from permit_ocr.types import Image

Eraser = Callable[[Image, Share, np.random.Generator], Image]
"""From ``HxWx3`` and the share of each pixel to replace, to the ground without print."""


def telea(part: Image, share: Share, _: np.random.Generator) -> Image:
    """Fill inwards by the fast marching method (Telea, 2004)."""
    return np.asarray(cv2.inpaint(part, _mask(share), 4, cv2.INPAINT_TELEA), np.uint8)


def navier_stokes(part: Image, share: Share, _: np.random.Generator) -> Image:
    """Continue isophotes inwards (Bertalmio and others, 2001)."""
    return np.asarray(cv2.inpaint(part, _mask(share), 3, cv2.INPAINT_NS), np.uint8)


def flat(part: Image, share: Share, _: np.random.Generator) -> Image:
    """Paint with the one colour that a pipette picks."""
    around = cv2.dilate(_mask(share), np.ones((9, 9), np.uint8)) > 0
    ground = part[around & (share == 0)] if (around & (share == 0)).any() else part.reshape(-1, 3)
    bright = ground[ground.sum(axis=1) >= np.median(ground.sum(axis=1))]
    return _blended(part, np.median(bright, axis=0), share)


def graded(part: Image, share: Share, random: np.random.Generator) -> Image:
    """Paint with a gradient between the colours on either side."""
    smooth = np.asarray(cv2.GaussianBlur(telea(part, share, random), (0, 0), 0.25 * part.shape[0]), np.uint8)
    return _blended(part, smooth, share)


def stamped(part: Image, share: Share, random: np.random.Generator) -> Image:
    """Clone ground from above, below or beside the print: where it is emptiest."""
    hidden = share > 0
    height, width = (int(np.ptp(np.flatnonzero(hidden.any(axis=axis)))) + 2 if hidden.any() else 1 for axis in (1, 0))
    aside = (0, *(int(x) for x in random.integers(-width, width + 1, 6)))
    moved = [np.roll(part, (dy, dx), axis=(0, 1)) for dy in (-height, 0, height) for dx in aside]
    emptiest = max(moved, key=lambda other: float(np.percentile(other[hidden], 3)) if hidden.any() else 0.0)
    return _blended(part, emptiest, share)


def quilted(part: Image, share: Share, random: np.random.Generator) -> Image:
    """Fill with small tiles of ground taken from around the print, laid over one another at random."""
    tile = max(4, part.shape[0] // 8)
    filled, hidden = part.copy(), share > 0
    places = [
        (y, x)
        for y in range(0, part.shape[0] - tile, max(1, tile // 3))
        for x in range(0, part.shape[1] - tile, max(1, tile // 3))
    ]
    sources = [(y, x) for y, x in places if not hidden[y : y + tile, x : x + tile].any()]
    for y, x in places:
        if sources and hidden[y : y + tile, x : x + tile].any():
            v, u = sources[int(random.integers(len(sources)))]
            filled[y : y + tile, x : x + tile] = part[v : v + tile, u : u + tile]
    return _blended(part, filled, share)


def _mask(share: Share) -> Image:
    return ((share > 0.02) * 255).astype(np.uint8)


def _blended(part: Image, filled: np.ndarray, share: Share) -> Image:
    weight = share[..., None]
    return np.clip(part * (1 - weight) + filled * weight + 0.5, 0, 255).astype(np.uint8)

"""Noise in tiles: drawing it for every pixel of a large photo would take longer than all else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image

Grain = NDArray[np.int16]
"""One tile of noise, ``HxWx3``, in grey levels."""

_SIDE = 601
"""Side of a tile in pixels: large, and no multiple of anything in a picture, so that no repeat is seen."""


def grey_grain(strength: float, random: np.random.Generator) -> Grain:
    """Draw noise that is alike in all colours; ``strength`` is its standard deviation."""
    tile = (random.standard_normal((_SIDE, _SIDE), np.float32) * strength).round().astype(np.int16)
    return np.asarray(cv2.merge((tile, tile, tile)), np.int16)


def colour_grain(strength: float, random: np.random.Generator) -> Grain:
    """Draw noise of each colour by itself and twice as coarse."""
    coarse = random.standard_normal((_SIDE // 2 + 1, _SIDE // 2 + 1, 3), np.float32) * np.float32(strength)
    return cv2.resize(coarse, (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR).round().astype(np.int16)


def add_grain(image: Image, grain: Grain) -> Image:
    """Add a tile of noise all over a picture."""
    noisy = np.empty_like(image)
    for top in range(0, image.shape[0], _SIDE):
        for left in range(0, image.shape[1], _SIDE):
            part = image[top : top + _SIDE, left : left + _SIDE]
            cv2.add(part, grain[: part.shape[0], : part.shape[1]], noisy[top:, left:][:_SIDE, :_SIDE], None, cv2.CV_8U)
    return noisy

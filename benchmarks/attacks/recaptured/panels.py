"""Screens as masks: which part of a screen pixel shines in which colour."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.split import pick

CELL = 9
"""Steps by which a screen pixel is drawn, across and down: three for each subpixel of a stripe."""

Tile = NDArray[np.float32]
"""``HxWx3`` BGR: the light of one repeat of a screen, for a white picture; each colour's mean is 1."""


def stripe(random: np.random.Generator) -> Tile:
    """Draw an RGB stripe LCD: three upright bars to a pixel, a black matrix between them, a transistor in a corner."""
    fine = np.zeros((CELL * 4, CELL * 4, 3), np.float32)
    third, gap = CELL * 4 // 3, int(random.integers(1, 4))
    top = int(random.integers(3, 9))
    order = (2, 1, 0) if random.random() < 0.8 else (0, 1, 2)
    for place, channel in enumerate(order):
        left, right = place * third + gap // 2, (place + 1) * third - (gap + 1) // 2
        fine[top:, left:right, channel] = 1
        fine[-int(random.integers(2, 7)) :, left : left + third // 2, channel] = 0
    return _even(fine)


def chevron(random: np.random.Generator) -> Tile:
    """Draw an in-plane switching LCD: bars that lean to the right in one row of pixels and to the left in the next."""
    upright = stripe(random)
    rows = upright.shape[0]
    lean = random.uniform(0.1, 0.25) * CELL
    upper = np.stack([np.roll(upright[y], round(lean * y / rows), axis=0) for y in range(rows)])
    lower = np.stack([np.roll(upright[y], round(lean * (1 - y / rows)), axis=0) for y in range(rows)])
    return np.concatenate([upper, lower])


def diamond(random: np.random.Generator) -> Tile:
    """Draw a PenTile OLED of diamonds: green in every pixel, red and blue by turns, in a chequer of two pixels."""
    side = CELL * 8
    fine = np.zeros((side, side, 3), np.float32)
    half, green, other = side // 2, random.uniform(0.10, 0.14) * side, random.uniform(0.16, 0.2) * side
    for x, y in ((0, 0), (half, 0), (0, half), (half, half)):
        _diamond(fine, (x + half // 2, y + half // 2), green, 1)
        _diamond(fine, (x, y), other, 2 if x == y else 0)
    return _even(fine)


def draw_stripes(random: np.random.Generator) -> Tile:
    """Draw one of the LCDs."""
    return pick(random, (stripe, stripe, chevron))(random)


def _diamond(fine: NDArray[np.float32], centre: tuple[int, int], reach: float, channel: int) -> None:
    """Light a diamond, over the tile's edges."""
    side = fine.shape[0]
    steps = np.arange(side, dtype=np.float32) + 0.5
    across, down = (np.abs((steps - place + side / 2) % side - side / 2) for place in centre)
    fine[..., channel][down[:, None] + across[None] <= reach] = 1


def _even(fine: NDArray[np.float32]) -> Tile:
    """Bring a tile drawn four times as fine to ``CELL`` steps and each colour's mean to 1."""
    tile = cv2.resize(fine, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    return np.asarray(tile / tile.mean(axis=(0, 1)), np.float32)

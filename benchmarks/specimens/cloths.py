"""Patterns in two colours that tables are covered with: cloths, tiles, maps.

Each gives the share of the second colour, ``HxW float32``, 0..1. Most are a tile that is laid again and again, at
any scale and angle.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Cover = NDArray[np.float32]
"""Share of the second colour."""

_SIDE = 128
"""Side of a tile, in pixels."""


def check(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw gingham: two stripes that cross, twice as strong where they lie over each other."""
    thread = _square(float(random.uniform(0.3, 0.6)))
    return _laid((thread[None] + thread[:, None]) / 2, shape, random, (0.012, 0.09))


def stripes(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw stripes of a few widths and strengths, all along one direction."""
    edges = np.sort(random.random(int(random.choice((2, 4, 6)))))
    strengths = random.uniform(0.3, 1, len(edges))
    places = np.searchsorted(edges, (np.arange(_SIDE) + 0.5) / _SIDE)
    profile = np.append(np.where(np.arange(len(edges)) % 2, strengths, 0), 0)[places]
    return _laid(np.repeat(profile[None], _SIDE, axis=0), shape, random, (0.03, 0.25))


def tiles(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw square tiles, no two of quite the same shade, with joints between them."""
    shades = cv2.resize(random.uniform(0, 0.35, (4, 4)), (_SIDE, _SIDE), interpolation=cv2.INTER_NEAREST)
    joint = _square(float(random.uniform(0.03, 0.1)), 4)
    return _laid(np.maximum(shades, np.maximum(joint[None], joint[:, None])), shape, random, (0.3, 1.2))


def damask(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw ornaments of petals and scrolls, each row shifted by half an ornament."""
    x, y = np.meshgrid(*(2 * np.pi * (np.arange(_SIDE) + 0.5) / _SIDE,) * 2)
    first, second, third = random.uniform(0.4, 1.0, 3)
    wave = np.cos(x) * np.cos(y) + first * np.cos(3 * x) * np.cos(y + second * np.sin(2 * x)) - third * np.cos(2 * y)
    return _laid(1 / (1 + np.exp(-9 * wave)), shape, random, (0.06, 0.3))


def dots(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw round dots, every second row shifted by half a step."""
    tile = np.zeros((_SIDE * 4, _SIDE * 4), np.uint8)
    radius, step = int(random.uniform(0.08, 0.22) * _SIDE * 4), _SIDE * 2
    for x, y in ((0, 0), (2, 0), (0, 2), (2, 2), (1, 1)):
        cv2.circle(tile, (x * step, y * step), radius, (255,), -1)
    return _laid(cv2.resize(tile, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA) / 255, shape, random, (0.015, 0.12))


def land(shape: tuple[int, int], random: np.random.Generator) -> Cover:
    """Draw a map: land and water, contour lines, roads."""
    coarse = random.normal(0, 1, (9, 12)).astype(np.float32)
    height = np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
    contours = np.abs(height * 5 - np.round(height * 5)) < 0.06
    cover = np.where(height < -0.5, 0.75, 0.12 * np.clip(np.floor(height * 2), 0, 3)).astype(np.float32)
    cover[contours & (height > -0.5)] = 0.45
    for _ in range(int(random.integers(6, 16))):
        path = cv2.resize(random.uniform(-0.1, 1.1, (1, 4, 2)), (90, 1), interpolation=cv2.INTER_CUBIC)[0] * shape[::-1]
        width = int(random.integers(1, 5))
        cv2.polylines(cover, [path.astype(np.int32)], isClosed=False, color=(1.0,), thickness=width)
    return cover


def _square(share: float, times: int = 1) -> NDArray[np.float64]:
    """Give a row that is 1 over a share of each of its equal parts and 0 over the rest."""
    return ((np.arange(_SIDE) * times / _SIDE) % 1 < share).astype(np.float64)


def _laid(
    tile: NDArray[np.floating], shape: tuple[int, int], random: np.random.Generator, sizes: tuple[float, float]
) -> Cover:
    """Lay a tile again and again, of a side within ``sizes`` (shares of the picture's longer side), at any angle."""
    side = max(5.0, float(random.uniform(*sizes)) * max(shape))
    angle = float(random.normal(0, 12) + random.choice((0, 0, 0, 45)))
    # Shrunk by area first: what is sampled more coarsely than it is drawn would shimmer.
    own = min(_SIDE, max(8, round(side)))
    small = cv2.resize(tile.astype(np.float32), (own, own), interpolation=cv2.INTER_AREA)
    turn = cv2.getRotationMatrix2D((0, 0), angle, own / side)
    turn[:, 2] = random.uniform(0, own, 2)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(small, turn, shape[::-1], flags=flags, borderMode=cv2.BORDER_WRAP), np.float32)

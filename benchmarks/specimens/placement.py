"""Chooses a photo's size and puts the card into it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.specimens.camera import card_corners, normal
from benchmarks.specimens.split import pick
from benchmarks.specimens.warp import Warp
from permit_ocr.types import Points, Quad

CLEAN_WIDTHS = (620.0, 3000.0)
"""Card widths in pixels at which everything printed can be read with ease."""
SMALL_WIDTHS = (400.0, 560.0)
"""Card widths at which the labels are hardly legible any more."""
HARD_WIDTHS = (280.0, 400.0)
"""Card widths at which strokes of the values begin to run together."""
FAR_WIDTHS = (420.0, 1600.0)
"""Widths of a card that is small in a large photo."""

SHARES = (0.45, 0.96)
"""How much of the largest width that fits into a photo a card has."""
FAR_SHARES = (0.15, 0.40)
"""The same of a card that is small in a large photo."""
BESIDE_SHARES = (0.38, 0.5)
"""The same of a card that leaves room for another."""

_SIZES = {
    (640, 480): 1, (1280, 960): 2, (1440, 1080): 2, (1080, 1440): 2, (1080, 1920): 4, (1920, 1080): 2,
    (1200, 1600): 2, (2000, 1500): 2, (3000, 2000): 1, (2448, 3264): 1, (4000, 3000): 1,
}  # fmt: skip
"""Photo sizes as messengers, browsers and phones give them, and how often; width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A card in a photo: see ``Scene`` for the units."""

    size: tuple[int, int]
    card: Quad
    rotation: float
    tilt: float
    cut: float
    warp: Warp
    """Tells how a bend of the card would show; the card itself is flat."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Bounds within which a placement is drawn."""

    tilts: tuple[float, float]
    widths: tuple[float, float]
    shares: tuple[float, float] = SHARES
    cut: float = 0.0
    sides: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1))
    """The axes along which the card may be cut, together."""


def place(random: np.random.Generator, rotation: float, wish: Wish) -> Placement:
    """Draw a photo size, the card's tilt and its place as wished."""
    pitch, yaw = _tilted(random, wish.tilts)
    distance = float(random.uniform(2.0, 5.0))
    shape = card_corners(1.0, rotation, pitch, yaw, distance)
    size, width = _fitting(random, shape, wish)
    corners = shape * width
    centre = _cut_centre(random, corners, size, wish) if wish.cut else _free_centre(random, corners, size)
    warp = Warp(lean=normal(pitch, yaw), nearness=1 / distance, frame=size)
    return Placement(size, Quad.from_array(corners + centre), rotation, max(abs(pitch), abs(yaw)), wish.cut, warp)


def _tilted(random: np.random.Generator, tilts: tuple[float, float]) -> tuple[float, float]:
    """Draw the larger angle within bounds, the other below it, both to either side."""
    larger = random.uniform(*tilts)
    pair = random.permutation((larger, random.uniform(0, larger))) * random.choice((-1, 1), 2)
    return float(pair[0]), float(pair[1])


def _fitting(random: np.random.Generator, shape: Points, wish: Wish) -> tuple[tuple[int, int], float]:
    """Draw one of the photo sizes that the card fits into at a width within bounds, and such a width."""
    fitting: list[tuple[tuple[int, int], float, float]] = []
    for size, weight in _SIZES.items():
        largest = float(np.min(np.array(size) / np.ptp(shape, axis=0)))
        low, high = max(wish.widths[0], wish.shares[0] * largest), min(wish.widths[1], wish.shares[1] * largest)
        if low < high:
            fitting += [(size, low, high)] * weight
    size, low, high = pick(random, fitting)
    return size, float(random.uniform(low, high))


def _free_centre(random: np.random.Generator, corners: Points, size: tuple[int, int]) -> Points:
    """Draw the place of a card that lies wholly within the photo."""
    low, high = -corners.min(axis=0), np.array(size) - corners.max(axis=0)
    return np.asarray(low + (high - low) * random.beta(2, 2, 2), np.float32)


def _cut_centre(random: np.random.Generator, corners: Points, size: tuple[int, int], wish: Wish) -> Points:
    """Push the card over one side of the frame, or over two, by a share of its extent."""
    centre = _free_centre(random, corners, size)
    extent = np.ptp(corners, axis=0)
    for axis in pick(random, wish.sides):
        over_start = -corners[:, axis].min() - wish.cut * extent[axis]
        over_end = size[axis] - corners[:, axis].max() + wish.cut * extent[axis]
        centre[axis] = pick(random, (over_start, over_end))
    return centre

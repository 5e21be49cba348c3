"""Chooses a photo's size and puts the card into it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.specimens.camera import card_corners
from benchmarks.specimens.split import pick
from permit_ocr.types import Points, Quad

CLEAN_WIDTHS = (620.0, 3000.0)
"""Card widths in pixels at which everything printed can be read with ease."""
SMALL_WIDTHS = (280.0, 560.0)
"""Card widths at which the labels are hardly legible any more."""

_SIZES = (
    (640, 480), (1280, 960), (1440, 1080), (1080, 1440), (1080, 1920), (1080, 1920), (1920, 1080),
    (1200, 1600), (2000, 1500), (3000, 2000), (2448, 3264), (4000, 3000),
)  # fmt: skip
"""Photo sizes as messengers, browsers and phones give them; width and height in pixels."""

_SMALLEST_SHARE, _LARGEST_SHARE = 0.45, 0.96
"""How much of the largest width that fits into a photo a card has."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A card in a photo: see ``Scene`` for the units."""

    size: tuple[int, int]
    card: Quad
    rotation: float
    tilt: float
    cut: float


def place(
    random: np.random.Generator,
    *,
    rotation: float,
    tilts: tuple[float, float],
    widths: tuple[float, float],
    cut: float,
) -> Placement:
    """Draw a photo size, the card's tilt and its place, so that its width lies within ``widths``."""
    pitch, yaw = _tilted(random, tilts)
    shape = card_corners(1.0, rotation, pitch, yaw, float(random.uniform(2.0, 5.0)))
    size, width = _fitting(random, shape, widths)
    corners = shape * width
    centre = _cut_centre(random, corners, size, cut) if cut else _free_centre(random, corners, size)
    return Placement(size, Quad.from_array(corners + centre), rotation, max(abs(pitch), abs(yaw)), cut)


def _tilted(random: np.random.Generator, tilts: tuple[float, float]) -> tuple[float, float]:
    """Draw the larger angle within bounds, the other below it, both to either side."""
    larger = random.uniform(*tilts)
    pair = random.permutation((larger, random.uniform(0, larger))) * random.choice((-1, 1), 2)
    return float(pair[0]), float(pair[1])


def _fitting(random: np.random.Generator, shape: Points, widths: tuple[float, float]) -> tuple[tuple[int, int], float]:
    """Draw one of the photo sizes that the card fits into at a width within bounds, and such a width."""
    fitting: list[tuple[tuple[int, int], float, float]] = []
    for size in _SIZES:
        largest = float(np.min(np.array(size) / np.ptp(shape, axis=0)))
        low, high = max(widths[0], _SMALLEST_SHARE * largest), min(widths[1], _LARGEST_SHARE * largest)
        if low < high:
            fitting.append((size, low, high))
    size, low, high = pick(random, fitting)
    return size, float(random.uniform(low, high))


def _free_centre(random: np.random.Generator, corners: Points, size: tuple[int, int]) -> Points:
    """Draw the place of a card that lies wholly within the photo."""
    low, high = -corners.min(axis=0), np.array(size) - corners.max(axis=0)
    return np.asarray(low + (high - low) * random.beta(2, 2, 2), np.float32)


def _cut_centre(random: np.random.Generator, corners: Points, size: tuple[int, int], cut: float) -> Points:
    """Push the card over one side of the frame, or over two, by a share of its extent."""
    centre = _free_centre(random, corners, size)
    extent = np.ptp(corners, axis=0)
    axes = pick(random, ((0,), (1,), (0, 1)))
    for axis in axes:
        over_start = -corners[:, axis].min() - cut * extent[axis]
        over_end = size[axis] - corners[:, axis].max() + cut * extent[axis]
        centre[axis] = pick(random, (over_start, over_end))
    return centre

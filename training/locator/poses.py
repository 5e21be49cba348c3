"""Where the corners of cards lie in training pictures. Pixels of the picture; corners in the card's own order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.specimens.camera import card_corners
from benchmarks.specimens.split import pick
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Points

SHAPES = (3 / 4, 4 / 3, 4 / 3, 9 / 16, 16 / 9, 1.0, 2 / 3, 3 / 2)
"""Width over height of photos."""

CLOSE_UP = 0.75
"""Width of the card in a second look, in widths of the picture."""

SCANS = 0.09
"""Share of photos that end where the card does."""

MOST_CUT = 0.25
"""Share of a card's extent that the frame may cut off."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture, and where a card lies in it."""

    size: tuple[int, int]
    """Width and height."""
    corners: Points
    close_up: bool = False
    """Whether it is a view for a second look, of which the photo may show a part only."""


def draw_frame(random: np.random.Generator, side: int, close_ups: float) -> Frame:
    """Draw a picture of which the longer side is ``side``: a photo, a scan without rims, or a second look."""
    if random.random() < close_ups:
        return Frame((side, side), _second_look(random, side), close_up=True)
    if random.random() < SCANS:
        return _scan(random, side)
    shape = pick(random, SHAPES)
    size = (side, round(side / shape)) if shape >= 1 else (round(side * shape), side)
    return Frame(size, draw_corners(random, size, _width(random)))


def draw_corners(random: np.random.Generator, size: tuple[int, int], share: float) -> Points:
    """Draw a card of any turn and tilt; its larger extent is about ``share`` of the largest that fits."""
    turn = random.uniform(0, 360) if random.random() < 0.5 else 90 * random.integers(4) + random.normal(0, 5)
    pitch, yaw = 50 * random.beta(1, 2.2, 2) * random.choice((-1, 1), 2)
    shape = card_corners(1.0, float(turn), float(pitch), float(yaw), float(random.uniform(1.6, 5)))
    frame = np.array(size, np.float32)
    corners = shape * np.float32(share * np.min(frame / np.ptp(shape, axis=0)))
    low, high = corners.min(axis=0), corners.max(axis=0)
    # From touching the frame from within to being cut by it; a card larger than the frame is always cut.
    cut = MOST_CUT * random.random(2) * (high - low) * (random.random(2) < 0.3)
    least, most = np.sort(np.stack([-low - cut, frame - high + cut]), axis=0)
    return np.asarray(corners + least + (most - least) * random.random(2), np.float32)


def _width(random: np.random.Generator) -> float:
    if random.random() < 0.15:
        return float(random.uniform(0.12, 0.35))
    return float(random.uniform(0.35, 1.0) if random.random() < 0.8 else random.uniform(1.0, 1.3))


def _scan(random: np.random.Generator, side: int) -> Frame:
    """A picture that ends where the card does."""
    width, height = side, round(side / CARD_ASPECT)
    turns = int(random.integers(4))
    size = (width, height) if turns % 2 == 0 else (height, width)
    corners = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    return Frame(size, np.roll(corners, -turns, axis=0) + _jitter(random, 0.015 * side))


def _second_look(random: np.random.Generator, side: int) -> Points:
    """The card as a first look rectifies it: nearly upright, nearly in the middle; now and then upside down."""
    width = side * CLOSE_UP * float(np.exp(random.normal(0, 0.06)))
    flat = card_corners(width, float(random.normal(0, 2.5)), 0, 0, 4) + _jitter(random, 0.022 * side)
    middle = side / 2 + random.normal(0, 0.025 * side, 2)
    turned = np.roll(flat, 2, axis=0) if random.random() < 0.06 else flat
    return np.asarray(turned + middle, np.float32)


def _jitter(random: np.random.Generator, sigma: float) -> Points:
    return random.normal(0, sigma, (4, 2)).astype(np.float32)

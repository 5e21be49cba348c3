"""Line drawings on the cards: a wall on hills, a flower, a round seal and the symbol of a contactless chip.

They stand for the real artwork in place, size and density; none copies it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.ground import CARD_HEIGHT, CARD_WIDTH, DRAWN_HEIGHT, DRAWN_WIDTH, empty, stroke
from benchmarks.specimens.ink import Colour, Mask, lay
from permit_ocr.types import Image


def wall(random: np.random.Generator) -> Mask:
    """Draw a battlemented wall that climbs over hills at the card's right, with towers."""
    mask = empty()
    x = np.linspace(0.33 * DRAWN_WIDTH, 1.02 * DRAWN_WIDTH, 420, dtype=np.float32)
    phase, base = random.uniform(0, 6), random.uniform(0.5, 0.62)
    for depth in range(4):
        ridge = np.sin(x * 0.010 + phase + depth) + 0.5 * np.sin(x * 0.026 + 2 * phase - depth)
        y = (DRAWN_HEIGHT * (base + 0.08 * depth) - (45 - 6 * depth) * ridge).astype(np.float32)
        stroke(mask, np.stack([x, y], axis=1), 2)
        if depth == 1:
            _fortify(mask, x, y)
    return mask


def _fortify(mask: Mask, x: NDArray[np.float32], y: NDArray[np.float32]) -> None:
    """Set battlements and towers on a ridge."""
    teeth = np.where(np.arange(len(x)) // 4 % 2 == 0, 20.0, 28.0)
    stroke(mask, np.stack([x, y - teeth], axis=1), 2)
    for place in range(40, len(x), 110):
        left, top = int(x[place]), int(y[place]) - 65
        cv2.rectangle(mask, (left, top), (left + 35, top + 65), (255,), 2, cv2.LINE_AA)
        cv2.rectangle(mask, (left + 12, top + 17), (left + 22, top + 32), (255,), 2, cv2.LINE_AA)


def flower(random: np.random.Generator) -> Mask:
    """Draw a five- to eight-petalled flower in nested outlines somewhere in the right half."""
    mask = empty()
    turn = np.linspace(0, 2 * np.pi, 300, dtype=np.float32)
    petals, tilt = int(random.integers(5, 9)), random.uniform(0, 6)
    share = random.uniform((0.55, 0.4), (0.85, 0.7))
    for layer in np.linspace(0.15, 1.0, 14):
        reach = 150 * layer * (0.35 + 0.65 * np.abs(np.cos(petals / 2 * turn)) ** 0.6)
        arms = np.stack([np.cos(turn + tilt), np.sin(turn + tilt)], axis=1)
        stroke(mask, share * (DRAWN_WIDTH, DRAWN_HEIGHT) + reach[:, None] * arms)
    return mask


def seal(card: Image, colour: Colour, x: float, y: float) -> None:
    """Print a round seal with five stars, its centre at fractions ``x, y`` of the card."""
    radius = 78
    mask = np.zeros((2 * radius + 20, 2 * radius + 20), np.uint8)
    middle = radius + 10
    for ring, thickness in ((radius, 8), (radius - 14, 3)):
        cv2.circle(mask, (middle, middle), ring, (255,), thickness, cv2.LINE_AA)
    cv2.fillPoly(mask, [_star(middle, middle - 18, 26)], (255,), cv2.LINE_AA)
    for angle in np.linspace(0.4, np.pi - 0.4, 4):
        place = (middle + 44 * np.cos(angle), middle - 4 + 44 * np.sin(angle))
        cv2.fillPoly(mask, [_star(*place, 10)], (255,), cv2.LINE_AA)
    lay(card, mask, (round(x * CARD_WIDTH) - middle, round(y * CARD_HEIGHT) - middle), colour, 0.9)


def _star(x: float, y: float, radius: float) -> NDArray[np.int32]:
    turn = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.4)
    return np.round(np.stack([x + reach * np.cos(turn), y + reach * np.sin(turn)], axis=1)).astype(np.int32)


def chip(card: Image, colour: Colour, x: float, y: float) -> None:
    """Print the symbol of a contactless chip (ICAO Doc 9303 part 3), its centre at ``x, y`` (fractions)."""
    mask = np.zeros((96, 150), np.uint8)
    cv2.rectangle(mask, (6, 6), (143, 89), (255,), 9, cv2.LINE_AA)
    for left, right in ((6, 52), (97, 143)):
        cv2.line(mask, (left, 47), (right, 47), (255,), 9, cv2.LINE_AA)
    cv2.circle(mask, (75, 47), 22, (255,), 9, cv2.LINE_AA)
    lay(card, mask, (round(x * CARD_WIDTH) - 75, round(y * CARD_HEIGHT) - 48), colour, 0.9)

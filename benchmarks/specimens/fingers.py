"""Fingertips that hold a card's rim: where they may lie, so that they cover nothing that is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.keepout import grown
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box

_RASTER = 400
"""Pixels across the card in which fingers and boxes are compared."""
_CLEARANCE = 0.015
"""Space between a finger and what must be seen, in card sizes: for its soft edge."""
_RADIUS = (0.068, 0.098)
"""Half the width of a fingertip in card widths: adults' are 12 to 17 mm wide, on a card of 85.6 mm."""
_LENGTH = 0.75
_REACHES = tuple(np.linspace(0.16, 0.025, 12))
"""How far a finger may reach over the rim, in card widths, from the boldest on."""
_PLACES = 40


@dataclass(frozen=True, slots=True)
class Finger:
    """One finger over the card; points are in card widths from the card's upper-left corner."""

    tip: NDArray[np.float64]
    """Centre of the round end."""
    away: NDArray[np.float64]
    """Unit direction from the tip to the hand."""
    radius: float

    def outline(self) -> NDArray[np.float64]:
        """Give the outline as a closed polygon ``Nx2``: a half circle and two sides that widen a little."""
        turn = np.linspace(np.pi / 2, 3 * np.pi / 2, 25)
        arc = np.stack([1.15 * np.cos(turn), np.sin(turn)], axis=1) * self.radius
        base = np.array([(_LENGTH, -1.2 * self.radius), (_LENGTH, 1.2 * self.radius)])
        return self.tip + np.concatenate([arc, base]) @ np.stack([self.away, self.aside])

    @property
    def aside(self) -> NDArray[np.float64]:
        """The unit direction across the finger."""
        return np.array((-self.away[1], self.away[0]))

    @property
    def root(self) -> NDArray[np.float64]:
        """The middle of the finger's other end."""
        return self.tip + _LENGTH * self.away


def place_fingers(count: int, boxes: Sequence[Box], random: np.random.Generator) -> list[Finger]:
    """Place up to ``count`` neighbouring fingers, at least one, over the rim so that they cover no box."""
    taken = _raster(boxes)
    best: list[Finger] = []
    for _ in range(_PLACES):
        found = _hand(count, taken, random)
        best = max(best, found, key=len)
        if len(best) == count:
            break
    return best


def _hand(count: int, taken: NDArray[np.uint8], random: np.random.Generator) -> list[Finger]:
    """Lay fingers side by side over one edge, each as far in as is free up to a reach of its own."""
    edge, inward, along = _edge(random)
    lean = np.radians(random.normal(0, 12))
    turned = np.array([(np.cos(lean), -np.sin(lean)), (np.sin(lean), np.cos(lean))]) @ inward
    radius = float(random.uniform(*_RADIUS))
    fingers = []
    for place in range(count):
        boldest = int(random.integers(len(_REACHES) - 2))
        start = edge + along * place * 2.05 * radius
        for reach in _REACHES[boldest:]:
            finger = Finger(start + turned * (reach - radius), -turned, radius)
            if _fits(finger, taken):
                fingers.append(finger)
                break
    return fingers


def _edge(random: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Draw a point of the rim; give it, the direction into the card and the one along the rim."""
    side, share = int(random.integers(4)), float(random.uniform(0.04, 0.96))
    height = 1 / CARD_ASPECT
    points = ((share, 0.0), (1.0, share * height), (share, height), (0.0, share * height))
    inward = np.array(((0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0))[side])
    return np.array(points[side]), inward, np.array((abs(inward[1]), abs(inward[0])))


def _raster(boxes: Sequence[Box]) -> NDArray[np.uint8]:
    """Mark all boxes and the space around them."""
    taken = np.zeros((round(_RASTER / CARD_ASPECT), _RASTER), np.uint8)
    for box in (grown(box, _CLEARANCE) for box in boxes):
        (left, right), (top, bottom) = (
            np.clip((np.array(ends) * length).round().astype(int), 0, length)
            for ends, length in (((box.x0, box.x1), taken.shape[1]), ((box.y0, box.y1), taken.shape[0]))
        )
        taken[top:bottom, left:right] = 1
    return taken


def _fits(finger: Finger, taken: NDArray[np.uint8]) -> bool:
    """Say whether a finger lies over the card, and over nothing that must be seen."""
    marked = np.zeros_like(taken)
    cv2.fillPoly(marked, [np.round(finger.outline() * _RASTER).astype(np.int32)], (1,))
    return bool(marked.any()) and not (marked & taken).any()

"""Photos of other cards, to lay a specimen over: surroundings, light and perspective are real.

A folder holds ``quads.json``: ``{"photo.jpg": {"quad": [[x, y] * 4], "size": [width, height]}}``, the corners
from the photographed card's own upper-left corner clockwise, in pixels.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.pictures import read_picture
from benchmarks.specimens.split import Split, share
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Points, Quad

_GROWTH = 1.04
"""The specimen is laid on this much larger than the photographed card, to cover it wholly."""
_ASPECT_TOLERANCE = 0.12
_LIGHT_GRID = (16, 10)
"""Cells across and down in which the light on the photographed card is measured."""
_PAPER = 235.0
"""Grey level of the bright parts of a specimen, and of most cards in full light."""


@dataclass(frozen=True, slots=True)
class PhotoScene:
    """A photo, turned by quarter turns clockwise, and whether the card lies upside down in it."""

    path: Path
    quad: Quad
    """Corners of the photographed card in the photo as stored."""
    size: tuple[int, int]
    turns: int = 0
    flipped: bool = False

    @property
    def turned_size(self) -> tuple[int, int]:
        """Width and height of the photo once turned."""
        return self.size if self.turns % 2 == 0 else (self.size[1], self.size[0])

    @property
    def card(self) -> Quad:
        """Corners of the specimen in the turned photo."""
        corners = _turned(self.quad.to_array(), self.size, self.turns)
        corners = np.roll(corners, 2, axis=0) if self.flipped else corners
        middle = corners.mean(axis=0)
        return Quad.from_array(middle + (corners - middle) * _GROWTH)

    @property
    def rotation(self) -> float:
        """Clockwise turn of the specimen in the turned photo, in degrees."""
        (x0, y0), (x1, y1) = self.card.corners[:2]
        return float(np.degrees(np.arctan2(y1 - y0, x1 - x0))) % 360

    def image(self) -> Image:
        """Read the photo and turn it."""
        return np.ascontiguousarray(np.rot90(read_picture(self.path), -self.turns))


def light_on(photo: Image, card: Quad) -> np.ndarray:
    """Measure the light on the photographed card: a coarse ``10x16x3`` grid of gains of blue, green and red.

    Both its level and its colour are the photo's own, so that what is laid there looks lit by the same lamp. Of the
    colour half is taken (in its logarithm), as the other half may be that of the photographed card itself.
    """
    grid = np.array([(0, 0), (64, 0), (64, 40), (0, 40)], np.float32)
    flat = cv2.warpPerspective(photo, cv2.getPerspectiveTransform(card.to_array(), grid), (64, 40), borderMode=1)
    # The print is darker than the card, so the brighter part of each neighbourhood shows the light.
    bright = cv2.GaussianBlur(cv2.dilate(flat, np.ones((9, 9), np.uint8)), (0, 0), 8).astype(np.float32)
    level = bright.mean(axis=2, keepdims=True)
    cast = np.sqrt(np.median(bright / level, axis=(0, 1)))
    return np.clip(cv2.resize(level / _PAPER, _LIGHT_GRID)[..., None] * cast, 0.25, 1.2).astype(np.float32)


@lru_cache
def photo_scenes(folder: Path, split: Split) -> tuple[PhotoScene, ...]:
    """Give the photos of a folder that belong to a split and show something of a card's aspect."""
    entries = json.loads((folder / "quads.json").read_text())
    scenes = [
        PhotoScene(folder / name, Quad.from_array(np.array(entry["quad"])), (entry["size"][0], entry["size"][1]))
        for name, entry in sorted(entries.items())
        if name in set(share(sorted(entries), split))
    ]
    return tuple(scene for scene in scenes if _like_a_card(scene.quad.to_array()))


def _like_a_card(corners: Points) -> bool:
    height = edge_width(np.roll(corners, -1, axis=0))
    return abs(edge_width(corners) / height / CARD_ASPECT - 1) < _ASPECT_TOLERANCE


def _turned(corners: Points, size: tuple[int, int], turns: int) -> Points:
    """Turn points with their picture, clockwise, by quarter turns."""
    width, height = size
    for _ in range(turns):
        corners = np.stack([height - corners[:, 1], corners[:, 0]], axis=1)
        width, height = height, width
    return corners

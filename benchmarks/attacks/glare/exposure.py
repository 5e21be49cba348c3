"""Adds light to a picture so that it clips where a camera's exposure clips it, and tells what that hides."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens import Scene
from benchmarks.specimens.camera import card_to_photo
from benchmarks.specimens.photo import Laying
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image

COLUMNS = 384
"""Columns of the grid on which light over the card is worked out."""
ROWS = round(COLUMNS / CARD_ASPECT)
"""Rows of that grid."""

Glow = NDArray[np.float32]
"""Light added to the card's own, ``ROWSxCOLUMNSx3`` (blue, green, red), in the light of a white card."""

HEADROOM = 1.5
"""What a picture can hold beyond white before it is exposed, in white: exposure is raised by as much again."""

_PAPER, _INK = 0.92, 0.2
"""Usual reflectances of a card's ground and of the ink of its values."""
HIDDEN = 0.35
"""Share of the print's contrast below which it counts as hidden."""


def add_light(glow: Glow) -> Laying:
    """Give what lays light over the card of a scene whose exposure is ``HEADROOM`` times what it should be."""
    coded = np.clip(glow * (255 / HEADROOM), 0, 255).astype(np.uint8)

    def lay(view: Image, scene: Scene) -> None:
        cv2.convertScaleAbs(view, view, 1 / HEADROOM)
        to_photo = card_to_photo(scene.card) @ np.diag([1 / COLUMNS, 1 / ROWS, 1.0])
        left, top, right, bottom = _bounds(scene)
        shifted = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]]) @ to_photo
        part = view[top:bottom, left:right]
        part[:] = cv2.add(part, cv2.warpPerspective(coded, shifted, part.shape[1::-1], flags=cv2.INTER_LINEAR))

    return lay


def _bounds(scene: Scene) -> tuple[int, int, int, int]:
    corners = scene.card.to_array()
    left, top = np.clip(np.floor(corners.min(axis=0)), 0, scene.size).astype(int).tolist()
    right, bottom = np.clip(np.ceil(corners.max(axis=0)), 0, scene.size).astype(int).tolist()
    return left, top, right, bottom


def kept_contrast(glow: Glow, exposure: float) -> NDArray[np.float32]:
    """Say what share of the print's contrast light leaves at each place of the grid, ``ROWSxCOLUMNS``."""
    added = glow.mean(axis=2)
    ground, ink = (np.minimum(1, exposure * (own + added)) for own in (_PAPER, _INK))
    whole = min(1, exposure * _PAPER) - exposure * _INK
    return ((ground - ink) / whole).astype(np.float32)


def shares_below(kept: NDArray[np.float32], boxes: Mapping[str, Box], limit: float) -> dict[str, float]:
    """Say for each box what share of it keeps less than ``limit`` of its contrast."""
    return {name: float((_cut(kept, box) < limit).mean()) for name, box in boxes.items()}


def _cut(grid: NDArray[np.float32], box: Box) -> NDArray[np.float32]:
    left, right = int(max(0, box.x0) * COLUMNS), int(box.x1 * COLUMNS) + 1
    top, bottom = int(max(0, box.y0) * ROWS), int(box.y1 * ROWS) + 1
    return grid[top:bottom, left:right]

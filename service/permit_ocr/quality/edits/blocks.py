"""The cosine transform of the photo's own blocks: what JPEG rounded, on the grid on which it rounded last.

JPEG rounds the cosine transform of each block of 8x8 pixels to multiples of its steps (ITU-T T.81, A.3.3 and A.3.4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import project
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box

BLOCK = 8
"""Side of a block in pixels."""

FREQUENCIES = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0), (4, 0),
               (3, 1), (2, 2), (1, 3), (0, 4), (0, 5), (1, 4), (2, 3), (3, 2), (4, 1), (5, 0))  # fmt: skip
"""The twenty lowest, down and across: what lies above is rounded to nothing in most photos."""

MOST_BLOCKS = 24_000
"""Blocks of a card from which on rows of them are left out: as many as on a card 1,600 pixels wide."""

LEVELS = 256
"""Magnitudes of coefficients that are told apart; larger ones count as the largest."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of the photo that a card lies on."""

    place: NDArray[np.float32]
    """Their middles in fractions of the card, ``Nx2``."""
    levels: NDArray[np.intp]
    """Magnitudes of the coefficients of ``FREQUENCIES``, ``Nx20``."""
    clipped: NDArray[np.bool_]
    """Whether a colour of a pixel is at the end of its range, where rounding is undone by cutting off; ``N``."""

    def within(self, box: Box, narrowed: float = 0.0) -> NDArray[np.bool_]:
        """Mark those in a box that is narrowed by a share of its size on each side."""
        dx, dy = narrowed * (box.x1 - box.x0), narrowed * (box.y1 - box.y0)
        x, y = self.place[:, 0], self.place[:, 1]
        return (x > box.x0 + dx) & (x < box.x1 - dx) & (y > box.y0 + dy) & (y < box.y1 - dy)

    def only(self, kept: NDArray[np.bool_]) -> Blocks:
        """Those that are marked."""
        return Blocks(self.place[kept], self.levels[kept], self.clipped[kept])


def level_counts(levels: NDArray[np.intp]) -> NDArray[np.intp]:
    """How often each frequency of ``Nx20`` levels has each level, ``20x256``."""
    at = levels + np.arange(len(FREQUENCIES)) * LEVELS
    return np.bincount(at.ravel(), minlength=len(FREQUENCIES) * LEVELS).reshape(-1, LEVELS)


@once_per_view
def blocks_of(view: CardView) -> Blocks:
    """Transform the blocks under the card."""
    (left, top), (right, bottom) = _extent(view)
    rows, columns = max(0, (bottom - top) // BLOCK), max(0, (right - left) // BLOCK)
    if not rows * columns:
        return Blocks(np.zeros((0, 2), np.float32), np.zeros((0, len(FREQUENCIES)), np.intp), np.zeros(0, np.bool_))
    every = max(1, -(-rows * columns // MOST_BLOCKS))
    cut = view.photo[top : top + rows * BLOCK, left : left + columns * BLOCK]
    chosen = cut.reshape(rows, BLOCK, columns * BLOCK, 3)[::every].reshape(-1, columns * BLOCK, 3)
    # JPEG's luma (ITU-T T.871, 7) has the weights of OpenCV's grey.
    luma = cv2.cvtColor(chosen.astype(np.float32), cv2.COLOR_BGR2GRAY).reshape(-1, BLOCK, columns, BLOCK)
    blocks = luma.swapaxes(1, 2).reshape(-1, BLOCK * BLOCK)
    rounded = np.rint(blocks @ _COSINES)
    levels = np.minimum(np.abs(rounded, out=rounded), LEVELS - 1, out=rounded).astype(np.intp)
    x, y = np.meshgrid(left + (np.arange(columns) + 0.5) * BLOCK, top + (np.arange(0, rows, every) + 0.5) * BLOCK)
    to_card = view.card.to_card @ np.linalg.inv(view.card.to_photo)
    place = project(to_card, np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32))
    return Blocks(place, levels, _clipped(chosen, columns))


def _clipped(rows: NDArray[np.uint8], columns: int) -> NDArray[np.bool_]:
    """Which blocks of ``RxWx3`` rows of them hold a colour at the end of its range."""
    stacked = rows.reshape(-1, BLOCK, columns * BLOCK * 3)
    at_end = (stacked.min(axis=1) == 0) | (stacked.max(axis=1) == LEVELS - 1)
    return at_end.reshape(-1, BLOCK * 3).any(axis=1)


def _extent(view: CardView) -> tuple[tuple[int, int], tuple[int, int]]:
    """The card's bounds in the photo, upper left on the grid."""
    corners = np.clip(view.quad.to_array(), 0, view.photo.shape[1::-1])
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return (int(left) // BLOCK * BLOCK, int(top) // BLOCK * BLOCK), (int(right), int(bottom))


def _cosines() -> NDArray[np.float32]:
    """The orthonormal cosine transform (T.81, A.3.3) of a flattened block at ``FREQUENCIES``, ``64x20``."""
    waves = np.cos((2 * np.arange(BLOCK) + 1) * np.arange(BLOCK)[:, None] * np.pi / (2 * BLOCK))
    waves *= np.where(np.arange(BLOCK)[:, None] == 0, math.sqrt(1 / BLOCK), math.sqrt(2 / BLOCK))
    return np.stack([np.outer(waves[u], waves[v]).ravel() for u, v in FREQUENCIES], axis=1).astype(np.float32)


_COSINES = _cosines()

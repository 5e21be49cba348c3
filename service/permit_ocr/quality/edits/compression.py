"""The traces of an earlier compression: where the card bears them, and a part of it does not.

JPEG rounds the cosine transform of each block of 8x8 pixels to multiples of its steps (ITU-T T.81, A.3.3 and A.3.4). In
a photo that is saved a second time on the same grid the coefficients still gather about the multiples of the first
steps, as Lukas and Fridrich (2003) describe. What was put into the photo in between does not have them. A photo that
was compressed but once, or shrunk or cropped in between, shows no such difference, however its parts were printed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import project
from permit_ocr.quality.findings import logistic
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box

BLOCK = 8
"""Side of a block in pixels."""

FREQUENCIES = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0), (4, 0),
               (3, 1), (2, 2), (1, 3), (0, 4), (0, 5), (1, 4), (2, 3), (3, 2), (4, 1), (5, 0))  # fmt: skip
"""The twenty lowest, down and across: what lies above is rounded to nothing in most photos."""

MOST_BLOCKS = 24_000
"""Blocks of a card from which on rows of them are left out: as many as on a card 1,600 pixels wide."""

STEPS = np.arange(3, 41)
"""Steps that are tried: smaller ones drown in rounding to whole colours, larger ones leave little."""

LEAST_LEVEL, MOST_LEVEL = 0.6, 200
"""Coefficients that are counted, from this share of a step on, where the next multiple is near, up to this level."""

LEAST_CARD, LEAST_PART = 60, 25
"""Coefficients of one frequency, on the card and in the part, from which on they are compared."""

LEAST_TRACE = 0.15
"""How much more (as a mean cosine) those of the card gather about multiples than they would by their spread alone."""

ROUGH = 0.1
"""By how much both may differ on one card, whose print and portrait have other spreads."""

MOST = 8
"""Frequencies whose differences are averaged, the plainest first."""

_EVEN, _STEEPNESS = 3.6, 3.3
"""What a portrait lacks where it is as likely foreign as not, and the growth of the log odds with it. Of 200 tuning
photos it is 2.1 at most, and 3.4 of 180 photos of cards that somebody else drew, compressed to all degrees; of 96
portraits exchanged in such photos, which were then saved with finer steps than before, 76 lack 4 or more."""

_WITHIN, _BESIDE = 0.05, -0.05
"""Share of a part by which it is narrowed on each side, or widened where the card begins again."""

_CARD = Box(0.02, 0.03, 0.98, 0.97)
_LEVELS = 256

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of the photo that a card lies on."""

    place: NDArray[np.float32]
    """Their middles in fractions of the card, ``Nx2``."""
    levels: NDArray[np.intp]
    """Magnitudes of the coefficients of ``FREQUENCIES``, ``Nx20``."""

    def within(self, box: Box, narrowed: float) -> NDArray[np.bool_]:
        """Mark those in a box that is narrowed by a share of its size on each side."""
        dx, dy = narrowed * (box.x1 - box.x0), narrowed * (box.y1 - box.y0)
        x, y = self.place[:, 0], self.place[:, 1]
        return (x > box.x0 + dx) & (x < box.x1 - dx) & (y > box.y0 + dy) & (y < box.y1 - dy)


def foreign(view: CardView, box: Box) -> float:
    """Give the probability, 0..1, that a part of the card was put into a finished photo of the rest."""
    lacking = missing_trace(view, box)
    return 0.0 if lacking is None else logistic(_STEEPNESS * (lacking - _EVEN))


def missing_trace(view: CardView, box: Box) -> float | None:
    """Say by how many standard errors a part of the card lacks the traces that the rest has, on the average.

    ``None`` where the part holds too few coefficients to tell.
    """
    blocks = _blocks(view)
    part, rest = blocks.within(box, _WITHIN), blocks.within(_CARD, 0) & ~blocks.within(box, _BESIDE)
    own, counted = _gathered(blocks.levels[part])
    around, known = _gathered(blocks.levels[rest])
    comparable = (known >= LEAST_CARD) & (counted >= LEAST_PART)
    if comparable.any(axis=1).sum() < MOST:
        return None
    error = np.sqrt(0.5 / np.maximum(known, 1) + 0.5 / np.maximum(counted, 1) + ROUGH**2)
    lacking = np.where(comparable & (around > LEAST_TRACE), (around - own) / error, 0).max(axis=1)
    return float(np.sort(lacking)[-MOST:].mean())


def _gathered(levels: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """How much coefficients gather about multiples of each step, and how many are counted; both ``20xSTEPS``."""
    at = levels + np.arange(len(FREQUENCIES)) * _LEVELS
    counts = np.bincount(at.ravel(), minlength=len(FREQUENCIES) * _LEVELS).reshape(-1, _LEVELS)
    counted = np.asarray(counts @ _COUNTED.T, np.float64)
    return np.asarray(counts @ _WAVES.T / np.maximum(counted, 1), np.float64), counted


@once_per_view
def _blocks(view: CardView) -> _Blocks:
    (left, top), (right, bottom) = _extent(view)
    rows, columns = max(0, (bottom - top) // BLOCK), max(0, (right - left) // BLOCK)
    if not rows * columns:
        return _Blocks(np.zeros((0, 2), np.float32), np.zeros((0, len(FREQUENCIES)), np.intp))
    every = max(1, -(-rows * columns // MOST_BLOCKS))
    cut = view.photo[top : top + rows * BLOCK, left : left + columns * BLOCK]
    chosen = cut.reshape(rows, BLOCK, columns * BLOCK, 3)[::every].reshape(-1, columns * BLOCK, 3)
    # JPEG's luma (ITU-T T.871, 7) has the weights of OpenCV's grey.
    luma = cv2.cvtColor(chosen.astype(np.float32), cv2.COLOR_BGR2GRAY).reshape(-1, BLOCK, columns, BLOCK)
    blocks = luma.swapaxes(1, 2).reshape(-1, BLOCK * BLOCK)
    levels = np.minimum(np.abs(np.rint(blocks @ _COSINES)), _LEVELS - 1).astype(np.intp)
    x, y = np.meshgrid(left + (np.arange(columns) + 0.5) * BLOCK, top + (np.arange(0, rows, every) + 0.5) * BLOCK)
    to_card = view.card.to_card @ np.linalg.inv(view.card.to_photo)
    place = project(to_card, np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32))
    return _Blocks(place, levels)


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


def _weights() -> tuple[Floats, Floats]:
    """Weights of each level for each step: of a cosine less its own mean over a step, and of being counted."""
    waves, counted = zip(*(_of_step(int(step)) for step in STEPS), strict=True)
    return np.stack(waves), np.stack(counted)


def _of_step(step: int) -> tuple[Floats, Floats]:
    """Without the mean over a step, levels that merely fall off evenly would seem to gather, or to shun multiples."""
    level = np.arange(1 - _LEVELS, _LEVELS)
    counted = (np.abs(level) >= LEAST_LEVEL * step) & (np.abs(level) <= MOST_LEVEL)
    wave = np.cos(2 * np.pi * level / step) * counted
    mean = np.ones(step) if step % 2 else np.array([0.5, *np.ones(step - 1), 0.5])
    weights = np.asarray((wave - np.convolve(wave, mean / step, "same"))[_LEVELS - 1 :], np.float64)
    weights[0] /= 2
    return weights, counted[_LEVELS - 1 :].astype(np.float64)


_COSINES = _cosines()
_WAVES, _COUNTED = _weights()
